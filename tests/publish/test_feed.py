"""Feeds, read as programs read them."""

import datetime
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import icalendar
import pytest

from dossier.model.event import Event
from dossier.publish.feed import atom, calendar, json_feed
from dossier.views.composer import Composer
from dossier.views.correction import corrections_page
from dossier.views.page import News, Page
from dossier.views.site import page_of
from tests.maker import make_article, make_entity, make_event, make_site

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://example.org/d/"
ENTRIES = [
    {"date": "2026-01-02", "kind": "correction", "text": 'Fish & "chips".'},
    {"date": "2026-03", "kind": "update", "text": "Later."},
]


def parsed(*corrections: dict[str, str], lang: str = "en", today: str = "2026-11-22") -> ET.Element:
    entity = make_entity(name="A & <B>", corrections=list(corrections))
    site = make_site(make_article(), entity, today=today, site_url=SITE, site_name="D & Co")
    page = corrections_page(Composer(site, lang))
    assert page.news is not None
    whole = atom(page, page.news, "Corrections", "D & Co", SITE)
    return ET.fromstring(whole.encode("utf-8"))  # noqa: S314


def words(element: ET.Element, *names: str) -> list[str]:
    path = "/".join(f"{ATOM}{name}" for name in names)
    return [one.text or "" for one in element.findall(path)]


def test_it_has_all_that_rfc_4287_asks_for() -> None:
    found = parsed(*ENTRIES)
    assert found.tag == f"{ATOM}feed"
    assert words(found, "id") == [f"{SITE}corrections/"]
    assert words(found, "title") == ["Corrections – D & Co"]
    assert words(found, "author", "name") == ["D & Co"]
    links = {one.get("rel"): one.get("href") for one in found.findall(f"{ATOM}link")}
    assert links == {
        "self": f"{SITE}corrections/feed.xml",
        "alternate": f"{SITE}corrections/",
    }
    for entry in found.findall(f"{ATOM}entry"):
        assert all(len(words(entry, name)) == 1 for name in ("id", "title", "updated", "summary"))
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.get("href") == words(entry, "id")[0]


def test_entries_are_newest_first_and_the_feed_is_as_new_as_the_newest() -> None:
    found = parsed(*ENTRIES)
    assert words(found, "entry", "updated") == ["2026-03-01T00:00:00Z", "2026-01-02T00:00:00Z"]
    assert words(found, "updated") == ["2026-03-01T00:00:00Z"]
    ids = words(found, "entry", "id")
    assert len(set(ids)) == 2
    assert all(one.startswith(f"{SITE}entities/acme/#_correction-2026-") for one in ids)


def test_words_are_escaped() -> None:
    found = parsed(ENTRIES[0])
    assert words(found, "entry", "title") == ["A & <B>"]
    assert words(found, "entry", "summary") == ['Fish & "chips".']


def test_without_entries_it_is_as_new_as_the_dossier() -> None:
    found = parsed(today="2026-11-22")
    assert words(found, "updated") == ["2026-11-22T00:00:00Z"]
    assert found.findall(f"{ATOM}entry") == []


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_each_language_has_its_own(lang: str) -> None:
    found = parsed(*ENTRIES, lang=lang)
    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
    root = "" if lang == "en" else "fr/"
    assert words(found, "id") == [f"{SITE}{root}corrections/"]
    assert all(re.match(f"{SITE}{root}entities/", one) for one in words(found, "entry", "id"))


# Events


def of_acme(*events: Event) -> tuple[Page, News]:
    site = make_site(make_article(), make_entity(), *events, site_url=SITE)
    page = page_of(Composer(site, "en"), "acme")
    assert page.news is not None
    return page, page.news


def acme_event(id: str, date: str, **fields: Any) -> Event:
    return make_event(id, date=date, target=["acme"], **fields)


def test_the_feeds_of_a_party_have_its_newest_events_and_statements() -> None:
    events = [acme_event(f"e{n}", f"20{n}") for n in range(10, 45)]
    page, news = of_acme(*events)
    data = json.loads(json_feed(page, news, "Acme", "Dossier", SITE))
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert (data["home_page_url"], data["feed_url"]) == (
        f"{SITE}entities/acme/",
        f"{SITE}entities/acme/feed.json",
    )
    assert [item["title"] for item in data["items"]] == [f"E{n}" for n in range(44, 14, -1)]
    assert data["items"][0]["id"] == f"{SITE}events/e44/"
    parsed = feedparser.parse(atom(page, news, "Acme", "Dossier", SITE))
    assert not parsed.bozo
    assert [one.id for one in parsed.entries] == [item["id"] for item in data["items"]]


def test_a_calendar_has_the_events_dated_to_the_day() -> None:
    page, news = of_acme(
        acme_event("month", "2021-12"),
        acme_event("unsure", "2021-12-10~"),
        acme_event("day", "2021-12-10", summary="A, b; c."),
        acme_event("days", "2021-12-30/2022-01-02", title="é" * 80),
        acme_event("coming", "2027-01-01", planned=True),
    )
    text = calendar(page, news, "Acme", "Dossier", SITE)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert [str(one["UID"]) for one in found] == [
        f"{SITE}events/{id}/" for id in ("day", "days", "coming")
    ]
    day, days, coming = found
    assert day["DTSTART"].dt == datetime.date(2021, 12, 10)
    assert str(day["DESCRIPTION"]) == "A, b; c."
    assert (days["DTSTART"].dt, days["DTEND"].dt) == (
        datetime.date(2021, 12, 30),
        datetime.date(2022, 1, 3),
    )
    assert str(days["SUMMARY"]) == "é" * 80
    assert str(coming["STATUS"]) == "TENTATIVE"


def test_a_party_of_which_nothing_is_told_has_no_news() -> None:
    site = make_site(make_entity(), site_url=SITE)
    assert page_of(Composer(site, "en"), "acme").news is None


def test_a_site_without_an_address_has_none_either() -> None:
    site = make_site(make_article(), make_entity(), acme_event("e", "2021"))
    assert page_of(Composer(site, "en"), "acme").news is None
