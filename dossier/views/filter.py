"""By what readers can narrow a list down."""

from collections.abc import Iterable

from dossier.views.composer import Composer
from dossier.views.part import RowFilters, TextView

Filters = tuple[tuple[str, tuple[tuple[str, TextView], ...]], ...]
"""Name of a filter to the (value, name) pairs that occur, in no order that readers know."""

_CODES = frozenset({"kind", "status", "reply"})
"""Filters whose values are codes, with a label in every language; those of others are ids."""


def filters_of(compose: Composer, rows: Iterable[RowFilters], of: str = "") -> Filters:
    """The filters of some rows, in their order, with the values that occur.

    On the page `of` a record it is no value itself, nor is there a filter with a single value.
    """
    found: dict[str, dict[str, TextView]] = {}
    for row in rows:
        for name, values in row:
            known = found.setdefault(name, {})
            for value in values:
                if value not in known and value != of:
                    known[value] = _named(compose, name, value)
    least = 2 if of else 1
    return tuple((name, tuple(one.items())) for name, one in found.items() if len(one) >= least)


def _named(compose: Composer, name: str, value: str) -> TextView:
    return TextView(value, compose.lang) if name in _CODES else compose.name(value)
