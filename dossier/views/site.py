"""All pages of a dossier."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from dossier.graph.graph import is_said_key
from dossier.model.article import Article
from dossier.model.entity import Entity
from dossier.model.event import Event
from dossier.model.identifier import is_id
from dossier.model.instrument import Instrument
from dossier.model.statement import Statement
from dossier.model.theme import Theme
from dossier.records.dossier import RecordFile
from dossier.views.article import article_page
from dossier.views.change import changes_page
from dossier.views.composer import Composer, Site
from dossier.views.correction import corrections_page
from dossier.views.entity import entity_page
from dossier.views.event import event_page
from dossier.views.instrument import instrument_page
from dossier.views.linked import linked_record
from dossier.views.network import network_page
from dossier.views.page import Page, RecordPage
from dossier.views.path import (
    SOURCES,
    WITH_NEWS,
    card_path,
    news_files,
    record_path,
    source_files,
)
from dossier.views.question import questions_page
from dossier.views.register import (
    articles_page,
    entities_page,
    instruments_page,
    search_page,
    sources_page,
    themes_page,
)
from dossier.views.statement import statement_page, statements_page, statements_year_page
from dossier.views.theme import theme_page
from dossier.views.timeline import timeline_page, year_page
from dossier.views.withdrawn import withdrawn_page
from dossier.views.year import path_of, split_years


@dataclass(frozen=True, slots=True)
class Redirect:
    """A former address, and the one that took its place; both from the site's root."""

    path: str
    target: str
    lang: str


CHANGES: Final = "changes/"
"""The key of the page that is made of the history."""

_REGISTERS: Final[Mapping[str, Callable[[Composer], Page]]] = {
    "timeline/": timeline_page,
    "articles/": articles_page,
    "entities/": entities_page,
    "instruments/": instruments_page,
    "statements/": statements_page,
    "themes/": themes_page,
    "network/": network_page,
    SOURCES: sources_page,
    "search/": search_page,
    "corrections/": corrections_page,
    "open-questions/": questions_page,
    CHANGES: changes_page,
}


def page_keys(site: Site) -> tuple[str, ...]:
    """What there is a page for in each language.

    Registers (`articles/`), the years of those that are split (`#2021`, `#said-2021`), records
    (their ids).
    """
    return (*_REGISTERS, *split_years(site), *site.graph.files, *site.graph.withdrawn)


def files_of(site: Site, lang: str, key: str) -> tuple[str, ...]:
    """The files of the page with a key in a language: its own, and those that lead to it."""
    root = site.root(lang)
    if key in _REGISTERS:
        kind = key.rstrip("/")
        news = _news_files(site, kind, root + key)
        files = source_files("") if key == SOURCES and not root else {}
        return (f"{root}{key}index.html", *news, *files.values())
    if key.startswith("#"):
        return (f"{root}{path_of(key)}index.html",)
    withdrawn = site.graph.withdrawn.get(key)
    file = withdrawn or site.graph.files[key]
    names = (key, *file.record.was)
    pages = tuple(f"{root}{record_path(file.type, name)}index.html" for name in names)
    if withdrawn:
        return pages
    files = source_files(key) if file.type == "article" and not root else {}
    news = _news_files(site, file.type, root + record_path(file.type, key))
    has_card = site.options.cards and file.type in ("entity", "theme")
    cards = (card_path(f"{root}{record_path(file.type, key)}"),) if has_card else ()
    return (*pages, *news, *files.values(), *cards)


def _news_files(site: Site, kind: str, folder: str) -> tuple[str, ...]:
    return news_files(folder) if kind in WITH_NEWS and site.options.site_url else ()


def page_of(compose: Composer, key: str) -> Page:
    """The page of a register, year or record."""
    if key in _REGISTERS:
        return _REGISTERS[key](compose)
    if key.startswith("#"):
        return (statements_year_page if is_said_key(key) else year_page)(compose, key)
    if key in compose.site.graph.withdrawn:
        return withdrawn_page(compose, compose.site.graph.withdrawn[key])
    file = compose.graph.files[key]
    page = record_page(compose, file)
    return page if page.is_unlisted else replace(page, linked=linked_record(compose, file))


def pages(compose: Composer) -> Iterator[Page]:
    """Yield every page that is made from records, in one language."""
    for key in page_keys(compose.site):
        yield page_of(compose, key)


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


def redirects(compose: Composer, key: str) -> Iterator[Redirect]:
    """Yield a redirect for each former id of a record, in one language; registers have none."""
    file = (compose.face(key) or compose.withdrawn(key)) if is_id(key) else None
    if file is None:
        return
    for former in file.record.was:
        yield Redirect(compose.path(file.type, former), compose.path(file.type, key), compose.lang)
