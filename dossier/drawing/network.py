"""A network of boxes: what hangs together stands together, and lines pass by what they do not join.

Graphviz finds the places within each part that hangs together. The parts are set in rows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from dossier.drawing.graphviz import Graphviz, Net
from dossier.drawing.shape import Box, Curve, Point, Size, between, spread
from dossier.drawing.way import clear_way

LABEL: Final = 112
"""How wide the words in a box may be."""

_WIDTH: Final = 900
"""As wide a row may be, if nothing in it is wider."""

_APART: Final = 34
_TWO: Final = 2
_PAIR: Final = 46
_MARGIN: Final = 8
_PARALLEL: Final = 9
_CLEAR: Final = 3
_LOOSE: Final = 2.7
"""How much more room a part takes than its boxes, before these are moved apart."""

_HIGHER: Final = 2.0
"""How much higher than wide it is then: screens are narrow, pages long, and boxes wide."""

_ASIDE: Final = (10, -10, 20, -20, 32, -32, 46, -46, 62, -62, 80, -80, 100, -100)
_SHARES: Final = (0.5, 0.2, 0.8)
_WAYS: Final = ((0.5, 0.0), *((share, aside) for aside in _ASIDE for share in _SHARES))
"""How a line may bend to pass by what is in its way: after which share of it, how far aside."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Network:
    """Where things are: boxes in the order of their sizes, curves in that of their pairs."""

    size: Size
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]


def network(graphviz: Graphviz, sizes: Sequence[Size], pairs: Sequence[Pair]) -> Network:
    """Place boxes of some sizes, and draw lines between the pairs that are joined.

    Raises:
        MachineError: Graphviz cannot be run, or fails.
    """
    parts = _parts(len(sizes), pairs)
    nets = [_net(part, sizes, pairs) for part in parts if len(part) > _TWO]
    joined = [near for _, near in nets]
    near = graphviz.placed(nets)
    placed = iter(graphviz.apart([*zip(map(_upright, near), joined, strict=True)]))
    size, found = _set(
        dict(zip(part, next(placed) if len(part) > _TWO else _row(part, sizes), strict=True))
        for part in parts
    )
    boxes = tuple(found[one] for one in range(len(sizes)))
    return Network(size, boxes, tuple(_curves(boxes, pairs)))


def _parts(number: int, pairs: Iterable[Pair]) -> list[tuple[int, ...]]:
    """What hangs together, the largest first."""
    near: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    found, seen = [], set[int]()
    for start in range(number):
        waiting, part = [start], set[int]()
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                part.add(one)
                waiting += near[one]
        if part:
            found.append(tuple(sorted(part)))
    return sorted(found, key=lambda part: (-len(part), part))


def _net(part: Sequence[int], sizes: Sequence[Size], pairs: Iterable[Pair]) -> Net:
    """A part by numbers of its own, each pair once."""
    numbers = {one: number for number, one in enumerate(part)}
    joined = {(numbers[a], numbers[b]) for a, b in pairs if a in numbers}
    boxes = [Box(0, 0, sizes[one].width, sizes[one].height) for one in part]
    return boxes, sorted({(min(pair), max(pair)) for pair in joined})


def _row(part: Sequence[int], sizes: Sequence[Size]) -> Iterator[Box]:
    """Yield the boxes of a part beside each other, with room for a line between them."""
    x = 0.0
    for one in part:
        size = sizes[one]
        yield Box(x + size.width / 2, 0, size.width, size.height)
        x += size.width + _PAIR


def _upright(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Boxes set into a space that is higher than wide, and not much larger than they need.

    Most of them stand to the left and above, where readers begin.
    """
    space = sum(box.width * box.height for box in boxes) * _LOOSE
    width = sqrt(space / _HIGHER)
    across, down = [box.x for box in boxes], [box.y for box in boxes]
    if _extent(across) > _extent(down):
        across, down = down, across
    return tuple(
        Box(x, y, box.width, box.height)
        for x, y, box in zip(
            _within(across, width), _within(down, width * _HIGHER), boxes, strict=True
        )
    )


def _within(places: Sequence[float], extent: float) -> Iterator[int]:
    """Yield places from 0 to an extent, most of them in the first half."""
    first, last = min(places), max(places)
    is_late = sum(places) / len(places) > (first + last) / 2
    scale = extent / ((last - first) or 1)
    for place in places:
        yield round((last - place if is_late else place - first) * scale)


def _extent(places: Sequence[float]) -> float:
    return max(places) - min(places)


def _corners(boxes: Iterable[Box]) -> tuple[Point, Point]:
    all_of_them = tuple(boxes)
    return (
        Point(
            min(one.x - one.width / 2 for one in all_of_them),
            min(one.y - one.height / 2 for one in all_of_them),
        ),
        Point(
            max(one.x + one.width / 2 for one in all_of_them),
            max(one.y + one.height / 2 for one in all_of_them),
        ),
    )


def _set(blocks: Iterable[dict[int, Box]]) -> tuple[Size, dict[int, Box]]:
    """Set blocks in rows, pairs below each other, and say how much room that takes."""
    found: dict[int, Box] = {}
    x = y = float(_MARGIN)
    row = width = 0.0
    framed = [(block, *_corners(block.values())) for block in blocks]
    pairs = [right - left for block, (left, _), (right, _) in framed if len(block) <= _TWO]
    for block, (left, top), (right, bottom) in framed:
        wide = max(pairs) if len(block) <= _TWO else right - left
        if x > _MARGIN and x + wide > max(width, _WIDTH):
            x, y, row = _MARGIN, y + row + _APART, 0
        for one, box in block.items():
            found[one] = box.moved(x - left, y - top)
        x, row = x + wide + _APART, max(row, bottom - top)
        width = max(width, x - _APART)
    return Size(round(width + _MARGIN), round(y + row + _MARGIN)), found


def _curves(boxes: Sequence[Box], pairs: Sequence[Pair]) -> Iterator[Curve]:
    """Yield a line for each pair; several between the same two boxes lie side by side."""
    number = Counter((min(pair), max(pair)) for pair in pairs)
    drawn: Counter[Pair] = Counter()
    ways: dict[Pair, tuple[float, float]] = {}
    for one, other in pairs:
        first, last = pair = min(one, other), max(one, other)
        if pair not in ways:
            ways[pair] = _way(boxes, first, last)
        share, aside = ways[pair]
        aside += spread(number[pair], _PARALLEL)[drawn[pair]]
        drawn[pair] += 1
        curve = _curve(boxes[first], boxes[last], share, aside)
        yield curve if one == first else curve.turned()


def _curve(start: Box, end: Box, share: float, aside: float) -> Curve:
    straight = start.edge(end.middle, _CLEAR), end.edge(start.middle, _CLEAR)
    control = between(*straight, aside, share)
    return Curve(start.edge(control, _CLEAR), control, end.edge(control, _CLEAR))


def _way(boxes: Sequence[Box], first: int, last: int) -> tuple[float, float]:
    """How a line bends so as to pass by all other boxes, or by most: the least bend that does."""
    start, end = boxes[first], boxes[last]
    reach = 2 * max(_ASIDE)
    (left, top), (right, bottom) = _corners((start, end))
    space = Box((left + right) / 2, (top + bottom) / 2, right - left + reach, bottom - top + reach)
    near = [
        box for one, box in enumerate(boxes) if one not in (first, last) and box.overlaps(space)
    ]
    return clear_way(_WAYS, lambda way: _curve(start, end, *way), near, _CLEAR)
