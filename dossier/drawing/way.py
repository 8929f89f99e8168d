"""The way of a line past what it does not join."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from dossier.drawing.shape import Box, Curve

_W = TypeVar("_W")

_STEPS: Final = 24
"""At so many points along a line it is seen whether something is in its way."""


def clear_way(
    ways: Iterable[_W], curve: Callable[[_W], Curve], boxes: Sequence[Box], margin: float
) -> _W:
    """The first of several ways on which a line comes near to no box, or to the fewest."""
    corners = [
        (
            *(box.x - box.width / 2 - margin, box.x + box.width / 2 + margin),
            *(box.y - box.height / 2 - margin, box.y + box.height / 2 + margin),
        )
        for box in boxes
    ]
    best: tuple[int, _W] | None = None
    for way in ways:
        points = tuple(curve(way).points(_STEPS))
        crossed = 0
        for left, right, top, bottom in corners:
            for x, y in points:
                if left < x < right and top < y < bottom:
                    crossed += 1
                    break
        if best is None or crossed < best[0]:
            best = crossed, way
        if not crossed:
            break
    if best is None:
        raise ValueError("there is no way at all")
    return best[1]
