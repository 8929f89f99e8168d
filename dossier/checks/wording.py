"""Neutral words: what is alleged is attributed, and nobody is judged by an adjective."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dossier.checks.attribution import plain_facts
from dossier.checks.english import ENGLISH
from dossier.checks.french import FRENCH
from dossier.errors import Code, Problem
from dossier.graph.graph import Graph
from dossier.model.event import Event
from dossier.model.instrument import Instrument
from dossier.model.key_path import KeyPath
from dossier.model.record import Record
from dossier.model.reference import ProseField, references_and_prose
from dossier.model.statement import StatementFields
from dossier.model.text import Text
from dossier.model.theme import Theme

LOADED_WORDS: dict[str, tuple[str, ...]] = {
    "en": (
        "blacklist", "blacklists", "blacklisted", "blacklisting", "brutal", "brutally",
        "draconian", "dystopian", "evil", "infamous", "mouthpiece", "notorious", "notoriously",
        "Orwellian", "puppet", "ruthless", "shocking", "sinister", "so-called",
    ),
    "fr": (
        "liste noire", "listes noires", "blacklist", "brutal", "brutale", "brutalement",
        "draconien", "draconienne", "dystopique", "glaçant", "glaçante", "officine", "orwellien",
        "orwellienne", "pantin", "soi-disant", "sulfureux", "sulfureuse", "tristement célèbre",
    ),
}  # fmt: skip
"""Words that judge, by language: those of a dossier that does not name its own."""

_UNPROVEN = frozenset({"alleged", "disputed", "refuted", "withdrawn"})

_GRAMMARS = {"en": ENGLISH, "fr": FRENCH}

_NOT_OURS = re.compile(
    r"(?P<quoted>“[^”]*”|«[^»]*»|\"[^\"\n]*\"|„[^“]*“|`[^`]*`"
    # Within a word or after it, a single mark is an apostrophe, as it is in ’90s.
    r"|(?<!\w)‘(?!\s|\d\ds?\b)[^‘\n]*?’(?!\w)"
    r"|(?<!\w)'(?!\s|\d\ds?\b)(?:[^'\n]|\b'\b)+'(?!\w))"
    r"|\[@[^\]]*\]|\[\[[^\]|]*(?=\||\]\])|\]\([^)]*\)|https?://\S+",
)
"""Exact words of others, ids, citations, addresses and code."""

_STOPS = frozenset(".!?…")


def stated_as_fact(graph: Graph, default: str) -> Iterator[Problem]:
    """Yield a warning wherever an unproven statement reads as if it were a fact.

    So does each sentence that does not say who says so, and each verb that takes for true what is
    said. What is reported is unproven where it accuses somebody. `default` is the language of texts
    that do not name theirs.
    """
    for item in graph.statements.values():
        fields = item.fields
        if not _is_unproven(fields):
            continue
        for lang, text in fields.text.values:
            path: KeyPath = (*item.path, "text", lang) if lang else (*item.path, "text")
            grammar = _GRAMMARS.get(_base(lang or default))
            if grammar is None:
                continue
            for at, word in plain_facts(text, _own_words(text), fields.by, grammar):
                origin = graph.places.in_prose(item.file, path, text, at)
                yield Problem(
                    origin,
                    Code.STATED_AS_FACT,
                    f"'{word}' reads as if what is {fields.status} were a fact",
                    "say in each sentence who says so: 'according to', 'alleges'; put their own "
                    "words in quotation marks",
                )


def _is_unproven(fields: StatementFields) -> bool:
    accuses = fields.status == "reported" and fields.against
    return fields.kind != "retraction" and bool(fields.status in _UNPROVEN or accuses)


def loaded_words(
    graph: Graph, default: str, own: Iterable[tuple[str, tuple[str, ...]]]
) -> Iterator[Problem]:
    """Yield a warning for each loaded word that stands outside a quotation.

    `own` are the words of the dossier by language; where it names none, `LOADED_WORDS`.
    """
    lists = {
        lang: _alternation(words) for lang, words in (LOADED_WORDS | dict(own)).items() if words
    }
    for file in graph.files.values():
        for one in _texts(file.record):
            pattern = lists.get(_base(one.lang or default))
            # Most texts have none, and are not looked at twice.
            if pattern is None or not pattern.search(one.text):
                continue
            for match in pattern.finditer(_own_words(one.text)):
                yield Problem(
                    graph.places.in_prose(file, one.path, one.text, match.start()),
                    Code.LOADED_WORD,
                    f"'{match[0]}' judges rather than tells",
                    "say what happened, or quote who says it, in quotation marks",
                )


def _texts(record: Record) -> Iterator[ProseField]:
    """The editors' own words: prose, and titles but those of documents."""
    for found in references_and_prose(record):
        if isinstance(found, ProseField):
            yield found
    titled = record if isinstance(record, Event | Instrument | Theme) else None
    if titled is not None:
        yield from _languages(titled.title, ("title",))
    for index, event in enumerate(getattr(record, "events", ())):
        yield from _languages(event.title, ("events", index, "title"))


def _languages(text: Text, path: KeyPath) -> Iterator[ProseField]:
    for lang, words in text.values:
        yield ProseField(words, lang, (*path, lang) if lang else path)


def _own_words(text: str) -> str:
    """The text without what is not the editor's; everything else keeps its place.

    A quotation leaves quotation marks, and the point or the like at its end.
    """
    return _NOT_OURS.sub(_left_out, text)


def _left_out(match: re.Match[str]) -> str:
    length = len(match[0])
    if match["quoted"] is None:
        return " " * length
    last = match[0][1:-1].rstrip()[-1:]
    return '"' * (length - 2) + (last if last in _STOPS else '"') + '"'


def _base(lang: str) -> str:
    return lang.partition("-")[0]


@cache
def _alternation(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some words or groups of words, with any blanks between these."""
    ordered = sorted(words, key=len, reverse=True)
    parts = [r"\s+".join(re.escape(part) for part in word.split()) for word in ordered]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
