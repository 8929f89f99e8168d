"""A text in its normal form, in which typography makes no difference, with the way back.

The rules are those of `docs/quotations.md`. Whoever changes one counts `VERSION` up: receipts say
by which version they were made.

Source:
    Normalisation form KC of Unicode Standard Annex #15, but for raised and lowered signs and
    fractions, which would change numbers.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

VERSION = 1

_FOLDS = (
    dict.fromkeys("‘’‚‛ʼʹ′´`‹›", "'")
    | dict.fromkeys("“”„‟″〝〞", '"')
    | dict.fromkeys("‐‑‒–—―⸺⸻−﹘﹣", "-")
    | dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n")
)
_HYPHENS = "-‐‑\u00ad"
_KEPT_APART = ("<super>", "<sub>", "<fraction>", "<circle>")
"""What NFKC would make an ordinary digit of: `10²` is not `102`."""

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]{2}"
)
"""Two characters of scripts without blanks between words: a line may end between them."""

_JAMO = "\u1100-\u11ff"
"""The letters that syllables of Hangul are composed of."""


@dataclass(frozen=True, slots=True)
class Normal:
    """The normal form of a text.

    `breaks` are the places in it at which a hyphen was taken away with the end of a line: whether
    that belonged to the word, nobody can tell. `_places` and `_origins` say where in the source the
    stretches of the normal form come from: by turns one that is as it was, and one that is not.
    """

    source: str
    text: str
    breaks: frozenset[int]
    _places: Sequence[int]
    _origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the source a stretch of one character or more of the normal form stands."""
        return self._origin(start), self._origin_end(end - 1)

    def _origin(self, place: int) -> int:
        number = bisect_right(self._places, place) - 1
        return self._origins[number] + (0 if number % 2 else place - self._places[number])

    def _origin_end(self, place: int) -> int:
        number = bisect_right(self._places, place) - 1
        if number % 2:
            return self._origins[number + 1]
        return self._origins[number] + place - self._places[number] + 1


def normalised(source: str) -> Normal:
    """The normal form of a text; offsets count code points."""
    signs = set(source)
    folded = {sign: _folded(sign) for sign in signs}
    text = source.translate(
        {ord(sign): fold for sign, fold in folded.items() if len(fold) == 1 and fold != sign}
    )
    special = _special(
        "".join(sorted(sign for sign in signs if not folded[sign])),
        "".join(sorted(sign for sign in signs if len(folded[sign]) > 1)),
        "".join(sorted(sign for sign in signs if unicodedata.combining(sign))),
        any("\u1100" <= sign <= "\u11ff" for sign in signs),
    )
    pieces: list[str] = []
    places, origins, breaks = [0], [0], []
    at = done = 0
    for match in special.finditer(text):
        start, end = match.span()
        pieces.append(text[done:start])
        at += start - done
        new, is_break = _replaced(source, text, start, end)
        if is_break:
            breaks.append(at)
        pieces.append(new)
        places += (at, at + len(new))
        origins += (start, end)
        at += len(new)
        done = end
    pieces.append(text[done:])
    return Normal(source, "".join(pieces), frozenset(breaks), places, origins)


@cache
def _folded(sign: str) -> str:
    """What stands for a character in the normal form; nothing for one that nobody sees."""
    if sign in _FOLDS:
        return _FOLDS[sign]
    if sign.isspace():
        return " "
    if unicodedata.category(sign) in ("Cc", "Cf") or "\ufe00" <= sign <= "\ufe0f":
        return ""
    if unicodedata.decomposition(sign).startswith(_KEPT_APART):
        return sign
    found = unicodedata.normalize("NFKC", sign)
    return sign if found.startswith(" ") else "".join(_FOLDS.get(one, one) for one in found)


@cache
def _special(dropped: str, expanded: str, marks: str, has_jamo: bool) -> re.Pattern[str]:
    """What becomes something else than one character each, of a text that has these characters."""
    gone = re.escape(dropped)
    blank = f"[ \n{gone}]"
    between = f"[{gone}]*" if gone else ""
    forms = [
        rf"[-\u00ad][ {gone}]*\n{blank}*(?=\w)",
        rf" (?=[ \n{gone}»;:!?%]){blank}*»?",
        rf"[\n{gone}]{blank}*»?",
        rf"«{blank}*",
        "»",
    ]
    if expanded:
        forms.append(f"[{re.escape(expanded)}]")
    if marks:
        base = rf"(?:[^ \n{gone}]{between})?"
        forms.insert(0, f"{base}[{marks}](?:{between}[{marks}])*")
    if has_jamo:
        forms.insert(0, f"[{_JAMO}\uac00-\ud7a3](?:{between}[{_JAMO}])*")
    return re.compile("|".join(forms))


def _replaced(source: str, text: str, start: int, end: int) -> tuple[str, bool]:
    """What stands for something special, and whether a hyphen went with the end of a line."""
    first, found = text[start], text[start:end]
    if found[-1] == "»" or first == "«":
        return '"', False
    following = text[end : end + 1]
    is_within = text[start - 1 : start].isalnum() and following.isalnum()
    if source[start] in _HYPHENS and "\n" in found and is_within:
        if text[start - 1].isalpha() and (following.islower() or text[start - 1].isupper()):
            return "", True
        return "-", False
    if first == "-" and "\n" in found:
        return "-" if text[start - 1 : start].isalnum() else "- ", False
    if found.strip(" \n") and _folded(first):
        folded = "".join(map(_folded, found))
        return unicodedata.normalize("NFC", folded), False
    if "\n" in found and _UNSPACED.fullmatch(text[max(0, start - 1) : start] + text[end : end + 1]):
        return "", False
    is_blank = " " in found or "\n" in found
    return " " if is_blank and text[end : end + 1] not in ";:!?%" else "", False
