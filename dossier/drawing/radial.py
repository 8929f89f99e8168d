"""One box in the middle and others around it, each beside the end of its own line.

The boxes stand in two columns, and their marks on an ellipse between these: so none lies upon
another, however many there are, and no line from the middle crosses one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from dossier.drawing.shape import Box, Curve, Point, Size, between, spread
from dossier.drawing.way import clear_way

WIDTH: Final = 420
"""How wide a drawing is; how high, depends on what is in it."""

_RING: Final = 88
_MARGIN: Final = 3
_TO_BOX: Final = 9
"""From a mark to the box beside it."""

LABEL: Final = WIDTH / 2 - _RING - _TO_BOX - _MARGIN
"""How wide a box around the middle may be."""

MIDDLE: Final = 88
"""How wide what is written in the middle may be."""

_PADDING: Final = 6
_GAP: Final = 7
_LEAST: Final = 120
_ABOVE: Final = 105
"""So much higher than what is written in the middle a drawing is, at least."""

_OVAL: Final = 1.2
"""How much higher the ellipse is than the columns, so that no mark comes near to its ends."""

_FROM_MARK: Final = 6
_ASIDE: Final = 7
_CLEAR: Final = 1
_FROM_MIDDLE: Final = 7
_FAR: Final = (12, 24, 40, 60, 80, 100, 120, 140, 160, 180, 210, 240)
_QUARTER: Final = ((1.0, 0.0), (0.92, 0.38), (0.71, 0.71), (0.38, 0.92))
_DIRECTIONS: Final = tuple(one for x, y in _QUARTER for one in ((x, y), (-x, -y), (-y, x), (y, -x)))
"""How far, and where to, a line may bend on its way from one mark to another."""


@dataclass(frozen=True, slots=True)
class Around:
    """Where things are: the box in the middle, and of each other its mark and its box."""

    height: float
    middle: Box
    marks: tuple[Point, ...]
    boxes: tuple[Box, ...]

    def is_left(self, one: int) -> bool:
        """Whether a box stands to the left of its mark."""
        return self.marks[one].x < WIDTH / 2

    def spokes(self, one: int, number: int) -> tuple[Curve, ...]:
        """So many lines from the middle to a mark."""
        return tuple(self._spoke(self.marks[one], aside) for aside in spread(number, _ASIDE))

    def _spoke(self, mark: Point, aside: float) -> Curve:
        control = between(self.middle.edge(mark), mark, aside)
        return Curve(self.middle.edge(control), control, _short_of(mark, control))

    def chords(self, one: int, other: int, number: int) -> tuple[Curve, ...]:
        """So many lines from one mark to another, past all that is around them."""
        start, end = self.marks[one], self.marks[other]
        ends = (one, other)
        marks = [mark for place, mark in enumerate(self.marks) if place not in ends]
        between_them = Point((start.x + end.x) / 2, (start.y + end.y) / 2)
        controls = (
            Point(between_them.x + x * far, between_them.y + y * far)
            for far in _FAR
            for x, y in _DIRECTIONS
        )
        chosen = clear_way(
            (between_them, *controls),
            lambda control: _chord(start, control, end),
            [_larger(self.middle), *self.boxes, *map(_around_mark, marks)],
            _CLEAR,
        )
        asides = spread(number, _ASIDE)
        return tuple(_chord(start, _beside(start, chosen, end, by), end) for by in asides)


def _chord(start: Point, control: Point, end: Point) -> Curve:
    return Curve(_short_of(start, control), control, _short_of(end, control))


def _beside(start: Point, control: Point, end: Point, aside: float) -> Point:
    """A control that much aside of another."""
    straight = between(start, end)
    moved = between(start, end, aside)
    return Point(control.x + moved.x - straight.x, control.y + moved.y - straight.y)


def _larger(box: Box) -> Box:
    return Box(box.x, box.y, box.width + 2 * _FROM_MIDDLE, box.height + 2 * _FROM_MIDDLE)


def _around_mark(mark: Point) -> Box:
    return Box(mark.x, mark.y, _FROM_MARK, _FROM_MARK)


def around(middle: Size, labels: Sequence[Size]) -> Around:
    """Place boxes around the middle: the first half of them to its left, from above."""
    half = _half(labels)
    columns = range(half), range(half, len(labels))
    height = max(_LEAST, middle.height + _ABOVE, *(_height(labels, one) for one in columns))
    places: dict[int, tuple[Point, Box]] = {}
    for side, column in zip((-1, 1), columns, strict=True):
        free = height - sum(labels[one].height for one in column)
        gap = free / max(len(column), 1)
        top = gap / 2
        for one in column:
            y = top + labels[one].height / 2
            places[one] = _place(side, y, height, labels[one])
            top += labels[one].height + gap
    y = height / 2 + _MARGIN
    box = Box(WIDTH / 2, y, middle.width + 2 * _PADDING, middle.height + 2 * _PADDING)
    marks, boxes = zip(*(places[one] for one in sorted(places)), strict=True)
    return Around(height + 2 * _MARGIN, box, marks, boxes)


def _half(labels: Sequence[Size]) -> int:
    """How many boxes stand to the left, so that the columns are about as high."""
    total = sum(one.height + _GAP for one in labels)
    height, number = 0.0, 0
    while number < len(labels) and height + (labels[number].height + _GAP) / 2 <= total / 2:
        height += labels[number].height + _GAP
        number += 1
    return number


def _height(labels: Sequence[Size], column: range) -> float:
    return sum(labels[one].height + _GAP for one in column)


def _place(side: int, y: float, height: float, label: Size) -> tuple[Point, Box]:
    """A mark on the ellipse, given how far down it is, and the box beside it."""
    down = (y - height / 2) / (height / 2 * _OVAL)
    mark = Point(WIDTH / 2 + side * _RING * sqrt(1 - down * down), y + _MARGIN)
    x = mark.x + side * (_TO_BOX + label.width / 2)
    return mark, Box(x, mark.y, label.width, label.height)


def _short_of(mark: Point, control: Point) -> Point:
    """The point of a line just before a mark."""
    dx, dy = control.x - mark.x, control.y - mark.y
    length = sqrt(dx * dx + dy * dy) or 1
    share = min(_FROM_MARK / length, 1)
    return Point(mark.x + dx * share, mark.y + dy * share)
