"""Page models to HTML bodies, in one language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dossier.model.citation import Locator
from dossier.model.edtf import Edtf
from dossier.model.field import COUNTRY_LIKE
from dossier.render.catalogue import locale, translations
from dossier.render.date import date_words, iso_date
from dossier.render.label import LOCATORS, PLURALS, TABLES
from dossier.render.prose import prose_html
from dossier.render.script import marked
from dossier.render.toc import Heading, headings
from dossier.views.article import ArticlePage
from dossier.views.collation import collation_key
from dossier.views.embed import Counts
from dossier.views.page import Page, RecordPage
from dossier.views.part import CitationMark, LinkView, ProseView, TextView
from dossier.views.site import Redirect
from dossier.views.timeline import TimelinePage

_TEMPLATES = {
    "timeline-year": "timeline",
    "entities": "register",
    "instruments": "register",
    "articles": "bibliography",
    "sources": "bibliography",
}
"""Kinds of page that share the template of another."""

_RTL = ("ar", "fa", "he", "ug", "ur")
_QUOTES = {"fr": ("«\u00a0", "\u00a0»"), "zh": ("“", "”"), "de": ("„", "“"), "sv": ("”", "”")}
_OPENING = ("«", "“", "„", "”", '"')


@dataclass(frozen=True, slots=True)
class Body:
    """A page without its frame. `title` and `description` are plain text, `html` is markup."""

    path: str
    lang: str
    kind: str
    title: str
    description: str
    html: str
    headings: tuple[Heading, ...]


class Renderer:
    """Renders the pages of one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._locale = locale(lang)
        self._text = translations(lang)
        env = Environment(
            loader=PackageLoader("dossier.render"),
            autoescape=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
        )
        env.install_gettext_translations(self._text, newstyle=False)  # type: ignore[attr-defined]
        env.globals["lang"] = lang
        env.tests["rtl"] = lambda code: code.partition("-")[0] in _RTL
        env.filters |= {
            "all_locators": self._all_locators,
            "citation_title": self._citation_title,
            "colon": lambda label: self._text.gettext("{label}:").format(label=label),
            "contact_href": _contact_href,
            "counted": self._counted,
            "date_words": self._date,
            "fact_word": self._fact_word,
            "iso": iso_date,
            "label": self._label,
            "language_name": self._language_name,
            "locator_words": self._locator,
            "marked": lambda text, of=lang: marked(text, of),
            "number": self._number,
            "plural_label": self._plural,
            "prose_html": self._prose,
            "quantity": self._quantity,
            "quote_marks": _quote_marks,
            "quoted": _quoted,
            "semicolon": self._semicolon,
            "short_date": lambda date: date_words(date, lang, with_year=False),
            "sorted_options": self._options,
            "status_of": self._status,
            "territory": self._territory,
        }
        self._env = env

    def body(self, page: Page) -> Body:
        """The body of a page."""
        template = self._env.get_template(f"{_TEMPLATES.get(page.kind, page.kind)}.html")
        html = template.render(page=page)
        return Body(
            page.path,
            page.lang,
            page.kind,
            self._title(page),
            page.description,
            html,
            headings(html),
        )

    def redirect(self, redirect: Redirect, title: str, href: str, canonical: str) -> str:
        """The whole page that leads from a former address to the present one."""
        template = self._env.get_template("redirect.html")
        return template.render(title=title, href=href, canonical=canonical)

    def fragment(self, name: str, value: Any) -> str:
        """The HTML of an embedded block: `name` is the macro of `blocks.html`."""
        return str(getattr(self._blocks, name)(value))

    def link(self, link: LinkView) -> str:
        """The HTML of a link."""
        return str(self._parts.link(link))

    def cites(self, marks: tuple[CitationMark, ...]) -> str:
        """The HTML of the marks of a citation."""
        return str(self._parts.cites(marks))

    def heading(self, link: LinkView) -> str:
        """The plain words of a link."""
        return link.text.text

    @cached_property
    def _parts(self) -> Any:
        return self._env.get_template("parts.html").module

    @cached_property
    def _blocks(self) -> Any:
        return self._env.get_template("blocks.html").module

    def _title(self, page: Page) -> str:
        if isinstance(page, ArticlePage):
            publisher = page.article.publisher
            byline = publisher.text.text if publisher else page.article.byline
            return f"{page.title.text} ({byline})" if byline else page.title.text
        if isinstance(page, RecordPage):
            return page.title.text
        title = self._text.gettext(page.title.text)
        year = page.year if isinstance(page, TimelinePage) else None
        return f"{title} {year}" if year else title

    def _label(self, code: str, table: str) -> str:
        return self._text.gettext(TABLES[table][code])

    def _status(self, status: str, kind: str) -> str:
        """How far a statement is established; of a finding French speaks in another gender."""
        label = TABLES["status"][status]
        if kind == "finding":
            return self._text.pgettext("finding", label)
        return self._text.gettext(label)

    def _plural(self, label: str) -> str:
        return self._text.gettext(PLURALS.get(label) or label)

    def _date(self, date: Edtf) -> str:
        return date_words(date, self.lang)

    def _prose(self, prose: ProseView) -> Markup:
        return prose_html(prose, self.link, self.cites)

    def _number(self, value: int) -> str:
        return format_decimal(value, locale=self._locale)

    def _quantity(self, value: str, unit: str) -> str:
        number = Decimal(value)
        if unit in self._locale.currencies:
            return format_currency(
                number, unit, locale=self._locale, format_type="name", currency_digits=False
            )
        return f"{format_decimal(number, locale=self._locale)}\u00a0{unit}"

    def _language_name(self, code: str) -> str:
        base = code.partition("-")[0]
        name = self._locale.languages.get(code.replace("-", "_")) or self._locale.languages.get(
            base
        )
        return str(name or code)

    def _territory(self, code: str) -> str:
        if code in COUNTRY_LIKE and code not in self._locale.territories:
            return self._text.gettext(COUNTRY_LIKE[code])
        return str(self._locale.territories.get(code, code))

    def _fact_word(self, word: str) -> str:
        """The value of a fact, of which some are codes that the language has a word for."""
        scheme, found, code = word.partition(":")
        if found and scheme == "territory":
            return self._territory(code)
        if found and scheme == "language":
            return self._language_name(code)
        if found and scheme == "message":
            return self._text.gettext(code)
        return word

    def _locator(self, at: Locator | None) -> str:
        if at is None:
            return ""
        several = re.compile(r"[-–,]")
        words = []
        for name, forms in LOCATORS.items():
            value = getattr(at, name)
            if value:
                form = forms[1] if several.search(value) else forms[0]
                words.append(self._text.pgettext("locator", form).format(n=value))
        return ", ".join(words)

    def _all_locators(self, locators: Iterable[Locator]) -> str:
        words = f"{self._semicolon('')} ".join(self._locator(at) for at in locators)
        return words[:1].upper() + words[1:]

    def _semicolon(self, words: str) -> str:
        return self._text.gettext("{words};").format(words=words)

    def _citation_title(self, mark: CitationMark) -> str:
        date = self._date(mark.date) if mark.date else self._text.gettext("undated")
        parts = [mark.byline, mark.title.text, date, self._locator(mark.at)]
        if mark.reported_as != "reported":
            parts.append(self._label(mark.reported_as, "reported"))
        return ", ".join(part for part in parts if part)

    def _options(self, values: Iterable[tuple[str, TextView]], name: str) -> list[tuple[str, str]]:
        """The choices of a filter, in the language's order of their words."""
        named = [
            (value, self._label(value, "event") if name == "kind" else text.text)
            for value, text in values
        ]
        return sorted(named, key=lambda pair: collation_key(pair[1]))

    def _counted(self, counts: Counts) -> str:
        text = self._text
        parts = [
            text.ngettext("{n} article", "{n} articles", counts.articles),
            text.ngettext("{n} party", "{n} parties", counts.entities),
            text.ngettext("{n} instrument", "{n} instruments", counts.instruments),
            text.ngettext("{n} event", "{n} events", counts.events),
            text.ngettext("{n} statement", "{n} statements", counts.statements),
        ]
        numbers = (
            counts.articles,
            counts.entities,
            counts.instruments,
            counts.events,
            counts.statements,
        )
        words = [part.format(n=self._number(n)) for part, n in zip(parts, numbers, strict=True)]
        return format_list(words, locale=self._locale)


def _quoted(text: str, lang: str) -> str:
    """Text in the quotation marks of a language, unless it brings its own."""
    if text.startswith(_OPENING):
        return text
    opening, closing = _quote_marks(lang)
    return f"{opening}{text}{closing}"


def _quote_marks(lang: str) -> tuple[str, str]:
    return _QUOTES.get(lang.partition("-")[0], ("“", "”"))


def _contact_href(address: str) -> str:
    return address if "://" in address or address.startswith("mailto:") else f"mailto:{address}"
