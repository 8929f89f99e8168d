"""All pages of a site, and what each shows."""

import dataclasses
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.assembly import assemble
from dossier.host.config import read_options
from dossier.model.record import Record
from dossier.views.article import ArticlePage
from dossier.views.claim import ClaimCounts
from dossier.views.composer import Composer, Site
from dossier.views.entity import EntityPage
from dossier.views.instrument import InstrumentPage
from dossier.views.page import Page, RecordPage
from dossier.views.part import LinkView
from dossier.views.path import REGISTERS
from dossier.views.register import RegisterPage, SearchPage, ThemesPage
from dossier.views.site import Redirect, page_keys, record_page, redirects
from dossier.views.statement import StatementPage, StatementsPage
from dossier.views.theme import ThemePage
from tests.maker import (
    every_page,
    make_article,
    make_entity,
    make_event,
    make_instrument,
    make_site,
    make_statement,
    make_theme,
)

SAMPLE = Path(__file__).parents[1] / "sample"
EVENT = {"title": "E", "date": "2021", "kind": "other"}


@pytest.fixture(scope="module")
def sample() -> Site:
    options = read_options(None, SAMPLE)
    assembled = assemble(options)
    return Site(assembled.graph, assembled.history, options)


def page_of(id: str, *records: Record, lang: str = "en", today: str = "2026-11-22") -> RecordPage:
    site = make_site(*records, today=today)
    return record_page(Composer(site, lang), site.graph.files[id])


def links_in(value: object) -> Iterator[LinkView]:
    """All links of a view."""
    if isinstance(value, LinkView):
        yield value
    elif isinstance(value, tuple):
        for member in value:
            yield from links_in(member)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from links_in(getattr(value, field.name))


# All pages


def test_every_record_and_register_has_a_page_in_every_language(sample: Site) -> None:
    paths = [page.path for page in every_page(sample)]
    english = {path for path in paths if not path.startswith("fr/")}
    assert {path.removeprefix("fr/") for path in paths if path.startswith("fr/")} == english
    assert len(paths) == len(set(paths)) == 2 * (len(sample.graph.files) + len(REGISTERS))


def test_every_link_between_pages_leads_to_one(sample: Site) -> None:
    everything = list(every_page(sample))
    paths = {page.path for page in everything}
    checked = 0
    for page in everything:
        for link in links_in(page):
            assert link.href.partition("#")[0] in paths, f"{page.path}: {link.href}"
            checked += 1
    assert checked > 300


def test_two_runs_give_the_same_pages(sample: Site) -> None:
    assert list(every_page(sample)) == list(every_page(sample))


def test_a_draft_has_no_page() -> None:
    site = make_site(make_entity("acme", state="draft"), make_entity("beta"))
    paths = [page.path for page in every_page(site)]
    assert "entities/beta/" in paths
    assert "entities/acme/" not in paths
    assert not any(
        link.href.endswith("acme/") for page in every_page(site) for link in links_in(page)
    )


def test_a_former_id_leads_to_the_record_in_every_language() -> None:
    site = make_site(
        make_entity("acme", was=["old", "older"]), make_entity("x", state="draft", was=["y"])
    )
    found = [
        one
        for lang in ("en", "fr")
        for key in page_keys(site)
        for one in redirects(Composer(site, lang), key)
    ]
    assert found == [
        Redirect("entities/old/", "entities/acme/", "en"),
        Redirect("entities/older/", "entities/acme/", "en"),
        Redirect("fr/entities/old/", "fr/entities/acme/", "fr"),
        Redirect("fr/entities/older/", "fr/entities/acme/", "fr"),
    ]


# Registers


def register(kind: str, *records: Record, lang: str = "en") -> Page:
    path = {"en": "", "fr": "fr/"}[lang] + f"{kind}/"
    return next(page for page in every_page(make_site(*records)) if page.path == path)


def test_parties_stand_by_kind_with_what_the_dossier_holds_on_them() -> None:
    page = register(
        "entities",
        make_entity("acme", names={"en": "Acme", "zh-Hans": "示例"}, country="CN"),
        make_entity("minister", kind="person", protection="public-figure"),
        make_article("a", mentions=["acme"]),
        make_article("b"),
        make_event("x", date="2019", actor="acme", cites=["a", "b"]),
        make_event("y", date="2021", target=["acme"], cites=["b"]),
    )
    assert isinstance(page, RegisterPage)
    assert [(group.anchor, group.label) for group in page.groups] == [
        ("person", "Person"),
        ("company", "Company"),
    ]
    row = page.groups[1].rows[0]
    assert row.native is not None
    assert (row.native.text, row.country, row.events, row.articles) == ("示例", "CN", 2, 2)
    assert row.first is not None
    assert row.last is not None
    assert (row.first.text, row.last.text) == ("2019", "2021")
    assert page.total == 2


def test_articles_stand_newest_first_by_year_and_undated_last() -> None:
    days = {"a": "2020-05", "b": "2021", "c": None, "d": "2020-01", "e": "2021-03~"}
    page = register("articles", *(make_article(id, published=day) for id, day in days.items()))
    assert isinstance(page, RegisterPage)
    shape = [
        (group.anchor, group.label, [row.link.href for row in group.references])
        for group in page.groups
    ]
    assert shape == [
        ("y2021", "2021", ["articles/e/", "articles/b/"]),
        ("y2020", "2020", ["articles/a/", "articles/d/"]),
        ("ynone", "", ["articles/c/"]),
    ]


def test_sources_stand_by_kind_then_publisher_then_date() -> None:
    given = [
        ("a", "press", "Zeitung", "2020"),
        ("b", "law", "State", "2021"),
        ("c", "press", "Écho", "2021"),
        ("d", "press", "Écho", "2019"),
        ("e", "press", "Écho", None),
    ]
    page = register(
        "sources",
        *(
            make_article(id, kind=kind, publisher_name=name, published=day)
            for id, kind, name, day in given
        ),
    )
    assert isinstance(page, RegisterPage)
    assert [(g.label, [row.link.href for row in g.references]) for g in page.groups] == [
        (
            "Press article",
            [f"articles/{id}/" for id in "dcea"],
        ),
        ("Law or regulation", ["articles/b/"]),
    ]


def test_themes_count_their_events_and_statements() -> None:
    page = register(
        "themes",
        make_article(),
        make_theme("b", title="B"),
        make_theme("a", title="A"),
        make_event(themes=["a"]),
        make_statement(themes=["a"]),
        make_statement("other", about=["a"]),
    )
    assert isinstance(page, ThemesPage)
    assert [(row.link.text.text, row.events, row.statements) for row in page.themes] == [
        ("A", 1, 2),
        ("B", 0, 0),
    ]


def test_claims_stand_with_their_replies_newest_first_and_the_rest_after_them() -> None:
    page = register(
        "statements",
        make_article(),
        make_entity("acme"),
        make_statement("old", against="acme", said="2019", reply_not_sought=["acme"]),
        make_statement("new", against="acme", said="2021"),
        make_statement("reply", kind="response", by="acme", responds_to="new", said="2022"),
        make_statement("finding", kind="finding", said="2020"),
        make_statement("remark", kind="remark", said="2020"),
    )
    assert isinstance(page, StatementsPage)
    assert [one.claim.anchor for one in page.claims] == ["new", "finding", "old"]
    assert [one.anchor for one in page.others] == ["remark"]
    assert page.numbers == ClaimCounts(claims=3, others=1, replied=1, not_sought=1)
    assert (page.year, page.counts) == (None, ())


@pytest.mark.parametrize(("lang", "timeline"), [("en", "timeline/"), ("fr", "fr/timeline/")])
def test_the_search_page_leads_to_its_index_and_to_the_registers(lang: str, timeline: str) -> None:
    page = register("search", lang=lang)
    assert isinstance(page, SearchPage)
    assert page.bundle == "pagefind/"
    assert ("Timeline", timeline) in page.registers


# Articles


def test_an_article_shows_what_it_reports_in_order_wherever_it_is_defined() -> None:
    page = page_of(
        "a",
        make_article(
            "a",
            events=[{"id": "e2", "title": "Later", "date": "2021-06", "kind": "other"}],
            reports=[{"id": "own"}, {"id": "b#e1"}],
        ),
        make_article("b", events=[{"id": "e1", "title": "First", "date": "2019", "kind": "other"}]),
        make_event("own", title="Own", date="2020", cites=[]),
    )
    assert isinstance(page, ArticlePage)
    assert [(row.title.text, row.anchor, row.href) for row in page.events] == [
        ("First", "", "articles/b/#e1"),
        ("Own", "", "events/own/"),
        ("Later", "e2", "articles/a/#e2"),
    ]


def test_an_article_tells_claims_from_other_statements() -> None:
    said = {"by": "acme", "text": "T", "said": "2021"}
    page = page_of(
        "a",
        make_entity("acme"),
        make_article(
            "a",
            statements=[
                {"id": "s1", "kind": "claim", "against": ["acme"], "reply_not_sought": ["acme"]}
                | said,
                {"id": "s2", "kind": "remark"} | said,
                {"id": "s3", "kind": "remark"} | said,
            ],
        ),
        make_statement("reply", kind="response", by="acme", responds_to="a#s3", cites=["a"]),
    )
    assert isinstance(page, ArticlePage)
    assert [one.claim.anchor for one in page.claims] == ["s1", "s3"]
    assert [one.anchor for one in page.statements] == ["s2"]


def test_an_article_says_what_relies_on_it_by_type() -> None:
    page = page_of(
        "a",
        make_article("a", events=[{"id": "e"} | EVENT]),
        make_article("b", discrepancies=[{"id": "d", "stated": "S", "found": "F", "cites": ["a"]}]),
        make_entity("acme", body="So [@a]."),
        make_event("own", cites=["a"]),
        make_statement("s", cites=["a"]),
        make_theme("t", body="So [@a]."),
    )
    assert isinstance(page, ArticlePage)
    assert [(kind, [link.href for link in links]) for kind, links in page.cited_by] == [
        ("event", ["events/own/"]),
        ("statement", ["statements/s/"]),
        ("discrepancy", ["articles/b/#d"]),
        ("entity", ["entities/acme/"]),
        ("theme", ["themes/t/"]),
    ]


def test_an_article_names_its_copies_and_whom_it_mentions_once() -> None:
    page = page_of(
        "a",
        make_article("a", mentions=["acme", "beta", "acme"]),
        make_article("copy", copy_of="a", title="Copy"),
        make_entity("acme"),
        make_entity("beta"),
    )
    assert isinstance(page, ArticlePage)
    assert [link.text.text for link in page.copies] == ["Copy"]
    assert [link.text.text for link in page.names] == ["Acme", "Beta"]


@pytest.mark.parametrize(
    ("body", "description"),
    [
        (None, "A listing, Gazette"),
        ("On [[acme]] [@a]. More.", "On Acme."),
        ("word " * 100, None),
    ],
)
def test_an_article_is_described_by_its_first_sentence_or_its_title(
    body: str | None, description: str | None
) -> None:
    page = page_of("a", make_article("a", body=body), make_entity("acme"))
    if description is None:
        assert page.description.endswith(" …")
        assert len(page.description) <= 202
    else:
        assert page.description == description


# Entities


def test_a_party_shows_the_listings_of_its_subsidiaries_and_what_ended_apart() -> None:
    listed = {"kind": "listing", "instruments": ["blacklist"]}
    parent = {"id": "r", "predicate": "subsidiary-of", "object": "acme"}
    page = page_of(
        "acme",
        make_article(),
        make_instrument(),
        make_entity("acme"),
        make_entity("unit", relations=[parent]),
        make_event("one", date="2019", target=["acme"], **listed),
        make_event("off", date="2020", target=["acme"], **listed | {"kind": "delisting"}),
        make_event("two", date="2021", target=["unit"], **listed),
    )
    assert isinstance(page, EntityPage)
    assert [(row.since.text, row.through and row.through.text.text) for row in page.listings] == [
        ("2021", "Unit")
    ]
    assert [row.since.text for row in page.ended] == ["2019"]


def test_a_party_shows_what_is_claimed_what_it_said_and_what_is_said_about_it_once_each() -> None:
    page = page_of(
        "acme",
        make_article(),
        make_entity("acme"),
        make_entity("ministry", kind="public-body"),
        make_statement("claim", against="acme", about=["acme"]),
        make_statement("reply", kind="response", by="acme", responds_to="claim", about=["acme"]),
        make_statement("own", kind="remark", by="acme", about=["acme"]),
        make_statement("about", kind="remark", about=["acme"]),
    )
    assert isinstance(page, EntityPage)
    assert [one.claim.href for one in page.claims] == ["statements/claim/"]
    assert [one.said.href for one in page.claims[0].replies] == ["statements/reply/"]
    assert [one.claim.href for one in page.said] == ["statements/own/"]
    assert [one.claim.href for one in page.about] == ["statements/about/"]


def test_the_relations_of_a_party_stand_by_phrase_and_then_by_date() -> None:
    page = page_of(
        "acme",
        make_article(
            relations=[
                {"id": "r1", "subject": "beta", "predicate": "part-of", "object": "acme"},
                {
                    "id": "r2",
                    "subject": "unit",
                    "predicate": "part-of",
                    "object": "acme",
                    "since": "2019",
                },
            ]
        ),
        make_entity("acme", relations=[{"id": "r3", "predicate": "member-of", "object": "beta"}]),
        make_entity("beta"),
        make_entity("unit"),
    )
    assert isinstance(page, EntityPage)
    assert [(row.phrase, row.other.text.text, row.anchor) for row in page.relations] == [
        ("is a member of", "Beta", "r3"),
        ("includes", "Unit", ""),
        ("includes", "Beta", ""),
    ]


@pytest.mark.parametrize(
    ("protection", "shown"),
    [("public-figure", False), ("private", True), ("victim", True)],
)
def test_a_class_of_protection_is_shown_but_for_public_figures(
    protection: str, shown: bool
) -> None:
    page = page_of("x", make_entity("x", kind="person", protection=protection))
    assert ("Protection" in [fact.term for fact in page.facts]) == shown


@pytest.mark.parametrize(
    ("scheme", "value", "address"),
    [
        ("wikidata", "Q42", "https://www.wikidata.org/wiki/Q42"),
        ("opensanctions", "NK-abc", "https://www.opensanctions.org/entities/NK-abc/"),
        ("ticker", "0020", ""),
        ("wikidata", '"><script>', ""),
        ("wikidata", "../evil", ""),
        ("lei", "a b", ""),
    ],
)
def test_an_identifier_leads_out_only_when_it_is_plain(
    scheme: str, value: str, address: str
) -> None:
    page = page_of("x", make_entity("x", ids={scheme: value}))
    assert page.facts[0].external == address
    assert page.facts[0].words == (value,)


# Instruments


def instrument(*events: Record, kind: str = "law") -> InstrumentPage:
    page = page_of("act", make_article(), make_instrument("act", kind=kind), *events)
    assert isinstance(page, InstrumentPage)
    return page


def test_of_a_bill_the_life_cycle_says_that_it_is_not_in_force_and_of_nothing_else() -> None:
    signed = make_event("s", stage="signed", date="2021", instruments=["act"])
    passed = make_event("p", stage="passed", date="2020", instruments=["act"])
    bill = instrument(signed, passed, kind="bill")
    steps = [(row.stage, row.date and row.date.text) for row in bill.stages]
    assert steps == [("passed", "2020"), ("signed", "2021"), ("in-force", None)]
    assert [row.stage for row in instrument(signed, passed).stages] == ["passed", "signed"]


@pytest.mark.parametrize("stage", ["in-force", "repealed", "expired"])
def test_a_life_that_came_into_force_or_ended_lacks_nothing(stage: str) -> None:
    event = make_event("s", stage=stage, instruments=["act"])
    assert [row.stage for row in instrument(event).stages] == [stage]


def test_an_instrument_without_steps_shows_none() -> None:
    assert instrument(make_event(instruments=["act"])).stages == ()


def test_succession_stands_apart_from_other_relations() -> None:
    page = page_of(
        "new",
        make_article(
            relations=[
                {"id": "r1", "subject": "new", "predicate": "supersedes", "object": "old"},
                {"id": "r2", "subject": "body", "predicate": "administers", "object": "new"},
            ]
        ),
        make_instrument("new"),
        make_instrument("old"),
        make_entity("body", kind="public-body"),
    )
    assert isinstance(page, InstrumentPage)
    assert [(row.phrase, row.other.text.text) for row in page.succession] == [("supersedes", "Old")]
    assert [row.phrase for row in page.relations] == ["is administered by"]


def test_who_is_listed_is_told_from_who_was() -> None:
    listed = {"kind": "listing", "instruments": ["blacklist"]}
    page = page_of(
        "blacklist",
        make_article(),
        make_instrument(),
        make_entity("acme"),
        make_entity("beta"),
        make_event("on", date="2019", target=["acme", "beta"], **listed),
        make_event("off", date="2020", target=["beta"], **listed | {"kind": "delisting"}),
    )
    assert isinstance(page, InstrumentPage)
    assert [row.party.text.text for row in page.listed] == ["Acme"]
    assert [row.party.text.text for row in page.delisted] == ["Beta"]


# Events, statements, themes


def test_a_statement_shows_what_it_answers() -> None:
    page = page_of(
        "reply",
        make_article(
            "a",
            statements=[{"id": "s1", "kind": "claim", "by": "m", "text": "C", "said": "2021"}],
        ),
        make_statement("own", cites=["a"]),
        make_statement("reply", kind="response", responds_to=["a#s1", "own"], cites=["a"]),
    )
    assert isinstance(page, StatementPage)
    assert [one.href for one in page.answers] == ["articles/a/#s1", "statements/own/"]


def test_a_theme_gathers_its_events_claims_and_members() -> None:
    page = page_of(
        "t",
        make_article(),
        make_theme("t", scope="On [[acme]].", open_questions=["One?", "Two?"]),
        make_entity("acme", themes=["t"]),
        make_instrument("act", themes=["t"]),
        make_event(themes=["t"]),
        make_statement("claim", themes=["t"], against="acme"),
        make_statement("remark", kind="remark", themes=["t"]),
    )
    assert isinstance(page, ThemePage)
    assert [row.title.text for group in page.timeline.years for row in group.rows] == ["Event"]
    assert [one.claim.href for one in page.claims] == ["statements/claim/"]
    assert [link.text.text for link in page.entities] == ["Acme"]
    assert [link.text.text for link in page.instruments] == ["Act"]
    assert [one.text for one in page.open_questions] == ["One?", "Two?"]
    assert page.description == "On Acme."


def test_every_page_speaks_of_the_same_day(sample: Site) -> None:
    assert Counter(page.today.text for page in every_page(sample)).keys() == {"2026-11-22"}
