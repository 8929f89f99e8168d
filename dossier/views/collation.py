"""Alphabetical order as readers of a language expect it."""

import unicodedata

_LETTERS = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o"}
)


def collation_key(text: str) -> tuple[str, str]:
    """Sort by letters without case and accents first, and by the text itself where those agree.

    Punctuation at the start is passed over. That is the order of dictionaries in English and
    French; other Latin alphabets are not told apart, and Han characters follow by code point.
    """
    letters = unicodedata.normalize("NFKD", text.translate(_LETTERS)).casefold()
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return bare.lstrip("«»“”\"'’‘([ \u00a0\u202f"), text
