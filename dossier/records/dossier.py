"""What was read from a dossier's folder, before anything is linked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from dossier.model.block import Block
from dossier.model.record import Record
from dossier.records.prose import Scan

_R = TypeVar("_R", bound=Record)


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record and the files it was read from.

    `path` is that of its file, `translations` maps a language to the path of its prose in that
    language; both relative to the dossier's folder, with `/`.
    """

    type: str
    path: str
    record: Record
    translations: tuple[tuple[str, str], ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """All files the record was read from."""
        return (self.path, *(path for _, path in self.translations))


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

    digest: str = ""
    """That of all files it was read from, and of their paths."""

    def records(self, model: type[_R]) -> Iterator[_R]:
        """Yield the records of one type."""
        for file in self.files:
            if isinstance(file.record, model):
                yield file.record
