"""What a record quotes: the words of its quotations, and those by which locators find a place."""

import hashlib
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel

from dossier.model.article import Article
from dossier.model.citation import Citation, Locator, QuoteSelector
from dossier.model.identifier import public_id
from dossier.model.key_path import KeyPath
from dossier.model.statement import Quote
from dossier.records.dossier import RecordFile

_ITEMS = frozenset({"events", "statements", "relations", "figures", "discrepancies"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that should stand in a document.

    `item` is the item or record they are written in, at `path` in its file; `source` the article
    they were copied from. Those of a locator are an `anchor`: they are never shown, and may have
    the words around them in `prefix` and `suffix`.
    """

    file: RecordFile
    item: str
    path: KeyPath
    source: str
    text: str
    prefix: str = ""
    suffix: str = ""
    anchor: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from others: see `Receipt.key`."""
        return self.item, self.source, quote_digest(self.text, self.prefix, self.suffix)


def quote_digest(text: str, prefix: str = "", suffix: str = "") -> str:
    """The SHA-256 digest of a quotation's words; with what must stand around them, of all three."""
    words = "\0".join((text, prefix, suffix)) if prefix or suffix else text
    return hashlib.sha256(words.encode("utf-8")).hexdigest()


def quotations(file: RecordFile) -> tuple[Quotation, ...]:
    """What a record quotes, each once; our own translations are not looked for in a document."""
    home = file.record.id if isinstance(file.record, Article) else ""
    found = _Walk(file).below(file.record, (), file.record.id, home)
    return tuple({one.key: one for one in reversed([*found])}.values())[::-1]


@dataclass(frozen=True, slots=True)
class _Walk:
    file: RecordFile

    def below(self, model: BaseModel, path: KeyPath, item: str, source: str) -> Iterator[Quotation]:
        """Yield what is quoted in a model that stands in an item and speaks of a source."""
        match model:
            case Quote():
                source = model.source or source
                if source and model.role != "our-translation":
                    yield Quotation(self.file, item, (*path, "text"), source, model.text)
            case Citation():
                source = model.source
            case Locator(quote=QuoteSelector() as words) if source:
                at = (*path, "quote", "exact")
                around = words.prefix, words.suffix
                yield Quotation(self.file, item, at, source, words.exact, *around, anchor=True)
        for name in _ways(type(model)):
            value = getattr(model, name)
            if isinstance(value, BaseModel):
                yield from self.below(value, (*path, name), item, source)
            for index, member in enumerate(value if isinstance(value, tuple) else ()):
                within = public_id(item, member.id) if name in _ITEMS and not path else item
                yield from self.below(member, (*path, name, index), within, source)


@cache
def _ways(cls: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that may lead to a quotation."""
    hints = typing.get_type_hints(cls, include_extras=True)
    return tuple(
        name
        for name in cls.model_fields
        if any(_leads_there(model) for model in _models_in(hints[name]))
    )


def _leads_there(cls: type[BaseModel]) -> bool:
    return cls in (Quote, Locator) or bool(_ways(cls))


def _models_in(hint: Any) -> Iterator[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    elif typing.get_origin(hint) in (Annotated, typing.Union, types.UnionType, tuple):
        for part in typing.get_args(hint):
            yield from _models_in(part)
