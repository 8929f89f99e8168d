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
from dossier.views.composer import Site
from dossier.views.entity import entity_page
from dossier.views.event import event_page
from dossier.views.instrument import instrument_page
from dossier.views.page import Page, RecordPage
from dossier.views.path import record_path
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


def pages(site: Site) -> Iterator[Page]:
    """Yield every page that is made from records, language by language."""
    for lang in site.options.language_codes:
        yield from timeline_pages(site, lang)
        yield articles_page(site, lang)
        yield entities_page(site, lang)
        yield instruments_page(site, lang)
        yield statements_page(site, lang)
        yield themes_page(site, lang)
        yield sources_page(site, lang)
        yield search_page(site, lang)
        for file in site.graph.files.values():
            yield record_page(site, lang, file)


def record_page(site: Site, lang: str, file: RecordFile) -> RecordPage:
    """The page of a record in a language."""
    match file.record:
        case Article() as article:
            return article_page(site, lang, file, article)
        case Entity() as entity:
            return entity_page(site, lang, file, entity)
        case Instrument() as instrument:
            return instrument_page(site, lang, file, instrument)
        case Event() as event:
            return event_page(site, lang, file, event)
        case Statement() as statement:
            return statement_page(site, lang, file, statement)
        case Theme() as theme:
            return theme_page(site, lang, file, theme)
    raise TypeError(f"no page for {file.type}")


def redirects(site: Site) -> Iterator[Redirect]:
    """Yield a redirect for each former id of a record, in each language."""
    for lang in site.options.language_codes:
        root = site.root(lang)
        for id, file in site.graph.files.items():
            for former in file.record.was:
                yield Redirect(
                    root + record_path(file.type, former), root + record_path(file.type, id), lang
                )
