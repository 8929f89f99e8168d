"""Registers that have a page for each year once they are long."""

from collections.abc import Iterable, Mapping, Sequence

from dossier.graph.graph import is_said_key, year_of
from dossier.views.composer import Composer, Site
from dossier.views.part import LinkView, TextView
from dossier.views.path import said_path, year_path

YearLinks = tuple[tuple[int, int | None, str], ...]
"""(year, how much there is in it, link) for each year; no number where it is not told."""


def path_of(key: str) -> str:
    """The page of a year with a key, below its language's root."""
    return (said_path if is_said_key(key) else year_path)(year_of(key))


def split_years(site: Site) -> tuple[str, ...]:
    """The keys of the years that have pages of their own."""
    graph = site.graph
    return (*_split(site, graph.event_counts), *_split(site, graph.statement_counts))


def _split(site: Site, counts: Mapping[str, int]) -> Iterable[str]:
    return counts if site.options.is_split(counts.values()) else ()


def year_links(
    compose: Composer, counts: Iterable[tuple[str, int | None]], *, to_pages: bool
) -> YearLinks:
    """Links to the years of a register: to pages of their own, or to places on its page."""
    return tuple(
        (
            year_of(key),
            count,
            compose.below(path_of(key)) if to_pages else f"#_y{year_of(key)}",
        )
        for key, count in counts
    )


def beside(
    compose: Composer, years: Sequence[str], key: str
) -> tuple[LinkView | None, LinkView | None]:
    """The ways from the page of a year to those of the years before and after it, by their keys."""
    at = years.index(key)
    before = years[at - 1] if at else None
    after = years[at + 1] if at + 1 < len(years) else None
    return _link(compose, before), _link(compose, after)


def _link(compose: Composer, key: str | None) -> LinkView | None:
    if key is None:
        return None
    return LinkView(compose.below(path_of(key)), TextView(str(year_of(key)), compose.lang))
