"""Notes from build to build, as JSON with a checksum: what is damaged counts as missing."""

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from dossier.publish.durable import flush_one
from dossier.publish.tree import digest_of

_DIGITS = 64


def read_note(path: Path, version: int) -> dict[str, Any]:
    """Read a note; it is empty if the file is missing, damaged or of another version."""
    try:
        checksum, _, text = path.read_bytes().partition(b"\n")
        if digest_of(text).encode() != checksum:
            return {}
        content = json.loads(text)
        return content if content["version"] == version else {}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def note_digest(path: Path) -> str:
    """What a note says of its own digest; empty if there is none."""
    try:
        with path.open("rb") as file:
            return file.readline(_DIGITS).decode("ascii", "replace")
    except OSError:
        return ""


def write_note(path: Path, version: int, content: dict[str, Any]) -> None:
    """Write a note, whole: a line with the checksum, and the rest as JSON.

    Raises:
        OSError: it could not be written; what was there before is still there.
    """
    text = json.dumps({"version": version} | content, separators=(",", ":")).encode()
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        temporary.write_bytes(digest_of(text).encode() + b"\n" + text)
        flush_one(temporary)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
