"""How much room words take, and where they are broken."""

import pytest

from dossier.drawing.shape import Size
from dossier.drawing.text import LEADING, broken, size_of, width


def test_words_are_broken_at_blanks_into_lines_that_fit() -> None:
    lines = broken("Bureau of Industry and Security", 100, 3)
    assert lines == ("Bureau of", "Industry and", "Security")
    assert all(width(line) <= 100 for line in lines)


def test_what_fits_stands_on_one_line() -> None:
    assert broken("SenseTime", 100, 3) == ("SenseTime",)
    assert broken("", 100, 3) == ()


def test_what_does_not_fit_is_left_out_and_a_sign_says_so() -> None:
    (*lines, last) = broken("one two three four five six seven eight nine ten", 60, 3)
    assert len(lines) == 2
    assert last.endswith("…")
    assert width(last) <= 60


@pytest.mark.parametrize("word", ["Bundesverfassungsgericht" * 3, "商汤集团有限公司" * 5])
def test_a_word_that_is_wider_than_a_line_is_broken_within(word: str) -> None:
    lines = broken(word, 100, 20)
    assert "".join(lines) == word
    assert len(lines) > 1
    assert all(width(line) <= 100 for line in lines)


def test_signs_are_as_wide_as_in_print() -> None:
    assert width("mmm") > width("nnn") > width("iii")
    assert width("É") == width("E")
    assert width("商") >= width("M") > width("n")
    assert width("e\u0301") == width("e"), "an accent of its own takes no room"


def test_lines_take_the_room_of_the_widest() -> None:
    assert size_of(("a", "abc")) == Size(width("abc"), 2 * LEADING)
    assert size_of(()) == Size(0, 0)
