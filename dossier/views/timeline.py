"""The timeline: every event, by year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.graph.item import Item
from dossier.model.event import EventFields
from dossier.views.composer import Composer, Site
from dossier.views.message import N_
from dossier.views.page import Page
from dossier.views.part import LinkView, TextView, YearRows
from dossier.views.path import year_path


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage(Page):
    """The register of events, or one year of it.

    `total` is the number of events on it or, where it leads to years, in them. `counts` gives
    (year, number of events, link) for all years, on the page of one year without the numbers;
    `filters` gives for each filter the (value, name) pairs that occur.
    """

    total: int
    year: int | None
    years: tuple[YearRows, ...]
    counts: tuple[tuple[int | None, int | None, str], ...]
    filters: tuple[tuple[str, tuple[tuple[str, TextView], ...]], ...]
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
    return TimelinePage(
        path=compose.register("timeline") if year is None else compose.below(year_path(year)),
        lang=compose.lang,
        kind="timeline" if year is None else "timeline-year",
        title=TextView(N_("Timeline"), compose.lang),
        description="",
        today=compose.graph.today,
        total=len(shown) or sum(count or 0 for _, count in counts),
        year=year,
        years=by_year(compose, shown, anchors=True),
        counts=tuple(
            (
                _year(key),
                count,
                compose.below(year_path(one))
                if is_split and (one := _year(key))
                else f"#_y{_year(key)}",
            )
            for key, count in counts
        ),
        filters=_filters(compose, shown),
        previous_year=_year_link(compose, before),
        next_year=_year_link(compose, after),
    )


def _year_link(compose: Composer, key: str | None) -> LinkView | None:
    year = _year(key) if key else None
    if year is None:
        return None
    return LinkView(compose.below(year_path(year)), TextView(str(year), compose.lang))


def _filters(
    compose: Composer, events: Iterable[Item[EventFields]]
) -> tuple[tuple[str, tuple[tuple[str, TextView], ...]], ...]:
    found: dict[str, dict[str, TextView]] = {
        name: {} for name in ("kind", "entity", "instrument", "place", "theme")
    }
    for item in events:
        fields = item.fields
        found["kind"][fields.kind] = TextView(fields.kind, compose.lang)
        for one in (*fields.actor, *fields.target, *fields.with_):
            found["entity"][one.id] = compose.name(one.id)
        for name, ids in (
            ("instrument", fields.instruments),
            ("place", (fields.place,) if fields.place else ()),
            ("theme", fields.themes),
        ):
            for id in ids:
                found[name][id] = compose.name(id)
    return tuple((name, tuple(values.items())) for name, values in found.items() if values)
