"""Dates as editors write them: EDTF levels 0 and 1, and one range of level 2."""

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Day = tuple[int, int, int]
"""A day as (year, month, day), Gregorian and proleptic; the year may be negative."""

Precision = Literal["second", "day", "month", "season", "year", "decade", "century", "interval"]

_FORM = re.compile(
    r"""
    (?P<year> -?\d{4} | -?\d{3}X | -?\d{2}XX | Y-?\d{5,9} )
    (?: - (?P<month> \d\d | XX ) (?: - (?P<day> \d\d | XX ) )? )?
    (?: T (?P<clock> \d\d:\d\d:\d\d ) (?P<zone> Z | [+-]\d\d (?: :\d\d )? )? )?
    (?P<qualifier> [?~%] )?
    """,
    re.VERBOSE | re.ASCII,
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_MIN: Day = (-(10**9), 1, 1)
_MAX: Day = (10**9, 12, 31)


@dataclass(frozen=True, slots=True)
class Point:
    """One date within an `Edtf`: its earliest and latest day, precision and qualifier."""

    lower: Day
    upper: Day
    precision: Precision
    qualifier: str
    year: int
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date, kept as it was written, never turned into a clock time.

    Equal when written alike. Sorting is by the earliest possible day, then the widest span first,
    so that a year stands before its own months and a month before its days; a date whose start is
    unknown sorts by its end, one whose start is open sorts first.

    Source:
        EDTF, ISO 8601-2:2019, levels 0 and 1; `[a..b]` (one day between a and b) of level 2.
        Left out on purpose: intervals without any known end (`/..`, `../..`).

    Raises:
        ValueError: the text has none of these forms, or names a day that does not exist.
    """

    text: str

    def __post_init__(self) -> None:
        _parse(self.text)

    @property
    def start(self) -> Point | None:
        """The first date of an interval, or the date itself; None when open or unknown."""
        return _parse(self.text).start

    @property
    def end(self) -> Point | None:
        """The last date of an interval, or the date itself; None when open or unknown."""
        return _parse(self.text).end

    @property
    def shape(self) -> Literal["date", "interval", "one-of"]:
        """Whether this is one date, a time span, or one unknown day within a span."""
        return _parse(self.text).shape

    @property
    def open_start(self) -> bool:
        """Whether it has no beginning (`../2020`), as opposed to an unknown one (`/2020`)."""
        return self.text.startswith("../")

    @property
    def open_end(self) -> bool:
        """Whether it goes on (`2020/..`), as opposed to an unknown end (`2020/`)."""
        return self.text.endswith("/..")

    @property
    def has_days(self) -> bool:
        """Whether it is certainly one day, or lasts from one day to another."""
        if self.qualifiers or self.shape not in ("date", "interval"):
            return False
        ends = (self.start,) if self.shape == "date" else (self.start, self.end)
        return all(end is not None and end.precision in ("day", "second") for end in ends)

    @property
    def qualifiers(self) -> frozenset[str]:
        """Which of `?` (uncertain), `~` (approximate), `%` (both) it carries."""
        points = (self.start, self.end)
        return frozenset(p.qualifier for p in points if p is not None and p.qualifier)

    @property
    def lower(self) -> Day | None:
        """The earliest day it can mean, qualifiers aside; None when unknown or open."""
        start = self.start
        return start.lower if start else None

    @property
    def upper(self) -> Day | None:
        """The latest day it can mean, qualifiers aside; None when unknown or open."""
        end = self.end
        return end.upper if end else None

    @property
    def year(self) -> int:
        """The year under which it stands in a timeline: that of its start, or else of its end."""
        point = self.start or self.end
        if point is None:  # pragma: no cover - a date has one of them
            raise TypeError(f"{self.text} is not a date")
        return point.year

    @property
    def sort_key(self) -> tuple[Day, Day, str]:
        """A total order, see the class; the text itself breaks ties."""
        upper = self.upper or (_MAX if self.start else _MIN)
        lower = self.lower or (_MIN if self.open_start else upper)
        return (lower, (-upper[0], -upper[1], -upper[2]), self.text)

    def is_before(self, other: "Edtf") -> bool | None:
        """Compare strictly: True, False, or None where it cannot be decided.

        An approximate or uncertain date decides nothing. A season is taken for the time in which
        it falls on either half of the globe.
        """
        if self.qualifiers or other.qualifiers:
            return None
        my_last, their_first = _last_possible(self.end), _first_possible(other.start)
        if my_last is not None and their_first is not None and my_last < their_first:
            return True
        my_first, their_last = _first_possible(self.start), _last_possible(other.end)
        if my_first is not None and their_last is not None and my_first >= their_last:
            return False
        return None

    def __lt__(self, other: "Edtf") -> bool:
        return self.sort_key < other.sort_key

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class _Parsed:
    start: Point | None
    end: Point | None
    shape: Literal["date", "interval", "one-of"]


@lru_cache(maxsize=65536)
def _parse(text: str) -> _Parsed:
    if text.startswith("[") and text.endswith("]"):
        first, found, last = text[1:-1].partition("..")
        if not found:
            raise ValueError(f"{text!r}: a set of dates is written [first..last]")
        return _span(text, _point(first), _point(last), "one-of")
    if "/" in text:
        first, _, last = text.partition("/")
        start = None if first in ("", "..") else _point(first)
        end = None if last in ("", "..") else _point(last)
        if start is None and end is None:
            raise ValueError(f"{text!r} names no date at all")
        return _span(text, start, end, "interval")
    point = _point(text)
    return _Parsed(point, point, "date")


def _span(
    text: str, start: Point | None, end: Point | None, shape: Literal["interval", "one-of"]
) -> _Parsed:
    for point in (start, end):
        if point is not None and point.precision == "second":
            raise ValueError(f"{text!r}: the ends of a span are dates, not times")
    if "Y" in text:
        raise ValueError(f"{text!r}: the ends of a span are years of four digits")
    if start and end and end.lower < start.lower:
        raise ValueError(f"{text!r} ends before it begins")
    return _Parsed(start, end, shape)


def _point(text: str) -> Point:
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(
            f"{text!r} is not a date like 2021-12-10, 2021-12, 2021, 2021-12~ or 2019/.."
        )
    year_text, month_text, day_text = match["year"], match["month"], match["day"]
    qualifier = match["qualifier"] or ""
    if match["clock"] is not None:
        if day_text is None or "X" in text or qualifier:
            raise ValueError(f"{text!r}: a time needs a complete date")
        _check_clock(text, match["clock"], match["zone"])
    if year_text.startswith("Y"):
        return _long_year(text, int(year_text[1:]), month_text, qualifier)
    if year_text == "-0000":
        raise ValueError(f"{text!r}: there is no year -0000")
    if "X" in year_text:
        return _unspecified_year(text, year_text, month_text, qualifier)
    year = int(year_text)
    if month_text is None:
        return Point((year, 1, 1), (year, 12, 31), "year", qualifier, year, None, None)
    if month_text == "XX":
        if day_text not in (None, "XX"):
            raise ValueError(f"{text!r}: a day without its month")
        return Point((year, 1, 1), (year, 12, 31), "year", qualifier, year, None, None)
    month = int(month_text)
    if month in _SEASONS:
        if day_text is not None:
            raise ValueError(f"{text!r}: a season has no days")
        return _season(year, month, qualifier)
    if not 1 <= month <= 12:
        raise ValueError(f"{text!r}: there is no month {month_text}")
    last = _last_day(year, month)
    if day_text is None or day_text == "XX":
        return Point((year, month, 1), (year, month, last), "month", qualifier, year, month, None)
    day = int(day_text)
    if not 1 <= day <= last:
        raise ValueError(f"{text!r}: {year_text}-{month_text} has no day {day_text}")
    precision: Precision = "second" if match["clock"] else "day"
    return Point((year, month, day), (year, month, day), precision, qualifier, year, month, day)


def _check_clock(text: str, clock: str, zone: str | None) -> None:
    hour, minute, second = (int(part) for part in clock.split(":"))
    midnight = (hour, minute, second) == (24, 0, 0)
    if not midnight and (hour > 23 or minute > 59 or second > 59):
        raise ValueError(f"{text!r}: there is no time {clock}")
    if zone and zone != "Z":
        hours, _, minutes = zone[1:].partition(":")
        if int(hours) > 14 or int(minutes or 0) > 59 or (int(hours) == 14 and int(minutes or 0)):
            raise ValueError(f"{text!r}: there is no time zone {zone}")


def _long_year(text: str, year: int, month_text: str | None, qualifier: str) -> Point:
    if month_text is not None or len(str(abs(year))) < 5:
        raise ValueError(f"{text!r}: Y takes a year of five digits or more, and no month")
    return Point((year, 1, 1), (year, 12, 31), "year", qualifier, year, None, None)


def _unspecified_year(text: str, year_text: str, month_text: str | None, qualifier: str) -> Point:
    if month_text is not None:
        raise ValueError(f"{text!r}: a month of an unspecified year")
    digits = year_text.lstrip("-")
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    if year_text.startswith("-"):
        low, high = -high, -low
    precision: Precision = "century" if digits.endswith("XX") else "decade"
    return Point((low, 1, 1), (high, 12, 31), precision, qualifier, low, None, None)


def _season(year: int, season: int, qualifier: str) -> Point:
    """Bounds for sorting only: the northern meteorological seasons."""
    first, last = _SEASONS[season]
    end_year, end_month = (year + 1, last - 12) if last > 12 else (year, last)
    upper = (end_year, end_month, _last_day(end_year, end_month))
    return Point((year, first, 1), upper, "season", qualifier, year, season, None)


def _first_possible(point: Point | None) -> Day | None:
    if point is not None and point.precision == "season":
        return (point.year - 1, 12, 1)
    return point.lower if point else None


def _last_possible(point: Point | None) -> Day | None:
    if point is not None and point.precision == "season":
        return (point.year + 1, 3, 31)
    return point.upper if point else None


def _last_day(year: int, month: int) -> int:
    if month == 2 and calendar.isleap(year):
        return 29
    return (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
