"""Records linked both ways."""

from pathlib import Path

import pytest

from dossier.graph.graph import Graph
from dossier.graph.item import Backlink, Item, ends_of, subject_of
from dossier.graph.link import is_public
from dossier.model.edtf import Edtf
from dossier.records.prose import Sentence
from tests.maker import (
    ARTICLE,
    checked,
    make_article,
    make_entity,
    make_event,
    make_graph,
    make_instrument,
    make_statement,
    make_theme,
)

EVENT = {"title": "E", "date": "2021", "kind": "other"}
STATEMENT = {"kind": "claim", "by": "acme", "text": "S", "said": "2021"}


def cites(item: Item[object]) -> list[tuple[str, str, str]]:
    """Source, page and manner of each citation."""
    return [
        (
            one.citation.source,
            one.citation.at.page if one.citation.at else "",
            one.reported_as,
        )
        for one in item.citations
    ]


def ids(items: tuple[Item[object], ...]) -> list[str]:
    return [item.id for item in items]


def words(sentence: Sentence) -> str:
    return "".join(piece if isinstance(piece, str) else f"<{piece.id}>" for piece in sentence)


def links(graph: Graph, target: str) -> list[tuple[str, str, str]]:
    """Where the backlinks of something stand: record, item, sentence."""
    return [
        (one.file.record.id, one.item_id, words(one.sentence))
        for one in graph.backlinks.get(target, ())
    ]


def test_items_of_an_article_have_its_id_and_their_own() -> None:
    graph = make_graph(
        make_article(
            events=[{"id": "e1"} | EVENT],
            statements=[{"id": "s1"} | STATEMENT],
            relations=[{"id": "r1", "subject": "a", "predicate": "part-of", "object": "b"}],
            figures=[{"id": "f1", "about": ["a"], "measure": "M", "value": "5", "unit": "USD"}],
            discrepancies=[{"id": "d1", "stated": "S", "found": "F", "cites": ["gazette"]}],
        ),
        make_entity("a", relations=[{"id": "r2", "predicate": "part-of", "object": "b"}]),
        make_instrument("i", relations=[{"id": "r3", "predicate": "amends", "object": "b"}]),
    )
    assert list(graph.events) == ["gazette#e1"]
    assert list(graph.statements) == ["gazette#s1"]
    assert list(graph.relations) == ["gazette#r1", "a#r2", "i#r3"]
    assert list(graph.figures) == ["gazette#f1"]
    assert list(graph.discrepancies) == ["gazette#d1"]
    item = graph.events["gazette#e1"]
    assert item.path == ("events", 0)
    assert item.article is not None
    assert item.home is item.article


def test_an_event_in_a_file_of_its_own_has_a_page() -> None:
    item = make_graph(make_event("e"), make_article()).events["e"]
    assert (item.id, item.path, item.article) == ("e", (), None)


def test_the_article_comes_first_then_the_citations_then_the_reports() -> None:
    graph = make_graph(
        make_article("a", events=[{"id": "e1", "cites": ["b"], "at": {"page": "1"}} | EVENT]),
        make_article("b"),
        make_article("c", reports=[{"id": "a#e1", "at": {"page": "3"}, "as": "announced"}]),
        make_article("d", reports=[{"id": "a#e1"}]),
    )
    assert cites(graph.events["a#e1"]) == [
        ("a", "1", "reported"),
        ("b", "", "reported"),
        ("c", "3", "announced"),
        ("d", "", "reported"),
    ]
    assert {source: list(citing) for source, citing in graph.citing.items()} == {
        source: ["a#e1"] for source in "abcd"
    }


def test_a_report_adds_itself_to_an_event_in_a_file_of_its_own() -> None:
    graph = make_graph(make_event("e", cites=[]), make_article("a", reports=[{"id": "e"}]))
    assert cites(graph.events["e"]) == [("a", "", "reported")]


def test_the_report_of_a_draft_adds_nothing() -> None:
    graph = make_graph(
        make_event("e", cites=[]), make_article("a", state="draft", reports=[{"id": "e"}])
    )
    assert cites(graph.events["e"]) == []


def test_local_ids_win_over_records_of_the_same_name() -> None:
    graph = make_graph(
        make_statement("s1"),
        make_article(
            "a",
            statements=[
                {"id": "s1"} | STATEMENT,
                {"id": "s2", "responds_to": ["s1"]} | STATEMENT | {"kind": "response"},
            ],
        ),
        make_article("b", statements=[{"id": "s2", "responds_to": ["s1"]} | STATEMENT]),
        make_article("gazette"),
    )
    assert {id: ids(replies) for id, replies in graph.replies.items()} == {
        "a#s1": ["a#s2"],
        "s1": ["b#s2"],
    }
    assert graph.resolve_item("s1", "a") == "a#s1"
    assert graph.resolve_item("s1", "b") == "s1"
    assert graph.resolve_item("a#s1", "b") == "a#s1"


def test_replies_come_oldest_first() -> None:
    graph = make_graph(
        make_article(),
        make_statement("claim"),
        make_statement("late", kind="response", responds_to="claim", said="2022"),
        make_statement("early", kind="response", responds_to="claim", said="2021-12-11"),
    )
    assert ids(graph.replies["claim"]) == ["early", "late"]


def test_events_come_oldest_first_and_then_by_id() -> None:
    days = {"c": "2021", "b": "2021-01", "a": "2021-01-01", "z": "2020", "y": "2021-01"}
    graph = make_graph(make_article(), *(make_event(id, date=day) for id, day in days.items()))
    assert list(graph.events) == ["z", "c", "b", "y", "a"]


def test_statements_come_oldest_first() -> None:
    graph = make_graph(
        make_article(), make_statement("b", said="2020"), make_statement("a", said="2021")
    )
    assert list(graph.statements) == ["b", "a"]


def test_an_event_is_found_from_everything_that_takes_part_in_it() -> None:
    graph = make_graph(
        make_article(),
        make_event(
            "e",
            actor="a",
            target=[{"id": "t", "as": "T Ltd"}],
            instruments="i",
            place="p",
            themes=["th"],
            **{"with": ["w", "a"]},
        ),
        make_event("f", actor="a", date="2020"),
    )
    found = {key: ids(items) for key, items in graph.events_by_participant.items()}
    assert found == {"a": ["f", "e"]} | {key: ["e"] for key in ("t", "w", "i", "p", "th")}


def test_a_statement_is_found_by_who_said_it_against_whom_and_about_what() -> None:
    graph = make_graph(
        make_article(),
        make_statement("s", by=["a", "b"], against="c", about=["d", "e"], themes=["t"]),
    )
    assert {key: ids(items) for key, items in graph.statements_by_speaker.items()} == {
        "a": ["s"],
        "b": ["s"],
    }
    assert {key: ids(items) for key, items in graph.statements_against.items()} == {"c": ["s"]}
    assert list(graph.statements_about) == ["d", "e", "t"]


def test_a_relation_is_found_from_both_sides() -> None:
    relation = {"predicate": "part-of", "object": "group"}
    graph = make_graph(
        make_entity("acme", relations=[{"id": "r"} | relation]),
        make_entity("group"),
        make_article(relations=[{"id": "q", "subject": "beta"} | relation]),
    )
    found = {key: ids(items) for key, items in graph.relations_of.items()}
    assert found == {"acme": ["acme#r"], "group": ["gazette#q", "acme#r"], "beta": ["gazette#q"]}
    assert subject_of(graph.relations["acme#r"]) == "acme"
    assert subject_of(graph.relations["gazette#q"]) == "beta"


def test_a_relation_to_itself_is_found_once() -> None:
    relation = {"id": "r", "predicate": "associated-with", "object": "acme"}
    graph = make_graph(make_entity("acme", relations=[relation]))
    assert ids(graph.relations_of["acme"]) == ["acme#r"]


def test_ties_are_relations_and_listings_read_from_where_they_lead_from() -> None:
    relation = {"predicate": "part-of", "object": "group"}
    listed = {"target": ["beta", "acme"], "instruments": ["blacklist"]}
    graph = make_graph(
        make_entity("acme", relations=[{"id": "r"} | relation]),
        make_entity("group"),
        make_instrument(),
        make_article(relations=[{"id": "q", "subject": "beta"} | relation]),
        make_event("on", kind="listing", **listed),
        make_event("off", date="2022", kind="delisting", **listed | {"target": ["beta"]}),
    )
    ends = {id: [ends_of(tie) for tie in ties] for id, ties in graph.ties.items()}
    assert ends == {
        "acme": [("acme", "group"), ("acme", "blacklist")],
        "beta": [("beta", "group"), ("beta", "blacklist")],
    }


LISTED = {"kind": "listing", "target": ["acme"], "instruments": ["blacklist"]}


def listings(graph: Graph) -> list[tuple[str, str, str, str]]:
    return [
        (
            one.entity,
            one.instrument,
            one.listed.id,
            one.delisted.id if one.delisted else "",
        )
        for entity in sorted(graph.listings_of)
        for one in graph.listings_of[entity]
    ]


def test_a_listing_ends_with_the_delisting_that_follows() -> None:
    graph = make_graph(
        make_article(),
        make_instrument(),
        make_event("on", date="2019", **LISTED),
        make_event("off", date="2020", **LISTED | {"kind": "delisting"}),
        make_event("again", date="2021", **LISTED),
    )
    assert listings(graph) == [
        ("acme", "blacklist", "on", "off"),
        ("acme", "blacklist", "again", ""),
    ]
    assert [one.since.text for one in graph.listings_on["blacklist"]] == ["2019", "2021"]


def test_a_delisting_ends_the_listing_of_its_own_target_on_its_own_list() -> None:
    graph = make_graph(
        make_article(),
        make_instrument("one"),
        make_instrument("two"),
        make_event("on", **LISTED | {"target": ["a", "b"], "instruments": ["one", "two"]}),
        make_event(
            "off",
            date="2022",
            **LISTED | {"kind": "delisting", "target": ["a"], "instruments": ["two"]},
        ),
    )
    assert listings(graph) == [
        ("a", "one", "on", ""),
        ("a", "two", "on", "off"),
        ("b", "one", "on", ""),
        ("b", "two", "on", ""),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"planned": "true"},
        {"kind": "announcement"},
        {"state": "draft"},
        {"kind": "delisting"},
    ],
)
def test_what_is_no_listing_yet_lists_nobody(changes: dict[str, str]) -> None:
    graph = make_graph(make_article(), make_instrument(), make_event("on", **LISTED | changes))
    assert listings(graph) == []


def test_a_second_listing_keeps_the_first_one_open() -> None:
    graph = make_graph(
        make_article(),
        make_instrument(),
        make_event("first", date="2019", **LISTED),
        make_event("second", date="2020", **LISTED),
    )
    assert listings(graph) == [("acme", "blacklist", "first", "")]


def test_the_name_under_which_a_party_is_listed_is_kept() -> None:
    named = LISTED | {"target": [{"id": "acme", "as": "Acme Ltd"}]}
    graph = make_graph(make_article(), make_instrument(), make_event("on", **named))
    assert graph.listings_of["acme"][0].named == "Acme Ltd"


@pytest.mark.parametrize(
    ("kinds", "listed_on"),
    [
        ({"order": "order", "blacklist": "list"}, ["blacklist"]),
        ({"order": "order", "rule": "regulation"}, ["order", "rule"]),
        ({"one": "list", "two": "list"}, ["one", "two"]),
    ],
)
def test_a_party_is_listed_on_lists_rather_than_on_the_orders_beside_them(
    kinds: dict[str, str], listed_on: list[str]
) -> None:
    graph = make_graph(
        make_article(),
        *(make_instrument(id, kind=kind) for id, kind in kinds.items()),
        make_event("on", **LISTED | {"instruments": list(kinds)}),
    )
    assert sorted(graph.listings_on) == listed_on


def test_the_stages_of_an_instrument_come_in_the_order_of_their_dates() -> None:
    days = {"force": ("2022-06-21", "in-force"), "law": ("2021-12-23", "signed")}
    days |= {"bill": ("2021-01", "introduced"), "vote": ("2021-12", "passed")}
    events = [
        make_event(id, date=day, stage=stage, instruments=["act"])
        for id, (day, stage) in days.items()
    ]
    other = make_event("other", instruments=["act"])
    graph = make_graph(make_article(), make_instrument("act", kind="law"), other, *events)
    assert ids(graph.stages["act"]) == ["bill", "vote", "law", "force"]


def test_a_backlink_carries_its_sentence_its_language_and_its_item() -> None:
    graph = make_graph(
        make_entity("acme"),
        make_article(
            body={"en": "First. It names [[acme]] here. Last.", "fr": "On cite [[acme]]."},
            statements=[{"id": "s1"} | STATEMENT | {"by": "acme", "text": "On [[acme]]."}],
            mentions=["acme"],
        ),
    )
    assert links(graph, "acme") == [
        ("gazette", "", "It names <acme> here."),
        ("gazette", "", "On cite <acme>."),
        ("gazette", "", ""),
        ("gazette", "gazette#s1", ""),
        ("gazette", "gazette#s1", "On <acme>."),
    ]
    assert [one.lang for one in graph.backlinks["acme"]] == ["en", "fr", "", "", ""]


def test_a_backlink_leads_to_an_item_too() -> None:
    graph = make_graph(
        make_article("a", events=[{"id": "e1"} | EVENT], body="See [[a#e1]]."),
        make_article("b", body="See [[a#e1|that]] and [[a]]."),
        make_theme(body="On [[a#e1]] [@b]."),
    )
    assert links(graph, "a#e1") == [
        ("b", "", "See <a#e1> and <a>."),
        ("theme", "", "On <a#e1>."),
    ], "what an article says of its own item is no backlink"
    assert links(graph, "a") == [("b", "", "See <a#e1> and <a>.")]


def test_a_citation_in_prose_is_a_backlink_and_a_use_of_its_source() -> None:
    graph = make_graph(
        make_article("a"),
        make_article("b"),
        make_theme("t", body="It says so [@a, p. 3; @b]."),
        make_statement("s", text="T [@a].", cites=["b"]),
    )
    assert links(graph, "a") == [("s", "", "T."), ("t", "", "It says so.")]
    assert {source: sorted(citing) for source, citing in graph.citing.items()} == {
        "a": ["s", "t"],
        "b": ["s", "t"],
    }


def test_the_source_of_a_quotation_is_used_by_its_statement() -> None:
    quotes = [{"text": "Q", "lang": "en", "source": "other"}]
    graph = make_graph(make_article(), make_article("other"), make_statement("s", quotes=quotes))
    assert graph.citing["other"] == ("s",)


@pytest.mark.parametrize(
    "state",
    [{"state": "draft"}, {"state": "withdrawn"}, {"state": "embargoed", "until": "2027-01-01"}],
)
def test_what_is_not_public_is_nowhere(state: dict[str, str]) -> None:
    graph = make_graph(
        make_entity("acme"),
        make_entity("beta"),
        make_article(
            events=[{"id": "e", "actor": ["acme"]} | EVENT],
            statements=[{"id": "s"} | STATEMENT],
            relations=[{"id": "r", "subject": "acme", "predicate": "part-of", "object": "beta"}],
            body="On [[acme]].",
            mentions=["beta"],
            **state,
        ),
        make_theme(body="On [[acme]]."),
    )
    assert sorted(graph.files) == ["acme", "beta", "theme"]
    assert not graph.events
    assert not graph.statements
    assert not graph.relations
    assert not graph.relations_of
    assert not graph.citing
    assert links(graph, "acme") == [("theme", "", "On <acme>.")]
    assert links(graph, "beta") == []


@pytest.mark.parametrize(
    "state",
    [{"state": "draft"}, {"state": "withdrawn"}, {"state": "embargoed", "until": "2027-01-01"}],
)
def test_items_of_what_is_not_public_may_name_each_other(state: dict[str, str]) -> None:
    graph = make_graph(
        make_entity("acme"),
        make_article(
            statements=[
                {"id": "s"} | STATEMENT,
                {"id": "t", "responds_to": ["s"]} | STATEMENT,
                {"id": "u", "responds_to": ["nothing"]} | STATEMENT,
            ],
            **state,
        ),
        make_statement("other", by="acme", cites=[], responds_to=["gazette#s"]),
    )
    found = [(one.id, one.found, one.hidden) for one in graph.dangling]
    assert found == [("nothing", "", False), ("gazette#s", "statement", True)]


@pytest.mark.parametrize(
    ("state", "public"),
    [
        ({}, True),
        ({"state": "published"}, True),
        ({"state": "draft"}, False),
        ({"state": "withdrawn"}, False),
        ({"state": "embargoed"}, False),
        ({"state": "embargoed", "until": "2026-11-21"}, True),
        ({"state": "embargoed", "until": "2026-11-22"}, True),
        ({"state": "embargoed", "until": "2026-11-23"}, False),
        ({"state": "draft", "until": "2020-01-01"}, False),
    ],
)
def test_an_embargo_ends_on_its_day(state: dict[str, str], public: bool) -> None:
    assert is_public(make_article(**state), Edtf("2026-11-22")) == public


def test_what_leads_nowhere_is_kept_with_what_it_should_have_named() -> None:
    graph = make_graph(
        make_article("a", publisher="nobody", publisher_name="", mentions=["b", "draft"]),
        make_article("b", copy_of="theme"),
        make_entity("draft", state="draft"),
        make_theme(body="See [[nothing]] [@theme]."),
    )
    found = {
        (one.id, one.found, one.hidden, "|".join(sorted(one.expected)[:2]))
        for one in (graph.dangling)
    }
    assert found == {
        ("nobody", "", False, "entity"),
        ("draft", "entity", True, "article|entity"),
        ("theme", "theme", False, "article"),
        ("nothing", "", False, "article|entity"),
    }
    assert len(graph.dangling) == 5


def test_an_item_of_a_draft_is_hidden_and_not_unknown() -> None:
    graph = make_graph(
        make_article("a", state="draft", events=[{"id": "e1"} | EVENT]),
        make_theme(body="See [[a#e1]] and [[a#e2]]."),
    )
    assert [(one.id, one.found, one.hidden) for one in graph.dangling] == [
        ("a#e1", "event", True),
        ("a#e2", "", False),
    ]


def test_a_hidden_record_may_refer_to_what_is_hidden() -> None:
    graph = make_graph(
        make_article("a", state="draft", mentions=["b"]), make_entity("b", state="draft")
    )
    assert graph.dangling == ()


def test_hand_written_pages_are_checked_but_make_no_backlinks(tmp_path: Path) -> None:
    graph = checked(
        {
            "articles/gazette.yml": ARTICLE,
            "pages/index.md": "On [[gazette]] [@gazette] and [[nobody]].\n",
        },
        tmp_path,
    ).graph
    assert graph.backlinks == {}
    assert graph.citing == {}
    assert [one.id for one in graph.dangling] == ["nobody"]


def test_of_two_records_with_one_id_only_one_is_public() -> None:
    graph = make_graph(make_article("same"), make_entity("same"), make_theme(body="[[same]]"))
    assert list(graph.files) == ["same", "theme"]
    assert [one.file.record.id for one in graph.backlinks["same"]] == ["theme"]


def test_an_article_is_an_article() -> None:
    graph = make_graph(make_article(), make_entity("acme"))
    assert graph.article("gazette").id == "gazette"
    with pytest.raises(TypeError, match="acme is not an article"):
        graph.article("acme")


def test_linking_twice_gives_the_same() -> None:
    records = [
        make_article("b", events=[{"id": "e", "actor": ["acme"]} | EVENT], body="[[acme]]"),
        make_article("a", mentions=["acme"]),
        make_entity("acme"),
    ]
    one, other = make_graph(*records), make_graph(*records[::-1])
    assert list(one.events) == list(other.events)
    assert one.backlinks == other.backlinks
    assert list(one.files) == list(other.files) == ["a", "b", "acme"]
    assert one.backlinks["acme"][0] == Backlink(one.files["a"])


def test_a_document_knows_its_copies() -> None:
    graph = make_graph(
        make_article("original"),
        make_article("first", copy_of="original"),
        make_article("second", copy_of="original"),
    )
    assert graph.copies == {"original": ("first", "second")}


def test_what_was_withdrawn_is_told_of_and_why_is_read_by_all() -> None:
    why = {"date": "2026-11-01", "kind": "correction", "text": "See [[secret]] and [[acme]] [@a]."}
    gone = make_event(
        "gone", cites=["a"], body="[[secret]] [@a]", state="withdrawn", corrections=[why]
    )
    secret = make_entity("secret", state="draft")
    graph = make_graph(make_article("a"), make_entity("acme"), secret, gone)
    assert list(graph.withdrawn) == ["gone"]
    assert [(one.id, one.hidden) for one in graph.dangling] == [("secret", True)]
    assert (links(graph, "acme"), graph.citing) == ([], {})
