"""Boxes around one in the middle."""

from itertools import combinations

import pytest

from dossier.drawing.radial import LABEL, MIDDLE, WIDTH, Around, around
from dossier.drawing.shape import Box, Size

NUMBERS = [2, 3, 4, 5, 8, 15, 40]
SHAPES = {
    "all alike": lambda one: Size(60, 15),
    "of all sorts": lambda one: Size(20 + one * 37 % int(LABEL - 20), 15 * (1 + one % 3)),
    "as large as can be": lambda one: Size(LABEL, 45),
    "one large": lambda one: Size(LABEL, 45 if one == 0 else 15),
}


@pytest.fixture(params=[(n, shape) for n in NUMBERS for shape in SHAPES], ids=str)
def place(request: pytest.FixtureRequest) -> Around:
    number, shape = request.param
    return around(Size(MIDDLE, 75), [SHAPES[shape](one) for one in range(number)])


def test_no_box_lies_upon_another(place: Around) -> None:
    for one, other in combinations((place.middle, *place.boxes), 2):
        assert not one.overlaps(other)


def test_every_box_lies_within_the_drawing(place: Around) -> None:
    for box in place.boxes:
        assert box.x - box.width / 2 >= 0
        assert box.x + box.width / 2 <= WIDTH
        assert box.y - box.height / 2 >= 0
        assert box.y + box.height / 2 <= place.height


def test_no_line_from_the_middle_crosses_a_box(place: Around) -> None:
    for one in range(len(place.boxes)):
        for spoke in place.spokes(one, 3):
            for point in spoke.points(30):
                assert not any(box.holds(point) for box in place.boxes)


def test_no_line_between_two_crosses_a_box_and_hardly_one_the_middle(place: Around) -> None:
    behind, pairs = 0, tuple(combinations(range(len(place.boxes)), 2))
    for one, other in pairs:
        (chord,) = place.chords(one, other, 1)
        points = tuple(chord.points(30))
        for box in place.boxes:
            assert not any(map(box.holds, points)), (one, other)
        behind += any(map(place.middle.holds, points))
    assert behind <= len(pairs) // 200


def test_several_lines_between_two_are_told_apart() -> None:
    place = around(Size(40, 15), [Size(50, 15)] * 6)
    for curves in (place.spokes(0, 2), place.chords(0, 4, 2), place.chords(0, 1, 2)):
        one, other = (curve.at(0.5) for curve in curves)
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 > 25


def test_a_box_stands_outside_of_its_mark(place: Around) -> None:
    for one, (mark, box) in enumerate(zip(place.marks, place.boxes, strict=True)):
        assert (box.x < mark.x) == place.is_left(one)
        assert mark.y == box.y


def test_boxes_stand_in_two_columns_about_as_high_from_above() -> None:
    place = around(Size(40, 15), [Size(50, 15)] * 7)
    left = [box for one, box in enumerate(place.boxes) if place.is_left(one)]
    assert len(left) in (3, 4)
    assert list(place.boxes[: len(left)]) == left, "the first half to the left"
    for column in (left, list(place.boxes[len(left) :])):
        assert column == sorted(column, key=_down)


def test_lines_are_long_enough_to_be_told_apart() -> None:
    """Two neighbours around a long name: between box and mark there must be room for a pattern."""
    for number in (2, 3, 4, 6):
        place = around(Size(MIDDLE, 75), [Size(80, 15)] * number)
        for one in range(number):
            (spoke,) = place.spokes(one, 1)
            dx, dy = spoke.end.x - spoke.start.x, spoke.end.y - spoke.start.y
            assert dx * dx + dy * dy > 18 * 18


def test_a_line_comes_to_the_middle_from_outside(place: Around) -> None:
    """Else its arrow would lie below what is written there."""
    for one in range(len(place.boxes)):
        for spoke in place.spokes(one, 2):
            assert not place.middle.holds(spoke.at(0.05))


def _down(box: Box) -> float:
    return box.y
