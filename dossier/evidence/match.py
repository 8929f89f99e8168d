"""Whether a quotation stands in a text: the contract of `docs/quotations.md`, and nothing fuzzy."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dossier.evidence.normal import normalised
from dossier.evidence.passage import Passage, words

GAP = 1000
"""So many characters of the normal form an ellipsis may stand for."""

FEWEST = 3
"""A quotation of fewer words must stand there with its punctuation."""

Span = tuple[int, int]

_MARK = re.compile(
    r"(?P<ellipsis>[\[(]\s*(?:…+|\.(?:\s?\.){2,})\s*[\])]|…+|\.(?:\s?\.){2,})"
    r"|\[(?P<inserted>[^\[\]]*)\]"
)
_IN_BRACKETS = re.compile(r"…|\.\s?\.\s?\.")


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a quotation without a mark in it.

    `readings` are the ways in which it may stand in the document: more than one after `[T]`. It
    may be `apart` from the one before it, after an ellipsis; if not, nothing may stand between but
    the `inserted` words, in their brackets.
    """

    readings: tuple[str, ...]
    apart: bool
    inserted: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What came of looking a quotation up.

    `verdict` is one of `VERDICTS`: exact, normalised, words-only or not-found. `spans` say where
    its segments stand in the text, in code points, and `times` how often the whole of it does.
    Of what was not found, `failed` is the first segment that could not be placed, and `astray` says
    that it is there, but too far away or in another order.
    """

    verdict: str
    spans: tuple[Span, ...] = ()
    times: int = 0
    failed: int = 0
    astray: bool = False


def segments(quotation: str) -> tuple[Segment, ...]:
    """The parts of a quotation between its ellipses and insertions; marks at its ends say nothing.

    Quotation marks around the whole of it do not belong to it.
    """
    text = _bare(quotation)
    found: list[Segment] = []
    apart, inserted, lead = False, "", ""
    at = 0
    for match in (*_MARK.finditer(text), None):
        part = text[at : match.start() if match else len(text)]
        if any(map(str.isalnum, part)):
            found.append(Segment(_readings(part, lead), apart, inserted.strip()))
            apart, inserted, lead = False, "", ""
        if match is None:
            break
        at = match.end()
        is_ellipsis = match["inserted"] is None or bool(_IN_BRACKETS.search(match["inserted"]))
        apart = apart or is_ellipsis
        if not is_ellipsis:
            inserted = f"{inserted} {match[0]}"
            lead = match["inserted"] if _is_letter(match["inserted"], text[at : at + 1]) else ""
    return tuple(found)


def look_up(quotation: str, passage: Passage, prefix: str = "", suffix: str = "") -> Match:
    """Look a quotation up; with a `prefix` or `suffix`, only where these stand around it."""
    parts = segments(quotation)
    if not parts:
        return Match("not-found")
    exact = [[normalised(one).text.strip() for one in part.readings] for part in parts]
    found = _chains(parts, exact, passage.places, _is_near(passage, normalised_words=False))
    verdict = "normalised"
    if isinstance(found, Match):
        wordy = [[" ".join(words(one)) for one in readings] for readings in exact]
        if sum(len(readings[0].split()) for readings in wordy) < FEWEST:
            return found
        near = _is_near(passage, normalised_words=True)
        again = _chains(parts, wordy, passage.places_of_words, near)
        if isinstance(again, Match):
            return again
        found, verdict = again, "words-only"
    found = [chain for chain in found if _stands_between(passage, chain, prefix, suffix)]
    if not found:
        return Match("not-found", astray=True)
    placed = [tuple(passage.normal.span(*span) for span in chain) for chain in found]
    for spans in placed if verdict == "normalised" else ():
        if _is_exact(parts, passage.normal.source, spans):
            return Match("exact", spans, len(placed))
    return Match(verdict, placed[0], len(placed))


def _bare(quotation: str) -> str:
    text = quotation.strip()
    for opening, closing in ("“”", "«»", '""', "„“", "‘’", "「」"):
        inside = text[1:-1]
        if text[:1] == opening and text[-1:] == closing and not {opening, closing} & set(inside):
            return inside.strip()
    return text


def _is_letter(inserted: str, following: str) -> bool:
    return len(inserted) == 1 and inserted.isalpha() and following.isalpha()


def _readings(part: str, lead: str) -> tuple[str, ...]:
    """The ways in which a segment may stand in the document; a `lead` may have the other case."""
    if not lead:
        return (part.strip(),)
    return tuple(dict.fromkeys(f"{one}{part}".strip() for one in (lead, lead.swapcase(), "")))


_Places = Callable[[str], Iterable[Span]]
_Near = Callable[[Segment, int, int], bool]


@dataclass(frozen=True, slots=True)
class _Link:
    """A place of a segment, behind one of the segment before it."""

    span: Span
    before: "_Link | None" = None

    def spans(self) -> tuple[Span, ...]:
        """The places of all segments up to this one."""
        found: list[Span] = []
        link: _Link | None = self
        while link is not None:
            found.append(link.span)
            link = link.before
        return tuple(reversed(found))


def _chains(
    parts: Sequence[Segment], needles: Sequence[Sequence[str]], places: _Places, near: _Near
) -> list[tuple[Span, ...]] | Match:
    """All ways to place the segments one after the other; or which could not be placed.

    Of several ways to come to the same place, that from nearest by is taken.
    """
    links: list[_Link] = []
    for number, (part, readings) in enumerate(zip(parts, needles, strict=True)):
        found = sorted({span for one in readings if one for span in places(one)})
        if number == 0:
            longer = [_Link(span) for span in found]
        else:
            ends = [link.span[1] for link in links]
            longer = []
            for span in found:
                before = bisect_right(ends, span[0]) - 1
                if before >= 0 and near(part, ends[before], span[0]):
                    longer.append(_Link(span, links[before]))
        if not longer:
            return Match("not-found", failed=number, astray=bool(found))
        links = sorted(longer, key=lambda link: link.span[1])
    return [link.spans() for link in links]


def _is_near(passage: Passage, *, normalised_words: bool) -> _Near:
    """Whether a segment may begin at one place if the one before it ends at another."""

    def near(part: Segment, end: int, start: int) -> bool:
        if part.apart:
            return start - end <= GAP
        between, inserted = passage.text[end:start], normalised(part.inserted).text
        if normalised_words:
            return not (found := words(between)) or found == words(inserted)
        return between.strip() in ("", inserted)

    return near


def _stands_between(passage: Passage, chain: tuple[Span, ...], prefix: str, suffix: str) -> bool:
    if not (prefix or suffix):
        return True
    before, after = normalised(prefix).text.strip(), normalised(suffix).text.strip()
    return passage.text[: chain[0][0]].rstrip().endswith(before) and (
        passage.text[chain[-1][1] :].lstrip().startswith(after)
    )


def _is_exact(parts: Sequence[Segment], source: str, spans: Sequence[Span]) -> bool:
    return all(
        source[start:end] in part.readings for part, (start, end) in zip(parts, spans, strict=True)
    )
