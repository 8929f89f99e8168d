"""The passages of documents that a dossier quotes."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dossier.evidence.match import look_up
from dossier.evidence.passage import Passage
from dossier.model.article import Article
from dossier.model.citation import Citation, Locator
from dossier.model.field import Model
from dossier.model.key_path import KeyPath
from dossier.model.statement import Quote
from dossier.records.dossier import Dossier, RecordFile


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that a record says stand in a document, and where it says so."""

    text: str
    file: RecordFile
    path: KeyPath


def quoted_by_source(dossier: Dossier) -> dict[str, tuple[Quoted, ...]]:
    """Article id to the passages quoted from it, in the order of the files."""
    found: defaultdict[str, list[Quoted]] = defaultdict(list)
    for file in dossier.files:
        home = file.record.id if isinstance(file.record, Article) else ""
        for source, path, text in _words_in(file.record, (), home):
            if source:
                found[source].append(Quoted(text, file, path))
    return {source: tuple(words) for source, words in found.items()}


def _words_in(value: object, path: KeyPath, home: str) -> Iterator[tuple[str, KeyPath, str]]:
    """Yield (source, place, words); `home` is the article that a locator without source is of."""
    if isinstance(value, Locator):
        if value.quote:
            yield home, (*path, "quote"), value.quote.exact
    elif isinstance(value, tuple):
        for index, member in enumerate(value):
            yield from _words_in(member, (*path, index), home)
    elif isinstance(value, Model):
        if isinstance(value, Citation | Quote):
            home = value.source or home
        if isinstance(value, Quote) and value.role != "our-translation":
            yield home, (*path, "text"), value.text
        for name, field in type(value).model_fields.items():
            yield from _words_in(getattr(value, name), (*path, field.alias or name), home)


def found(passage: str, text: str) -> bool:
    """Whether a passage stands in a text, by `docs/quotations.md`; its words suffice."""
    return look_up(passage, _passage(text)).verdict != "not-found"


@lru_cache(maxsize=2)
def _passage(text: str) -> Passage:
    """A text made ready; one is asked for many passages in turn."""
    return Passage.of(text)
