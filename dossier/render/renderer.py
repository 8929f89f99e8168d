"""Page models to HTML bodies, in one language."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined, nodes
from jinja2.bccache import Bucket
from jinja2.visitor import NodeTransformer

from dossier.bibliography.name import NAMES
from dossier.bibliography.zotero import coins
from dossier.render.card import HEIGHT, WIDTH, card_lines, card_words
from dossier.render.date import date_words
from dossier.render.drawing import Drawings
from dossier.render.head import feeds, head, linked_data
from dossier.render.news import counted_change, more, text_of, title_of
from dossier.render.part import Parts
from dossier.render.place import ROOT, SOURCES, placed, relative_links
from dossier.render.preview import Picture, Preview, preview_elements
from dossier.render.script import marked
from dossier.render.source import SourceParts
from dossier.render.toc import Heading, headings
from dossier.render.words import RTL, Words, quote_marks
from dossier.views.article import ArticlePage
from dossier.views.brief import Brief
from dossier.views.card import card_of
from dossier.views.composer import Composer
from dossier.views.linked import linked_page, linked_register
from dossier.views.news import site_news
from dossier.views.page import FeedEntry, News, Page, RecordPage
from dossier.views.part import CitationMark, CommitRow, LinkView, RelationRow
from dossier.views.site import Redirect
from dossier.views.statement import StatementsPage
from dossier.views.theme import ThemePage
from dossier.views.timeline import TimelinePage
from dossier.views.withdrawn import WithdrawnPage

_TEMPLATES = {
    "statements-year": "statements",
    "timeline-year": "timeline",
    "entities": "register",
    "instruments": "register",
    "articles": "bibliography",
    "sources": "bibliography",
}
"""Kinds of page that share the template of another."""

_WITHIN = re.compile(r'<a href="(?!#)[^":]*"([^>]*)>(.*?)</a>', re.DOTALL)
"""A link from the site's root."""

_SHARED = (
    "as_of",
    "chronology",
    "contact",
    "corrections",
    "discrepancies",
    "feeds",
    "figures",
    "files",
    "filter_words",
    "filters",
    "folding",
    "foot",
    "head",
    "known",
    "listings",
    "nothing",
    "pager",
    "relations",
    "searched",
    "section",
    "side_by_side",
    "span_cells",
    "span_heads",
    "strip",
    "tail",
    "timeline",
    "told",
    "year_links",
)
"""The macros of `parts.html` that templates use."""

_DRAWN = ("network_map", "related", "ties")
"""Those of `drawing.html`."""


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
    head: str = ""
    """Elements for the page's head, as markup."""

    card: tuple[str, str] | None = None
    """The path and the SVG of the picture that stands for it elsewhere."""


class _Compiled(BytecodeCache):
    """Keeps compiled templates for as long as the process runs.

    Each language has its own: a filter of a constant is applied when a template is compiled.
    """

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


@cache
def _compiled(lang: str) -> _Compiled:
    return _Compiled()


class _Environment(Environment):
    """Templates in which what is called a thousand times is called directly.

    A call of a function that every template knows becomes that of a filter, which Jinja calls
    without looking at it first; a translated message becomes the words of the language.
    """

    gettext: Callable[[str], str]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Direct(self).visit(super()._parse(source, name, filename))
        return tree


class _Direct(NodeTransformer):
    def __init__(self, env: _Environment) -> None:
        self._env = env

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - the visitor's name
        self.generic_visit(node)
        function, args = node.node, node.args
        if not isinstance(function, nodes.Name) or not args:
            return node
        first, *others = args
        if function.name == "_" and isinstance(first, nodes.Const):
            return nodes.Const(self._env.gettext(first.value), lineno=node.lineno)
        if function.name in self._env.filters and not (node.dyn_args or node.dyn_kwargs):
            return nodes.Filter(
                first, function.name, others, node.kwargs, None, None, lineno=node.lineno
            )
        return node


class Renderer:
    """Renders the pages of one language, out of the parts that a composer makes."""

    def __init__(self, compose: Composer, *, with_cards: bool = False) -> None:
        """Render what a composer makes; `with_cards` where pictures can be drawn."""
        self.lang = lang = compose.lang
        self._with_cards = with_cards
        self._compose = compose
        self._words = words = Words(lang)
        self._parts = parts = Parts(compose, words)
        self._sources = sources = SourceParts(compose, words, parts)
        drawings = Drawings(words, compose.site.graphviz)
        env = _Environment(
            loader=PackageLoader("dossier.render"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_compiled(lang),
        )
        env.gettext = words.text.gettext
        env.globals |= {
            "_": words.text.gettext,
            "ngettext": words.text.ngettext,
            "lang": lang,
            "ROOT": ROOT,
            "SOURCES": SOURCES,
            "STYLE": _style(compose),
        }
        env.filters |= {
            "bare_prose": parts.bare_prose,
            "citation": parts.citation,
            "cites": parts.cites,
            "support": parts.support,
            "claim": parts.claim,
            "event": parts.event,
            "folded_cites": parts.folded_cites,
            "heading": parts.heading,
            "link": parts.link,
            "links": parts.links,
            "mention": parts.mention,
            "neighbourhood": drawings.neighbourhood,
            "network": drawings.network,
            "own_page": sources.own_page,
            "own_source": sources.own_source,
            "prose": parts.prose,
            "reference": sources.reference,
            "source_link": sources.source_link,
            "statement": parts.statement,
            "when": parts.when,
            "words": parts.words,
        }
        env.tests["rtl"] = lambda code: code.partition("-")[0] in RTL
        env.filters |= {
            "change_count": lambda row: counted_change(words, row),
            "change_more": lambda row: more(words, row),
            "coins": coins,
            "colon": words.colon,
            "contact_href": _contact_href,
            "counted": words.counted,
            "date_words": lambda date: date_words(date, lang),
            "fact_word": words.fact,
            "known_ends": _known_ends,
            "label": words.label,
            "language_name": words.language_name,
            "marked": lambda text, of=lang: marked(text, of),
            "number": words.number,
            "plural_label": words.plural,
            "quantity": words.quantity,
            "quote_marks": quote_marks,
            "semicolon": words.semicolon,
            "sorted_options": words.options,
            "territory": words.territory,
        }
        # As globals and not imported: to import costs each page as much as all of its macros.
        for template, names in (("parts.html", _SHARED), ("drawing.html", _DRAWN)):
            shared = env.get_template(template).module
            env.globals |= {name: getattr(shared, name) for name in names}
        self._env = env

    def forget(self) -> None:
        """Let go of the parts that were written, as the composer does of what it made."""
        self._parts.forget()
        self._sources.forget()

    def body(self, page: Page) -> Body:
        """The body of a page."""
        page = self._linked(page)
        kind = "withdrawn" if isinstance(page, WithdrawnPage) else page.kind
        template = self._env.get_template(f"{_TEMPLATES.get(kind, kind)}.html")
        own = page.id if isinstance(page, ArticlePage) else ""
        also = page.sources if isinstance(page, ThemePage) else ()
        lists = partial(self._sources.sources, with_coins=isinstance(page, ThemePage))
        html = placed(template.render(page=page), page.path, own, self._parts.here, lists, also)
        title = self._title(page)
        card, picture = self._card(page) if self._with_cards else (None, None)
        preview = Preview(
            page.path,
            title,
            page.description,
            self._compose.site.options.language_codes,
            is_record=isinstance(page, RecordPage),
            changed=str(page.foot.day or "") if isinstance(page, RecordPage) else "",
            picture=picture,
        )
        shown = "" if page.is_unlisted else preview_elements(self._compose, preview)
        elements = f"{head(page)}\n{shown}"
        return Body(
            page.path,
            page.lang,
            page.kind,
            title,
            page.description,
            html,
            headings(html),
            relative_links(elements, page.path),
            card,
        )

    def _card(self, page: Page) -> tuple[tuple[str, str], Picture] | tuple[None, None]:
        """The picture of a page, if it is of a kind that has one, and where it will be found."""
        card = card_of(self._compose, page)
        if card is None:
            return None, None
        template = self._env.get_template("card.svg")
        lines = card_lines(card, self._words)
        svg = template.render(lines=lines, width=WIDTH, height=HEIGHT)
        # Pictures are kept by their address: another picture is to have another.
        state = hashlib.sha256(svg.encode()).hexdigest()[:8]
        url = f"{self._compose.site.options.site_url}{card.path}?v={state}"
        return (card.path, svg), Picture(url, card_words(card, self._words))

    def _linked(self, page: Page) -> Page:
        if page.linked is not None or page.is_unlisted:
            return page
        return replace(page, linked=linked_register(self._compose, page.path, self._title(page)))

    def page_head(self, path: str, title: str, description: str, langs: tuple[str, ...]) -> str:
        """The elements for the head of a hand-written page that there is in some languages.

        The first page of a language has the feeds of all events.
        """
        preview = Preview(path, title, description, langs)
        elements = [linked_data(linked_page(self._compose, path, title))]
        news = site_news(self._compose) if path == self._compose.root else None
        elements += feeds(news) if news else ()
        return "\n".join((*elements, preview_elements(self._compose, preview)))

    def placed(self, html: str, path: str) -> str:
        """Parts as they read on the page at a path: with its links, numbers and sources."""
        return placed(html, path, "", self._parts.here, self._sources.sources)

    def redirect(self, redirect: Redirect, title: str, canonical: str) -> str:
        """The whole page that leads from a former address to the present one."""
        template = self._env.get_template("redirect.html")
        html = template.render(title=title, href=redirect.target, canonical=canonical)
        return relative_links(html, redirect.path)

    def fragment(self, name: str, value: Any) -> str:
        """The HTML of an embedded block, yet to be placed: `name` is a macro of `blocks.html`."""
        return str(getattr(self._env.get_template("blocks.html").module, name)(value))

    def brief(self, brief: Brief) -> str:
        """A theme as a whole document, whose links into the site are from its root.

        Where the site has no address, these are plain words.
        """
        template = self._env.get_template("brief.html")
        html = template.render(brief=brief, page=brief.page)
        html = placed(html, "", "", self._parts.here, self._sources.sources, brief.page.sources)
        return html if brief.url else _WITHIN.sub(r"<span\1>\2</span>", html)

    def link(self, link: LinkView) -> str:
        """The HTML of a link, yet to be placed."""
        return str(self._parts.link(link))

    def cites(self, marks: tuple[CitationMark, ...]) -> str:
        """The HTML of the marks of a citation, yet to be placed."""
        return str(self._parts.cites(marks))

    def entries(self, news: News) -> tuple[FeedEntry, ...]:
        """The entries of a page's feed, with all their words."""
        return tuple(self._entry(one, one.commit) if one.commit else one for one in news.entries)

    def _entry(self, entry: FeedEntry, commit: CommitRow) -> FeedEntry:
        title, text = title_of(self._words, commit), text_of(self._words, commit)
        return replace(entry, title=title, text=text, lang=self.lang)

    def _title(self, page: Page) -> str:
        if isinstance(page, ArticlePage):
            publisher = page.article.publisher
            byline = publisher.text.text if publisher else page.article.byline
            return f"{page.title.text} ({byline})" if byline else page.title.text
        if isinstance(page, RecordPage | WithdrawnPage):
            return page.title.text
        title = self._words.text.gettext(page.title.text)
        year = page.year if isinstance(page, TimelinePage | StatementsPage) else None
        return title if year is None else f"{title} {year}"


def _style(compose: Composer) -> str:
    """What the style of references is called; empty where they are plain."""
    found = compose.site.bibliography
    return "" if found.is_plain else NAMES[found.style]


def _known_ends(rows: Sequence[RelationRow]) -> tuple[str, ...]:
    """The ends of time that are known of any relation of a table: other columns would be empty."""
    ends = [("since", row.since) for row in rows] + [("until", row.until) for row in rows]
    return tuple(dict.fromkeys(name for name, date in ends if date is not None))


def _contact_href(address: str) -> str:
    return address if "://" in address or address.startswith("mailto:") else f"mailto:{address}"
