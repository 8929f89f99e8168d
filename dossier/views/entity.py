"""The page of an entity: who it is, what applies to it, what happened, what is claimed and said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dossier.graph.item import Item, Listing, Tie, ends_of
from dossier.model.entity import Entity
from dossier.model.kind import ENTITY_KINDS, PROTECTIONS
from dossier.model.relation import Relation
from dossier.records.dossier import RecordFile
from dossier.views.composer import Composer
from dossier.views.figure import discrepancy_row, figure_families
from dossier.views.foot import foot_of
from dossier.views.mention import mention_rows
from dossier.views.message import N_
from dossier.views.neighbourhood import Neighbourhood, neighbourhood
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
    RelationRow,
    TextView,
)
from dossier.views.relation import listing_row, tie_row
from dossier.views.summary import description
from dossier.views.tie import predicate_of, tie_key
from dossier.views.timeline import Chronology, chronology


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage(RecordPage):
    """What the page of an entity shows, in its order."""

    names: tuple[TextView, ...]
    aliases: tuple[str, ...]
    lead: ProseView | None
    body: ProseView | None
    listings: tuple[ListingRow, ...]
    ended: tuple[ListingRow, ...]
    timeline: Chronology
    claims: tuple[ClaimView, ...]
    said: tuple[ClaimView, ...]
    about: tuple[ClaimView, ...]
    figures: tuple[FigureFamily, ...]
    discrepancies: tuple[DiscrepancyRow, ...]
    relations: tuple[RelationRow, ...]
    """With its listings, as what it is related to."""

    neighbourhood: Neighbourhood
    mentions: tuple[MentionRow, ...]


def entity_page(compose: Composer, file: RecordFile, entity: Entity) -> EntityPage:
    """Lay out the page of an entity."""
    graph = compose.graph
    id = entity.id
    lead, body = compose.lead(entity.body)
    now, ended = _listings(compose, id)
    events = graph.events_by_participant.get(id, ())
    against = graph.statements_against.get(id, ())
    claims = tuple(compose.claim(item) for item in against)
    own = graph.statements_by_speaker.get(id, ())
    answered = {reply.id for item in against for reply in graph.replies.get(item.id, ())}
    said = tuple(compose.claim(item) for item in own if item.id not in answered)
    shown = {item.id for item in (*against, *own)} | answered
    ties: tuple[Tie, ...] = (*graph.relations_of.get(id, ()), *graph.listings_of.get(id, ()))
    about = tuple(
        compose.claim(item) for item in graph.statements_about.get(id, ()) if item.id not in shown
    )
    return EntityPage(
        path=compose.path("entity", entity.id),
        lang=compose.lang,
        kind="entity",
        title=compose.name(id),
        description=description(lead),
        today=graph.today,
        id=id,
        label=ENTITY_KINDS[entity.kind],
        facts=tuple(_facts(compose, entity)),
        names=tuple(TextView(name, language) for language, name in entity.names.items()),
        aliases=entity.aliases,
        lead=lead,
        body=body,
        listings=now,
        ended=ended,
        timeline=chronology(compose, id, events, newest_first=True),
        news=None
        if entity.is_protected
        else record_news(compose, compose.path("entity", id), events, (*against, *own)),
        is_unlisted=entity.is_protected,
        claims=claims,
        said=said,
        about=about,
        figures=figure_families(compose, graph.figures_about.get(id, ())),
        discrepancies=tuple(
            discrepancy_row(compose, item) for item in graph.discrepancies_about.get(id, ())
        ),
        relations=relation_rows(compose, id, ties, own=entity.relations),
        neighbourhood=neighbourhood(compose, id, ties),
        mentions=mention_rows(compose, id),
        foot=foot_of(compose, file),
    )


def _facts(compose: Composer, entity: Entity) -> Iterator[Fact]:
    if entity.country:
        yield Fact(N_("Country"), words=(f"territory:{entity.country}",))
    for scheme, value in entity.ids.items():
        yield Fact(ID_LABELS.get(scheme, scheme), words=(value,), external=_external(scheme, value))
    if entity.protection and entity.is_protected:
        yield Fact(N_("Protection"), words=(f"message:{PROTECTIONS[entity.protection]}",))
    if entity.themes:
        yield Fact(N_("Themes"), links=compose.links(entity.themes))


ID_LABELS = {
    "wikidata": "Wikidata",
    "lei": "LEI",
    "opensanctions": "OpenSanctions",
    "ticker": "Ticker",
}
_ID_ADDRESSES = {
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "lei": "https://search.gleif.org/#/record/{}",
    "opensanctions": "https://www.opensanctions.org/entities/{}/",
}


def _external(scheme: str, value: str) -> str:
    address = _ID_ADDRESSES.get(scheme, "")
    return address.format(value) if value.replace("-", "").isalnum() else ""


def _listings(compose: Composer, id: str) -> tuple[tuple[ListingRow, ...], tuple[ListingRow, ...]]:
    """The listings of an entity and of its subsidiaries: those in force, and those that ended."""
    graph = compose.graph
    found: list[tuple[Listing, str]] = [(one, "") for one in graph.listings_of.get(id, ())]
    for item in graph.relations_of.get(id, ()):
        subject = item.fields.subject or item.home.id
        if item.fields.predicate == "subsidiary-of" and item.fields.object == id:
            found += [(one, subject) for one in graph.listings_of.get(subject, ())]
    found.sort(key=lambda pair: (pair[0].since.sort_key, pair[0].entity, pair[0].instrument))
    rows = tuple(listing_row(compose, listing, through) for listing, through in found)
    now = tuple(row for row in rows if row.until is None)
    return now, tuple(row for row in rows if row.until is not None)


def relation_rows(
    compose: Composer,
    id: str,
    ties: Iterable[Tie],
    *,
    own: tuple[Relation, ...] = (),
) -> tuple[RelationRow, ...]:
    """The relations of a record as read from its side, by phrase and then by date."""
    local = {relation.id for relation in own}

    def anchor(tie: Tie) -> str:
        is_own = isinstance(tie, Item) and tie.home.id == id and tie.fields.id in local
        return tie.fields.id if isinstance(tie, Item) and is_own else ""

    ordered = sorted(
        ties,
        key=lambda tie: (predicate_of(tie).phrase, ends_of(tie)[1] == id, *tie_key(tie)),
    )
    return tuple(tie_row(compose, tie, id, anchor(tie)) for tie in ordered)
