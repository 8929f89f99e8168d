"""A folder of files as digests: of each file, and of them all."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, NewType

from dossier.publish.target import MARKER

INDEX = "pagefind"
"""Where the search index lies within a site."""

Stamp = NewType("Stamp", str)
"""What the file system says of a file or folder: if it has not changed, nor has what is in it.

Of a file the size, the time of its last change in nanoseconds and the inode; of a folder the same
without the size.
"""


class Entries(NamedTuple):
    """The names in a folder: of its files, whatever they are, and of its folders."""

    files: tuple[str, ...]
    folders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """What is in a folder: the stamps of its files by path, and the folders, itself among them.

    All paths are from its root, which is empty, with `/`. What is neither file nor folder has no
    stamp.
    """

    files: dict[str, Stamp | None]
    folders: dict[str, tuple[Stamp, Entries]]

    @property
    def digest(self) -> str:
        """A digest by which to tell whether any file is there, or is as it was, no more."""
        return stamps_digest(self.files)


_NO_STAMPS: Mapping[str, Stamp] = {}


def listed(
    root: Path,
    known: Callable[[str, Stamp], Entries | None] = lambda path, stamp: None,
    shared: Mapping[str, Stamp] = _NO_STAMPS,
) -> Listing:
    """List a folder, which may be missing; links are not followed.

    Folders of which the entries are `known`, by path and stamp, need only be looked at. Nor need
    the files in these that are `shared` with a folder that was listed before, with their stamps.
    """
    files: dict[str, Stamp | None] = {}
    folders: dict[str, tuple[Stamp, Entries]] = {}
    waiting = [""] if root.is_dir() else []
    while waiting:
        folder = waiting.pop()
        prefix = f"{folder}/" if folder else ""
        place = f"{root}/{folder}"
        stamp = folder_stamp(os.stat(place))
        entries = known(folder, stamp)
        is_known = entries is not None
        if entries is None:
            names: list[str] = []
            below: list[str] = []
            with os.scandir(place) as found:
                for entry in found:
                    (below if entry.is_dir(follow_symlinks=False) else names).append(entry.name)
            entries = Entries(tuple(names), tuple(below))
        folders[folder] = stamp, entries
        for name in entries.files:
            path = prefix + name
            if not is_known or path not in shared:
                files[path] = stamp_of(os.lstat(f"{place}/{name}"))
            else:
                files[path] = shared[path]
        waiting += [prefix + name for name in entries.folders]
    return Listing(files, folders)


def folder_stamp(status: os.stat_result) -> Stamp:
    """The stamp of a folder."""
    return Stamp(f"{status.st_mtime_ns}.{status.st_ino}")


def stamp_of(status: os.stat_result) -> Stamp | None:
    """The stamp of a file, or none for anything else."""
    if not stat.S_ISREG(status.st_mode):
        return None
    return Stamp(f"{status.st_size}.{status.st_mtime_ns}.{status.st_ino}")


def stamps_digest(stamps: Mapping[str, Stamp | None]) -> str:
    """One digest for the stamps of files by their paths."""
    lines = sorted([f"{path}\0{stamp}\n" for path, stamp in stamps.items()])
    return digest_of("".join(lines).encode("utf-8", "surrogateescape"))


def digest_of(data: bytes) -> str:
    """The digest of a file's bytes: SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def tree_digest(folder: Path) -> str:
    """The digest of a site as it lies in a folder, for comparison with its manifest's."""
    paths = [path for path in listed(folder).files if in_tree(path)]
    return combined({path: digest_of((folder / path).read_bytes()) for path in paths})


def differing(one: Path, other: Path) -> Iterator[str]:
    """Yield the files that count for the digest of a site and are not alike in two folders."""
    found = [{path for path in listed(root).files if in_tree(path)} for root in (one, other)]
    yield from sorted(found[0] ^ found[1])
    for path in sorted(found[0] & found[1]):
        if (one / path).read_bytes() != (other / path).read_bytes():
            yield path


def in_tree(path: str) -> bool:
    """Whether a file counts for the digest of a site: not its manifest, nor the search index."""
    return path != MARKER and not is_index(path)


def is_index(path: str) -> bool:
    """Whether a file belongs to the search index, which Pagefind orders anew each time."""
    return path.startswith(f"{INDEX}/")


def is_page(path: str) -> bool:
    """Whether a file is a page."""
    return path.endswith(".html") and not is_index(path)


def is_source_file(path: str) -> bool:
    """Whether a file is one by which reference managers take a source."""
    return path.endswith(("/cite.json", "/cite.bib", "/cite.ris"))


def is_card(path: str) -> bool:
    """Whether a file may be a picture that stands for a page elsewhere."""
    return path.endswith("/card.png")


def combined(digests: Mapping[str, str]) -> str:
    """The digest of several files, given those of each by path.

    It is that of the lines that `sha256sum` prints for the files in the order of their paths'
    bytes, so that anyone can verify it.
    """
    pairs = sorted(digests.items())
    try:
        return digest_of("".join([f"{digest}  {path}\n" for path, digest in pairs]).encode())
    except UnicodeEncodeError:
        # A name that is no text comes where its bytes belong.
        pairs.sort(key=lambda pair: os.fsencode(pair[0]))
        lines = [f"{digest}  ".encode() + os.fsencode(path) + b"\n" for path, digest in pairs]
        return digest_of(b"".join(lines))
