"""Dates that cannot be."""

from collections.abc import Iterable, Iterator

from dossier.errors import Code, Problem
from dossier.graph.graph import Graph
from dossier.graph.item import Cited, Item
from dossier.model.article import Article
from dossier.model.edtf import Edtf
from dossier.model.event import EventFields
from dossier.model.key_path import KeyPath
from dossier.records.dossier import RecordFile


def events_after_article(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each event certainly later than a document that reports it as done."""
    for item in graph.events.values():
        if item.fields.planned:
            continue
        for cited in item.citations:
            if cited.reported_as == "announced":
                continue
            article = _article(graph, cited.citation.source)
            if article is None:
                continue
            published = article.updated or article.published
            if published is not None and published.is_before(item.fields.date):
                yield Problem(
                    graph.places.value(item.file, (*item.path, "date")),
                    Code.EVENT_AFTER_ARTICLE,
                    f"the event is of {item.fields.date}, but '{article.id}', which reports it, "
                    f"is of {published}",
                    _hint(item, cited),
                )


def _article(graph: Graph, id: str) -> Article | None:
    """The article of an id, unless the id leads nowhere: another rule says so."""
    file = graph.files.get(id)
    return file.record if file and isinstance(file.record, Article) else None


def _hint(item: Item[EventFields], cited: Cited) -> str:
    source = str(cited.citation.source)
    if item.article is not None and item.article.id == source:
        return "correct the date, or say planned: true"
    return (
        f"correct the date, or write in {source} reports: [{{id: {item.id}, as: announced}}]"
        " instead of citing it"
    )


def planned_in_past(graph: Graph) -> Iterator[Problem]:
    """Yield a warning for each event that is still called planned after its day."""
    for item in graph.events.values():
        if item.fields.planned and item.fields.date.is_before(graph.today):
            yield Problem(
                graph.places.value(item.file, (*item.path, "planned")),
                Code.PLANNED_IN_PAST,
                f"an event of {item.fields.date} is still called planned",
                "find out whether it happened, and say so",
            )


def ends_before_starts(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each relation that ends before it begins."""
    for item in graph.relations.values():
        since, until = item.fields.since, item.fields.until
        if since is not None and until is not None and until.is_before(since):
            yield Problem(
                graph.places.value(item.file, (*item.path, "until")),
                Code.END_BEFORE_START,
                f"it ends in {until}, before it begins in {since}",
                "exchange or correct the two dates",
            )


def dates_to_come(graph: Graph, latest: Edtf) -> Iterator[Problem]:
    """Yield a problem for what editors did after a day, the latest on which it can have been."""
    for file in (*graph.files.values(), *graph.withdrawn.values()):
        record = file.record
        done: list[tuple[KeyPath, Edtf]] = [
            (("corrections", n, "date"), one.date) for n, one in enumerate(record.corrections)
        ]
        if isinstance(record, Article) and record.accessed:
            done.append((("accessed",), record.accessed))
        yield from _to_come(graph, latest, file, done)
    for item in graph.statements.values():
        searched = enumerate(item.fields.no_reply)
        looked = [((*item.path, "no_reply", n, "as_of"), one.as_of) for n, one in searched]
        yield from _to_come(graph, latest, item.file, looked)


def _to_come(
    graph: Graph, latest: Edtf, file: RecordFile, done: Iterable[tuple[KeyPath, Edtf]]
) -> Iterator[Problem]:
    for path, date in done:
        if latest.is_before(date):
            yield Problem(
                graph.places.value(file, path),
                Code.DATE_TO_COME,
                f"{date} has not come: the dossier speaks of {latest}",
                "write the day on which it was done",
            )


def reviews_due(graph: Graph) -> Iterator[Problem]:
    """Yield a warning for each record that someone should have looked at again by now."""
    for file in graph.files.values():
        day = file.record.review_by
        if day is not None and day.is_before(graph.today):
            yield Problem(
                graph.places.value(file, ("review_by",)),
                Code.REVIEW_DUE,
                f"'{file.record.id}' was to be looked at again by {day}",
                "look whether it still holds, and move review_by on",
            )
