"""What is known of the last build: the facts of each file, what each page read, what it wrote.

It is one SQLite file with the digest of its bytes beside it: what is damaged, of another version,
or was not closed, counts as missing, and the next build makes everything anew.
"""

import contextlib
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dossier.publish.note import read_note, write_note
from dossier.publish.tree import digest_of

VERSION = 2
"""That of what is kept: a ledger of another version is not believed."""


class Ledger:
    """Values under (room, key), each any JSON; what is not there is None.

    What is put into it is kept when it is saved.
    """

    def __init__(self, folder: Path, copy: bytes = b"") -> None:
        """Open that of a folder, or begin one; or have a `copy` in memory, for any thread."""
        self._folder = folder
        if copy:
            self._base = sqlite3.connect(":memory:", check_same_thread=False)
            self._base.deserialize(copy)
            return
        # Whether it was written whole, its digest tells: there is no need for a journal.
        self._base = sqlite3.connect(folder / _FILE, isolation_level=None)
        self._base.execute("PRAGMA page_size = 16384")
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute(
            "CREATE TABLE IF NOT EXISTS kept (room TEXT, key TEXT, value TEXT,"
            " PRIMARY KEY (room, key)) WITHOUT ROWID"
        )

    def get(self, room: str, key: str) -> Any:
        """A value, or None."""
        query = "SELECT value FROM kept WHERE room = ? AND key = ?"
        found = self._base.execute(query, (room, key)).fetchone()
        return json.loads(found[0]) if found else None

    def put(self, room: str, values: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> None:
        """Have other values; None takes one away.

        The file stays small where they come in the order of their keys, as those of a mapping do.
        """
        if not self._base.in_transaction:
            (self._folder / _NOTE).unlink(missing_ok=True)
            self._base.execute("BEGIN")
        pairs = sorted(values.items(), key=_key) if isinstance(values, Mapping) else values
        gone: list[tuple[str, str]] = []

        def there() -> Iterator[tuple[str, str, str]]:
            for key, value in pairs:
                if value is None:
                    gone.append((room, key))
                else:
                    yield room, key, _json(value)

        self._base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", there())
        self._base.executemany("DELETE FROM kept WHERE room = ? AND key = ?", gone)

    def save(self) -> None:
        """Keep what was put into it, and close it."""
        self._base.execute("COMMIT")
        self.close()
        write_note(
            self._folder / _NOTE,
            VERSION,
            {"digest": _digest(self._folder)},
        )

    def close(self) -> None:
        """Close it."""
        self._base.close()


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_FILE = "ledger.db"
_NOTE = "digest.json"


def _key(pair: tuple[str, Any]) -> str:
    return pair[0]


def _json(value: Any) -> str:
    return _ENCODER.encode(value)


def _digest(folder: Path) -> str | None:
    """The digest of the file in a folder; None where there is none."""
    try:
        with (folder / _FILE).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


@contextlib.contextmanager
def kept_ledger(folder: Path) -> Iterator[Ledger | None]:
    """The ledger kept in a folder; None where there is none that can be believed."""
    if read_note(folder / _NOTE, VERSION).get("digest", "") != _digest(folder):
        yield None
        return
    with contextlib.closing(Ledger(folder)) as found:
        yield found


def copied_ledger(folder: Path) -> Ledger | None:
    """A copy of the ledger kept in a folder, to read from while the next build writes to that."""
    data = _sound(folder)
    return Ledger(folder, data) if data else None


def _sound(folder: Path) -> bytes:
    """The bytes of a ledger that was written whole; nothing where there is none."""
    digest = read_note(folder / _NOTE, VERSION).get("digest")
    try:
        data = (folder / _FILE).read_bytes()
    except OSError:
        return b""
    return data if digest == digest_of(data) else b""


@contextlib.contextmanager
def new_ledger(folder: Path) -> Iterator[Ledger]:
    """An empty ledger in the place of the one in a folder; saved in the end."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)
    folder.mkdir()
    with contextlib.closing(Ledger(folder)) as found:
        yield found
        found.save()
