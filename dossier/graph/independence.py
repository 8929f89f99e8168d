"""Which reports of one thing are independent of each other."""

from collections.abc import Callable, Collection, Iterable


def first_hand(id: str, based_on: Callable[[str], Collection[str]]) -> frozenset[str]:
    """The ids of the documents that a document goes back to: its own where it goes back to none.

    `based_on` tells for a document those that it copies or is built on. Of documents that go back
    to each other in a circle, one stands for all.
    """
    found = set()
    seen = {id}
    left = [id]
    while left:
        one = left.pop()
        further = based_on(one)
        if not further:
            found.add(one)
        left += (other for other in further if other not in seen)
        seen.update(further)
    return frozenset(found or {min(seen)})


def independent(origins: Iterable[frozenset[str]]) -> int:
    """How many reports have nothing behind them that another of these has, at least.

    `origins` are for each report the documents that it goes back to. Reports that go back to few
    are taken first, so one that puts others together does not stand in their place.
    """
    used: set[str] = set()
    number = 0
    for behind in sorted(origins, key=lambda one: (len(one), sorted(one))):
        if used.isdisjoint(behind):
            used |= behind
            number += 1
    return number
