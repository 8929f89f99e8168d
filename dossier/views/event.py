"""The page of an event in a file of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.event import Event
from dossier.model.kind import EVENT_KINDS
from dossier.records.dossier import RecordFile
from dossier.views.composer import Composer
from dossier.views.foot import foot_of
from dossier.views.mention import mention_rows
from dossier.views.message import N_
from dossier.views.page import RecordPage
from dossier.views.part import (
    CitationMark,
    ClaimView,
    EventRow,
    Fact,
    MentionRow,
    ParticipantView,
    ProseView,
)
from dossier.views.summary import description


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage(RecordPage):
    """What the page of an event shows, in its order."""

    event: EventRow
    actors: tuple[ParticipantView, ...]
    targets: tuple[ParticipantView, ...]
    others: tuple[ParticipantView, ...]
    body: ProseView | None
    reported: tuple[CitationMark, ...]
    statements: tuple[ClaimView, ...]
    mentions: tuple[MentionRow, ...]


def event_page(compose: Composer, file: RecordFile, event: Event) -> EventPage:
    """Lay out the page of an event."""
    graph = compose.graph
    item = graph.events[event.id]
    row = compose.event(item)
    return EventPage(
        path=compose.path("event", event.id),
        lang=compose.lang,
        kind="event",
        title=row.title,
        description=description(row.summary) or row.title.text,
        today=graph.today,
        id=event.id,
        label=EVENT_KINDS[event.kind],
        facts=tuple(_facts(compose, event)),
        event=row,
        actors=compose.participants(event.actor),
        targets=compose.participants(event.target),
        others=compose.participants(event.with_),
        body=compose.prose(event.body),
        reported=row.cites,
        statements=tuple(compose.claim(one) for one in graph.statements_about.get(event.id, ())),
        mentions=mention_rows(compose, event.id),
        foot=foot_of(compose, file),
    )


def _facts(compose: Composer, event: Event) -> Iterator[Fact]:
    yield Fact(N_("Date"), date=event.date)
    if event.place:
        yield Fact(N_("Place"), links=(compose.link(event.place),))
    if event.instruments:
        yield Fact(N_("Instruments"), links=compose.links(event.instruments))
    if event.number:
        yield Fact(N_("Number"), words=event.number)
    if event.themes:
        yield Fact(N_("Themes"), links=compose.links(event.themes))
