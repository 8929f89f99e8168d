"""Whether each sentence says who says so, and none takes for true what is said."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

SAYS, REPORTS, FINDS, TELLS, BELIEVES, ACTS = MARKS = "\ue000\ue001\ue002\ue003\ue004\ue005"
"""What a word may be, as marks that stand before it.

A verb that `SAYS` does so wherever it stands. One that `REPORTS`, `FINDS`, `TELLS` or `BELIEVES`
does so in some constructions; one that `ACTS` with the speaker as its subject: others, too, name,
see or call.
"""


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language says that somebody says something.

    Its regular expressions are without case, and for sentences with straight apostrophes and single
    blanks, in which straight quotation marks stand for what is quoted.
    """

    verbs: Mapping[str, str]
    """Forms of verbs, and their `MARKS`."""

    before_nouns: frozenset[str]
    """Words after which such a form is a noun."""

    constructions: tuple[str, ...]
    """What says so, with verbs as `verb` writes them."""

    phrases: tuple[str, ...]
    """What says so, in other words."""

    voices: frozenset[str]
    """Documents, and people who say things as their work: as good as the speaker."""

    head_end: str
    """Words that end what a subject is, and begin what is said of it."""

    taken_for_true: str
    """Verbs that take for true what follows them."""

    negation: str
    """What stands before such a verb where it does not."""


def verb(mark: str) -> str:
    """A regular expression for a verb with a mark."""
    return rf"{mark}[{MARKS}]*\w+\b"


def marked(stems_by_mark: Mapping[str, str], endings: Collection[str]) -> dict[str, str]:
    """Forms of verbs and their marks, from lists in which `~` stands for each of some endings."""
    marks: defaultdict[str, str] = defaultdict(str)
    for mark, stems in stems_by_mark.items():
        words = stems.split()
        for form in {word.replace("~", ending) for word in words for ending in endings}:
            marks[form] += mark
    return dict(marks)


_WORD = re.compile(r"([^\W\d_]+)")

_NEXT = ("", "'", "’")
"""What may stand between two words beside blanks."""

_END = re.compile(r"[.!?…][\"’”»)\]]*\s+(?=[\[(\"“«‘]*[^\W_a-zß-öø-ÿœ])|\n\s*\n")
"""Where a sentence may end: before a capital letter or a digit."""

_SHORT = re.compile(
    r"\b(?:[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gen|Gov|Lt|Col|Capt|Nos?|[Aa]rt|vol|pp?|cf|vs|etc"
    r"|Inc|Ltd|Co|Corp|Jr|Sr|MM|Me)$"
)
"""A word with a point of its own."""

_PART = 4
"""A part of an id names the speaker where it has as many letters: `treasury`, but not `us`."""


def plain_facts(
    text: str, own: str, speakers: Collection[str], grammar: Grammar
) -> Iterator[tuple[int, str]]:
    """Yield the words by which a text reads as a fact, with their places.

    These are verbs that take what is said for true, and the first words of sentences that do not
    say who says so. `own` is the text with blanks or quotation marks in the place of whatever is
    not the editor's; `speakers` are the ids of those who say so.
    """
    for start, end in _sentences(own):
        sentence = own[start:end]
        verbs = list(_pattern(grammar.taken_for_true).finditer(sentence))
        for found in verbs:
            before = _plain(sentence[: found.start()])
            if not _pattern(rf"(?:{grammar.negation})$").search(before):
                yield start + found.start(), found[0]
        first = _WORD.search(sentence)
        if first and not verbs and not _is_attributed(text[start:end], sentence, speakers, grammar):
            yield start + first.start(), first[0]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _END.finditer(text):
        if text[end.start()] != "." or not _SHORT.search(text, start, end.start()):
            yield start, end.end()
            start = end.end()
    yield start, len(text)


def _is_attributed(text: str, own: str, speakers: Collection[str], grammar: Grammar) -> bool:
    with_marks, acts = _marked(own, grammar)
    return (
        _has(grammar.constructions, with_marks)
        or any(_names(text[:at], speakers, grammar) for at in acts)
        or _has(grammar.phrases, own)
    )


def _marked(own: str, grammar: Grammar) -> tuple[str, list[int]]:
    """A sentence with marks before its verbs, and the places of those that are acts."""
    parts = _WORD.split(own)
    whole, acts = parts.copy(), []
    for at in range(1, len(parts), 2):
        marks = grammar.verbs.get(parts[at].lower())
        if marks is None or _follows(parts, at, grammar.before_nouns):
            continue
        whole[at] = marks + parts[at]
        if ACTS in marks:
            acts.append(sum(map(len, parts[:at])))
    return "".join(whole), acts


def _follows(parts: list[str], at: int, words: frozenset[str]) -> bool:
    """Whether one of some words stands right before the one at a place."""
    return at > 1 and parts[at - 1].strip() in _NEXT and parts[at - 2].lower() in words


def _names(subject: str, speakers: Collection[str], grammar: Grammar) -> bool:
    """Whether a subject, or what is set beside it by commas, names who says so."""
    parts = {part for id in speakers for part in id.split("-") if len(part) >= _PART}
    heads = (_pattern(grammar.head_end).split(part.strip(), 1)[0] for part in subject.split(","))
    words = {word for head in heads for word in re.findall(r"[\w-]+", head.casefold())}
    return not words.isdisjoint(parts.union(speakers, grammar.voices))


def _has(expressions: tuple[str, ...], sentence: str) -> bool:
    plain = _plain(sentence)
    return any(_pattern(one).search(plain) for one in expressions)


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)
