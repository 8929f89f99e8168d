"""The store of snapshots: a flat folder, private, in which nothing is ever changed.

Of a document whose bytes have the SHA-256 digest D it holds D.html, D.pdf, D.txt, D.png or D.jpg,
the bytes as they were served; D.warc.gz, what was said with the server; and D.txt, the text.
"""

import hashlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dossier.errors import MachineError, UsageError
from dossier.evidence.document import Document, Kind
from dossier.records.whole import write_whole

_ODD_TEXT = "text"
"""The ending of a text that is not UTF-8; its D.txt is another file then."""


def digest_of(data: bytes) -> str:
    """The SHA-256 digest of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of the snapshots."""

    folder: Path

    def keep(self, document: Document, text: str, archive: bytes = b"") -> str:
        """Keep a document with its text and its web archive; its digest.

        The document comes last: what is there is there with all that belongs to it. What the store
        holds already stays.

        Raises:
            OSError: it could not be written.
            MachineError: the store holds other bytes under this digest.
        """
        digest = digest_of(document.data)
        self.folder.mkdir(parents=True, exist_ok=True)
        ending = _ending(document)
        if archive:
            self._write(f"{digest}.warc.gz", archive)
        if text and ending != Kind.TEXT:
            self._write(f"{digest}.txt", text.encode("utf-8"))
        self._write(f"{digest}.{ending}", document.data)
        if self.data(digest) is None:
            raise MachineError(f"{self.folder / digest}.{ending} is damaged: put it away")
        return digest

    def data(self, digest: str) -> bytes | None:
        """The bytes with this digest, as they were served; None where they are not there, whole."""
        for path in self.found(digest):
            data = path.read_bytes()
            if digest_of(data) == digest:
                return data
        return None

    def found(self, digest: str) -> Iterator[Path]:
        """Yield the files that may hold the document of a digest."""
        for ending in (*Kind, _ODD_TEXT):
            path = self.folder / f"{digest}.{ending}"
            if path.is_file():
                yield path

    def text(self, digest: str) -> str:
        """The text that was read in the document of a digest; empty where there is none."""
        path = self.folder / f"{digest}.txt"
        return path.read_text("utf-8", "replace") if path.is_file() else ""

    def _write(self, name: str, data: bytes) -> None:
        path = self.folder / name
        if not path.exists():
            write_whole(path, data)


def _ending(document: Document) -> str:
    if document.kind is not Kind.TEXT:
        return document.kind
    try:
        document.data.decode("utf-8")
    except UnicodeDecodeError:
        return _ODD_TEXT
    return Kind.TEXT


def check_place(folder: Path, published: tuple[Path, ...], *, allow_tracked: bool = False) -> None:
    """Refuse a folder that would be published: most documents are under copyright.

    `published` are folders whose content readers may get. A folder within a git repository must be
    one that git ignores, unless `allow_tracked`.

    Raises:
        UsageError: it is such a folder.
    """
    place = folder.resolve()
    for other in (path.resolve() for path in published):
        if place.is_relative_to(other) or other.is_relative_to(place):
            raise UsageError(f"snapshots: {folder} must lie apart from {other}, for it is private")
    if not allow_tracked and _is_tracked(place):
        raise UsageError(
            f"snapshots: {folder} lies in a git repository that does not ignore it; add it to "
            ".gitignore, choose another folder, or say --allow-tracked"
        )


def _is_tracked(folder: Path) -> bool:
    """Whether git would take a new file there into a commit."""
    existing = next(path for path in (folder, *folder.parents) if path.is_dir())
    file = str(folder / "snapshot.html")
    command = ["git", "-C", str(existing), "check-ignore", "-q", "--", file]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - a path
    except OSError:
        return False
    return done.returncode == 1  # 0 is ignored, 128 no repository
