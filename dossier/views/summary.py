"""A sentence or two that say what a page is about, for machines."""

import re
from typing import Final

from dossier.records.markdown import tokens
from dossier.views.part import LinkView, ProseView

_LENGTH = 200
GAP: Final = "[…]"
"""What stands for the name of a person who is protected, where machines read it."""


def description(prose: ProseView | None) -> str:
    """The plain words of prose, cut at a word's end."""
    if prose is None:
        return ""
    return shortened(plain(prose), _LENGTH)


def shortened(words: str, length: int) -> str:
    """Words cut at the end of one, with an ellipsis, to at most about so many characters."""
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def plain(prose: ProseView) -> str:
    """The words of prose, its references by their names, its citations left out.

    They go where machines read them, so that of a person who is protected only a gap is left.
    """
    resolved = iter(prose.resolved)
    words: list[str] = []
    for token in tokens(prose.text):
        match token.kind:
            case "text" | "code":
                words.append(token.value)
            case "soft-break" | "hard-break" | "end":
                words.append(" " if token.name in ("", "Paragraph", "Item", "Heading") else "")
            case "reference":
                link = next(resolved)
                words.append(_name(link) if isinstance(link, LinkView) else "")
            case "citations":
                next(resolved)
    line = re.sub(r"[ \t\n]+", " ", "".join(words)).strip(" ")
    return re.sub(r" (?=[.,;:\u00a0\u202f])", "", line)


def _name(link: LinkView) -> str:
    return GAP if link.is_unlisted else link.text.text
