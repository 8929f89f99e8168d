"""EDTF dates in the words of a language."""

import datetime
from functools import cache

from babel.dates import format_date, format_skeleton

from dossier.model.edtf import Edtf, Point
from dossier.render.catalogue import locale, translations

SEASONS = {21: "spring {year}", 22: "summer {year}", 23: "autumn {year}", 24: "winter {year}"}
BETWEEN = "between {first} and {last}"
SPAN = "from {first} to {last}"
SINCE = "since {date}"
UNTIL = "until {date}"
END_UNKNOWN = "from {date}, end unknown"
START_UNKNOWN = "to {date}, beginning unknown"
ABOUT = "about {date}"
PHRASES = (BETWEEN, SPAN, SINCE, UNTIL, END_UNKNOWN, START_UNKNOWN, ABOUT)
"""Each stands in the catalogues in two contexts: French, say, speaks of a `day` and of a longer
`span` with other articles."""


@cache
def date_words(date: Edtf, lang: str, *, with_year: bool = True) -> str:
    """A date as readers of a language write it: `10 December 2021`, « vers juin 2021 ».

    Without the year, a day or month of one is written short, as under a heading with the year.
    """
    start, end = date.start, date.end
    if start and end and date.shape != "date":
        phrase = BETWEEN if date.shape == "one-of" else SPAN
        first, last = _qualified(start, lang), _qualified(end, lang)
        return _phrase(phrase, start, lang).format(first=first, last=last)
    if start and date.shape == "date":
        return _qualified(start, lang, with_year=with_year)
    if start:
        phrase = SINCE if date.open_end else END_UNKNOWN
        return _phrase(phrase, start, lang).format(date=_qualified(start, lang))
    if end:
        phrase = UNTIL if date.open_start else START_UNKNOWN
        return _phrase(phrase, end, lang).format(date=_qualified(end, lang))
    return date.text


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


def _phrase(message: str, point: Point, lang: str) -> str:
    context = "day" if point.precision in ("day", "second") else "span"
    return translations(lang).pgettext(context, message)


def _qualified(point: Point, lang: str, *, with_year: bool = True) -> str:
    words = _point(point, lang, with_year=with_year)
    if point.qualifier in ("~", "%"):
        words = _phrase(ABOUT, point, lang).format(date=words)
    if point.qualifier in ("?", "%"):
        words = translations(lang).gettext("{date} (uncertain)").format(date=words)
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
        case "year":
            return str(year)
        case "decade" | "century":
            form = _phrase(BETWEEN, point, lang)
            return form.format(first=point.lower[0], last=point.upper[0])
    return "-".join(str(part) for part in (year, month, day) if part is not None)


def _has_calendar(year: int) -> bool:
    return datetime.MINYEAR <= year <= datetime.MAXYEAR


def _ordinal(words: str, day: int, lang: str) -> str:
    """French writes the first of a month as an ordinal: 1er octobre."""
    if lang.partition("-")[0] == "fr" and day == 1 and words.startswith("1 "):
        return f"1er{words[1:]}"
    return words
