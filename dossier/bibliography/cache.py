"""What took long to make, kept from build to build under the key that it was made for."""

import contextlib
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import AnyStr, Generic

_PORTION = 500


class Cache(Generic[AnyStr]):
    """Texts or bytes in a file; every one is believed only if its digest is right.

    A file that is damaged counts as missing and is begun anew. What cannot be kept is made again.
    No connection is held: copies of this process may use it too.
    """

    def __init__(self, file: Path | None) -> None:
        """Have that in a file, or none that lasts."""
        self._file = file

    def get(self, keys: Collection[str]) -> dict[str, AnyStr]:
        """What is kept of some keys."""
        found: dict[str, AnyStr] = {}
        if self._file is None or not self._file.is_file():
            return found
        wanted = sorted(keys)
        try:
            with self._open() as base:
                for start in range(0, len(wanted), _PORTION):
                    part = wanted[start : start + _PORTION]
                    marks = ",".join("?" * len(part))
                    query = f"SELECT key, value, digest FROM kept WHERE key IN ({marks})"  # noqa: S608
                    rows = base.execute(query, part)
                    found |= {
                        key: value for key, value, digest in rows if digest == _digest(key, value)
                    }
        except (sqlite3.DatabaseError, TypeError, AttributeError):
            self._discard()
            return {}
        return found

    def put(self, values: Mapping[str, AnyStr]) -> None:
        """Keep more."""
        if self._file is None or not values:
            return
        rows = [(key, value, _digest(key, value)) for key, value in sorted(values.items())]
        for _ in range(2):
            try:
                with self._open() as base:
                    base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
                return
            except sqlite3.OperationalError:
                return  # somebody else writes, or the disk is full
            except sqlite3.DatabaseError:
                self._discard()

    def keep_only(self, keys: Collection[str]) -> None:
        """Forget all others, where they have become many."""
        if self._file is None or not self._file.is_file():
            return
        with contextlib.suppress(sqlite3.DatabaseError), self._open() as base:
            there = {key for (key,) in base.execute("SELECT key FROM kept")}
            if len(there) > 2 * len(keys) + _PORTION:
                gone = sorted(there - set(keys))
                base.executemany("DELETE FROM kept WHERE key = ?", [(key,) for key in gone])

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        if self._file is None:
            raise sqlite3.OperationalError("there is no file")
        with contextlib.closing(sqlite3.connect(self._file, timeout=30)) as base:
            # What a power failure damages is made again; to wait for the disk would cost more.
            base.execute("PRAGMA synchronous = OFF")
            base.execute(
                "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value, digest TEXT)"
                " WITHOUT ROWID"
            )
            with base:
                yield base

    def _discard(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.unlink()


def _digest(key: str, value: str | bytes) -> str:
    data = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    head = f"{key}\0".encode("utf-8", "surrogatepass")
    return blake2b(head + data, digest_size=16).hexdigest()
