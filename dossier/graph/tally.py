"""How much a dossier holds on a record, as registers say it."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.graph.graph import Graph
from dossier.model.edtf import Edtf


@dataclass(frozen=True, slots=True)
class Tally:
    """The dates of the first and last event, and the numbers of events, statements and articles."""

    first: Edtf | None
    last: Edtf | None
    events: int
    statements: int
    articles: int

    def as_json(self) -> list[str | int | None]:
        """As it is kept."""
        first, last = (date.text if date else None for date in (self.first, self.last))
        return [first, last, self.events, self.statements, self.articles]

    @classmethod
    def from_json(cls, kept: list[str | int | None]) -> "Tally":
        """What was kept."""
        first, last = (Edtf(str(date)) if date else None for date in kept[:2])
        events, statements, articles = (int(number or 0) for number in kept[2:])
        return cls(first, last, events, statements, articles)


def tally(graph: Graph, id: str) -> Tally:
    """How much there is on an entity, instrument or theme."""
    events = graph.events_by_participant.get(id, ())
    return Tally(
        first=events[0].fields.date if events else None,
        last=events[-1].fields.date if events else None,
        events=len(events),
        statements=len(graph.statements_about.get(id, ())),
        articles=len(set(_sources(graph, id))),
    )


def _sources(graph: Graph, id: str) -> Iterator[str]:
    """Yield the articles that name a record, that it cites, and that anything about it cites."""
    for backlink in graph.backlinks.get(id, ()):
        if backlink.file.type == "article":
            yield backlink.file.record.id
    yield from graph.cited.get(id, ())
    for items in (
        graph.events_by_participant,
        graph.statements_by_speaker,
        graph.statements_against,
        graph.statements_about,
        graph.relations_of,
        graph.figures_about,
        graph.discrepancies_about,
    ):
        for item in items.get(id, ()):
            yield from graph.cited.get(item.id, ())
