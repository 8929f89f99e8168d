"""Boxes and the curves between them, in the units of a drawing; y grows downwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple


class Point(NamedTuple):
    """A place."""

    x: float
    y: float


class Size(NamedTuple):
    """How wide and how high something is."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle about its middle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> Point:
        """Where it is."""
        return Point(self.x, self.y)

    def holds(self, point: Point, margin: float = 0) -> bool:
        """Whether a point lies within it, or so near to it."""
        return (
            abs(point.x - self.x) < self.width / 2 + margin
            and abs(point.y - self.y) < self.height / 2 + margin
        )

    def overlaps(self, other: "Box", margin: float = 0) -> bool:
        """Whether it lies upon another, or so near to it."""
        return (
            abs(other.x - self.x) < (self.width + other.width) / 2 + margin
            and abs(other.y - self.y) < (self.height + other.height) / 2 + margin
        )

    def edge(self, towards: Point, margin: float = 0) -> Point:
        """Where a line from its middle towards a point leaves it, so far outside."""
        dx, dy = towards.x - self.x, towards.y - self.y
        across, down = self.width / 2 + margin, self.height / 2 + margin
        if not dx and not dy:
            return Point(self.x, self.y - down)
        share = min(across / abs(dx) if dx else 1e9, down / abs(dy) if dy else 1e9)
        return Point(self.x + dx * share, self.y + dy * share)

    def moved(self, dx: float, dy: float) -> "Box":
        """The same elsewhere."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Curve:
    """A line from one point to another, drawn towards a third on its way.

    Source:
        A quadratic Bézier curve.
    """

    start: Point
    control: Point
    end: Point

    def at(self, share: float) -> Point:
        """The point after a share of the way, from 0 to 1."""
        rest = 1 - share
        one, two, three = rest * rest, 2 * rest * share, share * share
        return Point(
            one * self.start.x + two * self.control.x + three * self.end.x,
            one * self.start.y + two * self.control.y + three * self.end.y,
        )

    def turned(self) -> "Curve":
        """The same from its end to its start."""
        return Curve(self.end, self.control, self.start)

    def points(self, number: int) -> Iterator[Point]:
        """Yield so many points along the way, without its ends."""
        return (self.at(step / (number + 1)) for step in range(1, number + 1))


def between(start: Point, end: Point, aside: float = 0, share: float = 0.5) -> Point:
    """The control of a curve that leaves the straight line so far aside, at most.

    `share` says after which part of the way.
    """
    dx, dy = end.x - start.x, end.y - start.y
    length = sqrt(dx * dx + dy * dy) or 1
    shift = 2 * aside / length
    return Point(start.x + dx * share - dy * shift, start.y + dy * share + dx * shift)


def spread(number: int, step: float) -> tuple[float, ...]:
    """How far aside so many lines between the same two ends lie."""
    return tuple(step * (one - (number - 1) / 2) for one in range(number))
