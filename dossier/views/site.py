"""All pages of a dossier."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.article import Article
from dossier.model.entity import Entity
from dossier.model.event import Event
from dossier.model.instrument import Instrument
from dossier.model.statement import Statement
from dossier.model.theme import Theme
from dossier.records.dossier import RecordFile
from dossier.views.article import article_page
from dossier.views.composer import Composer
from dossier.views.entity import entity_page
from dossier.views.event import event_page
from dossier.views.instrument import instrument_page
from dossier.views.page import Page, RecordPage
from dossier.views.register import (
    articles_page,
    entities_page,
    instruments_page,
    search_page,
    sources_page,
    themes_page,
)
from dossier.views.statement import statement_page, statements_page
from dossier.views.theme import theme_page
from dossier.views.timeline import timeline_pages


@dataclass(frozen=True, slots=True)
class Redirect:
    """A former address, and the one that took its place; both from the site's root."""

    path: str
    target: str
    lang: str


def pages(compose: Composer) -> Iterator[Page]:
    """Yield every page that is made from records, in one language."""
    yield from timeline_pages(compose)
    yield articles_page(compose)
    yield entities_page(compose)
    yield instruments_page(compose)
    yield statements_page(compose)
    yield themes_page(compose)
    yield sources_page(compose)
    yield search_page(compose)
    for file in compose.graph.files.values():
        yield record_page(compose, file)


def record_page(compose: Composer, file: RecordFile) -> RecordPage:
    """The page of a record."""
    match file.record:
        case Article() as article:
            return article_page(compose, file, article)
        case Entity() as entity:
            return entity_page(compose, file, entity)
        case Instrument() as instrument:
            return instrument_page(compose, file, instrument)
        case Event() as event:
            return event_page(compose, file, event)
        case Statement() as statement:
            return statement_page(compose, file, statement)
        case Theme() as theme:
            return theme_page(compose, file, theme)
    raise TypeError(f"no page for {file.type}")


def redirects(compose: Composer) -> Iterator[Redirect]:
    """Yield a redirect for each former id of a record, in one language."""
    for id, file in compose.graph.files.items():
        for former in file.record.was:
            yield Redirect(
                compose.path(file.type, former), compose.path(file.type, id), compose.lang
            )
