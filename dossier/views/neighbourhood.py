"""What drawings of relations show: a party with its neighbours, or a network of parties."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dossier.graph.item import Tie, ends_of
from dossier.model.edtf import Edtf
from dossier.model.predicate import KINDS
from dossier.views.collation import collation_key
from dossier.views.composer import Composer
from dossier.views.part import LinkView, RelationRow
from dossier.views.relation import tie_row
from dossier.views.tie import is_over, is_sure, other_end, predicate_of, tie_key

NEIGHBOURS: Final = 40
"""So many neighbours of a party are drawn at most."""

FEWEST: Final = 2
"""With fewer neighbours than this a drawing would say less than a line of the table."""

NODES: Final = 150
LINES: Final = 300
"""So much of a network is drawn at most."""

_ORDER: Final = {kind: number for number, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Node:
    """A record in a drawing; `type` is that of the record."""

    id: str
    link: LinkView
    type: str


@dataclass(frozen=True, slots=True)
class Line:
    """Ties of one kind that lead from one node to another; both are named by their ids.

    `phrases` say in English how the first is related to the second. It is mutual if it reads the
    same from the other side, over if it has ended, and sure if the sources make it certain.
    """

    start: str
    end: str
    kind: str
    phrases: tuple[str, ...]
    is_mutual: bool
    is_over: bool
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, and of how many more records the drawing has no room for.

    The first node stands in the middle if there is a `centre`, which is its id.
    """

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    left_out: int
    centre: str = ""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A party's neighbours as a drawing, if they are worth one, and the relations among them."""

    drawing: Drawing | None
    among: tuple[RelationRow, ...]


def neighbourhood(compose: Composer, id: str, ties: Sequence[Tie]) -> Neighbourhood:
    """The neighbours of a record that some ties join it to.

    Where they are too many, the nearest are drawn: those with the most relations to it that still
    hold, then those with the most of all, then in the order of their names.
    """
    by_neighbour: defaultdict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        by_neighbour[other_end(tie, id)].append(tie)
    by_neighbour.pop(id, None)
    if len(by_neighbour) < FEWEST:
        return Neighbourhood(None, ())
    today = compose.graph.today

    def nearness(other: str) -> tuple[object, ...]:
        holding = sum(not is_over(tie, today) for tie in by_neighbour[other])
        return -holding, -len(by_neighbour[other]), _name(compose, other)

    drawn = sorted(by_neighbour, key=nearness)[:NEIGHBOURS]
    drawn.sort(key=lambda other: (*_sort(by_neighbour[other], id), _name(compose, other)))
    among = tuple(_among(compose, drawn))
    own = [tie for other in drawn for tie in by_neighbour[other]]
    drawing = Drawing(
        nodes=tuple(_node(compose, one) for one in (id, *drawn)),
        lines=tuple(_lines((*own, *among), today)),
        left_out=len(by_neighbour) - len(drawn),
        centre=id,
    )
    return Neighbourhood(
        drawing, tuple(tie_row(compose, tie) for tie in sorted(among, key=tie_key))
    )


def _sort(ties: Iterable[Tie], id: str) -> tuple[int, str]:
    """What neighbours of the same sort have in common: the kind of relation, and its phrase."""
    return min(
        (_ORDER[predicate.kind], predicate.phrase if ends_of(tie)[0] == id else predicate.reverse)
        for tie in ties
        for predicate in (predicate_of(tie),)
    )


def _name(compose: Composer, id: str) -> tuple[tuple[str, str], str]:
    return collation_key(compose.name(id).text), id


def _among(compose: Composer, ids: Collection[str]) -> Iterator[Tie]:
    """Yield the ties that join some records to each other."""
    known = frozenset(ids)
    for id in ids:
        for tie in compose.graph.ties.get(id, ()):
            other = ends_of(tie)[1]
            if other in known and other != id:
                yield tie


def _node(compose: Composer, id: str) -> Node:
    file = compose.face(id)
    return Node(id, compose.link(id), file.type if file else "")


def _lines(ties: Iterable[Tie], today: Edtf) -> Iterator[Line]:
    """Yield a line for the ties of each kind between the same two, in the order of the kinds."""
    found: defaultdict[tuple[str, str, str, bool, bool], dict[str, bool]] = defaultdict(dict)
    for tie in ties:
        predicate = predicate_of(tie)
        key = (*ends_of(tie), predicate.kind, is_over(tie, today), is_sure(tie))
        found[key][predicate.phrase] = predicate.phrase == predicate.reverse
    for (start, end, kind, over, sure), phrases in sorted(
        found.items(), key=lambda one: (_ORDER[one[0][2]], one[0])
    ):
        yield Line(start, end, kind, tuple(phrases), all(phrases.values()), over, sure)


def ties_among(compose: Composer, ids: Collection[str]) -> tuple[Tie, ...]:
    """The ties that join some records to each other."""
    return tuple(_among(compose, ids))


def network_drawing(compose: Composer, ties: Iterable[Tie]) -> Drawing:
    """A network of all that some ties join.

    Where that is too much, those with the most neighbours are drawn.
    """
    found = [tie for tie in ties if len(set(ends_of(tie))) > 1]
    lines = tuple(_lines(found, compose.graph.today))
    drawn = _best_connected(lines)
    ids = {id for line in lines for id in (line.start, line.end)}
    nodes = sorted(drawn, key=lambda id: _name(compose, id))
    return Drawing(
        nodes=tuple(_node(compose, id) for id in nodes),
        lines=tuple(one for one in lines if one.start in drawn and one.end in drawn),
        left_out=len(ids) - len(drawn),
    )


def _best_connected(lines: Iterable[Line]) -> frozenset[str]:
    """The ids with the most neighbours: as many as there is room for, with their lines."""
    number: Counter[tuple[str, str]] = Counter()
    near: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        number[line.start, line.end] += 1
        near[line.start].add(line.end)
        near[line.end].add(line.start)
    drawn: set[str] = set()
    room = LINES
    for id in sorted(near, key=lambda id: (-len(near[id]), id))[:NODES]:
        room -= sum(number[id, one] + number[one, id] for one in near[id] & drawn)
        if room < 0:
            break
        drawn.add(id)
    return frozenset(one for one in drawn if near[one] & drawn)
