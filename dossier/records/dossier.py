"""What was read from a dossier's folder, before anything is linked."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dossier.model.block import Block
from dossier.model.key_path import KeyPath
from dossier.model.receipt import Receipt
from dossier.model.record import Record
from dossier.records.prose import Scan
from dossier.records.survey import combined_digest

_R = TypeVar("_R", bound=Record)


@dataclass(frozen=True, slots=True)
class Marks:
    """The parts of a record as written: a part with the same mark is the same.

    `face` is what pages of other records may show of it, as JSON: its name, its dates, who
    published it. `members` are short digests of the mappings in its lists, by their places,
    `receipts` those of the receipts for an item, by its id.
    """

    face: str = ""
    members: Mapping[KeyPath, str] = field(default_factory=dict)
    corrections: str = ""
    receipts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record and the files it was read from.

    `path` is that of its file, `translations` maps a language to the path of its prose in that
    language; both relative to the dossier's folder, with `/`. So is `receipts_path`, that of the
    file of its `receipts`, which is empty where there is none.
    """

    type: str
    path: str
    record: Record
    translations: tuple[tuple[str, str], ...] = ()
    marks: Marks = field(default=Marks(), compare=False)
    receipts_path: str = ""
    receipts: tuple[Receipt, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """All files the record was read from."""
        beside = (self.receipts_path,) if self.receipts_path else ()
        return (self.path, *(path for _, path in self.translations), *beside)


@dataclass(frozen=True, slots=True)
class Unread:
    """A record that is there but could not be made; `data` is what of it could be read."""

    id: str
    type: str
    path: str
    data: Mapping[str, Any]
    translations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A hand-written page of the host's: only what it refers to concerns the dossier."""

    path: str
    text: str
    scan: Scan
    blocks: tuple[tuple[int, Block], ...] = ()
    """Its blocks, each with the line, counted from 0, at which it begins."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All records and hand-written pages, in the order of their paths."""

    files: tuple[RecordFile, ...]
    pages: tuple[HandWritten, ...]
    unread: tuple[Unread, ...] = ()
    """The records that could not be made, so that references to and from them can be checked."""

    digests: Mapping[str, str] = field(default_factory=dict)
    """Path of each record and page to the digest of the files it was read from."""

    @property
    def digest(self) -> str:
        """That of all files it was read from, and of their paths."""
        return combined_digest(self.digests)

    def records(self, model: type[_R]) -> Iterator[_R]:
        """Yield the records of one type."""
        for file in self.files:
            if isinstance(file.record, model):
                yield file.record


def short_digest(value: object) -> str:
    """A digest by which to tell values apart that are made of texts, lists and mappings."""
    return hashlib.blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
