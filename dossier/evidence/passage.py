"""A text in which quotations are looked up: where words stand in it, in full or as a sequence.

All places are in the normal form of the text.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate

from dossier.evidence.normal import Normal, normalised

_LONG_DASHES = "–—―⸺⸻"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_UNSPACED += "\U00020000-\U0003ffff"
"""Scripts that put no blanks between words: each of their characters counts as one."""

_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_MEANT = "%‰§&@#"
"""Punctuation, by its class, that says something: `5 %` is not `5`."""

_NUMBER_BEFORE = re.compile(r"\d[.,:/'-]$|(?<![^\W_])-$")
_GROUP_BEFORE = re.compile(r"(?<![\d.,])\d{1,3} $")
_SHORT_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}$")
_NUMBER_AFTER = re.compile(r"[.,:/'-]\d")
_GROUP_AFTER = re.compile(r" \d{3}(?!\d)")
_GROUP = re.compile(r"\d{3}(?!\d)")
_NOT_AFTER = re.compile(r"'t(?![^\W_])")
_HYPHEN = re.compile(r"(?<=\w)\\-(?=\w)")
"""One within a word, as `re.escape` writes it."""

_LOOK = 8
"""So many characters on either side tell whether a word is whole."""


@dataclass(frozen=True)
class Passage:
    """A text, or a part of one, in which to look words up."""

    normal: Normal

    @classmethod
    def of(cls, text: str) -> "Passage":
        """Prepare a text."""
        return cls(normalised(text))

    @property
    def text(self) -> str:
        """Its normal form."""
        return self.normal.text

    def places(self, needle: str) -> Iterator[tuple[int, int]]:
        """Yield where a text in normal form stands, not cutting words in two.

        A hyphen that went with the end of a line may have belonged to the word.
        """
        start = self.text.find(needle)
        while start >= 0:
            if self._is_whole(start, start + len(needle)):
                yield start, start + len(needle)
            start = self.text.find(needle, start + 1)
        if self.normal.breaks and "-" in needle:
            yield from self._broken(needle)

    def _broken(self, needle: str) -> Iterator[tuple[int, int]]:
        form = _HYPHEN.sub("(-?)", re.escape(needle))
        for match in re.finditer(form, self.text):
            gone = [match.start(n + 1) for n, one in enumerate(match.groups()) if not one]
            if gone and self.normal.breaks.issuperset(gone) and self._is_whole(*match.span()):
                yield match.span()

    def places_of_words(self, needle: str) -> Iterator[tuple[int, int]]:
        """Yield where a sequence of words stands, whatever signs are between them.

        `needle` is what `words` gives, joined by blanks.
        """
        line, starts, spans = self._line
        start = line.find(f" {needle} ")
        while start >= 0:
            first = bisect_right(starts, start + 1) - 1
            last = bisect_right(starts, start + len(needle)) - 1
            found = spans[first][0], spans[last][1]
            if self._is_whole(*found):
                yield found
            start = line.find(f" {needle} ", start + 1)

    @cached_property
    def _line(self) -> tuple[str, list[int], list[tuple[int, int]]]:
        """The words between blanks, where each begins, and where it stands in the normal form."""
        found = [(match[0], match.span()) for match in _word().finditer(self.text)]
        starts = list(accumulate((len(word) + 1 for word, _ in found), initial=1))[:-1]
        return f" {' '.join(word for word, _ in found)} ", starts, [span for _, span in found]

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether a stretch begins and ends where words and numbers do."""
        before = self.text[max(0, start - _LOOK) : start]
        after = self.text[end : end + _LOOK]
        first, last = self.text[start], self.text[end - 1]
        if first.isdigit() and self._is_cut_before(before, start):
            return False
        if last.isdigit() and self._is_cut_after(after, end):
            return False
        return not (
            (before and _joined(before[-1], first))
            or (after and _joined(last, after[0]))
            or (last.isalpha() and _NOT_AFTER.match(after))
            or (_is_of_word(first) and self._hyphen(start - 1, start - 2))
            or (_is_of_word(last) and self._hyphen(end, end + 1))
        )

    def _is_cut_before(self, before: str, start: int) -> bool:
        """Whether a number goes on in front of its first digit here."""
        is_group = _GROUP_BEFORE.search(before) and _GROUP.match(self.text, start)
        return bool(_NUMBER_BEFORE.search(before) or is_group)

    def _is_cut_after(self, after: str, end: int) -> bool:
        """Whether a number goes on behind its last digit here."""
        is_group = _GROUP_AFTER.match(after) and (
            _SHORT_NUMBER.search(self.text[max(0, end - _LOOK) : end])
        )
        return bool(_NUMBER_AFTER.match(after) or is_group)

    def _hyphen(self, at: int, beyond: int) -> bool:
        """Whether a hyphen, and no dash, joins what stands beyond it to a word."""
        if beyond < 0 or beyond >= len(self.text) or self.text[at] != "-":
            return False
        start, end = self.normal.span(at, at + 1)
        is_dash = any(sign in _LONG_DASHES for sign in self.normal.source[start:end])
        return _is_of_word(self.text[beyond]) and not is_dash


def words(text: str) -> list[str]:
    """The words of a text in normal form: what is left of it without punctuation.

    Numbers keep the signs within them and the minus before them; `%`, `§`, currencies and the
    signs of mathematics count as words.
    """
    return _word().findall(text)


@cache
def _word() -> re.Pattern[str]:
    signs = [chr(code) for code in range(0x3100)] + [chr(code) for code in range(0xFE10, 0xFFF0)]
    classes = {sign: unicodedata.category(sign) for sign in signs if not sign.isspace()}
    meant = [s for s, c in classes.items() if c in ("Sc", "Sm", "So") or s in _MEANT]
    others = [s for s, c in classes.items() if (c[0] == "P" or c == "Sk") and s not in _MEANT]
    apart = re.escape("".join(meant))
    return re.compile(
        rf"(?:(?<![^\W_])-)?\d+(?:[.,:/'-]\d+)*|[{_UNSPACED}]|[{apart}]"
        rf"|[^\s{_UNSPACED}{apart}{re.escape(''.join(others))}]+"
    )


def _joined(one: str, other: str) -> bool:
    """Whether two characters side by side belong to one word."""
    if _IS_UNSPACED.match(one) or _IS_UNSPACED.match(other):
        return False
    return _is_of_word(one) and _is_of_word(other)


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign) in ("Mn", "Mc") or sign == "_"
