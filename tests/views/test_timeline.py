"""The timeline: by year, and split by years where it is long."""

import pytest

from dossier.model.record import Record
from dossier.views.composer import Composer
from dossier.views.part import YearRows
from dossier.views.timeline import (
    Chronology,
    TimelinePage,
    anchor_of,
    by_year,
    chronology,
    timeline_page,
    year_page,
)
from dossier.views.year import split_years
from tests.maker import (
    make_article,
    make_entity,
    make_event,
    make_instrument,
    make_site,
    make_theme,
)


def timeline_pages(compose: Composer) -> list[TimelinePage]:
    years = [year_page(compose, key) for key in split_years(compose.site)]
    return [timeline_page(compose), *years]


DAYS = {"c": "2019-05", "a": "2020", "b": "2020-06-01", "d": "2021-12-10"}


def events(**days: str) -> list[object]:
    return [make_article(), *(make_event(id, date=day) for id, day in days.items())]


def shape(years: tuple[YearRows, ...]) -> list[tuple[int, list[str]]]:
    return [(group.year, [row.title.text for row in group.rows]) for group in years]


def test_a_short_timeline_is_one_page_by_year_oldest_first() -> None:
    [page] = timeline_pages(Composer(make_site(*events(**DAYS)), "en"))
    assert (page.path, page.kind, page.year, page.total) == ("timeline/", "timeline", None, 4)
    assert shape(page.years) == [(2019, ["C"]), (2020, ["A", "B"]), (2021, ["D"])]
    assert page.counts == ((2019, 1, "#_y2019"), (2020, 2, "#_y2020"), (2021, 1, "#_y2021"))
    assert (page.previous_year, page.next_year) == (None, None)


def test_an_open_beginning_stands_with_its_year() -> None:
    [page] = timeline_pages(Composer(make_site(*events(a="../2020", b="2019", c="2020")), "en"))
    assert shape(page.years) == [(2019, ["B"]), (2020, ["A", "C"])]
    assert page.counts == ((2019, 1, "#_y2019"), (2020, 2, "#_y2020"))


@pytest.mark.parametrize(("split", "pages"), [(4, 1), (3, 4), (1, 4)])
def test_a_timeline_is_split_when_it_has_more_events_than_told(split: int, pages: int) -> None:
    site = make_site(*events(**DAYS), timeline_split=split)
    assert len(timeline_pages(Composer(site, "en"))) == pages


def test_a_long_timeline_has_a_page_for_each_year() -> None:
    site = make_site(*events(**DAYS), timeline_split=3)
    first, *years = timeline_pages(Composer(site, "fr"))
    assert (first.path, first.kind, first.years) == ("fr/timeline/", "timeline", ())
    assert first.total == 4
    assert first.counts == (
        (2019, 1, "fr/timeline/2019/"),
        (2020, 2, "fr/timeline/2020/"),
        (2021, 1, "fr/timeline/2021/"),
    )
    assert [(page.path, page.kind, page.year) for page in years] == [
        (f"fr/timeline/{year}/", "timeline-year", year) for year in (2019, 2020, 2021)
    ]
    assert shape(years[1].years) == [(2020, ["A", "B"])]
    assert years[1].total == 2
    assert years[1].counts == tuple((year, None, href) for year, _, href in first.counts)


def test_each_year_leads_to_the_one_before_and_the_one_after() -> None:
    site = make_site(*events(a="2015", b="2019", c="2021"), timeline_split=1)
    _, *years = timeline_pages(Composer(site, "en"))
    ways = [
        (page.previous_year and page.previous_year.href, page.next_year and page.next_year.href)
        for page in years
    ]
    assert ways == [
        (None, "timeline/2019/"),
        ("timeline/2015/", "timeline/2021/"),
        ("timeline/2019/", None),
    ]


def test_every_event_stands_on_just_one_page_of_a_split_timeline() -> None:
    days = {
        "a": "2019/2021",
        "b": "/2020",
        "c": "201X",
        "d": "[2020-12-30..2021-01-02]",
        "e": "2021~",
    }
    site = make_site(*events(**days), timeline_split=1)
    _, *years = timeline_pages(Composer(site, "en"))
    rows = [
        (page.year, row.title.text) for page in years for group in page.years for row in group.rows
    ]
    assert rows == [(2010, "C"), (2019, "A"), (2020, "D"), (2020, "B"), (2021, "E")]


def test_an_empty_dossier_has_an_empty_timeline() -> None:
    [page] = timeline_pages(Composer(make_site(), "en"))
    assert (page.total, page.years, page.counts, page.filters) == (0, (), (), ())


def test_newest_years_may_come_first_and_their_events_stay_in_order() -> None:
    site = make_site(*events(**DAYS))
    compose = Composer(site, "en")
    rows = by_year(compose, site.graph.events.values(), newest_first=True)
    assert shape(rows) == [(2021, ["D"]), (2020, ["A", "B"]), (2019, ["C"])]


def test_rows_have_anchors_where_they_are_asked_for() -> None:
    inline = {"id": "e1", "title": "I", "date": "2018", "kind": "other"}
    site = make_site(make_article("art", events=[inline]), make_event("own", cites=["art"]))
    compose = Composer(site, "en")
    with_anchors = by_year(compose, site.graph.events.values(), anchors=True)
    without = by_year(compose, site.graph.events.values())
    assert [row.anchor for group in with_anchors for row in group.rows] == ["art.e1", "own"]
    assert [row.anchor for group in without for row in group.rows] == ["", ""]
    assert anchor_of("art#e1") == "art.e1"


def test_filters_offer_only_what_occurs() -> None:
    site = make_site(
        make_article(),
        make_entity("acme", name={"en": "Acme", "fr": "Acmé"}),
        make_entity("beta"),
        make_entity("here", kind="place"),
        make_instrument("act"),
        make_theme("theme"),
        make_event("a", kind="listing", target=["acme"], instruments=["act"], place="here"),
        make_event("b", kind="rule", actor="acme", themes=["theme"]),
    )
    [page] = timeline_pages(Composer(site, "fr"))
    assert {name: [value for value, _ in values] for name, values in page.filters} == {
        "kind": ["listing", "rule"],
        "entity": ["acme"],
        "instrument": ["act"],
        "place": ["here"],
        "theme": ["theme"],
    }
    assert dict(page.filters)["entity"][0][1].text == "Acmé"
    [row, _] = page.years[0].rows
    assert dict(row.filters) == {
        "kind": ("listing",),
        "entity": ("acme",),
        "instrument": ("act",),
        "place": ("here",),
        "theme": (),
    }


# Within the page of a record


def listings(number: int, **fields: object) -> list[Record]:
    """So many events of Acme, one a year, and one more party in the last of them."""
    days = [{"date": str(2010 + n), "target": ["acme"]} for n in range(number)]
    days[-1] |= {"target": ["acme", "beta"], "kind": "rule"}
    made = [make_event(f"e{n}", **day | fields) for n, day in enumerate(days)]
    return [make_article(), make_entity("acme"), make_entity("beta"), make_theme("law"), *made]


def of_acme(records: list[Record]) -> Chronology:
    compose = Composer(make_site(*records), "en")
    return chronology(compose, "acme", compose.graph.events_by_participant["acme"])


def test_a_short_timeline_has_nothing_to_narrow_it_down_by() -> None:
    view = of_acme(listings(11))
    assert (view.total, view.filters, view.bars) == (11, (), ())


def test_a_longer_one_has_filters_by_what_differs_but_not_by_its_own_subject() -> None:
    view = of_acme(listings(12, themes=["law"]))
    assert [name for name, _ in view.filters] == ["kind"]
    other = make_event("other", date="2025", target=["acme", "gamma"])
    view = of_acme([*listings(12), make_entity("gamma"), other])
    [parties] = [values for name, values in view.filters if name == "entity"]
    assert [value for value, _ in parties] == ["beta", "gamma"]


def test_the_strip_has_a_bar_for_each_year_the_highest_for_most_events() -> None:
    more = [make_event(f"more{n}", date="2012", target=["acme"]) for n in range(3)]
    last = make_event("last", date="2024", target=["acme"])
    bars = of_acme([*listings(12), *more, last]).bars
    assert [bar.year for bar in bars] == list(range(2010, 2025))
    assert (bars[2].count, bars[2].height, bars[2].href) == (4, 100, "#_y2012")
    assert (bars[1].count, bars[1].height) == (1, 25)
    assert (bars[13].year, bars[13].count, bars[13].href) == (2023, 0, "")
