"""How much room words take in a drawing, and where they are broken into lines.

Readers have different fonts, so it is an estimate: the widths of Helvetica, and some room.
"""

import unicodedata
from functools import cache, lru_cache
from typing import Final

from dossier.drawing.shape import Size

SIZE: Final = 12
"""The size of the type, in the units of a drawing."""

LEADING: Final = 15
"""From one line to the next."""

_ROOM: Final = 1.06
"""Fonts differ: so much wider than Helvetica words may be."""

_EMS: Final = {
    0.23: "ijl'|",
    0.29: " .,:;/!ftI[]\\·‘’\u00a0\u202f",
    0.34: "()-r`“”",
    0.5: "cksvxyzJ",
    0.61: "FTZ",
    0.72: "CDHNRUw",
    0.78: "GOQ",
    0.84: "mM",
    0.95: "W%œæ",
    1.02: "@ŒÆ—…",
}
_EM: Final = {sign: em for em, signs in _EMS.items() for sign in signs}
_SMALL, _CAPITAL, _FULL = 0.56, 0.67, 1.0


def width(text: str) -> float:
    """The width of a text, in the units of a drawing."""
    return SIZE * _ROOM * sum(map(_em, text))


@cache
def _em(sign: str) -> float:
    """How wide a sign is; a letter with an accent is as wide as without."""
    base = unicodedata.normalize("NFD", sign)[0]
    if base in _EM:
        return _EM[base]
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(base) in "WF":
        return _FULL
    return _CAPITAL if base.isupper() else _SMALL


@lru_cache(maxsize=10_000)
def broken(text: str, limit: float, most: int) -> tuple[str, ...]:
    """A text in so many lines at most, none of them wider than a limit.

    It is broken at blanks, and within a word that is too wide for a line. What does not fit is left
    out, and a sign says so.
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer) <= limit:
            lines[-1] = longer
            continue
        while width(word) > limit:
            end = _fitting(word, limit)
            lines.append(word[:end])
            word = word[end:]
        lines.append(word)
    if len(lines) > most:
        last = f"{lines[most - 1]} {lines[most]}"
        lines[most - 1 :] = [f"{last[: _fitting(last, limit - SIZE)].rstrip(' ,;:')}…"]
    return tuple(lines)


def _fitting(text: str, limit: float) -> int:
    """How many signs of a text fit, one at least."""
    end = len(text)
    while end > 1 and width(text[:end]) > limit:
        end -= 1
    return end


def size_of(lines: tuple[str, ...]) -> Size:
    """The room that lines take."""
    return Size(max(map(width, lines), default=0), LEADING * len(lines))
