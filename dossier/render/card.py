"""The picture that stands for a page elsewhere: where its words go, and the SVG they make.

Nobody here can measure letters, so lines are broken by the widths of a wide face and come out a
little short in others.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from dossier.render.words import RTL, Words
from dossier.views.card import Card
from dossier.views.part import TextView

WIDTH: Final = 1200
HEIGHT: Final = 630

_MARGIN = 80
_ROOM = WIDTH - 2 * _MARGIN
_FLOOR = 500
"""Where what is said above the site's name must end."""

_SIZES = (76, 60, 48)
"""Of the name; one that does not fit in two lines of the smallest is cut after three."""

_BOLD = 1.09
"""How much wider bold letters are."""

_PIECE = re.compile(
    r"[ \n]+|[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]|[^ \n\u2e80-\uffef]+|."
)
_NARROW = frozenset("iIjlftr.,:;'’|!·()[]/ \u00a0\u202f-")
_BROAD = frozenset("mwMWŒœÆæ@%—")
_NO_CHARACTERS = frozenset({"Cc", "Cn"})

_LATIN = "Noto Sans, DejaVu Sans, Helvetica Neue, Segoe UI, sans-serif"
_FACES = {
    "zh": "Noto Sans CJK SC, PingFang SC, Microsoft YaHei",
    "zh-Hant": "Noto Sans CJK TC, PingFang TC, Microsoft JhengHei",
    "ja": "Noto Sans CJK JP, Hiragino Sans, Yu Gothic",
    "ko": "Noto Sans CJK KR, Apple SD Gothic Neo, Malgun Gothic",
    **dict.fromkeys(("ar", "fa", "ug", "ur"), "Noto Sans Arabic, Geeza Pro, Segoe UI"),
    "he": "Noto Sans Hebrew, Arial Hebrew, Segoe UI",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its place, size, face, and from which of its ends the place is counted."""

    text: str
    x: int
    y: int
    size: int
    faces: str
    anchor: str = "start"
    css: str = ""


def card_lines(card: Card, words: Words) -> tuple[Line, ...]:
    """The lines of a card."""
    return tuple(replace(line, text=_shown(line.text)) for line in _lines(card, words))


def card_words(card: Card, words: Words) -> str:
    """What a card says, in a line, for those who do not see it."""
    kind = words.colon(words.text.gettext(card.kind))
    return f"{kind} {card.name.text}. {card.sentence.text}".rstrip(" ")


def _lines(card: Card, words: Words) -> Iterator[Line]:
    kind = words.text.gettext(card.kind).upper()
    yield Line(kind, _MARGIN, 112, 24, _LATIN, css="kind")
    y = 126
    size, name = _name(card.name.text)
    for text in name:
        y += round(size * 1.18)
        yield _line(TextView(text, card.name.lang), y, size, "name")
    for other in card.names[:2]:
        for text in broken(other.text, 38, 1):
            y += 56
            yield _line(TextView(text, other.lang), y, 38, "soft")
    y += 30
    for text in broken(card.sentence.text, 32, min(3, (_FLOOR - y) // 46)):
        y += 46
        yield _line(TextView(text, card.sentence.lang), y, 32)
    counts = _counts(card, words)
    yield Line(counts, _MARGIN, 572, 26, _LATIN, css="soft")
    yield Line(card.site_name, WIDTH - _MARGIN, 572, 26, _LATIN, "end", "site")


def _name(text: str) -> tuple[int, list[str]]:
    """The name in lines, at the largest size at which they are few."""
    for most in (1, 2):
        for size in _SIZES[: most + 1]:
            lines = broken(text, size * _BOLD, most + 1)
            if len(lines) <= most:
                return size, lines
    return _SIZES[-1], lines


def _line(text: TextView, y: int, size: int, css: str = "") -> Line:
    """A line that begins where its language does; there the direction is said within the text."""
    lang = text.lang
    faces = _FACES.get(lang) or _FACES.get(lang.partition("-")[0]) or _LATIN
    if lang.partition("-")[0] in RTL:
        return Line(f"\u2067{text.text}\u2069", WIDTH - _MARGIN, y, size, faces, "end", css)
    return Line(text.text, _MARGIN, y, size, faces, css=css)


def _counts(card: Card, words: Words) -> str:
    text = words.text
    parts = []
    if card.events:
        events = text.ngettext("{n} event", "{n} events", card.events)
        parts.append(events.format(n=words.number(card.events)))
    if card.claims:
        claims = text.ngettext("{n} claim", "{n} claims", card.claims)
        parts.append(claims.format(n=words.number(card.claims)))
    return " · ".join(parts)


def broken(text: str, size: float, most: int) -> list[str]:
    """Text in lines that fit the picture; what there is no room for becomes an ellipsis."""
    room = _ROOM / size
    lines = [""]
    for piece in _PIECE.findall(text):
        if piece.isspace() and not lines[-1]:
            continue
        if lines[-1] and _width(lines[-1] + piece.rstrip()) > room:
            lines[-1] = lines[-1].rstrip(" ")
            lines.append("" if piece[0] in " \n" else piece)
        else:
            lines[-1] += " " if piece[0] in " \n" else piece
    lines = [_cut(line, room) for line in lines if line.strip()]
    if len(lines) > most:
        lines[most - 1 :] = [_cut(f"{lines[most - 1]} …", room)] if most > 0 else []
    return lines


def _cut(line: str, room: float) -> str:
    line = line.rstrip(" ")
    if _width(line) <= room:
        return line
    kept = line.rstrip(" …")
    while _width(f"{kept} …") > room:
        kept = kept.rpartition(" ")[0] or kept[:-1]
    return f"{kept.rstrip(' ,;:')} …"


def _width(text: str) -> float:
    """About how wide a text is, in its own size."""
    return sum(map(_character, text))


def _character(one: str) -> float:
    if unicodedata.combining(one):
        return 0
    if unicodedata.east_asian_width(one) in "WF":
        return 1
    if one in _NARROW:
        return 0.33
    if one in _BROAD:
        return 0.9
    return 0.65 if one.isupper() else 0.56


def _shown(text: str) -> str:
    """Text without what no XML may hold."""
    return "".join(one for one in text if unicodedata.category(one) not in _NO_CHARACTERS)
