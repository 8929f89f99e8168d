"""The feeds and calendars of the founding site, read as programs read them."""

import json
from pathlib import Path

import feedparser
import icalendar
import pytest

from tests.site.pages import tree


def files(site: Path, name: str) -> list[Path]:
    return sorted(site.rglob(name))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_feeds_parse_and_lead_to_pages_of_their_language(founding_site: Path, lang: str) -> None:
    root = founding_site / ("fr" if lang == "fr" else "")
    for place in ("timeline", "entities/sensetime", "instruments/ns-cmic-list", "changes"):
        found = feedparser.parse((root / place / "feed.xml").read_bytes())
        assert not found.bozo, place
        assert found.feed.language == lang
        ids = [entry.id for entry in found.entries]
        assert len(set(ids)) == len(ids)
        data = json.loads((root / place / "feed.json").read_text("utf-8"))
        assert [item["id"] for item in data["items"]] == ids
        base = data["home_page_url"].removesuffix(f"{place}/").removesuffix("fr/")
        for url in ids:
            page = url.removeprefix(base).partition("#")[0]
            assert (founding_site / page / "index.html").is_file(), url


def test_every_calendar_parses(founding_site: Path) -> None:
    calendars = files(founding_site, "events.ics")
    assert len(calendars) > 100
    for file in calendars:
        found = icalendar.Calendar.from_ical(file.read_bytes())
        events = found.walk("VEVENT")
        assert events, file
        assert all(event["DTSTART"].dt and event["SUMMARY"] for event in events), file


@pytest.mark.parametrize("root", ["", "fr/"])
def test_every_theme_party_and_instrument_of_which_anything_is_told_has_feeds(
    founding_site: Path, root: str
) -> None:
    number = 0
    for kind in ("themes", "entities", "instruments"):
        for page in (founding_site / root / kind).glob("*/index.html"):
            said = tree(page).xpath("//*[@id='_timeline' or @id='_claims' or @id='_said']")
            if not said or tree(page).xpath("//head/meta[@name='robots']"):
                continue
            found = feedparser.parse((page.parent / "feed.xml").read_bytes())
            assert not found.bozo, page
            assert found.entries
            data = json.loads((page.parent / "feed.json").read_text("utf-8"))
            assert len(data["items"]) == len(found.entries)
            number += 1
    assert number > 100


@pytest.mark.parametrize("root", ["", "fr/"])
def test_the_first_page_names_the_feeds_of_the_site(founding_site: Path, root: str) -> None:
    page = tree(founding_site / root / "index.html")
    hrefs = page.xpath("//head/link[contains(@rel, 'alternate')][not(@hreflang)]/@href")
    assert hrefs == ["timeline/feed.xml", "timeline/feed.json"]
    for href in hrefs:
        assert (founding_site / root / href).is_file()


def test_a_page_names_its_feeds_in_its_head_and_at_its_end(founding_site: Path) -> None:
    page = (founding_site / "entities/sensetime/index.html").read_text("utf-8")
    for name in ("feed.xml", "feed.json", "events.ics"):
        assert page.count(f'href="{name}"') == 2
