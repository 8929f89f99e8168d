"""The private store of snapshots: files by the digest of their bytes, and the texts in them."""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dossier.errors import MachineError, UsageError
from dossier.model.options import Options

VARIABLE = "DOSSIER_SNAPSHOTS"
"""The environment variable that names the private store; it wins over the option."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class SnapshotText:
    """The text of a snapshot, and the SHA-256 digest of the file that holds it."""

    digest: str
    text: str


class Store:
    """A folder of snapshots.

    The text of a snapshot is in the file that is called by the snapshot's SHA-256 digest and
    `.txt`; or it is a `.txt` file of any name that has this digest itself.
    """

    def __init__(self, folder: Path) -> None:
        """Have the store in a folder."""
        self._folder = folder

    def text(self, sha256: str) -> SnapshotText | None:
        """The text of a snapshot, given its digest; None where it is not at hand.

        Raises:
            MachineError: it cannot be read.
        """
        path = self._folder / f"{sha256}.txt"
        try:
            return _read(path if path.exists() else self._by_digest[sha256])
        except KeyError:
            return None

    @cached_property
    def state(self) -> str:
        """A digest by which to tell whether anything in the store has changed."""
        found = [(path.name, _read(path).digest) for path in self._paths]
        return hashlib.sha256(repr(found).encode("utf-8", "surrogateescape")).hexdigest()

    @cached_property
    def _by_digest(self) -> Mapping[str, Path]:
        others = [path for path in self._paths if not _DIGEST.fullmatch(path.stem)]
        return {_read(path).digest: path for path in reversed(others)}

    @property
    def _paths(self) -> list[Path]:
        return sorted(path for path in self._folder.glob("*.txt") if path.is_file())


def store_of(options: Options) -> Store | None:
    """The store that the options of a site name, if it is at hand.

    One that only the configuration names need not be.

    Raises:
        UsageError: the environment names a folder that is not there.
    """
    folder = options.snapshots
    if folder is not None and folder.is_dir():
        return Store(folder)
    if folder is not None and os.environ.get(VARIABLE):
        raise UsageError(f"{VARIABLE}: there is no folder {folder}")
    return None


def _read(path: Path) -> SnapshotText:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise MachineError(f"cannot read the snapshot {path}: {error.strerror}") from error
    return SnapshotText(hashlib.sha256(data).hexdigest(), data.decode("utf-8", errors="replace"))
