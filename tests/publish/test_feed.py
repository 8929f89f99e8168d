"""Feeds, read as programs read them."""

import re
from xml.etree import ElementTree as ET

import pytest

from dossier.publish.feed import feed
from dossier.views.composer import Composer
from dossier.views.correction import corrections_page
from tests.maker import make_article, make_entity, make_site

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
    return ET.fromstring(feed(page, "Corrections", "D & Co", SITE).encode("utf-8"))  # noqa: S314


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
