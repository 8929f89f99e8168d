"""The timeline: every event, by year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.graph.item import Item
from dossier.model.event import EventFields
from dossier.views.composer import Composer
from dossier.views.message import N_
from dossier.views.page import Page
from dossier.views.part import LinkView, TextView, YearRows
from dossier.views.path import year_path


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage(Page):
    """The register of events, or one year of it.

    `counts` gives (year, number of events, link) for all years; `filters` gives for each filter the
    (value, name) pairs that occur.
    """

    total: int
    year: int | None
    years: tuple[YearRows, ...]
    counts: tuple[tuple[int | None, int, str], ...]
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


def timeline_pages(compose: Composer) -> tuple[TimelinePage, ...]:
    """The timeline of a language: one page, or one a year where it is long."""
    events = tuple(compose.graph.events.values())
    of_year: defaultdict[int | None, list[Item[EventFields]]] = defaultdict(list)
    for item in events:
        of_year[item.fields.date.year].append(item)
    is_split = len(events) > compose.site.options.timeline_split
    counts = tuple(
        (
            year,
            len(rows),
            compose.below(year_path(year)) if is_split and year else f"#_y{year}",
        )
        for year, rows in sorted(of_year.items(), key=lambda group: group[0] or 0)
    )
    if not is_split:
        return (_timeline(compose, None, events, counts),)
    years = [year for year, _, _ in counts if year is not None]
    pages = [_timeline(compose, None, (), counts)]
    for before, year, after in zip([None, *years], years, [*years[1:], None], strict=False):
        pages.append(_timeline(compose, year, of_year[year], counts, before, after))
    return tuple(pages)


def _timeline(
    compose: Composer,
    year: int | None,
    shown: Sequence[Item[EventFields]],
    counts: tuple[tuple[int | None, int, str], ...],
    before: int | None = None,
    after: int | None = None,
) -> TimelinePage:
    return TimelinePage(
        path=compose.register("timeline") if year is None else compose.below(year_path(year)),
        lang=compose.lang,
        kind="timeline" if year is None else "timeline-year",
        title=TextView(N_("Timeline"), compose.lang),
        description="",
        today=compose.graph.today,
        total=sum(count for _, count, _ in counts),
        year=year,
        years=by_year(compose, shown, anchors=True),
        counts=counts,
        filters=_filters(compose, shown),
        previous_year=_year_link(compose, before),
        next_year=_year_link(compose, after),
    )


def _year_link(compose: Composer, year: int | None) -> LinkView | None:
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
