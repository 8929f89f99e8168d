"""The folder beside a site that is brought to hold the next one."""

import contextlib
import errno
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from dossier.errors import MachineError
from dossier.publish.durable import flush
from dossier.publish.state import KnownFiles, KnownFolders
from dossier.publish.tree import Entries, Stamp, digest_of, listed, stamp_of

_NO_LINK = frozenset({errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP})


class Stage:
    """A folder of files that the published site may share, so that none is ever written into.

    It begins with whatever is there: what is not known by its stamp counts as missing.
    """

    def __init__(
        self, folder: Path, known: KnownFiles, below: KnownFolders, live: Mapping[str, Stamp | None]
    ) -> None:
        """Begin with what is in a folder; `live` has the stamps of the published files by path.

        Where only one file is known at a path and the published one is that, this folder has it
        too: only a folder all of whose files are known is known itself.
        """
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            folder.unlink()
        folder.mkdir(exist_ok=True)
        self.folder = folder
        shared = {
            path: stamp
            for path, stamps in known.digests.items()
            if len(stamps) == 1 and (stamp := live.get(path)) is not None and stamp in stamps
        }
        listing = listed(folder, below.entries, shared)
        self._files: dict[str, tuple[Stamp | None, str | None]] = {
            path: (stamp, known.digest(path, stamp) if stamp else None)
            for path, stamp in listing.files.items()
        }
        self._folders = set(listing.folders)
        self._entries = listing.folders
        self._unsafe: set[str] = set()

    @property
    def stamps(self) -> dict[str, Stamp | None]:
        """The stamps of its files by path."""
        return {path: stamp for path, (stamp, _) in self._files.items()}

    @property
    def digests(self) -> dict[str, str | None]:
        """The digests of its files by path, as far as they are known."""
        return {path: digest for path, (_, digest) in self._files.items()}

    @property
    def known(self) -> dict[str, tuple[Stamp, str]]:
        """The stamps and digests of its files by path, as far as they are known."""
        return {
            path: (stamp, digest)
            for path, (stamp, digest) in self._files.items()
            if stamp is not None and digest is not None
        }

    @property
    def entries(self) -> Mapping[str, tuple[Stamp, Entries]]:
        """The stamps and entries of the folders in which nothing was changed."""
        return {
            path: found
            for path, found in self._entries.items()
            if path in self._folders and path not in self._unsafe
        }

    def digest(self, path: str) -> str | None:
        """The digest of a file, or nothing if it is missing or not known."""
        return self._files.get(path, (None, None))[1]

    def write(self, path: str, data: bytes, digest: str) -> None:
        """Have a file with these bytes, in an inode of its own unless they are there already."""
        if self.digest(path) == digest:
            return
        file = self._cleared(path)
        with _named(file), file.open("xb") as stream:
            stream.write(data)
            stream.flush()
            stamp = stamp_of(os.fstat(stream.fileno()))
        self._files[path] = stamp, digest
        self._unsafe.add(path)

    def take(self, path: str, source: Path, digest: str) -> None:
        """Have a file that lies ready elsewhere on the same disk, which nobody shares."""
        if self.digest(path) == digest:
            source.unlink()
            return
        file = self._cleared(path)
        source.rename(file)
        self._files[path] = stamp_of(file.stat()), digest
        self._unsafe.add(path)

    def share(self, path: str, source: Path, stamp: Stamp, digest: str, *, is_safe: bool) -> None:
        """Have a file, which is not there yet, in common with another folder, or else a copy of it.

        `is_safe` says that it has been flushed to the disk before.
        """
        file = self._cleared(path)
        try:
            os.link(source, file)
        except OSError as error:
            if error.errno not in _NO_LINK:
                raise
            self._copy(path, source, digest)
            return
        self._files[path] = stamp, digest
        if not is_safe:
            self._unsafe.add(path)

    def _copy(self, path: str, source: Path, digest: str) -> None:
        data = source.read_bytes()
        if digest_of(data) != digest:
            raise MachineError(f"{source} changed while the site was being built")
        self.write(path, data, digest)

    def remove_others(self, wanted: Mapping[str, str], folders: Collection[str]) -> None:
        """Remove all but the wanted files, and the folders that are not those they lie in."""
        for path in self._files.keys() - wanted.keys():
            self._remove(path)
        needed = {"", *folders}
        for folder in sorted(self._folders - needed, key=len, reverse=True):
            (self.folder / folder).rmdir()
            self._folders.discard(folder)
            self._unsafe.discard(folder)
            self._unsafe.add(_parent(folder))

    def flush(self) -> None:
        """Write all that is new through to the disk."""
        flush([self.folder / path for path in sorted(self._unsafe)], self.folder)
        for path in self._unsafe:
            self._entries.pop(path, None)
        self._unsafe.clear()

    def _cleared(self, path: str) -> Path:
        """Where a new file can be made."""
        if path in self._files:
            self._remove(path)
        if path in self._folders:
            self._remove_folder(path)
        self._make(_parent(path))
        self._unsafe.add(_parent(path))
        return self.folder / path

    def _make(self, folder: str) -> None:
        if folder in self._folders:
            return
        self._make(_parent(folder))
        if folder in self._files:
            self._remove(folder)
        (self.folder / folder).mkdir()
        self._folders.add(folder)
        self._unsafe |= {folder, _parent(folder)}

    def _remove(self, path: str) -> None:
        (self.folder / path).unlink()
        del self._files[path]
        self._unsafe.discard(path)
        self._unsafe.add(_parent(path))

    def _remove_folder(self, folder: str) -> None:
        shutil.rmtree(self.folder / folder)
        gone = f"{folder}/"
        self._files = {
            path: file for path, file in self._files.items() if not path.startswith(gone)
        }
        for paths in (self._folders, self._unsafe):
            paths -= {path for path in paths if path == folder or path.startswith(gone)}
        self._unsafe.add(_parent(folder))


def folders_of(paths: Collection[str]) -> set[str]:
    """The folders that files lie in, and those that these lie in, but for the root."""
    found: set[str] = set()
    for path in paths:
        folder = _parent(path)
        while folder and folder not in found:
            found.add(folder)
            folder = _parent(folder)
    return found


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


@contextlib.contextmanager
def _named(file: Path) -> Iterator[None]:
    """Name the file in errors of the calls that are not given its name."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error
