"""Drawings of relations: from what is drawn to SVG, in one language.

Its markup is made here and not in a template because every page of a party has a drawing. It has no
styles of its own, only classes, and no words that are not names: lines are told apart by a legend.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from markupsafe import Markup, escape

from dossier.drawing.graphviz import Graphviz
from dossier.drawing.network import LABEL, network
from dossier.drawing.radial import LABEL as BESIDE
from dossier.drawing.radial import MIDDLE, WIDTH, Around, around
from dossier.drawing.shape import Box, Curve, Point, Size
from dossier.drawing.text import LEADING, SIZE, broken, size_of
from dossier.model.predicate import KINDS
from dossier.render.place import ROOT
from dossier.render.script import marked
from dossier.render.words import Words
from dossier.views.neighbourhood import Drawing, Line, Node

_LINES: Final = 3
_IN_NETWORK: Final = 4
_IN_MIDDLE: Final = 5
_FEWEST: Final = 3
"""Of two that are related a table says as much as a drawing."""

_PAGE: Final = 1160
"""What the widest page has room for."""

_SMALLEST: Final = 0.87
_MARK: Final = 6
_INDENT: Final = 11
_BAR: Final = 4
_ASCENT: Final = 11.5
"""From the top of a line of words to its base."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as markup, and what of it a legend has to explain.

    `kinds` are those of its relations, `types` those of its records; whether it has a line with an
    arrow, one that has ended, and one that is not sure. `drawn` is how many records it has besides
    that in its middle, and `left_out` how many it has no room for.
    """

    svg: Markup
    kinds: tuple[str, ...]
    types: tuple[str, ...]
    has_arrow: bool
    has_ended: bool
    has_doubt: bool
    drawn: int
    left_out: int


class Drawings:
    """Draws relations."""

    def __init__(self, words: Words, graphviz: Graphviz | None) -> None:
        self._words = words
        self._graphviz = graphviz

    def neighbourhood(self, drawing: Drawing) -> Picture:
        """A party in the middle of its neighbours."""
        middle, *others = drawing.nodes
        own = broken(middle.link.text.text, MIDDLE, _IN_MIDDLE)
        labels = [broken(node.link.text.text, BESIDE, _LINES) for node in others]
        place = around(size_of(own), [size_of(one) for one in labels])
        numbers = {node.id: number for number, node in enumerate(others)}
        curves = _curves(drawing.lines, numbers, place)
        shapes = [self._around_middle(middle, own, place)]
        for number, (node, label) in enumerate(zip(others, labels, strict=True)):
            told = [one for one in drawing.lines if {one.start, one.end} == {middle.id, node.id}]
            title = self._told(told, {middle.id: middle, node.id: node})
            shapes.append(self._beside(node, label, title, place, number))
        svg = self._svg(Size(WIDTH, place.height), drawing.lines, curves, shapes, middle)
        return _picture(svg, drawing, others)

    def network(self, drawing: Drawing | None) -> Picture | None:
        """A network; None where there is nothing to draw, or to draw with.

        Raises:
            MachineError: Graphviz cannot be run, or fails.
        """
        if drawing is None or self._graphviz is None or len(drawing.nodes) < _FEWEST:
            return None
        labels = [broken(node.link.text.text, LABEL, _IN_NETWORK) for node in drawing.nodes]
        sizes = [Size(size_of(one).width + _INDENT, size_of(one).height) for one in labels]
        numbers = {node.id: number for number, node in enumerate(drawing.nodes)}
        pairs = [(numbers[one.start], numbers[one.end]) for one in drawing.lines]
        place = network(self._graphviz, sizes, pairs)
        shapes = [
            self._in_box(node, label, box)
            for node, label, box in zip(drawing.nodes, labels, place.boxes, strict=True)
        ]
        svg = self._svg(place.size, drawing.lines, place.curves, shapes, None)
        return _picture(svg, drawing, drawing.nodes)

    def _svg(
        self,
        size: Size,
        lines: Sequence[Line],
        curves: Iterable[Curve],
        shapes: Iterable[str],
        middle: Node | None,
    ) -> str:
        drawn = "".join(_line(line, curve) for line, curve in zip(lines, curves, strict=True))
        width, height = _short(size.width), _short(size.height)
        name = self._words.text.gettext("Drawing of relations")
        if middle is not None:
            name = f"{self._words.colon(name)} {middle.link.text.text}"
        extent = "" if middle else _extent(size)
        return (
            f'<svg class="d-graph" viewBox="0 0 {width} {height}"{extent} font-size="{SIZE}"'
            f' role="group" aria-label="{escape(name)}" aria-describedby="_drawing-note">'
            f"{ARROW}<g>{drawn}</g>{''.join(shapes)}</svg>"
        )

    def _told(self, lines: Iterable[Line], nodes: dict[str, Node]) -> str:
        """What lines say, in words."""
        gettext = self._words.text.gettext
        said = [
            f"{nodes[line.start].link.text.text} {gettext(phrase)} {nodes[line.end].link.text.text}"
            for line in lines
            for phrase in line.phrases
        ]
        return "\n".join(said)

    def _link(self, node: Node, title: str, inside: str) -> str:
        """A node as a link, or as what it is where it leads nowhere.

        A title cannot say which of its words are Chinese: then it is left out.
        """
        if marked(title, self._words.lang) != escape(title):
            title = ""
        told = f"<title>{escape(title)}</title>" if title else ""
        if not node.link.href:
            return f'<g class="d-node">{told}{inside}</g>'
        return f'<a class="d-node" href="{ROOT}{escape(node.link.href)}">{told}{inside}</a>'

    def _text(self, node: Node, lines: Iterable[str], x: float, top: float, anchor: str) -> str:
        lang = node.link.text.lang
        mark = f' lang="{escape(lang)}"' if lang != self._words.lang else ""
        mark += f' text-anchor="{anchor}"' if anchor != "start" else ""
        rows = (
            f'<text x="{_short(x)}" y="{_short(top + _ASCENT + number * LEADING)}"{mark}>'
            f"{marked(line, lang, 'tspan')}</text>"
            for number, line in enumerate(lines)
        )
        return " ".join(rows)

    def _around_middle(self, node: Node, lines: tuple[str, ...], place: Around) -> str:
        box = place.middle
        text = self._text(node, lines, box.x, box.y - size_of(lines).height / 2, "middle")
        return f'<g class="d-middle">{_rect(box)}{text}</g>'

    def _beside(
        self, node: Node, lines: tuple[str, ...], title: str, place: Around, number: int
    ) -> str:
        box, left = place.boxes[number], place.is_left(number)
        side = box.x + (box.width if left else -box.width) / 2
        anchor = "end" if left else "start"
        text = self._text(node, lines, side, box.y - box.height / 2, anchor)
        return self._link(node, title, _mark(node, place.marks[number]) + text)

    def _in_box(self, node: Node, lines: tuple[str, ...], box: Box) -> str:
        left, top = box.x - box.width / 2, box.y - box.height / 2
        mark = _mark(node, Point(left + _MARK / 2, top + LEADING / 2))
        text = self._text(node, lines, left + _INDENT, top, "start")
        whole = node.link.text.text if lines[-1].endswith("…") else ""
        return self._link(node, whole, f"{mark}{text}")


ARROW: Final = (
    '<defs><marker id="_arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7"'
    ' markerHeight="7" markerUnits="userSpaceOnUse" orient="auto">'
    '<path class="d-arrow" d="M1 1L7 4L1 7"/></marker></defs>'
)


def _picture(svg: str, drawing: Drawing, nodes: Sequence[Node]) -> Picture:
    kinds = {line.kind for line in drawing.lines}
    return Picture(
        svg=Markup(svg),  # noqa: S704 - made here of escaped parts
        kinds=tuple(kind for kind in KINDS if kind in kinds),
        types=tuple(sorted({node.type for node in nodes})),
        has_arrow=not all(line.is_mutual for line in drawing.lines),
        has_ended=any(line.is_over for line in drawing.lines),
        has_doubt=not all(line.is_sure for line in drawing.lines),
        drawn=len(nodes),
        left_out=drawing.left_out,
    )


def _curves(lines: Sequence[Line], numbers: dict[str, int], place: Around) -> Iterator[Curve]:
    """Yield the curve of each line; what is not numbered stands in the middle."""
    pairs = [frozenset((line.start, line.end)) for line in lines]
    for position, (line, pair) in enumerate(zip(lines, pairs, strict=True)):
        known = sorted(numbers[id] for id in pair if id in numbers)
        number, which = pairs.count(pair), pairs[:position].count(pair)
        if len(known) == 1:
            curve = place.spokes(known[0], number)[which]
            is_onward = line.end in numbers
        else:
            curve = place.chords(known[0], known[1], number)[which]
            is_onward = numbers[line.start] == known[0]
        yield curve if is_onward else curve.turned()


def _line(line: Line, curve: Curve) -> str:
    (x, y), (cx, cy), (ex, ey) = curve.start, curve.control, curve.end
    way = f"M{_short(x)} {_short(y)}Q{_short(cx)} {_short(cy)} {_short(ex)} {_short(ey)}"
    arrow = "" if line.is_mutual else ' marker-end="url(#_arrow)"'
    drawn = f'<path class="d-line d-{line.kind}" d="{way}"{arrow}/>'
    if line.is_over:
        drawn += f'<path class="d-bar" d="{_bar(curve)}"/>'
    if not line.is_sure:
        at = curve.at(0.5 if not line.is_over else 0.7)
        drawn += f'<text class="d-doubt" x="{_short(at.x)}" y="{_short(at.y + 4)}">?</text>'
    return drawn


def _bar(curve: Curve) -> str:
    """A short stroke across the middle of a curve."""
    middle = curve.at(0.5)
    dx, dy = curve.end.x - curve.start.x, curve.end.y - curve.start.y
    length = sqrt(dx * dx + dy * dy) or 1
    across, down = -dy / length * _BAR, dx / length * _BAR
    return (
        f"M{_short(middle.x - across)} {_short(middle.y - down)}"
        f"L{_short(middle.x + across)} {_short(middle.y + down)}"
    )


def _mark(node: Node, at: Point) -> str:
    """What says whether a node is a party, an instrument or a document."""
    if node.type == "entity":
        return f'<circle class="d-mark" cx="{_short(at.x)}" cy="{_short(at.y)}" r="{_MARK / 2:g}"/>'
    x, y = _short(at.x - _MARK / 2), _short(at.y - _MARK / 2)
    kind = "d-mark" if node.type == "instrument" else "d-mark d-hollow"
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{_MARK}" height="{_MARK}"/>'


def _extent(size: Size) -> str:
    """The attributes that say how large a network is shown: a little smaller, if then it fits."""
    width = max(min(size.width, _PAGE), size.width * _SMALLEST)
    return f' width="{width:.0f}" height="{size.height * width / size.width:.0f}"'


def _rect(box: Box) -> str:
    x, y = _short(box.x - box.width / 2), _short(box.y - box.height / 2)
    return (
        f'<rect x="{x}" y="{y}" width="{_short(box.width)}" height="{_short(box.height)}" rx="2"/>'
    )


def _short(number: float) -> str:
    """A number with one place, or with none."""
    return f"{round(number, 1):g}" if number < 1e5 else f"{number:.0f}"
