"""What a record says otherwise than it did.

Facts are all that readers take from a record about the world and its sources: titles, dates,
parties, kinds, status, words said and quoted, values, relations, citations, prose. So are what a
theme covers, for by that readers judge what is missing; the snapshots in which quotations were
found, for they are the evidence; and that somebody looked for a reply, when. What only arranges,
addresses or looks after the record is none, nor is how it is spaced and punctuated.

To say more is no change: a further language, item, citation or paragraph, or a value where there
was none. A further party is, wherever a list says who did, said or suffered something. Nor is it a
change when work goes on: when somebody looks again for a reply, asks again, or answers a question.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from dossier.model.edtf import Edtf
from dossier.model.key_path import KeyPath
from dossier.model.statement import NoReply, Reply
from dossier.model.text import Text
from dossier.records.reference_grammar import CITATION, REFERENCE

_M = TypeVar("_M", bound=BaseModel)

_OF_RECORDS = frozenset(
    {
        *("id", "state", "until", "note", "was", "review_by", "sort_as", "themes"),
        *("accessed", "link", "cite_as", "open_questions", "reply_not_sought"),
    }
)
"""Fields of records whose change needs no correction."""

_OF_PARTS = frozenset({"themes", "reply_not_sought", "looked_in", "visibility", "url"})
"""The same of what stands within records; the last two are those of a snapshot."""

_MOVING_ON = frozenset({(NoReply, "as_of"), (Reply, "asked"), (Reply, "due")})
"""Days that are a change only if they are moved back."""

_NUMBERS = frozenset({"measure", "unit"})
"""Texts that are part of a value."""

_WHOLE = frozenset({"by", "to", "against", "for_", "actor", "target", "with_", "author", "issuer"})
"""Lists to which nothing can be added without changing what is said."""

_KEYS = ("id", "source", "from_", "party", "captured", "date")
"""Fields by which a member of a list is known again."""


@dataclass(frozen=True, slots=True)
class FactChange:
    """A value that is not what it was; `after` is empty where it is gone.

    `path` is where it stands now, or the nearest place that is left; in a text, at the character
    `at` of `text`. `is_wording` where a text may still say the same: it is there, with all its
    numbers, quotations and citations.
    """

    path: KeyPath
    before: str
    after: str
    text: str = ""
    at: int = 0
    is_wording: bool = False


def fact_changes(before: BaseModel, after: BaseModel, path: KeyPath = ()) -> Iterator[FactChange]:
    """Yield what a record, or a part of one, says otherwise than it did, in the order of fields."""
    exempt = _OF_PARTS if path else _OF_RECORDS
    for name, field in type(before).model_fields.items():
        old, new = getattr(before, name), getattr(after, name, None)
        if old == new or name in exempt:
            continue
        if (type(before), name) not in _MOVING_ON or not new or new.is_before(old):
            yield from _changes(old, new, (*path, field.alias or name), whole=name in _WHOLE)


def added_members(before: Iterable[_M], after: Iterable[_M]) -> tuple[_M, ...]:
    """The members of a list that are not those it had, be these as they were or altered."""
    given = tuple(after)
    known = {at for _, at in _paired(tuple(before), given)}
    return tuple(one for at, one in enumerate(given) if at not in known)


def _changes(old: Any, new: Any, path: KeyPath, *, whole: bool) -> Iterator[FactChange]:
    if old is None or (old in ("", (), {}) and not whole):
        return
    match old, new:
        case Text(), Text():
            yield from _text_changes(old, new, path)
        case BaseModel(), BaseModel():
            yield from fact_changes(old, new, path)
        case tuple(), tuple():
            yield from _list_changes(old, new, path, whole=whole)
        case Mapping(), Mapping():
            for key in old:
                yield from _changes(old[key], new.get(key), (*path, key), whole=False)
        case str(), str() if bare(old) == bare(new):
            return
        case _:
            yield FactChange(path, *_differing(_shown(old), _shown(new)))


def _list_changes(
    old: tuple[Any, ...], new: tuple[Any, ...], path: KeyPath, *, whole: bool
) -> Iterator[FactChange]:
    pairs = tuple(_paired(old, new))
    for index, at in pairs:
        if at is None:
            yield FactChange(path, _shown(old[index]), "")
        else:
            yield from _changes(old[index], new[at], (*path, at), whole=False)
    if whole:
        known = {at for _, at in pairs}
        for at, one in enumerate(new):
            if at not in known:
                yield FactChange((*path, at), "", _shown(one))


def _paired(old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[tuple[int, int | None]]:
    """Yield each member's place in a list with its place now, or None where it is gone.

    First go those that are equal, then those that can be known again by a field.
    """
    left = list(range(len(new)))
    found: dict[int, int | None] = {}
    for is_same in (_is_equal, _is_known):
        for index, one in enumerate(old):
            if found.get(index) is None:
                found[index] = next((at for at in left if is_same(one, new[at])), None)
                if found[index] is not None:
                    left.remove(found[index])  # type: ignore[arg-type]
    yield from sorted(found.items())


def _is_equal(old: Any, new: Any) -> bool:
    if isinstance(old, str) and isinstance(new, str):
        return bare(old) == bare(new)
    return bool(old == new)


def _is_known(old: Any, new: Any) -> bool:
    if not isinstance(old, BaseModel) or type(old) is not type(new):
        return False
    key = next((name for name in _KEYS if name in type(old).model_fields), "")
    return not key or getattr(old, key) == getattr(new, key)


# Words


def _text_changes(old: Text, new: Text, path: KeyPath) -> Iterator[FactChange]:
    for lang, words in old.values:
        at, now = _in_language(new, lang, words)
        place = (*path, at) if at else path
        if now is None:
            yield FactChange(path, _short(words), "")
            continue
        had, has = _paragraphs(words), _paragraphs(now)
        besides = {key: one for key, one in has.items() if key not in had}
        for key, one in had.items():
            same = has.get(key)
            if same is None:
                near = _nearest(key, besides)
                alike = path[-1] not in _NUMBERS and one.may_say_the_same(near)
                yield FactChange(place, *_differing(one.text, near.text), now, near.at, alike)
            elif not one.cited <= same.cited:
                gone = "; ".join(sorted(one.cited - same.cited))
                yield FactChange(place, f"[{gone}]", "", now, same.at)


def _in_language(text: Text, lang: str, words: str) -> tuple[str | None, str | None]:
    """A text's words in a language, which the site's default goes without; or None."""
    given = dict(text.values)
    if lang in given:
        return lang, given[lang]
    if "" in given:
        return "", given[""]
    if lang:
        return None, None
    same = (one for one, now in text.values if bare(now) == bare(words))
    found = next(same, text.values[0][0])
    return found, given[found]


_BETWEEN = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)]|\||\[\^)\s*)")
"""What parts paragraphs, entries of lists, lines of tables and footnotes."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph as it stands, what it cites, and where in its text it begins."""

    text: str = ""
    cited: frozenset[str] = frozenset()
    at: int = 0

    def may_say_the_same(self, other: "_Paragraph") -> bool:
        """Whether another has its numbers, what it quotes, and what it cites."""
        mine, others = bare(self.text), bare(other.text)
        return (
            bool(others)
            and self.cited <= other.cited
            and _NO_DIGIT.sub("", mine) == _NO_DIGIT.sub("", others)
            and _QUOTED.findall(mine) == _QUOTED.findall(others)
        )


_NO_DIGIT = re.compile(r"\D")
_QUOTED = re.compile('"[^"]*"')


def _paragraphs(prose: str) -> dict[str, _Paragraph]:
    """Paragraphs by their bare words."""
    found: dict[str, _Paragraph] = {}
    starts = [0, *(match.end() for match in _BETWEEN.finditer(prose))]
    for start, end in zip(starts, [*starts[1:], len(prose)], strict=True):
        part = prose[start:end]
        if part.strip():
            cites = [
                one for match in CITATION.finditer(part) for one in match["citations"].split(";")
            ]
            cited = frozenset(" ".join(one.split()) for one in cites)
            key = bare(part)
            known = found.get(key, _Paragraph(at=start + len(part) - len(part.lstrip())))
            found[key] = _Paragraph(" ".join(part.split()), known.cited | cited, known.at)
    return found


def _nearest(key: str, paragraphs: Mapping[str, _Paragraph]) -> _Paragraph:
    """The paragraph that has most of the same words; an empty one where none has half of them."""
    words = set(key.split())
    best = max(paragraphs, key=lambda other: len(words & set(other.split())), default="")
    alike = best and len(words & set(best.split())) * 2 >= len(words)
    return paragraphs[best] if alike else _Paragraph()


_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\ufeff", ""),
        "…": "...",
    }
)
_EMPHASIS = re.compile(
    r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|^\s*(?:#+|>)\s", re.MULTILINE
)


def bare(text: str) -> str:
    """The words of a text: without citations, emphasis, and what differs between typographies."""
    text = CITATION.sub("", text)
    text = REFERENCE.sub(lambda match: match["words"] or match["id"], text)
    text = re.sub(r"«\s*|\s*»", '"', unicodedata.normalize("NFC", text)).translate(_SIGNS)
    text = " ".join(_EMPHASIS.sub("", text).split())
    return re.sub(r"\s+(?=[,.;:!?%)\]])", "", text)


# What is shown


_LONGEST = 100
_AROUND = 3
"""How many words are shown on either side of those that differ."""


def _shown(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Edtf():
            return value.text
        case Text():
            return _short(value.values[0][1])
        case BaseModel():
            names = (*_KEYS, "text", *type(value).model_fields)
            return _shown(next(found for name in names if (found := getattr(value, name, None))))
        case tuple():
            return _short(", ".join(map(_shown, value)))
        case Mapping():
            return _short(", ".join(map(_shown, value.values())))
    return _short(str(value))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def _differing(before: str, after: str) -> tuple[str, str]:
    """The words that differ between two texts, with a few around them."""
    if len(before) + len(after) <= _LONGEST or not after:
        return _short(before), _short(after)
    old, new = before.split(), after.split()
    least = min(len(old), len(new))
    head = next((n for n in range(least) if old[n] != new[n]), least)
    tail = next((n for n in range(least - head) if old[-1 - n] != new[-1 - n]), least - head)
    return _cut(old, head, tail), _cut(new, head, tail)


def _cut(words: list[str], head: int, tail: int) -> str:
    first, last = max(0, head - _AROUND), min(len(words), len(words) - tail + _AROUND)
    opening, closing = "… " if first else "", " …" if last < len(words) else ""
    return f"{opening}{_short(' '.join(words[first:last]))}{closing}"
