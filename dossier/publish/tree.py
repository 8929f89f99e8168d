"""A folder of files as digests: of each file, and of them all."""

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dossier.publish.search import FOLDER as SEARCH_FOLDER
from dossier.publish.target import MARKER


class Stamp(NamedTuple):
    """What the file system says of a file, by which its content is known again."""

    size: int
    changed: int
    inode: int


@dataclass(frozen=True, slots=True)
class Listing:
    """What is in a folder: the stamps of its files by path, and the folders.

    All paths are from its root, with `/`. What is neither file nor folder has no stamp.
    """

    files: dict[str, Stamp | None]
    folders: frozenset[str]


def listed(root: Path) -> Listing:
    """List a folder, which may be missing; links are not followed."""
    files: dict[str, Stamp | None] = {}
    folders: set[str] = set()
    waiting = [""] if root.is_dir() else []
    while waiting:
        folder = waiting.pop()
        prefix = f"{folder}/" if folder else ""
        with os.scandir(f"{root}/{folder}") as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.add(path)
                    waiting.append(path)
                else:
                    files[path] = stamp_of(entry.stat(follow_symlinks=False))
    return Listing(files, frozenset(folders))


def stamp_of(status: os.stat_result) -> Stamp | None:
    """The stamp of a file, or none for anything else."""
    if not stat.S_ISREG(status.st_mode):
        return None
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ino)


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
    return path.startswith(f"{SEARCH_FOLDER}/")


def combined(digests: Mapping[str, str]) -> str:
    """The digest of several files, given those of each by path.

    It is that of the lines that `sha256sum` prints for the files in the order of their paths'
    bytes, so that anyone can verify it.
    """
    lines = sorted(
        (os.fsencode(path), f"{digest}  ".encode(), b"\n") for path, digest in digests.items()
    )
    return digest_of(b"".join(digest + path + end for path, digest, end in lines))
