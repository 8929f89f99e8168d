"""Frames: one page of the host's for each kind, language and depth, split once, joined per page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import escape

from dossier.errors import UsageError
from dossier.publish import marker
from dossier.render.renderer import Body
from dossier.render.toc import Heading

HEADINGS: Final = (
    Heading(marker.LEAF + marker.ID, marker.LEAF),
    Heading(
        marker.PARENT + marker.ID,
        marker.PARENT,
        (
            Heading(marker.CHILD + marker.ID, marker.CHILD),
            Heading(marker.SECOND_CHILD + marker.ID, marker.SECOND_CHILD),
        ),
    ),
)
"""The headings of a frame, by which its table of contents is taken apart."""

_TRIED = (Heading("a", "a"), Heading("b", "b", (Heading("c", "c"), Heading("d", "d"))))


class FrameError(UsageError):
    """The host's theme did not render a frame as expected."""


@dataclass(frozen=True, slots=True)
class _Contents:
    """How the theme writes a table of contents: the markup around each kind of entry."""

    leaf: str
    parent_head: str
    parent_tail: str
    child: str
    between: str
    between_children: str

    def html(self, headings: Sequence[Heading]) -> str:
        return self.between.join(self._entry(heading) for heading in headings)

    def _entry(self, heading: Heading) -> str:
        if not heading.children:
            return _filled(self.leaf, marker.LEAF, heading)
        children = self.between_children.join(
            _filled(self.child, marker.CHILD, child) for child in heading.children
        )
        head = _filled(self.parent_head, marker.PARENT, heading)
        return f"{head}{children}{_filled(self.parent_tail, marker.PARENT, heading)}"


def _filled(pattern: str, name: str, heading: Heading) -> str:
    title = str(escape(heading.title))
    return pattern.replace(name + marker.ID, heading.id).replace(name, title)


_SLOT = re.compile(
    "|".join(
        [
            f"<h1>{marker.BODY}</h1>",
            marker.TITLE,
            marker.DESCRIPTION,
            marker.NAME,
            marker.HEAD,
            marker.LEAF + marker.ID,
        ]
    )
)


class Frame:
    """A rendered frame, ready to take bodies."""

    def __init__(self, html: str) -> None:
        """Split the host's page at its markers.

        Raises:
            FrameError: a marker is missing, or stands where it cannot be filled in.
        """
        self._parts: list[str | _Contents] = []
        self._slots: list[str] = []
        rest = html
        while (at := rest.find(marker.LEAF)) >= 0 and marker.PARENT in rest:
            start, end, contents = _contents(rest, at)
            if contents is None:
                break
            self._split(rest[:start])
            self._parts.append(contents)
            rest = rest[end:]
        self._split(rest)
        literal = "".join(part for part in self._parts if isinstance(part, str))
        lists = [part.html(_TRIED) for part in self._parts if isinstance(part, _Contents)]
        left = marker.ANY.search("\n".join([_SLOT.sub("", literal), *lists]))
        if left is not None:
            raise FrameError(f"the theme put {left[0]} where it cannot be filled in")
        if f"<h1>{marker.BODY}</h1>" not in literal:
            raise FrameError("the theme left the body of a frame out")

    def _split(self, html: str) -> None:
        position = 0
        for match in _SLOT.finditer(html):
            self._parts += [html[position : match.start()], match[0]]
            position = match.end()
        self._parts.append(html[position:])

    def stamp(self, body: Body) -> str:
        """The whole page of a body.

        Raises:
            FrameError: the body has no heading below its title for the table of contents.
        """
        if not body.headings:
            raise FrameError(f"the page {body.path} has no second-level heading")
        title = str(escape(body.title))
        filled = {
            f"<h1>{marker.BODY}</h1>": body.html,
            marker.TITLE: title,
            marker.DESCRIPTION: str(escape(body.description or body.title)),
            marker.NAME: body.path.rstrip("/").rpartition("/")[2],
            marker.HEAD: body.head,
            marker.LEAF + marker.ID: body.headings[0].id,
        }
        return "".join(
            part.html(body.headings) if isinstance(part, _Contents) else filled.get(part, part)
            for part in self._parts
        )


def _contents(html: str, at: int) -> tuple[int, int, _Contents | None]:
    """Find the table of contents around the first title of a leaf: its start, end and patterns."""
    title = re.compile(rf"{marker.LEAF}(?!{marker.ID})").search(html, at)
    if title is None:
        return 0, 0, None
    start = html.rfind("<li", 0, title.start())
    leaf_end = html.find("</li>", title.start()) + len("</li>")
    parent_start = html.find("<li", leaf_end)
    child = html.find(marker.CHILD, parent_start)
    child_start = html.rfind("<li", 0, child)
    child_end = html.find("</li>", child) + len("</li>")
    second_start = html.find("<li", child_end)
    second_end = html.find("</li>", second_start) + len("</li>")
    parent_end = html.find("</li>", second_end) + len("</li>")
    places = (start, leaf_end, parent_start, child_start, child_end, second_start, second_end)
    if min(places) < 0 or list(places) != sorted(places) or parent_end < second_end:
        raise FrameError("the theme's table of contents is not made of list items")
    if marker.SECOND_CHILD not in html[second_start:second_end]:
        raise FrameError("the theme's table of contents leaves entries out")
    return (
        start,
        parent_end,
        _Contents(
            leaf=html[start:leaf_end],
            parent_head=html[parent_start:child_start],
            parent_tail=html[second_end:parent_end],
            child=html[child_start:child_end],
            between=html[leaf_end:parent_start],
            between_children=html[child_end:second_start],
        ),
    )
