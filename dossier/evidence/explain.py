"""Why a quotation was not found: the nearest passage, and in which words it differs.

The nearness is a fuzzy score; it explains a failure and never passes one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from dossier.evidence.match import GAP, Match, segments
from dossier.evidence.normal import normalised
from dossier.evidence.passage import Passage, words

LONGEST = 400
"""So many characters of a difference are shown."""

_FARTHEST = 60
"""Below this score, of 100, what is nearest is not near."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a quotation was not found, in words.

    In `difference`, words of the quotation that the passage has not are in `[-…-]`, words of the
    passage that the quotation has not in `{+…+}`. It is empty where nothing is near.
    """

    reason: str
    difference: str = ""


def explanation(quotation: str, match: Match, passage: Passage) -> Explanation:
    """Explain a quotation that was not found in a passage."""
    parts = segments(quotation)
    if not parts:
        return Explanation("it has no words")
    part = parts[match.failed]
    sought = normalised(part.readings[0]).text
    if match.astray and match.failed == 0:
        return Explanation("its words are there, but not between this prefix and suffix")
    if match.astray and part.apart:
        return Explanation(
            f"“{_short(sought)}” is there, but not within {GAP:,} characters after what is quoted "
            "before the ellipsis"
        )
    if match.astray:
        return Explanation(
            f"“{_short(sought)}” is there, but other words stand where the brackets are; mark "
            "words that were left out: […]"
        )
    return Explanation("its words are not there", _difference(sought, passage))


def _difference(sought: str, passage: Passage) -> str:
    found = fuzz.partial_ratio_alignment(sought, passage.text, score_cutoff=_FARTHEST)
    if found is None:
        return ""
    # As long as the quotation, the window may lack what the quotation left out.
    more = len(sought) // 4 + 10
    start, end = max(0, found.dest_start - more), min(len(passage.text), found.dest_end + more)
    if len(sought) > len(passage.text):
        start, end = 0, len(passage.text)
    while start > 0 and not passage.text[start - 1].isspace():
        start -= 1
    while end < len(passage.text) and not passage.text[end].isspace():
        end += 1
    return _short(" ".join(_compared(sought.split(), passage.text[start:end].split())))


def _compared(quoted: list[str], found: list[str]) -> Iterator[str]:
    """Yield the words of both, marked where they are of one only; signs around them do not count.

    What the passage has before the first word and after the last is not told.
    """
    bare, other = ([" ".join(words(one)) for one in side] for side in (quoted, found))
    steps = SequenceMatcher(None, bare, other, autojunk=False).get_opcodes()
    for number, (what, start, end, first, last) in enumerate(steps):
        if what == "equal":
            yield from quoted[start:end]
            continue
        if start < end:
            yield f"[-{' '.join(quoted[start:end])}-]"
        if number == 0:
            first = max(first, last - (end - start))
        elif number == len(steps) - 1:
            last = min(last, first + (end - start))
        if first < last:
            yield f"{{+{' '.join(found[first:last])}+}}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
