"""Dates: what is one, what it can mean, what comes first."""

import calendar
import itertools
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.model.edtf import Day, Edtf

SUITES = Path(os.environ.get("DOSSIER_SUITES") or Path(__file__).parents[3] / "shared" / "suites")
WITHOUT_ANY_DATE = {"../", "../..", "/.."}
"""The only forms of level 1 left out on purpose: they name no date at all."""


def suite(name: str) -> list[str]:
    path = SUITES / "edtf.json"
    if not path.is_file():
        pytest.skip("the public EDTF examples are not here: set DOSSIER_SUITES to their folder")
    examples: list[str] = json.loads(path.read_text("utf-8"))[name]
    return examples


def is_date(text: str) -> bool:
    try:
        Edtf(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("name", ["loc_level0", "loc_level1", "unt_level0"])
def test_every_public_example_of_levels_0_and_1_is_a_date(name: str) -> None:
    assert [text for text in suite(name) if not is_date(text)] == []


def test_of_the_other_examples_of_level_1_only_those_without_any_date_are_refused() -> None:
    assert {text for text in suite("unt_level1") if not is_date(text)} == WITHOUT_ANY_DATE


def test_every_invalid_public_example_is_refused() -> None:
    assert [text for text in suite("unt_invalid") if is_date(text)] == []


def test_an_example_that_is_a_date_reads_back_as_written() -> None:
    for text in suite("loc_level1"):
        assert str(Edtf(text)) == text


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("2021-12-10", (2021, 12, 10), (2021, 12, 10)),
        ("2021-12-10T23:59:59Z", (2021, 12, 10), (2021, 12, 10)),
        ("2021-12", (2021, 12, 1), (2021, 12, 31)),
        ("2020-02", (2020, 2, 1), (2020, 2, 29)),
        ("2021-02", (2021, 2, 1), (2021, 2, 28)),
        ("1900-02", (1900, 2, 1), (1900, 2, 28)),
        ("0000-02", (0, 2, 1), (0, 2, 29)),
        ("2021", (2021, 1, 1), (2021, 12, 31)),
        ("2021?", (2021, 1, 1), (2021, 12, 31)),
        ("2021-XX", (2021, 1, 1), (2021, 12, 31)),
        ("2021-XX-XX", (2021, 1, 1), (2021, 12, 31)),
        ("2021-02-XX", (2021, 2, 1), (2021, 2, 28)),
        ("201X", (2010, 1, 1), (2019, 12, 31)),
        ("20XX", (2000, 1, 1), (2099, 12, 31)),
        ("-12XX", (-1299, 1, 1), (-1200, 12, 31)),
        ("-1985", (-1985, 1, 1), (-1985, 12, 31)),
        ("Y170000002", (170000002, 1, 1), (170000002, 12, 31)),
        ("2001-21", (2001, 3, 1), (2001, 5, 31)),
        ("2001-24", (2001, 12, 1), (2002, 2, 28)),
        ("2003-24", (2003, 12, 1), (2004, 2, 29)),
        ("2019/2021-03", (2019, 1, 1), (2021, 3, 31)),
        ("[2021-12-08..2021-12-10]", (2021, 12, 8), (2021, 12, 10)),
        ("2019-10-09/..", (2019, 10, 9), None),
        ("2019-10/", (2019, 10, 1), None),
        ("../2019-10", None, (2019, 10, 31)),
        ("/2019", None, (2019, 12, 31)),
    ],
)
def test_a_date_knows_the_days_it_can_mean(text: str, lower: Day | None, upper: Day | None) -> None:
    date = Edtf(text)
    assert (date.lower, date.upper) == (lower, upper)


@pytest.mark.parametrize(
    ("text", "open_start", "open_end", "shape"),
    [
        ("2020/..", False, True, "interval"),
        ("2020/", False, False, "interval"),
        ("../2020", True, False, "interval"),
        ("/2020", False, False, "interval"),
        ("2019/2020", False, False, "interval"),
        ("[2019..2020]", False, False, "one-of"),
        ("2020", False, False, "date"),
    ],
)
def test_an_open_end_is_told_from_an_unknown_one(
    text: str, open_start: bool, open_end: bool, shape: str
) -> None:
    date = Edtf(text)
    assert (date.open_start, date.open_end, date.shape) == (open_start, open_end, shape)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is not a date like"),
        ("12/2021", "is not a date like"),
        ("10 December 2021", "is not a date like"),
        ("2021-1-1", "is not a date like"),
        ("2021-13", "there is no month 13"),
        ("2021-00", "there is no month 00"),
        ("2021-02-29", "has no day 29"),
        ("2021-04-31", "has no day 31"),
        ("2021-06-00", "has no day 00"),
        ("2021-XX-12", "a day without its month"),
        ("2021-21-01", "a season has no days"),
        ("201X-12", "a month of an unspecified year"),
        ("-0000", "there is no year -0000"),
        ("Y2021", "is not a date like"),
        ("Y02021", "five digits or more"),
        ("Y20210-12", "no month"),
        ("2021T10:00:00", "a time needs a complete date"),
        ("2021-12-10T25:00:00", "there is no time 25:00:00"),
        ("2021-12-10T10:00:00+25", "there is no time zone +25"),
        ("/", "names no date at all"),
        ("../..", "names no date at all"),
        ("2021/2020", "ends before it begins"),
        ("2021-12-10T10:00:00/2022", "dates, not times"),
        ("Y12021/Y12022", "years of four digits"),
        ("[2021]", "is written [first..last]"),
        ("[2021..2020]", "ends before it begins"),
        ("[2021..]", "is not a date like"),
        ("2021\n", "is not a date like"),
        (" 2021", "is not a date like"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        Edtf(text)


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [("2021", ""), ("2021?", "?"), ("2021-12~", "~"), ("2021-12-10%", "%"), ("2019~/2021?", "~?")],
)
def test_a_date_carries_its_qualifiers(text: str, qualifiers: str) -> None:
    assert Edtf(text).qualifiers == frozenset(qualifiers)


@pytest.mark.parametrize(
    ("text", "year"),
    [("2021-12", 2021), ("2019/2021", 2019), ("../2020", 2020), ("/2020", 2020), ("201X", 2010)],
)
def test_a_date_stands_under_the_year_of_its_start_or_else_of_its_end(text: str, year: int) -> None:
    assert Edtf(text).year == year


def test_dates_are_equal_when_written_alike() -> None:
    assert Edtf("2021") == Edtf("2021")
    assert Edtf("2021") != Edtf("2021-XX")
    assert len({Edtf("2021"), Edtf("2021"), Edtf("2021?")}) == 2


ORDER = [
    "../2021",
    "-1985",
    "0000",
    "1999-12-31",
    "20XX",
    "2019/..",
    "2019",
    "2019-01",
    "2019-01-01",
    "/2020",
    "2021/2023",
    "2021",
    "2021-01",
    "2021-01-01",
    "2021-01-02",
    "2021-02",
    "[2021-12-08..2021-12-10]",
    "2021-12-08",
    "Y12345",
]


@pytest.mark.parametrize(("earlier", "later"), list(itertools.pairwise(ORDER)))
def test_the_wider_span_comes_first_where_two_begin_together(earlier: str, later: str) -> None:
    assert Edtf(earlier) < Edtf(later)
    assert not Edtf(later) < Edtf(earlier)


def test_a_year_sorts_before_its_own_months_and_a_month_before_its_days() -> None:
    assert sorted(map(Edtf, reversed(ORDER))) == list(map(Edtf, ORDER))


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("2020", "2021", True),
        ("2021", "2020", False),
        ("2021", "2021", None),
        ("2021", "2021-06", None),
        ("2021-06", "2021", None),
        ("2021-12-10", "2021-12-10", False),
        ("2021-12-09", "2021-12-10", True),
        ("2021-12-10", "2021-12", None),
        ("2020-12", "2021-12-10", True),
        ("2019/..", "2018", False),
        ("2019/..", "2020", None),
        ("../2019", "2020", True),
        ("../2019", "2018", None),
        ("/2019", "2020", True),
        ("2019/", "2018-12-31", False),
        ("2020", "../2019", False),
        ("2018", "2019/..", True),
        ("2021~", "1950", None),
        ("1950", "2021?", None),
        ("2019%/2020", "2030", None),
        ("[2021-12-08..2021-12-10]", "2021-12-11", True),
        ("[2021-12-08..2021-12-10]", "2021-12-09", None),
        ("2021-21", "2021-12-31", None),
        ("2021-06-30", "2021-23", None),
        ("2021-24", "2022-03-15", None),
        ("2021-21", "2021-22", None),
        ("2021-24", "2022-04-01", True),
        ("2023", "2021-24", False),
    ],
)
def test_before_is_answered_only_where_it_is_certain(
    one: str, other: str, answer: bool | None
) -> None:
    assert Edtf(one).is_before(Edtf(other)) is answer


YEARS = st.integers(1, 9999)


@st.composite
def points(draw: st.DrawFn) -> str:
    year = draw(YEARS)
    form = draw(st.sampled_from(["year", "month", "day", "unspecified", "decade", "season"]))
    match form:
        case "month":
            text = f"{year:04}-{draw(st.integers(1, 12)):02}"
        case "day":
            month = draw(st.integers(1, 12))
            last = calendar.monthrange(year, month)[1]
            text = f"{year:04}-{month:02}-{draw(st.integers(1, last)):02}"
        case "unspecified":
            text = f"{year:04}-{draw(st.sampled_from(['XX', 'XX-XX', '02-XX', '11-XX']))}"
        case "decade":
            text = f"{year:04}"[:3] + "X"
        case "season":
            text = f"{year:04}-{draw(st.integers(21, 24))}"
        case _:
            text = f"{year:04}"
    return text + draw(st.sampled_from(["", "", "", "?", "~", "%"]))


@st.composite
def dates(draw: st.DrawFn) -> Edtf:
    one = draw(points())
    match draw(st.sampled_from(["date", "date", "span", "one-of", "/..", "/", "../", "//"])):
        case "span" | "one-of" as shape:
            pair = sorted((one, draw(points())), key=lambda text: Edtf(text).sort_key)
            form = "{}/{}" if shape == "span" else "[{}..{}]"
            return Edtf(form.format(*pair))
        case "/..":
            return Edtf(f"{one}/..")
        case "/":
            return Edtf(f"{one}/")
        case "../":
            return Edtf(f"../{one}")
        case "//":
            return Edtf(f"/{one}")
    return Edtf(one)


@given(st.lists(dates(), min_size=2, max_size=4))
@settings(max_examples=200, deadline=None)
def test_sorting_is_a_total_order(members: list[Edtf]) -> None:
    for one, other in itertools.product(members, repeat=2):
        assert (one < other) + (other < one) + (one == other) == 1
    for one, two, three in itertools.permutations(members[:3], 3):
        assert not (one < two and two < three) or one < three
    backwards = members[::-1]
    assert sorted(members) == sorted(backwards)


@given(dates(), dates())
@settings(max_examples=200, deadline=None)
def test_sorting_agrees_with_the_earliest_days(one: Edtf, other: Edtf) -> None:
    if one.lower is not None and other.lower is not None and one.lower < other.lower:
        assert one < other
    if one.is_before(other) and one.lower is not None:
        assert one < other


@given(dates(), dates())
@settings(max_examples=200, deadline=None)
def test_before_holds_for_every_day_that_two_dates_can_mean(one: Edtf, other: Edtf) -> None:
    answer = one.is_before(other)
    if answer is True:
        assert one.upper is not None
        assert other.lower is not None
        assert one.upper < other.lower
        assert other.is_before(one) is False
    if answer is False:
        assert one.lower is not None
        assert other.upper is not None
        assert one.lower >= other.upper


@given(dates())
@settings(max_examples=200, deadline=None)
def test_the_earliest_day_is_never_after_the_latest(date: Edtf) -> None:
    if date.lower is not None and date.upper is not None:
        assert date.lower <= date.upper
    assert date.lower is not None or date.upper is not None
    assert date.is_before(date) is not True


@given(
    st.one_of(
        st.text(max_size=30),
        st.text("0123456789-/.XT:Z+Y?~%[] ,", max_size=24),
        st.from_regex(r"\[?-?[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?(/|\.\.)?.{0,10}", fullmatch=True),
    )
)
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        date = Edtf(text)
    except ValueError:
        return
    assert date.text == text
    assert date.year is not None
    assert date.sort_key[2] == text
