"""The network of a dossier, and of a theme."""

from typing import Any

from dossier.model.record import Record
from dossier.views.composer import Composer
from dossier.views.network import NetworkPage, RelationGroup, network_page
from dossier.views.site import record_page
from dossier.views.theme import ThemePage
from tests.maker import (
    make_article,
    make_entity,
    make_event,
    make_instrument,
    make_site,
    make_theme,
)


def related(id: str, predicate: str, other: str, **fields: Any) -> Record:
    relation = {"id": "r", "predicate": predicate, "object": other, "cites": ["gazette"]}
    return make_entity(id, relations=[relation | fields])


def page(*records: Record, lang: str = "en") -> NetworkPage:
    return network_page(Composer(make_site(make_article(), *records), lang))


def rows(group: RelationGroup) -> list[tuple[str, str, str]]:
    return [
        (row.subject.text.text, row.phrase, row.other.text.text)
        for row in group.rows
        if row.subject is not None
    ]


def test_all_relations_and_listings_stand_by_kind_with_both_sides() -> None:
    found = page(
        related("zed", "subsidiary-of", "group"),
        related("acme", "subsidiary-of", "group"),
        related("beta", "controlled-by", "acme"),
        make_entity("group"),
        make_instrument(),
        make_event(kind="listing", target=["acme"], instruments=["blacklist"]),
    )
    assert [(one.kind, one.label) for one in found.network.groups] == [
        ("structure", "Ownership and structure"),
        ("measure", "Listings and sanctions"),
    ]
    assert [rows(group) for group in found.network.groups] == [
        [
            ("Acme", "is a subsidiary of", "Group"),
            ("Zed", "is a subsidiary of", "Group"),
            ("Beta", "is controlled by", "Acme"),
        ],
        [("Acme", "is listed on", "Blacklist")],
    ]
    assert (found.network.relations, found.network.joined) == (4, 5)
    assert found.network.drawing is not None
    assert found.path == "network/"


def test_every_row_leads_to_its_sources() -> None:
    found = page(related("acme", "part-of", "group", since="2020"), make_entity("group"))
    ((row,),) = (group.rows for group in found.network.groups)
    assert [mark.source for mark in row.cites] == ["gazette"]
    assert row.since is not None
    assert row.since.text == "2020"


def test_without_relations_there_is_nothing() -> None:
    found = page(make_entity())
    assert found.network.groups == ()
    assert found.network.drawing is None


def test_what_readers_may_not_see_is_not_in_it() -> None:
    relation = {"id": "r", "predicate": "part-of", "object": "group"}
    found = page(make_entity("acme", state="draft", relations=[relation]), make_entity("group"))
    assert found.network.relations == 0


def test_a_theme_has_the_relations_among_its_parties_and_instruments() -> None:
    relation = {"id": "r", "predicate": "part-of", "object": "group"}
    compose = Composer(
        make_site(
            make_article(themes=["theme"]),
            make_theme(),
            make_entity("acme", relations=[relation], themes=["theme"]),
            make_entity("group", themes=["theme"]),
            make_entity("other", relations=[relation]),
            make_instrument(themes=["theme"]),
            make_event(kind="listing", target=["acme", "other"], instruments=["blacklist"]),
        ),
        "en",
    )
    found = record_page(compose, compose.graph.files["theme"])
    assert isinstance(found, ThemePage)
    assert [rows(group) for group in found.network.groups] == [
        [("Acme", "is part of", "Group")],
        [("Acme", "is listed on", "Blacklist")],
    ]
