"""EDTF dates in the words of a language."""

import datetime
import re
from functools import cache

from babel.dates import format_date, format_skeleton

from dossier.model.edtf import Edtf, Point
from dossier.render.catalogue import locale, translations

_SPANS = ("decade", "century")
SEASONS = {21: "spring {year}", 22: "summer {year}", 23: "autumn {year}", 24: "winter {year}"}
BETWEEN = "between {first} and {last}"
SPAN = "from {first} to {last}"
BEFORE_CHRIST = "{year} BC"
SINCE = "since {date}"
UNTIL = "until {date}"
END_UNKNOWN = "from {date}, end unknown"
START_UNKNOWN = "to {date}, beginning unknown"
ABOUT = "about {date}"
_WITH_ONE = (SINCE, UNTIL, END_UNKNOWN, START_UNKNOWN, ABOUT)
_WITH_TWO = (BETWEEN, SPAN)
_SORTS = ("day", "span")
PHRASES = (
    *((context, message) for context in ("day", "span") for message in _WITH_ONE),
    *((f"{first} {last}", message) for first in _SORTS for last in _SORTS for message in _WITH_TWO),
    ("within", ABOUT),
)
"""Each phrase in each context it stands in: French, say, speaks of a `day` and of a longer `span`
with other articles, and of what is about so and stands `within` a phrase with another word."""


@cache
def date_words(date: Edtf, lang: str, *, with_year: bool = True) -> str:
    """A date as readers of a language write it: `10 December 2021`, « vers juin 2021 ».

    Without the year, a day or month of one is written short, as under a heading with the year.
    """
    start, end = date.start, date.end
    if start and end and date.shape != "date":
        phrase = BETWEEN if date.shape == "one-of" else SPAN
        context = f"{_sort(start)} {_sort(end)}"
        words = {"first": _first(start, end, lang), "last": _within(end, lang)}
    elif start and date.shape == "date":
        return _alone(start, lang, with_year=with_year)
    elif start:
        phrase = SINCE if date.open_end else END_UNKNOWN
        context, words = _sort(start), {"date": _within(start, lang)}
    elif end:
        phrase = UNTIL if date.open_start else START_UNKNOWN
        context, words = _sort(end), {"date": _within(end, lang)}
    else:
        return date.text
    return _contracted(translations(lang).pgettext(context, phrase).format(**words), lang)


def iso_date(date: Edtf) -> str:
    """The value of a `datetime` attribute, or nothing where HTML has no form for the date."""
    point = date.start
    if date.shape != "date" or point is None or not 1 <= point.year <= 9999:
        return ""
    if point.precision in ("day", "second"):
        return f"{point.year:04}-{point.month:02}-{point.day:02}"
    if point.precision == "month":
        return f"{point.year:04}-{point.month:02}"
    return f"{point.year:04}" if point.precision == "year" else ""


def _sort(point: Point) -> str:
    """Which article a date takes in a phrase, where a language has articles for them."""
    return "day" if point.precision in ("day", "second", "season") else "span"


def _alone(point: Point, lang: str, *, with_year: bool) -> str:
    words = _point(point, lang, with_year=with_year)
    if point.precision in _SPANS and not point.qualifier:
        first, last = words.split("–")
        between = translations(lang).pgettext("span span", BETWEEN)
        return between.format(first=first, last=last)
    if point.qualifier in ("~", "%"):
        about = translations(lang).pgettext(_sort(point), ABOUT)
        words = _contracted(about.format(date=words), lang)
    return _perhaps(point, words, lang)


def _within(point: Point, lang: str) -> str:
    words = _point(point, lang, with_year=True)
    if point.qualifier in ("~", "%"):
        words = translations(lang).pgettext("within", ABOUT).format(date=words)
    return _perhaps(point, words, lang)


def _first(point: Point, last: Point, lang: str) -> str:
    """The first date of two, without the month or year that the second names."""
    is_plain = not point.qualifier and not last.qualifier and point.precision == last.precision
    if not is_plain or point.year != last.year or not _names_day_first(lang):
        return _within(point, lang)
    if point.precision == "day" and point.day and point.month == last.month:
        return _ordinal(f"{point.day}", point.day, lang)
    return _point(point, lang, with_year=point.precision not in ("day", "month"))


def _names_day_first(lang: str) -> bool:
    """Whether a language writes 10 December 2021 in this order."""
    pattern = str(locale(lang).date_formats["long"])
    return re.fullmatch(r"d+\W+M+\W+y+", pattern) is not None


def _perhaps(point: Point, words: str, lang: str) -> str:
    if point.qualifier in ("?", "%"):
        return translations(lang).gettext("{date} (uncertain)").format(date=words)
    return words


def _point(point: Point, lang: str, *, with_year: bool) -> str:
    text = translations(lang)
    where = locale(lang)
    year, month, day = point.year, point.month, point.day
    match point.precision:
        case "day" | "second" if month and day and _has_calendar(year):
            one = datetime.date(year, month, day)
            if with_year:
                return _ordinal(format_date(one, "long", locale=where), day, lang)
            return _ordinal(format_skeleton("MMMMd", one, locale=where), day, lang)
        case "month" if month and _has_calendar(year):
            first = datetime.date(year, month, 1)
            if with_year:
                return format_skeleton("yMMMM", first, locale=where)
            return format_date(first, "LLLL", locale=where)
        case "season" if month:
            return text.gettext(SEASONS[month]).format(year=year)
        case "year" if year < 1:
            return text.gettext(BEFORE_CHRIST).format(year=1 - year)
        case "year":
            return str(year)
        case "decade" | "century":
            return f"{point.lower[0]}–{point.upper[0]}"
    return "-".join(str(part) for part in (year, month, day) if part is not None)


def _has_calendar(year: int) -> bool:
    return datetime.MINYEAR <= year <= datetime.MAXYEAR


def _contracted(words: str, lang: str) -> str:
    """French contracts its articles before a vowel: d’avril, de l’été."""
    if lang.partition("-")[0] != "fr":
        return words
    for article, contracted in (("de ", "d’"), ("du ", "de l’"), ("au ", "à l’"), ("le ", "l’")):
        words = re.sub(rf"\b{article}(?=[aoéh])", contracted, words)
    return words


def _ordinal(words: str, day: int, lang: str) -> str:
    """French writes the first of a month as an ordinal: 1er octobre."""
    if lang.partition("-")[0] == "fr" and day == 1 and words.partition(" ")[0] == "1":
        return f"1er{words[1:]}"
    return words
