"""What readers can subscribe to: newest events and statements, and calendars of events."""

from collections.abc import Iterable

from dossier.graph.item import Item
from dossier.model.event import EventFields
from dossier.model.kind import EVENT_KINDS, STATEMENT_KINDS
from dossier.model.statement import StatementFields
from dossier.views.composer import Composer
from dossier.views.page import FeedEntry, News
from dossier.views.summary import plain

_NEWEST = 30
"""So many entries are in a feed."""


def news(
    compose: Composer,
    folder: str,
    entries: Iterable[FeedEntry],
    events: Iterable[FeedEntry] = (),
) -> News | None:
    """News whose files lie in a folder; none where the site has no address."""
    if not compose.site.options.site_url:
        return None
    return News(folder, tuple(entries), tuple(events))


def record_news(
    compose: Composer,
    folder: str,
    events: Iterable[Item[EventFields]],
    statements: Iterable[Item[StatementFields]] = (),
) -> News | None:
    """The newest of what a page tells of, and all its events; none where it tells of nothing."""
    happened = tuple(_event(compose, item) for item in events)
    said = (_statement(compose, item) for item in statements)
    newest = sorted((*happened, *said), key=lambda one: (one.date.sort_key, one.href), reverse=True)
    dated = tuple(one for one in happened if one.date.has_days)
    return news(compose, folder, newest[:_NEWEST], dated) if newest else None


def site_news(compose: Composer) -> News | None:
    """What readers of the whole site can subscribe to: where it lies, and nothing of what it says.

    It is the timeline's, which has none without events.
    """
    return news(compose, compose.register("timeline"), ()) if compose.has_events else None


def _event(compose: Composer, item: Item[EventFields]) -> FeedEntry:
    row = compose.event(item)
    summary = plain(row.summary) if row.summary else row.title.text
    lang = row.summary.lang if row.summary else row.title.lang
    kind = EVENT_KINDS[row.kind]
    return FeedEntry(row.href, row.date, row.title.text, summary, lang, kind, planned=row.planned)


def _statement(compose: Composer, item: Item[StatementFields]) -> FeedEntry:
    view = compose.statement(item)
    title = compose.name(item.id).text
    kind = STATEMENT_KINDS[view.kind]
    return FeedEntry(view.href, view.said, title, plain(view.text), view.text.lang, kind)
