"""What is known of the files of a site and of its spare, so that they need not be read again."""

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from dossier.publish.durable import flush_one
from dossier.publish.tree import Stamp, digest_of

Known = Mapping[str, Mapping[Stamp, str]]
"""Digests by path and stamp: a file at another path, or with another stamp, is not known."""

_VERSION = 1


def read_state(path: Path) -> Known:
    """Read what is known; nothing, if the file is missing, damaged or of another version."""
    try:
        checksum, _, text = path.read_bytes().partition(b"\n")
        if digest_of(text).encode() != checksum:
            return {}
        content = json.loads(text)
        if content["version"] != _VERSION:
            return {}
        return {
            name: {Stamp(*stamp): digest for digest, *stamp in files}
            for name, files in content["files"].items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def write_state(path: Path, known: Known) -> None:
    """Write what is known, whole: a line with the checksum, and the rest as JSON.

    Raises:
        OSError: it could not be written; what was there before is still there.
    """
    files = {
        name: [(digest, *stamp) for stamp, digest in found.items()] for name, found in known.items()
    }
    text = json.dumps({"version": _VERSION, "files": files}, separators=(",", ":")).encode()
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        temporary.write_bytes(digest_of(text).encode() + b"\n" + text)
        flush_one(temporary)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
