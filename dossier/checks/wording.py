"""Neutral words: what is alleged is attributed, and nobody is judged by an adjective."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dossier.errors import Code, Problem
from dossier.graph.graph import Graph
from dossier.model.event import Event
from dossier.model.instrument import Instrument
from dossier.model.record import Record
from dossier.model.reference import KeyPath, ProseField, references_and_prose
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

_ATTRIBUTED = {
    "en": """
        accord* accus* add added adds alleg* announc* argu* ask* assert* attribut* believ* call
        called calling calls cite* citing claim* conclu* consider* contend* criticis* criticiz*
        declar* deem* demand* deni* denounc* describ* determin* estimat* express* find finds found
        gave gives giving held hold holds identif* implicat* judg* maintain* name named names
        object* presum* quot* read reads recommend* refer* regard* reject* report* said say saying
        says see sees speak* spoke state stated statement states suspect* tell tells think* told
        treat* urg* view* wants warn* would write writes wrote
    """,
    "fr": """
        accus* affirm* ajout* alleg* allègu* allégu* annonc* appell* assur* attribu* aurai* cite*
        cité* conclu* considèr* considér* constat* contest* crai* critiqu* d’après demand* disant
        disent dit dite dites dits déclar* décri* dénonc* désign* estim* exig* expliqu* impliqu*
        impute* indiqu* jug* justifi* lie lié* mentionn* nie nient nié nomm* parl* pense* présent*
        présum* prétend* qualifi* range rangent rappel* rapport* recommand* redout* rejet* reproch*
        selon serai* signal* soupçonn* souten* soutien* tient tiennent voient voit écri* évoqu*
    """,
}
"""Words that say that somebody says so; a star stands for any ending."""

_TAKEN_FOR_TRUE = {
    "en": """
        admit* confess* confirm* demonstrat* expose exposed exposes exposing proven_that
        proved_that proves proving reveal* show_that showed_that shows_that uncover* unmask*
    """,
    "fr": """
        avou* confirm* démasqu* démontr* dévoil* montre_que montrent_que prouv* révèl* révél*
    """,
}
"""Words that take for true what follows them."""

_NOT_OURS = re.compile(
    r"“[^”]*”|«[^»]*»|\"[^\"\n]*\"|„[^“]*“|`[^`]*`"
    # Within a word or after it, a single mark is an apostrophe, as it is in ’90s.
    r"|(?<!\w)‘(?!\s|\d\ds?\b)[^‘\n]*?’(?!\w)"
    r"|(?<!\w)'(?!\s|\d\ds?\b)(?:[^'\n]|\b'\b)+'(?!\w)"
    r"|\[@[^\]]*\]|\[\[[^\]|]*(?=\||\]\])|\]\([^)]*\)|https?://\S+",
)
"""Exact words of others, ids, citations, addresses and code."""


def stated_as_fact(graph: Graph, default: str) -> Iterator[Problem]:
    """Yield a warning for each text of an unproven statement that reads as if it were a fact.

    It names nobody who says so, or has a verb that takes for true what is said. `default` is the
    language of texts that do not name theirs.
    """
    for item in graph.statements.values():
        if item.fields.status not in _UNPROVEN or item.fields.kind == "retraction":
            continue
        values = item.fields.text.values
        for lang, text in values:
            path: KeyPath = (*item.path, "text", lang) if lang else (*item.path, "text")
            for at, word in _as_fact(text, _base(lang or default)):
                origin = graph.places.in_prose(item.file, path, text, at)
                yield Problem(
                    origin,
                    Code.STATED_AS_FACT,
                    f"'{word}' reads as if what is {item.fields.status} were a fact",
                    "say who says so: 'according to', 'alleges'; put their own words in quotation "
                    "marks",
                )


def _as_fact(text: str, lang: str) -> Iterator[tuple[int, str]]:
    if lang not in _ATTRIBUTED:
        return
    own = _own_words(text)
    for match in _any_of(_TAKEN_FOR_TRUE[lang]).finditer(own):
        yield match.start(), match[0]
    if not _any_of(_ATTRIBUTED[lang]).search(own):
        first = re.search(r"[^\W_]+", own)
        if first is not None:
            yield first.start(), first[0]


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
    """The text with blanks in the place of what is not the editor's: everything keeps its place."""
    return _NOT_OURS.sub(lambda match: " " * len(match[0]), text)


def _base(lang: str) -> str:
    return lang.partition("-")[0]


@cache
def _any_of(words: str) -> re.Pattern[str]:
    """Any of the words of a list, in which `_` joins those that belong together."""
    return _alternation(tuple(word.replace("_", " ") for word in words.split()))


@cache
def _alternation(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some words or groups of words, with any blanks between these."""
    ordered = sorted(words, key=len, reverse=True)
    parts = [r"\s+".join(re.escape(part) for part in word.split()) for word in ordered]
    pattern = "|".join(parts).replace(r"\*", r"\w*")
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
