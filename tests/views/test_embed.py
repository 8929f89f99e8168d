"""What the blocks of hand-written pages show."""

from typing import Any

import pytest

from dossier.model.block import (
    BLOCKS,
    Block,
    ClaimsBlock,
    CorrectionsBlock,
    CountsBlock,
    EntityCardBlock,
    SourcesBlock,
    ThemesBlock,
    TimelineBlock,
)
from dossier.views.composer import Composer
from dossier.views.embed import Counts, EntityCard, embedded
from tests.maker import (
    make_article,
    make_entity,
    make_event,
    make_instrument,
    make_site,
    make_statement,
    make_theme,
)

RECORDS = (
    make_article("a", themes=["t"], corrections=[{"date": "2022", "kind": "update", "text": "C1"}]),
    make_article("b"),
    make_entity(
        "acme",
        names={"fr": "Acmé", "zh-Hans": "示例"},
        body="First [@a]. Second.",
        corrections=[
            {"date": f"2023-0{n}", "kind": "update", "text": f"C{n}"} for n in range(2, 8)
        ],
    ),
    make_instrument("act"),
    make_theme("t"),
    make_event("late", date="2022", cites=["a"], actor="acme", themes=["t"]),
    make_event("early", date="2019", cites=["b"], instruments=["act"]),
    make_statement("claim", against="acme", cites=["a"], themes=["t"], said="2020"),
    make_statement("other", against="act", cites=["a"], said="2019"),
    make_statement("remark", kind="remark", cites=["a"], themes=["t"]),
)


def shown(block: Block) -> Any:
    return embedded(Composer(make_site(*RECORDS), "en"), block).value


@pytest.mark.parametrize(
    ("options", "events"),
    [
        ({}, ["Early", "Late"]),
        ({"events": ["late", "early"]}, ["Early", "Late"]),
        ({"events": ["late"]}, ["Late"]),
        ({"theme": "t"}, ["Late"]),
        ({"entity": "acme"}, ["Late"]),
        ({"instrument": "act"}, ["Early"]),
        ({"theme": "nothing"}, []),
    ],
)
def test_a_timeline_shows_the_events_asked_for_oldest_first(
    options: dict[str, Any], events: list[str]
) -> None:
    rows = shown(TimelineBlock.model_validate(options))
    assert [row.title.text for row in rows] == events


@pytest.mark.parametrize(
    ("options", "claims"),
    [
        ({}, ["other", "claim"]),
        ({"statements": ["remark", "claim"]}, ["remark", "claim"]),
        ({"theme": "t"}, ["claim"]),
        ({"against": "acme"}, ["claim"]),
    ],
)
def test_claims_are_those_asked_for(options: dict[str, Any], claims: list[str]) -> None:
    rows = shown(ClaimsBlock.model_validate(options))
    assert [row.claim.href for row in rows] == [f"statements/{id}/" for id in claims]


@pytest.mark.parametrize(
    ("options", "sources"),
    [({}, ["a", "b"]), ({"articles": ["b", "a"]}, ["b", "a"]), ({"theme": "t"}, ["a"])],
)
def test_sources_are_those_asked_for(options: dict[str, Any], sources: list[str]) -> None:
    rows = shown(SourcesBlock.model_validate(options))
    assert [row.link.href for row in rows] == [f"articles/{id}/" for id in sources]


def test_a_card_shows_names_that_are_not_the_sites_and_the_first_sentence() -> None:
    card = shown(EntityCardBlock(id="acme"))
    assert isinstance(card, EntityCard)
    assert (card.label, card.link.href) == ("Company", "entities/acme/")
    assert [name.text for name in card.names] == ["示例"]
    assert card.lead is not None
    assert card.lead.text == "First [@a]."


def test_counts_count_what_readers_can_see() -> None:
    counts = shown(CountsBlock())
    assert isinstance(counts, Counts)
    assert (counts.articles, counts.entities, counts.instruments) == (2, 1, 1)
    assert (counts.events, counts.statements, counts.today.text) == (2, 3, "2026-11-22")


def test_themes_are_all_shown() -> None:
    assert [row.link.href for row in shown(ThemesBlock())] == ["themes/t/"]


def test_corrections_are_the_latest_five_newest_first() -> None:
    rows = shown(CorrectionsBlock())
    assert [row.text.text for row in rows] == ["C7", "C6", "C5", "C4", "C3"]
    assert rows[0].record is not None
    assert rows[0].record.href == "entities/acme/"


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_shows_something(name: str) -> None:
    options = {"id": "acme"} if name == "entity-card" else {}
    found = embedded(Composer(make_site(*RECORDS), "fr"), BLOCKS[name].model_validate(options))
    assert found.macro.endswith("_block")
    assert found.value
