"""All pages of a dossier."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dossier.graph.graph import Graph
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


_REGISTERS: Final[Mapping[str, Callable[[Composer], tuple[Page, ...]]]] = {
    "timeline/": timeline_pages,
    "articles/": lambda compose: (articles_page(compose),),
    "entities/": lambda compose: (entities_page(compose),),
    "instruments/": lambda compose: (instruments_page(compose),),
    "statements/": lambda compose: (statements_page(compose),),
    "themes/": lambda compose: (themes_page(compose),),
    "sources/": lambda compose: (sources_page(compose),),
    "search/": lambda compose: (search_page(compose),),
}


def page_keys(graph: Graph) -> tuple[str, ...]:
    """What there are pages for in each language: registers (ending in a slash) and records."""
    return (*_REGISTERS, *graph.files)


def pages_of(compose: Composer, key: str) -> tuple[Page, ...]:
    """The pages of a register or record: several for a timeline that is split."""
    register = _REGISTERS.get(key)
    return register(compose) if register else (record_page(compose, compose.graph.files[key]),)


def pages(compose: Composer) -> Iterator[Page]:
    """Yield every page that is made from records, in one language."""
    for key in page_keys(compose.graph):
        yield from pages_of(compose, key)


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
