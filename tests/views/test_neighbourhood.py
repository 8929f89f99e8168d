"""What drawings of relations show."""

from typing import Any

import pytest

from dossier.model.predicate import KINDS, PREDICATES
from dossier.model.record import Record
from dossier.views import neighbourhood
from dossier.views.composer import Composer
from dossier.views.entity import EntityPage
from dossier.views.neighbourhood import Drawing, Line, network_drawing
from dossier.views.site import record_page
from dossier.views.tie import LISTED, is_over, predicate_of
from tests.maker import (
    make_article,
    make_entity,
    make_event,
    make_instrument,
    make_site,
)

LISTING = {"kind": "listing", "instruments": ["blacklist"], "cites": ["gazette"]}


def relation(other: str, predicate: str = "part-of", **fields: Any) -> dict[str, Any]:
    return {"id": f"to-{other}-{predicate}", "predicate": predicate, "object": other} | fields


def related(id: str, *relations: dict[str, Any], **fields: Any) -> Record:
    return make_entity(id, relations=list(relations), **fields)


def page(id: str, *records: Record, lang: str = "en") -> EntityPage:
    compose = Composer(make_site(make_article(), *records), lang)
    found = record_page(compose, compose.graph.files[id])
    assert isinstance(found, EntityPage)
    return found


def drawing(id: str, *records: Record) -> Drawing:
    found = page(id, *records).neighbourhood.drawing
    assert found is not None
    return found


def names(found: Drawing) -> list[str]:
    return [node.id for node in found.nodes]


def ends(found: Drawing) -> list[tuple[str, str, str]]:
    return [(line.start, line.kind, line.end) for line in found.lines]


def network(*records: Record) -> Drawing:
    compose = Composer(make_site(make_article(), *records), "en")
    return network_drawing(compose, compose.ties())


# Ties


def test_every_relation_is_of_a_kind() -> None:
    assert {predicate.kind for predicate in PREDICATES.values()} == set(KINDS)
    assert LISTED.kind == "measure"


@pytest.mark.parametrize(
    ("until", "over"),
    [
        (None, False),
        ("2020", True),
        ("2026-11-22", True),
        ("2026-11-23", False),
        ("2030", False),
        ("2020?", True),
    ],
)
def test_a_relation_is_over_once_its_end_has_come(until: str | None, over: bool) -> None:
    graph = make_site(related("acme", relation("group", until=until))).graph
    (tie,) = graph.ties["acme"]
    assert is_over(tie, graph.today) == over


def test_a_listing_is_over_once_it_has_ended() -> None:
    on = make_event("on", date="2020", target=["acme"], **LISTING)
    off = make_event("off", date="2021", target=["acme"], **LISTING | {"kind": "delisting"})
    for events, over in (([on], False), ([on, off], True)):
        graph = make_site(make_instrument(), *events).graph
        (tie,) = graph.ties["acme"]
        assert is_over(tie, graph.today) == over
        assert predicate_of(tie) == LISTED


# Neighbours


def test_a_party_stands_amid_what_it_is_related_to_and_listed_on() -> None:
    found = drawing(
        "acme",
        related("acme", relation("group")),
        make_entity("group"),
        make_entity("chief", kind="person", relations=[relation("acme", "chair-of")]),
        make_instrument(),
        make_event(target=["acme"], **LISTING),
    )
    assert found.centre == "acme"
    assert names(found) == ["acme", "group", "chief", "blacklist"], "in the order of the kinds"
    assert [node.type for node in found.nodes] == ["entity", "entity", "entity", "instrument"]
    assert [node.link.href for node in found.nodes[2:]] == [
        "entities/chief/",
        "instruments/blacklist/",
    ]
    assert ends(found) == [
        ("acme", "structure", "group"),
        ("chief", "people", "acme"),
        ("acme", "measure", "blacklist"),
    ]
    assert found.left_out == 0


def test_one_neighbour_is_not_worth_a_drawing() -> None:
    records = (related("acme", relation("group")), make_entity("group"), make_entity("lone"))
    assert page("acme", *records).neighbourhood.drawing is None
    assert page("lone", *records).neighbourhood.drawing is None


def test_relations_of_one_kind_to_one_neighbour_make_one_line() -> None:
    found = drawing(
        "acme",
        make_entity("acme"),
        related("chief", relation("acme", "chair-of"), relation("acme", "executive-of")),
        related("founder", relation("acme", "founder-of", until="2020"), relation("acme")),
    )
    assert found.lines == (
        Line("founder", "acme", "structure", ("is part of",), False, False, True),
        Line("chief", "acme", "people", ("chairs", "is an executive of"), False, False, True),
        Line("founder", "acme", "people", ("is the founder of",), False, True, True),
    )


def test_a_line_says_whether_it_reads_both_ways_is_over_and_is_sure() -> None:
    found = drawing(
        "acme",
        related(
            "acme",
            relation("one", "research-partner-of"),
            relation("two", until="2021"),
            relation("three", confirmed="false"),
        ),
        *(make_entity(id) for id in ("one", "two", "three")),
    )
    flags = {line.end: (line.is_mutual, line.is_over, line.is_sure) for line in found.lines}
    assert flags == {
        "one": (True, False, True),
        "two": (False, True, True),
        "three": (False, False, False),
    }


def test_relations_among_neighbours_are_drawn_and_stand_in_a_table_of_their_own() -> None:
    found = page(
        "acme",
        related("acme", relation("group"), relation("unit")),
        related("unit", relation("group"), relation("far")),
        make_entity("group"),
        make_entity("far"),
    )
    assert found.neighbourhood.drawing is not None
    assert ("unit", "structure", "group") in ends(found.neighbourhood.drawing)
    (row,) = found.neighbourhood.among
    assert row.subject is not None
    assert (row.subject.href, row.other.href) == ("entities/unit/", "entities/group/")
    assert len(found.relations) == 2


def test_the_table_of_a_party_has_its_listings() -> None:
    on = make_event("on", date="2020", target=["acme"], confirmed="false", **LISTING)
    off = make_event("off", date="2021", target=["acme"], **LISTING | {"kind": "delisting"})
    (row,) = page("acme", make_entity(), make_instrument(), on, off).relations
    assert row.phrase == "is listed on"
    assert row.other.href == "instruments/blacklist/"
    assert row.since is not None
    assert row.until is not None
    assert (row.since.text, row.until.text) == ("2020", "2021")
    assert not row.confirmed
    assert [mark.source for mark in row.cites] == ["gazette"]


def test_of_too_many_neighbours_the_nearest_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbourhood, "NEIGHBOURS", 3)
    found = drawing(
        "acme",
        make_entity("acme"),
        related(
            "past", relation("acme", until="2020"), relation("acme", "listed-at", until="2020")
        ),
        related("alpha", relation("acme")),
        related("beta", relation("acme")),
        related("gamma", relation("acme")),
        related("zeta", relation("acme"), relation("acme", "controlled-by")),
    )
    assert found.left_out == 2
    assert sorted(names(found)[1:]) == ["alpha", "beta", "zeta"], "related more often, then by name"


def test_neighbours_stand_by_kind_then_by_phrase_then_by_name() -> None:
    found = drawing(
        "acme",
        make_entity("acme"),
        related("z", relation("acme", "executive-of")),
        related("y", relation("acme", "chair-of")),
        related("x", relation("acme", "chair-of")),
        related("w", relation("acme", "subsidiary-of")),
    )
    assert names(found)[1:] == ["w", "z", "x", "y"]


# Networks


def test_a_network_has_all_that_is_joined_by_name() -> None:
    found = network(
        related("acme", relation("group")),
        make_entity("group", name="Étoile"),
        make_entity("lone"),
        make_entity("zed", kind="person", relations=[relation("blacklist", "signed")]),
        make_instrument(),
    )
    assert names(found) == ["acme", "blacklist", "group", "zed"]
    assert ends(found) == [("acme", "structure", "group"), ("zed", "law", "blacklist")]
    assert (found.centre, found.left_out) == ("", 0)


def test_of_a_network_too_large_the_best_connected_are_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    star = [related(f"e{one}", relation("hub")) for one in range(6)]
    more = related("e0", relation("hub"), relation("e1"))
    records = [make_entity("hub"), more, *star[1:], related("p", relation("q")), make_entity("q")]
    monkeypatch.setattr(neighbourhood, "NODES", 4)
    found = network(*records)
    assert names(found) == ["e0", "e1", "e2", "hub"]
    assert found.left_out == 5
    monkeypatch.setattr(neighbourhood, "LINES", 3)
    found = network(*records)
    assert names(found) == ["e0", "e1", "hub"]
    assert len(found.lines) == 3


def test_what_has_no_drawn_neighbour_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbourhood, "NODES", 3)
    pairs = [related(f"a{one}", relation(f"b{one}")) for one in range(3)]
    found = network(*pairs, *(make_entity(f"b{one}") for one in range(3)))
    assert names(found) == []
    assert found.left_out == 6
