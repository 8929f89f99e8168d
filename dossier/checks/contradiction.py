"""Accounts that cannot all be true are put side by side, with a word for readers."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from dossier.errors import Code, Problem
from dossier.graph.graph import Graph
from dossier.graph.item import Item
from dossier.model.article import Figure
from dossier.model.edtf import Day
from dossier.model.event import EventFields
from dossier.model.statement import StatementFields

_NEAR = 31
"""Events so many days apart, or less, may be one that sources date differently."""

_ONCE = frozenset({"introduced", "passed", "signed", "repealed", "expired"})
"""Steps in the life of an instrument that are taken once; it may come into force by parts."""

_TOLERANCE = Decimal("0.05")
"""How far from a value given as `about` another may lie and agree with it, as a part of it."""


def events_at_odds(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each two events that may be one, with dates that differ.

    These are events of the same kind and parties, no more than a month apart; and, however far
    apart, those that are the same step of one instrument. `conflicts_with` says that they are one,
    `distinct_from` that they are not.
    """
    alike = (pair for events in _alike(graph.events.values()) for pair in _near(events))
    steps = (pair for events in _steps(graph.events.values()) for pair in combinations(events, 2))
    pairs = {(one.id, other.id): (one, other) for one, other in (*alike, *steps)}
    for former, latter in pairs.values():
        if former.fields.date.is_before(latter.fields.date) and not (
            _names(graph, former, latter) or _names(graph, latter, former)
        ):
            same = "kind and parties" if former.fields.stage is None else "step"
            yield Problem(
                graph.places.value(latter.file, (*latter.path, "date")),
                Code.CONTRADICTION,
                f"'{former.id}', of the same {same}, is of {former.fields.date}, "
                f"not of {latter.fields.date}",
                f"if they are one event, say conflicts_with: [{former.id}] and add a "
                f"public_note; if not, say distinct_from: [{former.id}]",
            )


def _steps(events: Iterable[Item[EventFields]]) -> Iterator[list[Item[EventFields]]]:
    """Groups of events that are the same step of the same instruments, taken once only."""
    groups: defaultdict[Hashable, list[Item[EventFields]]] = defaultdict(list)
    for item in events:
        fields = item.fields
        if fields.stage in _ONCE and fields.instruments and not fields.planned:
            groups[fields.stage, frozenset(fields.instruments)].append(item)
    return (group for group in groups.values() if len(group) > 1)


def _alike(events: Iterable[Item[EventFields]]) -> Iterator[list[Item[EventFields]]]:
    """Groups of events that have their kind, stage, parties, instruments and place in common."""
    groups: defaultdict[Hashable, list[Item[EventFields]]] = defaultdict(list)
    for item in events:
        fields = item.fields
        actors = frozenset(one.id for one in fields.actor)
        targets = frozenset(one.id for one in fields.target)
        if (actors or targets) and not fields.planned:
            what = (fields.kind, fields.stage, fields.place, frozenset(fields.instruments))
            groups[what, actors, targets].append(item)
    return (group for group in groups.values() if len(group) > 1)


def _near(
    events: list[Item[EventFields]],
) -> Iterator[tuple[Item[EventFields], Item[EventFields]]]:
    """Pairs of events, oldest first, between which there is no more than a month."""
    for index, former in enumerate(events):
        last = former.fields.date.upper
        for latter in events[index + 1 :] if last else ():
            first = latter.fields.date.lower
            if last and first and _days(first) - _days(last) > _NEAR:
                break
            yield former, latter


def _days(day: Day) -> int:
    """A number that grows by one each day, or somewhat more at the end of a month."""
    return (day[0] * 12 + day[1]) * 31 + day[2]


def _names(graph: Graph, one: Item[EventFields], other: Item[EventFields]) -> bool:
    named = (*one.fields.conflicts_with, *one.fields.distinct_from)
    return other.id in {graph.resolve_item(id, one.home.id) for id in named}


def figures_at_odds(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each two values of one measure that cannot both be right.

    A measure is one where its words in some language, its unit, a thing measured and the day are
    the same.
    `variant_of` and `converted_from` say that one is another account of the other.
    """
    roots = {item.id: variant_root(graph, item) for item in graph.figures.values()}
    told = set()
    for figures in _measures(graph):
        for former, latter in combinations(figures, 2):
            pair = former.id, latter.id
            if pair in told or former.id == latter.id:
                continue
            told.add(pair)
            if roots[former.id] != roots[latter.id] and _disagree(former.fields, latter.fields):
                yield Problem(
                    graph.places.value(latter.file, (*latter.path, "value")),
                    Code.CONTRADICTION,
                    f"'{former.id}' gives {former.fields.value} for the same measure, "
                    f"not {latter.fields.value}",
                    f"say variant_of: {former.id} and add a public_note, "
                    "or tell the two apart by as_of or about",
                )


def _measures(graph: Graph) -> Iterator[list[Item[Figure]]]:
    for figures in graph.figures_about.values():
        groups: defaultdict[Hashable, list[Item[Figure]]] = defaultdict(list)
        for item in figures:
            unit = _bare(item.fields.unit.values[0][1])
            for words in {_bare(words) for _, words in item.fields.measure.values}:
                groups[words, unit].append(item)
        yield from groups.values()


def _bare(words: str) -> str:
    return " ".join(words.casefold().split())


def variant_root(graph: Graph, item: Item[Figure]) -> str:
    """The figure of which this is, in the end, another account or a conversion."""
    seen = {item.id}
    while (id := item.fields.variant_of or item.fields.converted_from) is not None:
        id = graph.resolve_item(id, item.home.id)
        if id in seen or id not in graph.figures:
            break
        seen.add(id)
        item = graph.figures[id]
    return item.id


def _disagree(one: Figure, other: Figure) -> bool:
    if one.as_of is not None and other.as_of is not None:
        apart = one.as_of.is_before(other.as_of) or other.as_of.is_before(one.as_of)
        if apart:
            return False
    (low, high), (lowest, highest) = _range(one), _range(other)
    return high < lowest or highest < low


def _range(figure: Figure) -> tuple[Decimal, Decimal]:
    """The least and the greatest value that a figure can stand for."""
    value, endless = figure.value, Decimal("Infinity")
    match figure.qualifier:
        case "about":
            span = abs(value) * _TOLERANCE
            return value - span, value + span
        case "at-least" | "more-than":
            return value, endless
        case "at-most" | "less-than":
            return -endless, value
    return value, value


def conflicts_without_note(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each conflict of which neither side tells readers why."""
    for items in (graph.events, graph.statements):
        for item in items.values():
            yield from _unexplained(graph, item)
    for figure in graph.figures.values():
        yield from _unexplained_variant(graph, figure)


def _unexplained(
    graph: Graph, item: Item[EventFields] | Item[StatementFields]
) -> Iterator[Problem]:
    for index, written in enumerate(item.fields.conflicts_with):
        id = graph.resolve_item(written, item.home.id)
        other = graph.events.get(id) or graph.statements.get(id)
        if other is None or item.fields.public_note or other.fields.public_note:
            continue
        yield Problem(
            graph.places.value(item.file, (*item.path, "conflicts_with", index)),
            Code.CONFLICT_WITHOUT_NOTE,
            f"neither '{item.id}' nor '{id}' tells readers how they differ",
            "add a public_note to one of them",
        )


def _unexplained_variant(graph: Graph, item: Item[Figure]) -> Iterator[Problem]:
    if item.fields.variant_of is None:
        return
    id = graph.resolve_item(item.fields.variant_of, item.home.id)
    other = graph.figures.get(id)
    if other is None or other.fields.unit != item.fields.unit:
        return
    if not _disagree(other.fields, item.fields):
        return
    if item.fields.public_note or other.fields.public_note:
        return
    yield Problem(
        graph.places.value(item.file, (*item.path, "variant_of")),
        Code.CONFLICT_WITHOUT_NOTE,
        f"neither '{item.id}' nor '{id}' tells readers why they differ",
        "add a public_note to one of them",
    )
