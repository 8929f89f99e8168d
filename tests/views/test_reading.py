"""What each page reads: by that it is known which pages an edit touches."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from dossier.graph.elsewhere import Standing
from dossier.graph.graph import Graph
from dossier.graph.link import link
from dossier.graph.tally import Tally
from dossier.model.edtf import Edtf
from dossier.model.entity import Entity
from dossier.model.record import Record
from dossier.records.dossier import Dossier, RecordFile
from dossier.views.composer import Composer, Site
from dossier.views.reading import NotLoadedError, Reads, watched
from dossier.views.site import page_keys, page_of
from tests.maker import (
    BOTH,
    TODAY,
    make_article,
    make_entity,
    make_event,
    make_file,
    make_graph,
    make_instrument,
    make_site,
    make_statement,
    make_theme,
)

EVENT = {"title": "E", "date": "2021", "kind": "other"}
STATEMENT = {"kind": "claim", "by": "acme", "text": "S", "said": "2021"}


def composer(*records: Record, **options: object) -> Composer:
    return Composer(make_site(*records, **options), "en")


def reads(compose: Composer, key: str) -> set[str]:
    """What the page with a key reads."""
    with compose.reads.noted() as found:
        page_of(compose, key)
    return set(found)


def read_by_pages(*records: Record) -> dict[str, set[str]]:
    """What each page reads, by its key."""
    compose = composer(*records)
    return {key: reads(compose, key) for key in page_keys(compose.site)}


def readers(pages: Mapping[str, Collection[str]], cell: str) -> set[str]:
    return {key for key, cells in pages.items() if cell in cells}


# Records


def test_the_whole_of_a_record_is_read_by_its_own_page_only() -> None:
    pages = read_by_pages(
        make_article(body="On [[acme]]."),
        make_article("other", body="See [[gazette]].", mentions=["acme"]),
        make_entity("acme", body="A company [@gazette]."),
        make_instrument(body="A list [@gazette].", issuer="acme"),
        make_event("e", actor="acme", instruments="blacklist"),
        make_statement("s", by="acme", about=["blacklist"]),
        make_theme(body="On [[acme]] [@gazette]."),
    )
    for id in ("gazette", "other"):
        assert readers(pages, f"w:{id}") == {id}, "neither a register nor a link needs the body"
    for id in ("acme", "blacklist", "e", "s", "theme"):
        assert id in readers(pages, f"w:{id}")
        for reader in readers(pages, f"w:{id}") - {id}:
            assert reader in ("entities/", "instruments/"), "they count what a record cites"


def test_a_page_reads_the_face_of_what_it_links_to() -> None:
    pages = read_by_pages(
        make_article("one", body="See [[acme]], [[two]] and [[theme|that]]."),
        make_article("two", publisher="acme", publisher_name=""),
        make_entity("acme"),
        make_theme(),
    )
    assert {"c:acme", "c:two", "c:theme"} <= pages["one"]
    assert {"w:one"} == {cell for cell in pages["one"] if cell.startswith("w:")}
    assert "c:acme" in pages["two"], "who published it"
    assert "one" not in readers(pages, "w:two")


def test_a_link_in_words_of_its_own_still_reads_where_it_leads() -> None:
    compose = composer(make_entity())
    with compose.reads.noted() as found:
        compose.link("acme", "a company")
    assert found == {"c:acme"}


def test_a_citation_reads_the_source_and_who_published_it() -> None:
    pages = read_by_pages(
        make_article(publisher="paper", publisher_name=""),
        make_entity("paper", kind="media"),
        make_entity("acme", body="A company [@gazette]."),
    )
    assert {"c:gazette", "c:paper"} <= pages["acme"]
    assert not {"w:gazette", "w:paper"} & pages["acme"]


def test_what_is_not_there_is_read_too() -> None:
    compose = composer()
    with compose.reads.noted() as found:
        assert compose.name("nobody").text == "nobody"
        assert compose.graph.files.get("nothing") is None
        assert "other" not in compose.graph.files
    assert {"c:nobody", "w:nothing", "w:other"} <= found


def test_a_page_that_lists_records_reads_their_faces_and_which_there_are() -> None:
    pages = read_by_pages(make_article("a"), make_article("b"), make_entity("acme"), make_theme())
    assert {"l:#article", "c:a", "c:b"} <= pages["articles/"]
    assert {"l:#article", "c:a", "c:b"} <= pages["sources/"]
    assert {"l:#entity", "c:acme", "t:acme"} <= pages["entities/"]
    assert {"l:#theme", "c:theme", "t:theme"} <= pages["themes/"]
    assert "l:acme" not in pages["entities/"], "how much there is, not what"
    assert "l:acme" in pages["acme"]
    assert {"l:#instrument"} <= pages["instruments/"]
    assert "c:a" not in pages["themes/"]
    assert pages["search/"] == set()


# Items and lists


def test_a_page_with_a_timeline_reads_which_events_there_are_and_each_of_them() -> None:
    pages = read_by_pages(
        make_article(events=[{"id": "inline", "actor": ["acme"]} | EVENT]),
        make_entity("acme"),
        make_entity("beta"),
        make_event("own", actor="acme", date="2020"),
        make_event("other"),
    )
    assert {"l:acme", "i:own", "i:gazette#inline"} <= pages["acme"]
    assert "i:other" not in pages["acme"]
    assert "l:beta" in pages["beta"], "that there are none is read as well"
    assert {"l:#events", "l:#per-year"} <= pages["timeline/"]
    assert {"i:own", "i:other", "i:gazette#inline"} <= pages["timeline/"]


def test_a_page_of_one_year_reads_that_year_and_which_others_there_are() -> None:
    compose = composer(
        make_article(),
        make_event("old", date="2020"),
        make_event("new", date="2021"),
        timeline_split=1,
    )
    assert {"#2020", "#2021"} < set(page_keys(compose.site))
    found = reads(compose, "#2021")
    assert {"l:#2021", "l:#years", "i:new"} <= found
    assert not {"l:#2020", "l:#events", "l:#per-year", "i:old"} & found
    assert reads(compose, "timeline/") == {"l:#per-year"}


def test_a_page_of_the_claims_of_a_year_reads_that_year_and_the_register_counts_alone() -> None:
    compose = composer(
        make_article(),
        make_statement("old", said="2020"),
        make_statement("new", said="2021"),
        make_statement("reply", kind="response", said="2022", responds_to="new"),
        timeline_split=1,
    )
    assert {"#said-2020", "#said-2021", "#said-2022"} < set(page_keys(compose.site))
    found = reads(compose, "#said-2021")
    assert {"l:#said-2021", "l:#said-years", "i:new", "i:reply", "l:new"} <= found
    assert not {"l:#said-2020", "l:#statements", "l:#said", "i:old"} & found
    counted = {"t:#said-2020", "t:#said-2021", "t:#said-2022"}
    assert reads(compose, "statements/") == {"l:#said", *counted}


def test_a_page_with_a_claim_reads_its_replies_and_whether_there_are_any() -> None:
    pages = read_by_pages(
        make_article(statements=[{"id": "s", "against": ["beta"]} | STATEMENT]),
        make_article(
            "answer",
            statements=[{"id": "r", **STATEMENT, "kind": "response", "responds_to": ["gazette#s"]}],
        ),
        make_entity("acme"),
        make_entity("beta"),
    )
    for page in ("gazette", "beta", "statements/"):
        assert {"i:gazette#s", "l:gazette#s", "i:answer#r"} <= pages[page], page
    assert "l:#statements" in pages["statements/"]


def test_a_page_with_a_listing_reads_where_it_begins_and_ends() -> None:
    listed = {"target": ["acme"], "instruments": ["blacklist"], "cites": ["gazette"]}
    pages = read_by_pages(
        make_article(),
        make_instrument(),
        make_entity("acme"),
        make_entity(
            "group",
        ),
        make_entity(
            "unit", relations=[{"id": "r", "predicate": "subsidiary-of", "object": "group"}]
        ),
        make_event("on", kind="listing", date="2019", **listed | {"target": ["unit"]}),
        make_event("off", kind="delisting", date="2020", **listed | {"target": ["unit"]}),
    )
    assert {"l:unit", "i:on", "i:off", "c:blacklist"} <= pages["group"], "a listing of its unit"
    assert "i:on" not in pages["acme"]


def test_a_drawing_reads_what_its_neighbours_are_tied_to_and_no_more_of_them() -> None:
    def related(*objects: str) -> list[dict[str, str]]:
        return [
            {"id": f"r{one}", "predicate": "part-of", "object": id}
            for one, id in enumerate(objects)
        ]

    pages = read_by_pages(
        make_article(),
        make_entity("acme", relations=related("one", "two")),
        make_entity("one", relations=related("two", "far")),
        make_entity("two"),
        make_entity("far"),
        make_event("e", actor="two"),
    )
    assert {"l:#from-one", "l:#from-two", "i:one#r0", "c:one", "c:two"} <= pages["acme"]
    assert not {"l:one", "l:two", "i:e"} & pages["acme"], "a neighbour may have very much"
    assert "l:#from-far" not in pages["acme"]
    assert not any("#from" in cell for cell in pages["far"]), "one neighbour makes no drawing"


def test_the_network_reads_all_ties_and_what_they_join() -> None:
    relation = {"id": "r", "predicate": "part-of", "object": "group"}
    listed = {"kind": "listing", "target": ["unit"], "instruments": ["blacklist"]}
    pages = read_by_pages(
        make_article(),
        make_entity("unit", relations=[relation]),
        make_entity("group"),
        make_entity("lone"),
        make_instrument(),
        make_event("on", cites=["gazette"], **listed),
    )
    cells = {"l:#ties", "i:unit#r", "i:on", "c:unit", "c:group", "c:blacklist", "c:gazette"}
    assert pages["network/"] == cells


def test_the_network_of_a_theme_reads_the_ties_of_its_parties() -> None:
    relation = {"id": "r", "predicate": "part-of", "object": "group"}
    pages = read_by_pages(
        make_theme(),
        make_entity("unit", relations=[relation], themes=["theme"]),
        make_entity("group", themes=["theme"]),
        make_entity("other", relations=[relation]),
    )
    assert {"l:#from-unit", "l:#from-group", "i:unit#r"} <= pages["theme"]
    assert not {"l:#from-other", "i:other#r", "l:#ties"} & pages["theme"]


def test_a_page_reads_the_records_that_mention_its_own() -> None:
    pages = read_by_pages(
        make_article("one", body="On [[acme]] and [[beta]]."),
        make_entity("acme"),
        make_entity("beta"),
    )
    assert {"l:acme", "c:one", "c:beta"} <= pages["acme"], "a sentence shows other names too"
    assert "w:one" not in pages["acme"]


def test_corrections_are_read_from_the_records_that_have_some() -> None:
    correction = {"date": "2022", "kind": "update", "text": "T"}
    compose = composer(make_entity("acme", corrections=[correction]), make_entity("beta"))
    with compose.reads.noted() as found:
        assert [file.record.id for file in compose.corrected()] == ["acme"]
    assert found == {"l:#corrections"}


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (lambda graph: list(graph.events), "l:#events"),
        (lambda graph: list(graph.statements.items()), "l:#statements"),
        (lambda graph: len(graph.relations), "l:#relations"),
        (lambda graph: list(graph.ties), "l:#ties"),
        (lambda graph: graph.ties.get("x"), "l:#from-x"),
        (lambda graph: list(graph.figures), "l:#figures"),
        (lambda graph: list(graph.discrepancies), "l:#discrepancies"),
        (lambda graph: list(graph.replies.values()), "l:#statements"),
        (lambda graph: list(graph.events_by_year), "l:#per-year"),
        (lambda graph: list(graph.files), "l:#files"),
        (lambda graph: len(graph.citing), "l:#files"),
        (lambda graph: list(graph.cited), "l:#files"),
        (lambda graph: graph.events.get("x"), "i:x"),
        (lambda graph: "x" in graph.figures, "i:x"),
        (lambda graph: graph.files.get("x"), "w:x"),
        (lambda graph: graph.copies.get("x"), "l:x"),
        (lambda graph: "x" in graph.stages, "l:x"),
        (lambda graph: graph.cited.get("x"), "i:x"),
        (lambda graph: graph.resolve_item("s", "a"), "i:a#s"),
    ],
)
def test_nothing_is_read_of_a_graph_without_a_note(
    read: Callable[[Graph], object], cell: str
) -> None:
    noted = Reads()
    read(watched(make_graph(make_article()), noted))
    assert cell in noted.now


# Parts that are made once


def test_a_part_that_is_made_once_is_read_by_every_page_that_takes_it() -> None:
    records = (
        make_article(publisher="paper", publisher_name=""),
        make_entity("paper", kind="media"),
        make_entity("acme"),
        make_entity("beta"),
        make_event("e", actor="acme", target="beta", summary="It cites [@gazette]."),
    )
    together = read_by_pages(*records)
    for key in ("acme", "beta", "e", "timeline/", "gazette"):
        assert reads(composer(*records), key) == together[key], f"{key} alone and among others"
    for key in ("acme", "beta", "e", "timeline/"):
        assert {"i:e", "c:acme", "c:beta", "c:gazette", "c:paper"} <= together[key]


def test_pages_read_the_same_in_whatever_order_they_are_made() -> None:
    records = (
        make_article(
            "a", body="See [[b]].", statements=[{"id": "s", "against": ["acme"]} | STATEMENT]
        ),
        make_article("b", copy_of="a", reports=[{"id": "e"}]),
        make_entity("acme", body="On [[b]] [@a]."),
        make_event("e", actor="acme", cites=["a"]),
        make_theme(body="On [[acme]] [@b]."),
    )
    forth, back = composer(*records), composer(*records)
    keys = page_keys(forth.site)
    one = {key: reads(forth, key) for key in keys}
    assert one == {key: reads(back, key) for key in reversed(keys)}
    assert one == {key: reads(forth, key) for key in keys}, "a second time too"


def test_what_is_read_within_is_noted_for_that_alone() -> None:
    noted = Reads()
    noted.now.add("w:before")
    with noted.noted() as outer:
        noted.now.add("w:one")
        with noted.noted() as inner:
            noted.now.add("w:two")
    assert (outer, inner, noted.now) == ({"w:one"}, {"w:two"}, {"w:before"})


def test_a_part_that_fails_leaves_the_notes_as_they_were() -> None:
    noted = Reads()
    parts: dict[str, tuple[int, set[str]]] = {}
    with pytest.raises(ValueError, match="x"):
        noted.kept(parts, "x", int)
    assert (parts, noted.now) == ({}, set())


# A part of the records


@dataclass(frozen=True)
class Others:
    """Records that a graph was made without, and the keys of lists that they belong into."""

    standings: Mapping[str, Standing]
    keys: Collection[str] = ()
    known: Collection[Record] = ()
    tallies: Mapping[str, Tally] = field(default_factory=dict)

    def standing(self, id: str) -> Standing | None:
        return self.standings.get(id)

    def holds(self, key: str) -> bool:
        return key in self.keys

    def face(self, id: str) -> RecordFile | None:
        return next((make_file(one) for one in self.known if one.id == id), None)

    def faces(self, type: str) -> Iterator[RecordFile]:
        yield from (file for file in map(make_file, self.known) if file.type == type)

    def tally(self, key: str) -> list[Any] | None:
        known = self.tallies.get(key)
        return [*known.as_json()] if known else None

    def count(self, type: str) -> int:
        return 5

    def event_counts(self) -> Mapping[str, int]:
        return {"#2021": 7}

    def statement_counts(self) -> Mapping[str, int]:
        return {"#said-2020": 4, "#said-2021": 5}


def part(others: Others, *records: Record) -> Composer:
    """Some of the records of a dossier, with what is known of the others."""
    whole = make_graph(*records)
    graph = link(Dossier(whole.dossier.files, ()), whole.places, Edtf(TODAY), others)
    site = make_site()
    return Composer(Site(graph, site.history, replace(site.options, languages=BOTH)), "en")


ELSEWHERE = Others(
    {"beta": Standing("entity", True), "b#e": Standing("event", True)},
    {"acme", "#events", "own"},
    (make_entity("beta"),),
    {"beta": Tally(None, None, 3, 2, 1)},
)


@pytest.mark.parametrize(
    "read",
    [
        lambda compose: compose.graph.files.get("beta"),
        lambda compose: "beta" in compose.graph.files,
        lambda compose: compose.graph.events.get("b#e"),
        lambda compose: compose.name("b#e"),
        lambda compose: compose.graph.events_by_participant.get("acme", ()),
        lambda compose: compose.graph.backlinks.get("acme", ()),
        lambda compose: tuple(compose.graph.events.values()),
        lambda compose: compose.graph.events.get("own"),
    ],
)
def test_what_stands_elsewhere_cannot_be_read(read: Callable[[Composer], object]) -> None:
    """Nor an item of which a record that stands elsewhere may report."""
    with pytest.raises(NotLoadedError):
        read(part(ELSEWHERE, make_entity("acme"), make_event("own", cites=[])))


@pytest.mark.parametrize(
    "read",
    [
        lambda compose: compose.link("acme"),
        lambda compose: compose.link("beta"),
        lambda compose: compose.tally("beta"),
        lambda compose: compose.name("nobody"),
        lambda compose: compose.graph.files.get("nothing"),
        lambda compose: compose.graph.events.get("e"),
        lambda compose: compose.graph.backlinks.get("e", ()),
        lambda compose: tuple(compose.graph.statements.values()),
    ],
)
def test_what_is_loaded_and_what_is_nowhere_can_be_read(read: Callable[[Composer], object]) -> None:
    read(part(ELSEWHERE, make_entity("acme"), make_event("e", cites=[])))


def test_of_what_stands_elsewhere_the_face_and_the_numbers_are_known() -> None:
    compose = part(ELSEWHERE, make_entity("acme"))
    assert compose.link("beta") == composer(make_entity("beta")).link("beta")
    assert [one.id for one in compose.records(Entity)] == ["acme", "beta"]
    assert compose.tally("beta").events == 3
    assert compose.count("entity") == 5
    assert compose.statement_counts() == (("#said-2020", 4), ("#said-2021", 5))


def test_a_page_of_a_part_is_made_where_all_that_it_reads_is_there() -> None:
    records = (
        make_article(),
        make_entity("acme", body="A company [@gazette]."),
        make_event("e", actor="acme"),
    )
    others = Others({"beta": Standing("entity", True)}, {"beta", "#events", "#entity"})
    some = part(others, *records)
    assert page_of(some, "acme") == page_of(composer(*records), "acme")
    with pytest.raises(NotLoadedError):
        page_of(some, "timeline/")


def test_the_years_are_those_of_all_events() -> None:
    assert part(ELSEWHERE, make_entity()).event_counts() == (("#2021", 7),)


def test_a_part_that_could_not_be_made_is_tried_again() -> None:
    """What is not loaded is so for every page that asks, not for the first alone."""
    compose = part(ELSEWHERE, make_entity("acme"))
    for _ in range(2):
        with pytest.raises(NotLoadedError):
            compose.name("b#e")
