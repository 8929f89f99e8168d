"""Networks of boxes."""

from itertools import combinations

import pytest

from dossier.drawing.network import Network, network
from dossier.drawing.shape import Size
from tests.drawing.graphviz import installed, needs_graphviz

pytestmark = needs_graphviz

LABEL = Size(90, 30)
STAR = [(0, one) for one in range(1, 10)]
CHAIN = [(one, one + 1) for one in range(20)]
PAIRS = [(one, one + 1) for one in range(0, 20, 2)]
DENSE = [(one, other) for one in range(12) for other in range(one) if (one + other) % 3]


def drawn(pairs: list[tuple[int, int]], number: int = 0) -> Network:
    number = number or max(map(max, pairs)) + 1
    return network(installed(), [LABEL] * number, pairs)


@pytest.mark.parametrize("pairs", [STAR, CHAIN, PAIRS, DENSE, [*STAR, (20, 21)]])
def test_no_box_lies_upon_another_or_outside(pairs: list[tuple[int, int]]) -> None:
    found = drawn(pairs)
    for one, other in combinations(found.boxes, 2):
        assert not one.overlaps(other)
    for box in found.boxes:
        assert box.width / 2 <= box.x <= found.size.width - box.width / 2
        assert box.height / 2 <= box.y <= found.size.height - box.height / 2


@pytest.mark.parametrize("pairs", [STAR, CHAIN, PAIRS])
def test_lines_pass_by_what_they_do_not_join(pairs: list[tuple[int, int]]) -> None:
    found = drawn(pairs)
    for pair, curve in zip(pairs, found.curves, strict=True):
        others = [box for one, box in enumerate(found.boxes) if one not in pair]
        for point in curve.points(30):
            assert not any(box.holds(point) for box in others)


def test_a_line_leads_from_the_first_of_its_pair_to_the_second() -> None:
    pairs = [(0, 1), (2, 1), (3, 2), *((one, 4) for one in (0, 2, 5, 6, 7, 8, 9))]
    found = drawn(pairs)
    for (start, end), curve in zip(pairs, found.curves, strict=True):
        assert found.boxes[start].holds(curve.start, 4)
        assert found.boxes[end].holds(curve.end, 4)
        assert not found.boxes[start].holds(curve.at(0.05)), "it leaves its box"
        assert not found.boxes[end].holds(curve.at(0.95)), "it comes from outside"


def test_several_lines_between_the_same_two_are_told_apart() -> None:
    found = drawn([(0, 1), (1, 0), (0, 1), (1, 2)])
    middles = [curve.at(0.5) for curve in found.curves[:3]]
    for one, other in combinations(middles, 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 > 25


def test_what_hangs_together_stands_together_the_largest_above() -> None:
    small, large = [(0, 1)], [(2, 3), (3, 4), (4, 5), (3, 5)]
    found = drawn(small + large)
    lowest = max(box.y + box.height / 2 for box in found.boxes[2:])
    rightmost = max(box.x + box.width / 2 for box in found.boxes[2:])
    for box in found.boxes[:2]:
        assert box.y - box.height / 2 > lowest or box.x - box.width / 2 > rightmost


def test_pairs_stand_below_each_other() -> None:
    found = drawn(PAIRS)
    firsts = [found.boxes[one].x for one, _ in PAIRS]
    assert 1 < len(set(firsts)) < len(firsts)


def test_the_same_network_is_drawn_the_same() -> None:
    assert drawn(DENSE) == drawn(DENSE)


def test_what_is_not_joined_has_its_place() -> None:
    assert len(drawn([(0, 1)], number=3).boxes) == 3
