"""What is known of the files of a site and of its spare, so that they need not be read again."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dossier.publish.note import read_note, write_note
from dossier.publish.tree import Entries, Folders, FolderStamp, Stamp

_VERSION = 2

_SETTLED = 100_000_000
"""Nanoseconds after which the time of a change tells it from the next one."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the files and folders below two roots.

    `files` has digests by path and stamp: a file at another path, or with another stamp, is not
    known. `folders` has entries in the same way.
    """

    files: Mapping[str, Mapping[Stamp, str]] = field(default_factory=dict)
    folders: Folders = field(default_factory=dict)


def read_state(path: Path) -> Known:
    """Read what is known; nothing, if the file is missing, damaged or of another version."""
    content = read_note(path, _VERSION)
    try:
        tables = [Entries(tuple(files), tuple(below)) for files, below in content["entries"]]
        return Known(
            {
                name: {Stamp(*stamp): digest for digest, *stamp in files}
                for name, files in content["files"].items()
            },
            {
                name: {FolderStamp(*stamp): tables[number] for number, *stamp in folders}
                for name, folders in content["folders"].items()
            },
        )
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        return Known()


def write_state(path: Path, known: Known) -> None:
    """Write what is known, but for folders that changed just now.

    Raises:
        OSError: it could not be written; what was there before is still there.
    """
    settled = time.time_ns() - _SETTLED
    numbers: dict[Entries, int] = {}
    folders = {
        name: [
            [numbers.setdefault(entries, len(numbers)), *stamp]
            for stamp, entries in found.items()
            if stamp.changed < settled
        ]
        for name, found in known.folders.items()
    }
    files = {
        name: [[digest, stamp.size, stamp.changed, stamp.inode] for stamp, digest in found.items()]
        for name, found in known.files.items()
    }
    write_note(path, _VERSION, {"files": files, "folders": folders, "entries": list(numbers)})
