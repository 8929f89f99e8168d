"""The register of corrections."""

from typing import Any

from dossier.views.composer import Composer, Site
from dossier.views.correction import CorrectionsPage, corrections_page
from dossier.views.event import event_page
from dossier.views.page import FeedEntry
from tests.maker import make_article, make_entity, make_event, make_file, make_site


def entry(date: str, kind: str = "correction", text: Any = "It was so.") -> dict[str, Any]:
    return {"date": date, "kind": kind, "text": text}


SITE = "https://example.org/d/"


def page(site: Site, lang: str = "en") -> CorrectionsPage:
    return corrections_page(Composer(site, lang))


def entries(site: Site, lang: str = "en") -> tuple[FeedEntry, ...]:
    found = page(site, lang).news
    assert found is not None
    return found.entries


def test_corrections_stand_newest_first_by_year() -> None:
    site = make_site(
        make_article(),
        make_entity(corrections=[entry("2025-01-02"), entry("2026-03")]),
        make_event(corrections=[entry("2026-11-20", "update"), entry("2026-03-09", "editorial")]),
    )
    found = page(site)
    assert [(one.year, [str(row.date.text) for row in one.rows]) for one in found.years] == [
        (2026, ["2026-11-20", "2026-03-09", "2026-03"]),
        (2025, ["2025-01-02"]),
    ]
    assert [(kind, count) for kind, _, count in found.counts] == [
        ("correction", 2),
        ("clarification", 0),
        ("update", 1),
        ("editorial", 1),
    ]


def test_the_page_and_its_feed_are_there_without_any() -> None:
    found = page(make_site(make_article(), site_url="https://example.org/d/"))
    assert found.news is not None
    assert (found.years, found.news.entries, found.news.folder) == ((), (), "corrections/")


def test_a_site_without_an_address_has_no_feed() -> None:
    assert page(make_site(make_article())).news is None


def test_what_readers_may_not_see_is_not_there() -> None:
    hidden = make_entity(state="draft", corrections=[entry("2026-01-01")])
    assert entries(make_site(hidden, site_url=SITE)) == ()


def test_an_entry_leads_to_its_place_on_the_records_page_whatever_is_added() -> None:
    old = [entry("2026-01-02"), entry("2026-01-02", text="Also.")]
    more = [entry("2026-05-05"), *old, entry("2026-06~")]
    before = entries(make_site(make_entity(corrections=old), site_url=SITE))
    after = entries(make_site(make_entity(corrections=more), site_url=SITE))
    assert [one.href for one in before] == [
        "entities/acme/#_correction-2026-01-02",
        "entities/acme/#_correction-2026-01-02-n2",
    ]
    assert {one.href for one in before} < {one.href for one in after}
    assert "entities/acme/#_correction-2026-06-" in {one.href for one in after}


def test_a_feed_is_plain_words_in_the_language_of_its_page() -> None:
    text = {"en": "[[acme]] *did* it [@gazette].", "fr": "[[acme|Elle]] l’a fait."}
    entity = make_entity(corrections=[entry("2026-01-02", text=text)])
    site = make_site(make_article(), entity, site_url=SITE)
    assert [one.text for one in entries(site)] == ["Acme did it."]
    (french,) = entries(site, "fr")
    assert (french.text, french.lang) == ("Elle l’a fait.", "fr")
    assert french.href.startswith("fr/entities/acme/#")


def test_the_head_of_a_record_names_its_latest_correction() -> None:
    given = [
        entry("2026-01-02"),
        entry("2026-02-02", "clarification"),
        entry("2026-03-02", "editorial"),
    ]
    event = make_event(corrections=given)
    foot = event_page(
        Composer(make_site(make_article(), event), "en"), make_file(event), event
    ).foot
    assert [row.date.text for row in foot.corrections] == ["2026-03-02", "2026-02-02", "2026-01-02"]
    assert foot.to_note is not None
    assert foot.to_note.date.text == "2026-02-02"


def test_an_editorial_change_alone_stands_at_the_foot_only() -> None:
    event = make_event(corrections=[entry("2026-03-02", "editorial")])
    compose = Composer(make_site(make_article(), event), "en")
    assert event_page(compose, make_file(event), event).foot.to_note is None
