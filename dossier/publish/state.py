"""What is known of the files of a site and of its spare, so that they need not be read again."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dossier.publish.note import read_note, write_note
from dossier.publish.tree import Entries, Stamp

_VERSION = 3

_SETTLED = 100_000_000
"""Nanoseconds after which the time of a change tells it from the next one."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the files and folders below two roots.

    `files` has digests by path and stamp: a file at another path, or with another stamp, is not
    known. `folders` has places in `names` in the same way, where the names of their files and of
    their folders stand.
    """

    files: Mapping[str, Mapping[Stamp, str]] = field(default_factory=dict)
    folders: Mapping[str, Mapping[Stamp, int]] = field(default_factory=dict)
    names: Sequence[Sequence[Sequence[str]]] = ()

    def digest(self, path: str, stamp: Stamp) -> str | None:
        """The digest of a file, or nothing if it is not known."""
        return self.files.get(path, {}).get(stamp)

    def entries(self, path: str, stamp: Stamp) -> Entries | None:
        """What is in a folder, or nothing if it is not known."""
        place = self.folders.get(path, {}).get(stamp)
        if place is None:
            return None
        files, folders = self.names[place]
        return Entries(tuple(files), tuple(folders))


def known_folders(
    found: Mapping[str, Mapping[Stamp, Entries]],
) -> tuple[dict[str, dict[Stamp, int]], list[Entries]]:
    """The `folders` and `names` of what is known, without folders that changed just now."""
    settled = time.time_ns() - _SETTLED
    places: dict[Entries, int] = {}
    folders = {
        path: {
            stamp: places.setdefault(entries, len(places))
            for stamp, entries in stamps.items()
            if int(stamp.partition(".")[0]) < settled
        }
        for path, stamps in found.items()
    }
    return folders, list(places)


def read_state(path: Path) -> Known:
    """Read what is known; nothing, if the file is missing, damaged or of another version."""
    content = read_note(path, _VERSION)
    try:
        return Known(content["files"], content["folders"], content["names"])
    except KeyError:
        return Known()


def write_state(path: Path, known: Known) -> None:
    """Write what is known.

    Raises:
        OSError: it could not be written; what was there before is still there.
    """
    content = {"files": known.files, "folders": known.folders, "names": known.names}
    write_note(path, _VERSION, content)
