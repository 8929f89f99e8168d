"""What is known of the files of a site and of its spare, so that they need not be read again."""

from collections.abc import Mapping
from pathlib import Path

from dossier.publish.note import read_note, write_note
from dossier.publish.tree import Stamp

Known = Mapping[str, Mapping[Stamp, str]]
"""Digests by path and stamp: a file at another path, or with another stamp, is not known."""

_VERSION = 1


def read_state(path: Path) -> Known:
    """Read what is known; nothing, if the file is missing, damaged or of another version."""
    content = read_note(path, _VERSION)
    try:
        return {
            name: {Stamp(*stamp): digest for digest, *stamp in files}
            for name, files in content["files"].items()
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}


def write_state(path: Path, known: Known) -> None:
    """Write what is known.

    Raises:
        OSError: it could not be written; what was there before is still there.
    """
    files = {
        name: [[digest, stamp.size, stamp.changed, stamp.inode] for stamp, digest in found.items()]
        for name, found in known.items()
    }
    write_note(path, _VERSION, {"files": files})
