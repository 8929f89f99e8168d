"""Dossier material in hand-written pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.graph.item import Item
from dossier.model.article import Article
from dossier.model.block import (
    Block,
    ClaimsBlock,
    CorrectionsBlock,
    CountsBlock,
    EntityCardBlock,
    SourcesBlock,
    ThemesBlock,
    TimelineBlock,
)
from dossier.model.edtf import Edtf
from dossier.model.entity import Entity
from dossier.model.event import EventFields
from dossier.model.kind import ENTITY_KINDS
from dossier.model.statement import StatementFields
from dossier.views.composer import Composer
from dossier.views.correction import all_corrections
from dossier.views.part import CorrectionRow, LinkView, ProseView, TextView
from dossier.views.register import theme_rows

_LATEST_CORRECTIONS = 5


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a dossier holds."""

    articles: int
    entities: int
    instruments: int
    events: int
    statements: int
    today: Edtf


@dataclass(frozen=True, slots=True)
class EntityCard:
    """An entity in short."""

    label: str
    link: LinkView
    names: tuple[TextView, ...]
    lead: ProseView | None


@dataclass(frozen=True, slots=True)
class Embedded:
    """What a block shows: the name of its macro, and the value it takes."""

    macro: str
    value: object


@dataclass(frozen=True, slots=True)
class PageEnd:
    """What a hand-written page ends with: the sources it cites, the day the dossier speaks of."""

    today: Edtf


def embedded(compose: Composer, block: Block) -> Embedded:
    """What a block of a hand-written page shows."""
    match block:
        case TimelineBlock():
            rows = tuple(compose.event(item) for item in _events(compose, block))
            return Embedded("timeline_block", rows)
        case ClaimsBlock():
            claims = tuple(compose.claim(item) for item in _claims(compose, block))
            return Embedded("claims_block", claims)
        case SourcesBlock():
            sources = tuple(compose.reference(id) for id in _sources(compose, block))
            return Embedded("sources_block", sources)
        case EntityCardBlock():
            return Embedded("card_block", _card(compose, block.id))
        case CountsBlock():
            return Embedded("counts_block", counts(compose))
        case ThemesBlock():
            return Embedded("themes_block", theme_rows(compose))
        case CorrectionsBlock():
            return Embedded("corrections_block", latest_corrections(compose))
    raise TypeError(f"nothing to show for {type(block).__name__}")


def _events(compose: Composer, block: TimelineBlock) -> Iterator[Item[EventFields]]:
    graph = compose.graph
    if block.events:
        found = [graph.events[id] for id in block.events if id in graph.events]
        yield from sorted(found, key=lambda item: (item.fields.date.sort_key, item.id))
        return
    key = block.theme or block.entity or block.instrument
    yield from graph.events_by_participant.get(key, ()) if key else graph.events.values()


def _claims(compose: Composer, block: ClaimsBlock) -> Iterator[Item[StatementFields]]:
    graph = compose.graph
    if block.statements:
        yield from (graph.statements[id] for id in block.statements if id in graph.statements)
    elif block.against:
        yield from graph.statements_against.get(block.against, ())
    else:
        items = (
            graph.statements_about.get(block.theme, ())
            if block.theme
            else tuple(graph.statements.values())
        )
        yield from (
            one
            for one in items
            if one.fields.against or one.fields.replies or graph.replies.get(one.id)
        )


def _sources(compose: Composer, block: SourcesBlock) -> Iterator[str]:
    if block.articles:
        yield from (id for id in block.articles if compose.face(id))
    else:
        for article in compose.records(Article):
            if block.theme is None or block.theme in article.themes:
                yield article.id


def _card(compose: Composer, id: str) -> EntityCard | None:
    file = compose.graph.files.get(id)
    if file is None or not isinstance(file.record, Entity):
        return None
    entity = file.record
    lead, _ = compose.lead(entity.body)
    ours = compose.site.options.language_codes
    names = (TextView(name, lang) for lang, name in entity.names.items() if lang not in ours)
    return EntityCard(ENTITY_KINDS[entity.kind], compose.link(id), tuple(names), lead)


def counts(compose: Composer) -> Counts:
    """How much the dossier holds."""
    return Counts(
        compose.count("article"),
        compose.count("entity"),
        compose.count("instrument"),
        sum(count for _, count in compose.event_counts()),
        sum(count for _, count in compose.statement_counts()),
        compose.graph.today,
    )


def latest_corrections(compose: Composer) -> tuple[CorrectionRow, ...]:
    """The latest corrections of all records, newest first."""
    return all_corrections(compose)[:_LATEST_CORRECTIONS]
