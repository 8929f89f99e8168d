"""The network of a whole dossier, or of a theme: who is related to whom, as its documents say."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dossier.graph.item import Tie, ends_of
from dossier.model.predicate import KINDS, PREDICATES
from dossier.views.collation import collation_key
from dossier.views.composer import Composer
from dossier.views.message import N_
from dossier.views.neighbourhood import Drawing, network_drawing
from dossier.views.page import Page
from dossier.views.part import RelationRow, TextView
from dossier.views.relation import tie_row
from dossier.views.tie import LISTED, predicate_of, tie_key

_PHRASES = [LISTED.phrase, *(predicate.phrase for predicate in PREDICATES.values())]


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """The relations of one kind; `label` is its heading in English."""

    kind: str
    label: str
    rows: tuple[RelationRow, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Relations by kind, what they join drawn, and how many of both there are."""

    groups: tuple[RelationGroup, ...]
    drawing: Drawing | None
    relations: int
    joined: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage(Page):
    """The network of all relations and listings."""

    network: Network


def network_page(compose: Composer) -> NetworkPage:
    """Lay out the network of the dossier."""
    return NetworkPage(
        path=compose.register("network"),
        lang=compose.lang,
        kind="network",
        title=TextView(N_("Network"), compose.lang),
        description="",
        today=compose.graph.today,
        network=network_of(compose, compose.ties()),
    )


def network_of(compose: Composer, ties: Sequence[Tie]) -> Network:
    """A network of ties."""
    by_kind: defaultdict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        by_kind[predicate_of(tie).kind].append(tie)

    def place(tie: Tie) -> tuple[object, ...]:
        start, end = (collation_key(compose.name(id).text) for id in ends_of(tie))
        return _PHRASES.index(predicate_of(tie).phrase), start, end, *tie_key(tie)

    groups = tuple(
        RelationGroup(
            kind, label, tuple(tie_row(compose, tie) for tie in sorted(by_kind[kind], key=place))
        )
        for kind, label in KINDS.items()
        if by_kind[kind]
    )
    joined = {id for tie in ties for id in ends_of(tie)}
    drawing = network_drawing(compose, ties) if ties else None
    return Network(groups, drawing, len(ties), len(joined))
