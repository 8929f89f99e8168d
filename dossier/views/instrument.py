"""The page of an instrument: what it does, its life, who is listed, what came before and after."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.graph.item import Item
from dossier.model.event import EventFields
from dossier.model.instrument import Instrument
from dossier.model.kind import INSTRUMENT_KINDS
from dossier.model.predicate import PREDICATES, SUCCESSION
from dossier.records.dossier import RecordFile
from dossier.views.composer import Composer
from dossier.views.entity import relation_rows
from dossier.views.figure import discrepancy_row, figure_families
from dossier.views.foot import foot_of
from dossier.views.mention import mention_rows
from dossier.views.message import N_
from dossier.views.news import record_news
from dossier.views.page import RecordPage
from dossier.views.part import (
    ClaimView,
    DiscrepancyRow,
    Fact,
    FigureFamily,
    ListingRow,
    MentionRow,
    ProseView,
    ReferenceRow,
    RelationRow,
    StageRow,
)
from dossier.views.relation import listing_row
from dossier.views.summary import description
from dossier.views.timeline import Chronology, chronology

_SUCCESSION = frozenset(
    phrase for name in SUCCESSION for phrase in (PREDICATES[name].phrase, PREDICATES[name].reverse)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentPage(RecordPage):
    """What the page of an instrument shows, in its order."""

    lead: ProseView | None
    body: ProseView | None
    measures: tuple[str, ...]
    does: ProseView | None
    does_not: ProseView | None
    stages: tuple[StageRow, ...]
    listed: tuple[ListingRow, ...]
    delisted: tuple[ListingRow, ...]
    succession: tuple[RelationRow, ...]
    relations: tuple[RelationRow, ...]
    texts: tuple[ReferenceRow, ...]
    timeline: Chronology
    statements: tuple[ClaimView, ...]
    figures: tuple[FigureFamily, ...]
    discrepancies: tuple[DiscrepancyRow, ...]
    mentions: tuple[MentionRow, ...]


def instrument_page(compose: Composer, file: RecordFile, instrument: Instrument) -> InstrumentPage:
    """Lay out the page of an instrument."""
    graph = compose.graph
    id = instrument.id
    lead, body = compose.lead(instrument.body)
    does = compose.prose(instrument.does, part=1)
    does_not = compose.prose(instrument.does_not, part=2)
    stages = tuple(_stages(compose, instrument, graph.stages.get(id, ())))
    rows = tuple(listing_row(compose, one) for one in graph.listings_on.get(id, ()))
    relations = relation_rows(compose, id, graph.relations_of.get(id, ()), own=instrument.relations)
    events = graph.events_by_participant.get(id, ())
    return InstrumentPage(
        path=compose.path("instrument", instrument.id),
        lang=compose.lang,
        kind="instrument",
        title=compose.name(id),
        description=description(lead or does),
        today=graph.today,
        id=id,
        label=INSTRUMENT_KINDS[instrument.kind],
        facts=tuple(_facts(compose, instrument)),
        lead=lead,
        body=body,
        measures=instrument.measures,
        does=does,
        does_not=does_not,
        stages=stages,
        listed=tuple(row for row in rows if row.until is None),
        delisted=tuple(row for row in rows if row.until is not None),
        succession=tuple(row for row in relations if row.phrase in _SUCCESSION),
        relations=tuple(row for row in relations if row.phrase not in _SUCCESSION),
        texts=tuple(compose.reference(text) for text in instrument.texts),
        timeline=chronology(compose, id, events),
        news=record_news(compose, compose.path("instrument", id), events),
        statements=tuple(compose.claim(item) for item in graph.statements_about.get(id, ())),
        figures=figure_families(compose, graph.figures_about.get(id, ())),
        discrepancies=tuple(
            discrepancy_row(compose, item) for item in graph.discrepancies_about.get(id, ())
        ),
        mentions=mention_rows(compose, id),
        foot=foot_of(compose, file),
    )


def _facts(compose: Composer, instrument: Instrument) -> Iterator[Fact]:
    if instrument.jurisdiction:
        yield Fact(N_("Jurisdiction"), words=(f"territory:{instrument.jurisdiction}",))
    if instrument.issuer:
        yield Fact(N_("Issued by"), links=compose.links(instrument.issuer))
    if instrument.names:
        yield Fact(N_("Also called"), words=instrument.names)
    if instrument.number:
        yield Fact(N_("Number"), words=instrument.number)
    if instrument.themes:
        yield Fact(N_("Themes"), links=compose.links(instrument.themes))


def _stages(
    compose: Composer, instrument: Instrument, events: tuple[Item[EventFields], ...]
) -> Iterator[StageRow]:
    """The steps taken, in order of date; for a bill also that it has not become law."""
    reached = {item.fields.stage for item in events}
    for item in events:
        yield StageRow(
            item.fields.stage or "",
            compose.link(item.id),
            item.fields.date,
            item.fields.planned,
            compose.cites(item.citations),
        )
    if instrument.kind == "bill" and events and not reached & {"in-force", "repealed", "expired"}:
        yield StageRow("in-force", None, None, planned=False, cites=())
