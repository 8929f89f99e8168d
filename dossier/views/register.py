"""The registers of articles, entities, instruments, themes and sources, and the search page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from dossier.model.article import Article
from dossier.model.edtf import Edtf
from dossier.model.entity import Entity
from dossier.model.instrument import Instrument
from dossier.model.kind import ARTICLE_KINDS, ENTITY_KINDS, INSTRUMENT_KINDS
from dossier.model.record import Record
from dossier.model.theme import Theme
from dossier.views.collation import collation_key
from dossier.views.composer import Composer
from dossier.views.message import N_
from dossier.views.page import Page
from dossier.views.part import LinkView, ProseView, ReferenceRow, TextView
from dossier.views.path import source_files

_R = TypeVar("_R", bound=Record)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A line of a register: a record, what it is, and how much the dossier holds on it."""

    link: LinkView
    native: TextView | None
    country: str
    measures: tuple[str, ...]
    first: Edtf | None
    last: Edtf | None
    events: int
    articles: int


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of a register under one heading; `label` is an English kind or a year."""

    anchor: str
    label: str
    rows: tuple[RegisterRow, ...] = ()
    references: tuple[ReferenceRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage(Page):
    """A register: its lines by group, and their number."""

    total: int
    groups: tuple[Group, ...]
    files: tuple[tuple[str, str], ...] = ()
    """Of the bibliography, its files for reference managers: ending of the name to path."""


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme with its scope and the numbers of its events and statements."""

    link: LinkView
    scope: ProseView
    events: int
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesPage(Page):
    """The register of themes."""

    themes: tuple[ThemeRow, ...]


FACETS = ("type", "kind", "year", "language", "theme", "entity")
"""By what a search can be narrowed down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """The search page; `registers` leads on where there is no script to search.

    `bundle` is the folder of the index. It and the registers' addresses are from the site's root.
    """

    bundle: str
    facets: tuple[str, ...]
    registers: tuple[tuple[str, str], ...]


def _sorted(compose: Composer, records: Iterable[_R]) -> tuple[_R, ...]:
    """Records by the collation of their names; `sort_as` stands for a name."""
    return tuple(
        sorted(
            records,
            key=lambda record: (
                collation_key(record.sort_as or compose.name(record.id).text),
                record.id,
            ),
        )
    )


def entities_page(compose: Composer) -> RegisterPage:
    """Lay out the register of entities, by kind."""
    entities = _sorted(compose, compose.records(Entity))
    groups = tuple(
        Group(kind, label, tuple(_row(compose, one) for one in entities if one.kind == kind))
        for kind, label in ENTITY_KINDS.items()
    )
    return _register(compose, "entities", N_("Parties"), len(entities), groups)


def instruments_page(compose: Composer) -> RegisterPage:
    """Lay out the register of instruments, by kind."""
    instruments = _sorted(compose, compose.records(Instrument))
    groups = tuple(
        Group(kind, label, tuple(_row(compose, one) for one in instruments if one.kind == kind))
        for kind, label in INSTRUMENT_KINDS.items()
    )
    return _register(compose, "instruments", N_("Instruments"), len(instruments), groups)


def _register(
    compose: Composer, kind: str, title: str, total: int, groups: Iterable[Group]
) -> RegisterPage:
    return RegisterPage(
        path=compose.register(kind),
        lang=compose.lang,
        kind=kind,
        title=TextView(title, compose.lang),
        description="",
        today=compose.graph.today,
        total=total,
        groups=tuple(group for group in groups if group.rows or group.references),
    )


def _row(compose: Composer, record: Entity | Instrument) -> RegisterRow:
    tally = compose.tally(record.id)
    country = record.country if isinstance(record, Entity) else record.jurisdiction
    measures = record.measures if isinstance(record, Instrument) else ()
    names = record.names if isinstance(record, Entity) else {}
    ours = compose.site.options.language_codes
    native = next((TextView(name, lang) for lang, name in names.items() if lang not in ours), None)
    return RegisterRow(
        compose.link(record.id),
        native,
        country or "",
        measures,
        tally.first,
        tally.last,
        tally.events,
        tally.articles,
    )


def articles_page(compose: Composer) -> RegisterPage:
    """Lay out the register of articles, newest first."""
    articles = _newest_first(compose.records(Article))
    years: dict[str, list[ReferenceRow]] = {}
    for article in articles:
        year = str(article.published.year) if article.published else ""
        years.setdefault(year, []).append(compose.reference(article.id))
    ordered = sorted(years, key=lambda year: (year == "", -int(year or 0)))
    groups = tuple(Group(f"y{year or 'none'}", year, (), tuple(years[year])) for year in ordered)
    return _register(compose, "articles", N_("Articles"), len(articles), groups)


def _newest_first(articles: Iterable[Article]) -> list[Article]:
    """By date, a year after its own months; those without a date last."""
    ordered = sorted(articles, key=lambda article: article.id)
    dated = [(article.published, article) for article in ordered if article.published]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return [article for _, article in dated] + [one for one in ordered if not one.published]


def sources_page(compose: Composer) -> RegisterPage:
    """Lay out the bibliography: documents by kind, then by publisher and date."""
    groups = []
    articles = compose.records(Article)
    for kind, label in ARTICLE_KINDS.items():
        rows = [compose.reference(one.id) for one in articles if one.kind == kind]
        rows.sort(key=_bibliographic)
        groups.append(Group(kind, label, (), tuple(rows)))
    page = _register(compose, "sources", N_("Sources"), len(articles), groups)
    return replace(page, files=tuple(source_files("").items()))


def _bibliographic(row: ReferenceRow) -> tuple[tuple[str, str], tuple[int, int, int], str]:
    byline = row.publisher.text.text if row.publisher else row.byline
    date = row.date.sort_key[0] if row.date else (10**9, 1, 1)
    return collation_key(byline or row.link.text.text), date, row.link.href


def themes_page(compose: Composer) -> ThemesPage:
    """Lay out the register of themes."""
    return ThemesPage(
        path=compose.register("themes"),
        lang=compose.lang,
        kind="themes",
        title=TextView(N_("Themes"), compose.lang),
        description="",
        today=compose.graph.today,
        themes=theme_rows(compose),
    )


def theme_rows(compose: Composer) -> tuple[ThemeRow, ...]:
    """All themes, in the order of their names."""
    return tuple(
        ThemeRow(compose.link(theme.id), compose.line(theme.scope), tally.events, tally.statements)
        for theme in _sorted(compose, compose.records(Theme))
        for tally in (compose.tally(theme.id),)
    )


def search_page(compose: Composer) -> SearchPage:
    """Lay out the search page."""
    return SearchPage(
        path=compose.register("search"),
        lang=compose.lang,
        kind="search",
        title=TextView(N_("Search"), compose.lang),
        description="",
        today=compose.graph.today,
        bundle="pagefind/",
        facets=FACETS,
        registers=tuple(
            (label, compose.register(kind))
            for kind, label in (
                ("timeline", N_("Timeline")),
                ("entities", N_("Parties")),
                ("instruments", N_("Instruments")),
                ("articles", N_("Articles")),
                ("statements", N_("Claims and replies")),
                ("themes", N_("Themes")),
            )
        ),
    )
