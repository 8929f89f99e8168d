"""Fields that need, or exclude, one another."""

from collections.abc import Iterator

from dossier.errors import Code, Problem
from dossier.graph.graph import Graph
from dossier.graph.item import LISTING_KINDS
from dossier.model.article import Article
from dossier.model.entity import Entity
from dossier.model.predicate import PREDICATES


def conflicting_fields(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each pair of fields of which only one can be true."""
    for file in graph.dossier.files:
        record = file.record
        if isinstance(record, Entity) and record.kind != "person" and record.protection is not None:
            yield Problem(
                graph.places.key(file, ("protection",)),
                Code.CONFLICTING_FIELDS,
                f"only persons have a protection class, not a {record.kind}",
                "delete it, or correct 'kind'",
            )
        if isinstance(record, Article) and record.publisher and record.publisher_name:
            yield Problem(
                graph.places.key(file, ("publisher_name",)),
                Code.CONFLICTING_FIELDS,
                "'publisher' and 'publisher_name' both say who published it",
                "keep publisher, the id of an entity",
            )


def embargoes(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each embargo without a day, and each day without an embargo."""
    for file in graph.dossier.files:
        record = file.record
        if record.state == "embargoed" and record.until is None:
            yield Problem(
                graph.places.value(file, ("state",)),
                Code.MISSING_FIELD,
                "an embargoed record has no 'until'",
                "add the first day on which readers may see it",
            )
        if record.state != "embargoed" and record.until is not None:
            yield Problem(
                graph.places.key(file, ("until",)),
                Code.CONFLICTING_FIELDS,
                f"'until' is for embargoed records; this one is {record.state}",
                "delete it, or say state: embargoed",
            )


def listings_without_target(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each listing that does not say who was listed, or on what."""
    for item in graph.events.values():
        if item.fields.kind not in LISTING_KINDS:
            continue
        for field, value in (
            ("target", item.fields.target),
            ("instruments", item.fields.instruments),
        ):
            if not value:
                yield Problem(
                    graph.places.value(item.file, (*item.path, "kind")),
                    Code.LISTING_WITHOUT_TARGET,
                    f"a {item.fields.kind} without '{field}'",
                    "say who was listed (target) and on what (instruments), "
                    "or call it an announcement",
                )


def stages_without_instrument(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each step in a life cycle that does not say whose."""
    for item in graph.events.values():
        if item.fields.stage is not None and not item.fields.instruments:
            yield Problem(
                graph.places.value(item.file, (*item.path, "stage")),
                Code.STAGE_WITHOUT_INSTRUMENT,
                f"the stage '{item.fields.stage}' of no instrument",
                "add instruments: [ID]",
            )


def relation_kinds(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each relation between things its predicate cannot join."""
    for item in graph.relations.values():
        predicate = PREDICATES[item.fields.predicate]
        sides = (
            ("subject", item.fields.subject or item.home.id, predicate.subjects),
            ("object", item.fields.object, predicate.objects),
        )
        for side, id, allowed in sides:
            kind = _kind(graph, id)
            if kind and kind not in allowed:
                yield Problem(
                    graph.places.value(item.file, (*item.path, side)),
                    Code.BAD_RELATION,
                    f"'{item.fields.predicate}' cannot have the {kind} '{id}' as its {side}",
                    f"its {side} is one of: {', '.join(sorted(allowed))}",
                )


def _kind(graph: Graph, id: str) -> str:
    file = graph.files.get(id)
    if file is None:
        return ""
    return file.record.kind if isinstance(file.record, Entity) else file.type
