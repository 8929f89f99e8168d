"""Feeds and calendars: what is new on a page, and when things happen, for readers' programs."""

import datetime
import json
from collections.abc import Callable, Iterator
from typing import Final

from markupsafe import escape

from dossier.model.edtf import Edtf
from dossier.views.page import FeedEntry, News, Page

_FOLD = 75
"""A line of a calendar has at most so many bytes."""


def atom(page: Page, news: News, title: str, site_name: str, site_url: str) -> str:
    """The feed of a page, at an absolute address of the site.

    It is as new as its newest entry, or, without any, as the dossier: no clock is asked.

    Source:
        RFC 4287. An entry's id is the address of what it speaks of.
    """
    address, own = site_url + page.path, site_url + news.files["Atom"]
    entries = "".join(
        f"<entry>\n<id>{escape(site_url + one.href)}</id>\n"
        f"<title>{escape(one.title)}</title>\n"
        f'<link rel="alternate" type="text/html" href="{escape(site_url + one.href)}"/>\n'
        f"<updated>{_moment(one.date)}</updated>\n"
        f'<category term="{escape(one.kind)}"/>\n'
        f'<summary type="text" xml:lang="{escape(one.lang)}">{escape(one.text)}</summary>\n'
        f"</entry>\n"
        for one in news.entries
    )
    newest = max((one.date for one in news.entries), default=page.today)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(page.lang)}">\n'
        f"<id>{escape(address)}</id>\n<title>{escape(f'{title} – {site_name}')}</title>\n"
        f"<updated>{_moment(newest)}</updated>\n<author><name>{escape(site_name)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(own)}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(address)}"/>\n'
        f"{entries}</feed>\n"
    )


def json_feed(page: Page, news: News, title: str, site_name: str, site_url: str) -> str:
    """The same as JSON.

    Source:
        JSON Feed 1.1.
    """
    items = [
        {
            "id": site_url + one.href,
            "url": site_url + one.href,
            "title": one.title,
            "content_text": one.text,
            "date_published": _moment(one.date),
            "language": one.lang,
            "tags": [one.kind],
        }
        for one in news.entries
    ]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{title} – {site_name}",
        "home_page_url": site_url + page.path,
        "feed_url": site_url + news.files["JSON Feed"],
        "language": page.lang,
        "authors": [{"name": site_name}],
        "items": items,
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def calendar(page: Page, news: News, title: str, site_name: str, site_url: str) -> str:
    """A calendar of the events of a page that are dated to the day.

    It is stamped with the day the dossier speaks of: no clock is asked.

    Source:
        RFC 5545. What lasts for days ends, in a calendar, on the day after its last.
    """
    stamp = f"{_day(page.today)}T000000Z"
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dossier//EN"),
        *("CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_text(f'{title} – {site_name}')}"),
    ]
    for one in news.events:
        lines += _event(one, stamp, site_url)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(one: FeedEntry, stamp: str, site_url: str) -> Iterator[str]:
    address = site_url + one.href
    yield "BEGIN:VEVENT"
    yield f"UID:{address}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(one.date)}"
    if one.date.shape == "interval" and one.date.upper:
        after = datetime.date(*one.date.upper) + datetime.timedelta(1)
        yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    yield f"SUMMARY:{_text(one.title)}"
    if one.text != one.title:
        yield f"DESCRIPTION:{_text(one.text)}"
    yield f"URL:{address}"
    yield f"STATUS:{'TENTATIVE' if one.planned else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


WRITERS: Final[dict[str, Callable[[Page, News, str, str, str], str]]] = {
    "Atom": atom,
    "JSON Feed": json_feed,
    "iCalendar": calendar,
}
"""Name of a format to what writes it, given the page, its news, its title, and the site's name and
address."""


def _text(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _folded(line: str) -> str:
    """A line cut where it is too long, between letters; its further parts begin with a blank."""
    if len(line.encode()) <= _FOLD:
        return line
    parts, part, size = [], "", 0
    for letter in line:
        wide = len(letter.encode())
        if size + wide > _FOLD:
            parts.append(part)
            part, size = " ", 1
        part += letter
        size += wide
    return "\r\n".join([*parts, part])


def _day(date: Edtf) -> str:
    year, month, day = date.sort_key[0]
    return f"{year:04}{month:02}{day:02}"


def _moment(date: Edtf) -> str:
    """The beginning of the earliest day that a date can mean, as in RFC 3339."""
    year, month, day = date.sort_key[0]
    return f"{year:04}-{month:02}-{day:02}T00:00:00Z"
