"""The headings of a body, for its table of contents."""

import re
from dataclasses import dataclass

from markupsafe import Markup

_HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_ASIDE = re.compile(
    r'<(span|sup|small) class="d-(?:count|cites|noted|lang)[^"]*"[^>]*>.*?</\1>', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A second-level heading, or with no children of its own a third-level one.

    `title` is plain text.
    """

    id: str
    title: str
    children: tuple["Heading", ...] = ()


def headings(body: str) -> tuple[Heading, ...]:
    """The headings of a body that have an id, the third-level ones below the second-level ones.

    Counts, citations, marks of notes and of language are left out of titles.
    """
    found: list[tuple[str, str, list[Heading]]] = []
    for match in _HEADING.finditer(body):
        level, id, html = match.groups()
        title = Markup(_ASIDE.sub("", html)).striptags()  # noqa: S704 - only stripped here
        if level == "2" or not found:
            found.append((id, title, []))
        else:
            found[-1][2].append(Heading(id, title))
    return tuple(Heading(id, title, tuple(children)) for id, title, children in found)
