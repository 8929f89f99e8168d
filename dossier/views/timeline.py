"""The timeline: every event, by year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dossier.graph.graph import year_of
from dossier.graph.item import Item
from dossier.model.event import EventFields
from dossier.views.composer import Composer
from dossier.views.filter import Filters, filters_of
from dossier.views.message import N_
from dossier.views.news import record_news
from dossier.views.page import Page
from dossier.views.part import LinkView, TextView, YearRows
from dossier.views.year import YearLinks, beside, path_of, year_links

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
    counts: YearLinks
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
    of_year: defaultdict[int, list[Item[EventFields]]] = defaultdict(list)
    for item in events:
        of_year[item.fields.date.year].append(item)
    groups = sorted(of_year.items(), key=lambda group: group[0], reverse=newest_first)
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
    counts = sorted((group.year, len(group.rows)) for group in years)
    bars = _bars((year, count, f"#_y{year}") for year, count in counts)
    return Chronology(years, len(events), filters_of(compose, rows, id), bars)


def _bars(counts: Iterable[tuple[int, int, str]]) -> tuple[Bar, ...]:
    """The strip of years, also of those between that have no events; none for a few years."""
    known = {year: (count, href) for year, count, href in counts}
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
    to_pages = compose.site.options.is_split(count for _, count in counts)
    shown = () if to_pages else tuple(compose.graph.events.values())
    return _timeline(compose, None, shown, year_links(compose, counts, to_pages=to_pages))


def year_page(compose: Composer, key: str) -> TimelinePage:
    """One year of a long timeline, given its key."""
    keys = compose.years()
    links = year_links(compose, ((year, None) for year in keys), to_pages=True)
    page = _timeline(compose, key, compose.graph.events_by_year[key], links)
    before, after = beside(compose, keys, key)
    return replace(page, previous_year=before, next_year=after)


def _timeline(
    compose: Composer, key: str | None, shown: Sequence[Item[EventFields]], links: YearLinks
) -> TimelinePage:
    years = by_year(compose, shown, anchors=True)
    whole = compose.register("timeline")
    latest = () if key else shown or _latest(compose)
    return TimelinePage(
        path=compose.below(path_of(key)) if key else whole,
        lang=compose.lang,
        kind="timeline-year" if key else "timeline",
        title=TextView(N_("Timeline"), compose.lang),
        description="",
        today=compose.graph.today,
        total=len(shown) or sum(count or 0 for _, count, _ in links),
        year=year_of(key) if key else None,
        years=years,
        counts=links,
        filters=filters_of(compose, (row.filters for group in years for row in group.rows)),
        bars=_bars((year, count, href) for year, count, href in links if count is not None),
        whole=whole,
        news=record_news(compose, whole, latest),
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
