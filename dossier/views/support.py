"""What something that was reported rests on."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from dossier.graph.independence import first_hand, independent


@dataclass(frozen=True, slots=True)
class Support:
    """How many documents report something, and how many of them do so on their own.

    `is_single` where all go back to one document, and that is no primary one.
    """

    reports: int
    independent: int
    is_single: bool


def support_of(
    reports: Iterable[str],
    based_on: Callable[[str], Collection[str]],
    is_primary: Callable[[str], bool],
) -> Support:
    """What something rests on, given the ids of the documents that report it."""
    behind = {id: first_hand(id, based_on) for id in reports}
    everything = frozenset[str]().union(*behind.values(), behind)
    number = independent(behind.values())
    return Support(len(behind), number, number == 1 and not any(map(is_primary, everything)))
