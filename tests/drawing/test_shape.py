"""Boxes and curves."""

import pytest

from dossier.drawing.shape import Box, Curve, Point, between, spread


def test_a_line_leaves_a_box_at_its_edge() -> None:
    box = Box(0, 0, 40, 20)
    assert box.edge(Point(100, 0)) == (20, 0)
    assert box.edge(Point(0, -100)) == (0, -10)
    assert box.edge(Point(100, 100), margin=5) == (15, 15)
    assert box.edge(box.middle) == (0, -10), "to nowhere it leaves above"


def test_boxes_that_only_touch_do_not_overlap() -> None:
    box = Box(0, 0, 40, 20)
    assert not box.overlaps(box.moved(40, 0))
    assert box.overlaps(box.moved(39, 19))
    assert box.overlaps(box.moved(40, 0), margin=1)
    assert box.holds(Point(19, 9))
    assert not box.holds(Point(20, 0))
    assert box.holds(Point(20, 0), margin=1)


def test_the_middle_of_a_curve_lies_as_far_aside_as_was_asked() -> None:
    start, end = Point(0, 0), Point(100, 0)
    for aside in (0, 10, -25):
        curve = Curve(start, between(start, end, aside), end)
        assert curve.at(0.5) == pytest.approx((50, aside))
        assert curve.turned().at(0.5) == pytest.approx((50, aside))
        assert len(tuple(curve.points(3))) == 3


def test_lines_between_the_same_ends_lie_on_both_sides_of_the_middle() -> None:
    assert spread(1, 8) == (0,)
    assert spread(2, 8) == (-4, 4)
    assert spread(3, 8) == (-8, 0, 8)


def test_between_a_place_and_itself_there_is_no_way() -> None:
    here = Point(5, 5)
    assert between(here, here, 10) == here
