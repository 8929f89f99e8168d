"""The passages of documents that a dossier quotes."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.article import Article
from dossier.model.citation import Citation, Locator
from dossier.model.field import Model
from dossier.model.reference import KeyPath
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


_GAP = re.compile(r"\[[^\]]*\]|\(\s*(?:\.{3}|…)\s*\)|\.{3}|…")
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‘’‚‛′＇", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
    }
)


def found(passage: str, text: str) -> bool:
    """Whether a passage stands in a text, whatever its quotation marks, dashes and blanks.

    What it leaves out (`…`, `[…]`) or inserts (`[words]`) is passed over.
    """
    whole = _plain(text)
    at = 0
    for part in filter(None, map(_plain, _GAP.split(passage))):
        at = whole.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).translate(_FOLDED)
    return re.sub(r"\s*([;:!?\"])\s*", r"\1", " ".join(folded.split()))
