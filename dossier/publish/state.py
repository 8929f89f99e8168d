"""What is known of the files of a site and of its spare, so that they need not be read again."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dossier.publish.note import note_digest, read_note, write_note
from dossier.publish.target import NOTE
from dossier.publish.tree import Entries, Stamp

_VERSION = 4
_FILES = NOTE
_FOLDERS = "folders.json"

_SETTLED = 100_000_000
"""Nanoseconds after which the time of a change tells it from the next one."""


@dataclass(frozen=True, slots=True)
class KnownFiles:
    """The digests of files below two roots, by path and stamp.

    A file at another path, or with another stamp, is not known.
    """

    digests: Mapping[str, Mapping[Stamp, str]] = field(default_factory=dict)

    def digest(self, path: str, stamp: Stamp) -> str | None:
        """The digest of a file, or nothing if it is not known."""
        return self.digests.get(path, {}).get(stamp)


@dataclass(frozen=True, slots=True)
class KnownFolders:
    """What is in the folders below two roots, all of whose files are known.

    `places` has places in `names` by path and stamp, where the names of their files and of their
    folders stand.
    """

    places: Mapping[str, Mapping[Stamp, int]] = field(default_factory=dict)
    names: Sequence[Sequence[Sequence[str]]] = ()

    def entries(self, path: str, stamp: Stamp) -> Entries | None:
        """What is in a folder, or nothing if it is not known."""
        place = self.places.get(path, {}).get(stamp)
        if place is None:
            return None
        files, folders = self.names[place]
        return Entries(tuple(files), tuple(folders))


def known_folders(found: Mapping[str, Mapping[Stamp, Entries]]) -> KnownFolders:
    """What is known of folders, without those that changed just now."""
    settled = time.time_ns() - _SETTLED
    numbers: dict[Entries, int] = {}
    places = {
        path: {
            stamp: numbers.setdefault(entries, len(numbers))
            for stamp, entries in stamps.items()
            if int(stamp.partition(".")[0]) < settled
        }
        for path, stamps in found.items()
    }
    # Lists, as they are read again: what is known must be equal then, or is written each time.
    return KnownFolders(places, [[list(names) for names in entries] for entries in numbers])


def read_files(folder: Path) -> KnownFiles:
    """Read what is known of files; nothing, if it is missing, damaged or of another version."""
    return KnownFiles(read_note(folder / _FILES, _VERSION).get("digests", {}))


def read_folders(folder: Path) -> KnownFolders:
    """Read what is known of folders; nothing, if it is missing, damaged or of another version.

    Nor is it believed beside another note on files than that with which it was written.
    """
    content = read_note(folder / _FOLDERS, _VERSION)
    if content.get("files") != note_digest(folder / _FILES):
        return KnownFolders()
    return KnownFolders(content["places"], content["names"])


def write_state(folder: Path, files: KnownFiles, folders: KnownFolders) -> None:
    """Write what is known.

    Raises:
        OSError: it could not be written; what was there before, or nothing, is still there.
    """
    write_note(folder / _FILES, _VERSION, {"digests": files.digests})
    content = {"places": folders.places, "names": folders.names}
    content |= {"files": note_digest(folder / _FILES)}
    write_note(folder / _FOLDERS, _VERSION, content)
