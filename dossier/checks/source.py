"""No statement without a source."""

from collections.abc import Iterator

from dossier.errors import Code, Origin, Problem
from dossier.graph.graph import Graph
from dossier.graph.item import Item
from dossier.model import address
from dossier.model.article import Article
from dossier.model.entity import Entity
from dossier.model.field import Model
from dossier.model.identifier import public_id
from dossier.model.instrument import Instrument
from dossier.model.key_path import KeyPath
from dossier.model.text import Text
from dossier.model.theme import Theme
from dossier.records.prose import scan
from dossier.records.reference_grammar import WrittenReference


def items_without_source(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each event, statement, relation or discrepancy that cites nothing."""
    for item in _items(graph):
        if not item.citations and item.id not in graph.unsettled:
            yield Problem(
                graph.places.value(item.file, item.path),
                Code.NO_SOURCE,
                f"the {item.kind} '{item.id}' has no source",
                "add cites: [{source: ID, at: {…}}], or let an article report it",
            )
    for discrepancy in graph.discrepancies.values():
        if not discrepancy.fields.cites:
            yield Problem(
                graph.places.value(discrepancy.file, discrepancy.path),
                Code.NO_SOURCE,
                f"the discrepancy '{discrepancy.id}' names no other source",
                "add to its cites the sources of what is 'found'",
            )


def tracking_parameters(graph: Graph) -> Iterator[Problem]:
    """Yield a warning for each document's address that says by which way an editor came to it."""
    for file in graph.files.values():
        record = file.record
        if isinstance(record, Article) and (names := address.tracking_parameters(record.url or "")):
            yield Problem(
                graph.places.value(file, ("url",)),
                Code.TRACKING_PARAMETERS,
                f"the address tells who sent the reader: {', '.join(names)}",
                "delete these parameters, if it leads to the same without them",
            )


def _items(graph: Graph) -> Iterator[Item[Model]]:
    for items in (graph.events, graph.statements, graph.relations, graph.figures):
        yield from items.values()


def prose_without_source(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each text of a record that states things and cites nothing."""
    for file in graph.files.values():
        record = file.record
        texts: dict[str, Text | None] = {}
        if isinstance(record, Entity | Instrument | Theme):
            texts["body"] = record.body
        if isinstance(record, Instrument):
            texts |= {"does": record.does, "does_not": record.does_not}
        for key, text in texts.items():
            for lang, words in text.values if text else ():
                if not _cites(words):
                    path: KeyPath = (key, lang) if lang else (key,)
                    language = f" in '{lang}'" if lang else ""
                    yield Problem(
                        graph.places.value(file, path),
                        Code.NO_SOURCE,
                        f"the text of '{key}'{language} has no source",
                        "cite one where it belongs: [@id, p. 3]",
                    )


def _cites(prose: str) -> bool:
    """Whether prose cites something; a citation that cannot be read is another rule's business."""
    scanned = scan(prose)
    return any(not isinstance(found.written, WrittenReference) for found in scanned.found) or any(
        slip.code in (Code.BAD_LOCATOR, Code.BAD_ID) for slip in scanned.slips
    )


def quotes_without_source(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each quotation that does not say where it was copied from."""
    for item in graph.statements.values():
        for index, quote in enumerate(item.fields.quotes):
            if quote.source is None and item.article is None and quote.role != "our-translation":
                yield Problem(
                    graph.places.value(item.file, (*item.path, "quotes", index)),
                    Code.NO_SOURCE,
                    "the quotation does not say which article it was copied from",
                    "add source: ID",
                )


def duplicate_citations(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each citation that an item carries twice."""
    for item in (*_items(graph), *graph.discrepancies.values()):
        own_article = 1 if item.article is not None else 0
        cites: tuple[object, ...] = getattr(item.fields, "cites", ())
        seen: dict[str, list[object]] = {}
        for number, cited in enumerate(item.citations):
            source, at = cited.citation.source, cited.citation.at
            earlier = seen.setdefault(source, [])
            from_report = number >= own_article + len(cites)
            if earlier and (from_report or at in earlier):
                yield Problem(
                    _origin(graph, item, number, own_article, len(cites)),
                    Code.DUPLICATE_CITATION,
                    f"the {item.kind} '{item.id}' already cites '{source}'",
                    "write the pair once: in cites, or as a report of the article",
                )
            earlier.append(at)


def _origin(graph: Graph, item: Item[Model], number: int, own_article: int, cites: int) -> Origin:
    if number < own_article + cites:
        index = number - own_article
        return graph.places.value(item.file, (*item.path, "cites", index))
    file = graph.files[item.citations[number].citation.source]
    reports = file.record.reports if isinstance(file.record, Article) else ()
    home = file.record.id
    index = next(
        (n for n, one in enumerate(reports) if item.id in (one.id, public_id(home, one.id))), 0
    )
    return graph.places.value(file, ("reports", index))
