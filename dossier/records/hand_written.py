"""What a hand-written page may not have: markup that takes the host too long, and our own marks.

The host takes time by the square of some markup. Its pages hold words that the core replaces.
"""

import re
from collections import Counter
from html import unescape

from dossier.errors import Code
from dossier.records.name import RESERVED
from dossier.records.prose import Slip

MAX_PAGE = 128 * 1024
MAX_OPEN = 32
MAX_HEADINGS = 500

_MARK = re.compile(r"\n[ \t]*(?=\n)|\n#|[\[\]()<>]")
_OPENING = {"]": "[", ")": "(", ">": "<"}

_MARKUP = r"(?:[*_~^=+`\\\[\]]|\([^()\n]*\)|\{[^{}\n]*\}|<[^<>]*>)*+"
"""What may stand between letters and leaves them side by side, in titles at least."""

_RESERVED = re.compile(_MARKUP.join(RESERVED))


def page_slip(text: str) -> Slip | None:
    """The slip of a page that the host would not build as it is written, if so."""
    return too_complex(text) or _reserved(text)


def _reserved(text: str) -> Slip | None:
    found = _RESERVED.search(text) or _RESERVED.search(unescape(text))
    if found is None:
        return None
    message = f"'{RESERVED}' is how the dossier marks its own places on pages"
    return Slip(min(found.start(), len(text)), Code.RESERVED_WORD, message, "write it otherwise")


def too_complex(text: str) -> Slip | None:
    """The slip of a page on which the host would take too long, if so.

    Brackets are counted within a block, which ends at an empty line. Escaped ones and those in code
    count: the host looks at them too.
    """
    if len(text) > MAX_PAGE:
        return _slip(MAX_PAGE, f"more than {MAX_PAGE:,} characters on one page", "split it")
    opened: Counter[str] = Counter()
    headings = 0
    for match in _MARK.finditer(f"\n{text}"):
        mark, at = match[0], match.start()
        if mark == "\n#":
            headings += 1
        elif mark in _OPENING:
            opened[_OPENING[mark]] = max(opened[_OPENING[mark]] - 1, 0)
        elif mark in ("[", "(", "<"):
            opened[mark] += 1
        else:
            opened.clear()
        if opened[mark] > MAX_OPEN:
            reason = f"more than {MAX_OPEN} open '{mark}' in one paragraph"
            return _slip(at - 1, reason, "close them, or put an empty line between paragraphs")
        if headings > MAX_HEADINGS:
            return _slip(at, f"more than {MAX_HEADINGS} headings on one page", "split it")
    return None


def _slip(at: int, message: str, hint: str) -> Slip:
    return Slip(at, Code.TOO_COMPLEX, message, hint)
