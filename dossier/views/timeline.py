"""The timeline: every event, by year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.graph.item import Item
from dossier.model.event import EventFields
from dossier.views.composer import Composer, Site
from dossier.views.filter import Filters, filters_of
from dossier.views.message import N_
from dossier.views.news import record_news
from dossier.views.page import Page
from dossier.views.part import LinkView, TextView, YearRows
from dossier.views.path import year_path

_NEWEST = 30
"""The news of a long timeline are of so many last years that they hold this many events."""

_FEW = 12
"""A timeline of fewer events is read at a glance: it has nothing to narrow it down by."""


_YEARS = 3
"""A strip of fewer years tells nothing,"""

_SPAN = 200
"""and one of more years has no room for them."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A year in the strip of years; `height` is its part of the most events in a year, in 0..100.

    `href` is empty where the year has none.
    """

    year: int
    count: int
    height: int
    href: str


@dataclass(frozen=True, slots=True)
class Chronology:
    """A timeline within a page: its years, what to narrow it down by, and its strip of years.

    The last two are empty where there are few events.
    """

    years: tuple[YearRows, ...]
    total: int
    filters: Filters = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage(Page):
    """The register of events, or one year of it.

    `total` is the number of events on it or, where it leads to years, in them. `counts` gives
    (year, number of events, link) for all years, on the page of one year without the numbers.
    """

    total: int
    year: int | None
    years: tuple[YearRows, ...]
    counts: tuple[tuple[int | None, int | None, str], ...]
    filters: Filters
    bars: tuple[Bar, ...]
    whole: str
    """The path of the whole timeline from the site's root."""

    next_year: LinkView | None = None
    previous_year: LinkView | None = None


def by_year(
    compose: Composer,
    events: Iterable[Item[EventFields]],
    *,
    newest_first: bool = False,
    anchors: bool = False,
) -> tuple[YearRows, ...]:
    """Events grouped by year; within a year always oldest first."""
    of_year: defaultdict[int | None, list[Item[EventFields]]] = defaultdict(list)
    for item in events:
        of_year[item.fields.date.year].append(item)
    groups = sorted(of_year.items(), key=lambda group: group[0] or 0, reverse=newest_first)
    return tuple(
        YearRows(
            year,
            tuple(compose.event(item, anchor_of(item.id) if anchors else "") for item in items),
        )
        for year, items in groups
    )


def chronology(
    compose: Composer, id: str, events: Sequence[Item[EventFields]], *, newest_first: bool = False
) -> Chronology:
    """The timeline of a record within its page."""
    years = by_year(compose, events, newest_first=newest_first)
    if len(events) < _FEW:
        return Chronology(years, len(events))
    rows = (row.filters for group in years for row in group.rows)
    counts = sorted((group.year or 0, len(group.rows)) for group in years)
    bars = _bars((year, count, f"#_y{year}") for year, count in counts)
    return Chronology(years, len(events), filters_of(compose, rows, id), bars)


def _bars(counts: Iterable[tuple[int | None, int, str]]) -> tuple[Bar, ...]:
    """The strip of years, also of those between that have no events; none for a few years."""
    known = {year: (count, href) for year, count, href in counts if year}
    if len(known) < _YEARS or max(known) - min(known) > _SPAN:
        return ()
    most = max(count for count, _ in known.values())
    found = []
    for year in range(min(known), max(known) + 1):
        count, href = known.get(year, (0, ""))
        found.append(Bar(year, count, -(-count * 100 // most), href))
    return tuple(found)


def anchor_of(id: str) -> str:
    """The anchor of an item on a page that is not its own."""
    return id.replace("#", ".")


def timeline_page(compose: Composer) -> TimelinePage:
    """The timeline of a language, or where it is long, the way to that of each year."""
    counts = compose.event_counts()
    is_split = _is_split(compose.site, counts)
    shown = () if is_split else tuple(compose.graph.events.values())
    return _timeline(compose, None, shown, counts, is_split=is_split)


def year_page(compose: Composer, key: str) -> TimelinePage:
    """One year of a long timeline, given its key."""
    counts = [(year, None) for year in compose.years()]
    years = [year for year, _ in counts if _year(year)]
    at = years.index(key)
    before = years[at - 1] if at else None
    after = years[at + 1] if at + 1 < len(years) else None
    shown = compose.graph.events_by_year[key]
    return _timeline(compose, _year(key), shown, counts, before, after, is_split=True)


def split_years(site: Site) -> tuple[str, ...]:
    """The keys of the years that have pages of their own; none where the timeline is short."""
    counts = site.graph.event_counts
    return tuple(filter(_year, counts)) if _is_split(site, counts.items()) else ()


def _is_split(site: Site, counts: Iterable[tuple[str, int]]) -> bool:
    return sum(count for _, count in counts) > site.options.timeline_split


def _year(key: str) -> int | None:
    return int(key[1:]) if key[1:] else None


def _timeline(
    compose: Composer,
    year: int | None,
    shown: Sequence[Item[EventFields]],
    counts: Sequence[tuple[str, int | None]],
    before: str | None = None,
    after: str | None = None,
    *,
    is_split: bool,
) -> TimelinePage:
    years = by_year(compose, shown, anchors=True)
    links = tuple(
        (
            _year(key),
            count,
            compose.below(year_path(one))
            if is_split and (one := _year(key))
            else f"#_y{_year(key)}",
        )
        for key, count in counts
    )
    whole = compose.register("timeline")
    latest = () if year else shown or _latest(compose)
    return TimelinePage(
        path=whole if year is None else compose.below(year_path(year)),
        lang=compose.lang,
        kind="timeline" if year is None else "timeline-year",
        title=TextView(N_("Timeline"), compose.lang),
        description="",
        today=compose.graph.today,
        total=len(shown) or sum(count or 0 for _, count in counts),
        year=year,
        years=years,
        counts=links,
        filters=filters_of(compose, (row.filters for group in years for row in group.rows)),
        bars=_bars((year, count, href) for year, count, href in links if count is not None),
        whole=whole,
        news=record_news(compose, whole, latest),
        previous_year=_year_link(compose, before),
        next_year=_year_link(compose, after),
    )


def _latest(compose: Composer) -> tuple[Item[EventFields], ...]:
    """The events of the last years, of a timeline that has a page for each."""
    found: tuple[Item[EventFields], ...] = ()
    has_news = bool(compose.site.options.site_url)
    for key in reversed(compose.years()) if has_news else ():
        found = (*compose.graph.events_by_year[key], *found)
        if len(found) >= _NEWEST:
            break
    return found


def _year_link(compose: Composer, key: str | None) -> LinkView | None:
    year = _year(key) if key else None
    if year is None:
        return None
    return LinkView(compose.below(year_path(year)), TextView(str(year), compose.lang))
