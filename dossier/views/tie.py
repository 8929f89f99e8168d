"""Relations and listings alike: how each reads, and whether it still holds."""

from typing import Final

from dossier.graph.item import Listing, Tie, ends_of
from dossier.model.edtf import Edtf
from dossier.model.predicate import PREDICATES, Predicate
from dossier.views.message import N_

LISTED: Final = Predicate(
    "measure", N_("is listed on"), N_("lists"), frozenset(), frozenset({"instrument"})
)
"""How a listing reads; no record says so, it follows from events."""


def predicate_of(tie: Tie) -> Predicate:
    """How a tie reads."""
    return LISTED if isinstance(tie, Listing) else PREDICATES[tie.fields.predicate]


def since_of(tie: Tie) -> Edtf | None:
    """When a tie began."""
    return tie.since if isinstance(tie, Listing) else tie.fields.since


def until_of(tie: Tie) -> Edtf | None:
    """When a tie ended."""
    if not isinstance(tie, Listing):
        return tie.fields.until
    return tie.delisted.fields.date if tie.delisted else None


def is_over(tie: Tie, today: Edtf) -> bool:
    """Whether a tie has ended, as far as can be told."""
    until = until_of(tie)
    return until is not None and today.is_before(until) is not True


def is_sure(tie: Tie) -> bool:
    """Whether the sources make a tie certain."""
    return (tie.listed if isinstance(tie, Listing) else tie).fields.confirmed


def other_end(tie: Tie, id: str) -> str:
    """What a tie joins a record to."""
    start, end = ends_of(tie)
    return start if end == id else end


def tie_key(tie: Tie) -> tuple[object, ...]:
    """What to sort ties of the same sort by: their dates, those without one last."""
    since = since_of(tie)
    id = tie.listed.id if isinstance(tie, Listing) else tie.id
    return since is None, since.sort_key if since else (), ends_of(tie), id
