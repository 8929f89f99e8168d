"""Lists of sources, and documents as one cites them, to HTML, in one language."""

from functools import cached_property

from markupsafe import Markup, escape

from dossier.bibliography.zotero import coins
from dossier.model.article import PRIMARY
from dossier.model.edtf import Edtf
from dossier.render.date import date_words, iso_date
from dossier.render.part import Parts, direction, markup
from dossier.render.place import ROOT, Sources, citation_anchor, source_anchor
from dossier.render.reference import MONTH, linked, page_reference, robust_attributes
from dossier.render.script import marked
from dossier.render.words import Words
from dossier.views.composer import Composer
from dossier.views.part import RecordFoot, ReferenceRow, TextView

_BACK = 2
"""To so many places where a page cites a source the list leads back; the others are counted."""

_LOCATORS = "\x06"
"""Where in an entry that is kept its locators go."""


class SourceParts:
    """Writes sources, and keeps the entries that many pages list."""

    def __init__(self, compose: Composer, words: Words, parts: Parts) -> None:
        """Have what other `parts` of pages are written by."""
        self._lang = compose.lang
        self._compose = compose
        self._words = words
        self._parts = parts
        self._ = words.text.gettext
        self._references: dict[str, str] = {}

    def forget(self) -> None:
        """Let go of all entries: they are written again where they are needed."""
        self._references.clear()

    def reference(self, row: ReferenceRow) -> Markup:
        """An entry of a list of sources."""
        return markup(self._reference(row.id).replace(_LOCATORS, "", 1))

    def _reference(self, id: str) -> str:
        row = self._compose.reference(id)
        html = self._references.get(id)
        if html is None:
            html = self._entry(row)
            if self._compose.site.bibliography.is_complete:
                self._references[id] = html
        return html

    def _entry(self, row: ReferenceRow) -> str:
        named = self._named_source(row)
        behind = ""
        if row.url and escape(row.url) not in named:
            original = self._("original")
            behind += f" {self.source_link(row, original)}"
        elif row.url:
            behind += self._copy_link(row)
        if row.copy_of:
            copy = escape(self._("Copy of"))
            behind += f' <span class="d-remark">{copy} {self._parts.link(row.copy_of)}.</span>'
        if row.tier in PRIMARY:
            tier = escape(self._words.label(row.tier, "tier"))
            behind += f' <span class="d-tag d-primary">{tier}</span>'
        if not row.confirmed:
            unseen = escape(self._("document not seen"))
            behind += f' <span class="d-tag d-unconfirmed">{unseen}</span>'
        return f"{named}{_LOCATORS}{behind}"

    def source_link(self, row: ReferenceRow, words: str) -> Markup:
        """The link to a document at its address, and the one to a public copy where there is one.

        Both say which state of the document is meant (Robust Links).
        """
        href, robust = escape(row.url), robust_attributes(row.url, row.version)
        html = f'<a class="d-out" href="{href}" rel="external"{robust}>{escape(words)}</a>'
        return markup(f"{html}{self._copy_link(row)}")

    def _copy_link(self, row: ReferenceRow) -> str:
        if not row.version or not row.version.url:
            return ""
        href = escape(row.version.url)
        copy = escape(self._copy_words(row.version.date))
        robust = robust_attributes(row.url, row.version)
        return f' <a class="d-out" href="{href}" rel="external"{robust}>{copy}</a>'

    def _copy_words(self, date: Edtf) -> str:
        if len(iso_date(date)) <= len(MONTH):
            return self._("archived copy")
        return self._("archived copy of {date}").format(date=date_words(date, self._lang))

    def _named_source(self, row: ReferenceRow, *, own: bool = False) -> str:
        """A source in the style of the site, or as the editor says; on its `own` page no link."""
        href = "" if own else f"{ROOT}{escape(row.link.href)}"
        if row.cite_as:
            words = marked(row.cite_as, self._lang)
            return f'<a href="{href}">{words}</a>.' if href else f"{words}."
        styled = self._compose.site.bibliography.reference(row.source, self._lang)
        if styled:
            opening = self._opening(row.source.title_lang, href)
            robust = robust_attributes(row.url, row.version)
            return linked(styled, row.source.title, opening, row.url, self._lang, robust)
        return self._plain_entry(row)

    def _opening(self, lang: str, href: str) -> str:
        """The tag around the title of a source; none where there is nothing to say."""
        said = f' lang="{escape(lang)}"{direction(lang)}' if lang != self._lang else ""
        if href:
            return f'<a href="{href}"{said}>'
        return f"<span{said}>" if said else ""

    def own_source(self, row: ReferenceRow) -> Markup:
        """A source as one cites it, on its own page."""
        return markup(self._named_source(row, own=True))

    def own_page(self, foot: RecordFoot, title: TextView, kind: str) -> Markup:
        """The page of a record as one cites it; nothing where there is no style to say it in.

        The page of an article is not the document: it has a title of its own.
        """
        words = title.text
        if kind == "article":
            words = self._("Record of {title}").format(title=f"“{words}”")
        styled = self._compose.site.bibliography.reference(foot.source, self._lang)
        return markup(page_reference(styled, words, foot.url, self._lang) if styled else "")

    def _plain_entry(self, row: ReferenceRow) -> str:
        by = ""
        if row.publisher:
            by = f"{self._parts.link(row.publisher)}, "
        elif row.byline:
            by = f"{marked(row.byline, self._lang)}, "
        title = self._parts.link(row.link)
        parts = [f"{by}<cite>{f'[{title}]' if row.title_supplied else title}</cite>"]
        if row.container:
            parts.append(marked(row.container, self._lang))
        if row.numbers:
            parts.append(str(escape(", ".join(row.numbers))))
        parts.append(self._parts.when(row.date) if row.date else str(escape(self._("undated"))))
        via = ""
        if row.via:
            outlet = self._("through {outlet}").format(outlet=row.via)
            via = f" ({marked(outlet, self._lang)})"
        return f"{', '.join(parts)}{via}."

    def sources(self, sources: Sources, *, with_coins: bool = False) -> str:
        """The section at the end of a page that lists what it cites.

        If `with_coins`, Zotero can take every source of the list.
        """
        items = []
        primary = 0
        for number, (id, cited) in enumerate(sources.items(), 1):
            places = f" {self._words.locators(cited.locators)}." if cited.locators else ""
            entry = self._reference(id).replace(_LOCATORS, places, 1)
            back = self._back(number, cited.times)
            if with_coins:
                context = escape(coins(self._compose.reference(id).source))
                back += f'<span class="Z3988" title="{context}"></span>'
            items.append(f'<li id="{source_anchor(number)}" value="{number}">{entry}{back}</li>\n')
            primary += self._compose.article(id).tier in PRIMARY
        remark = ""
        if primary:
            words = self._words.text.ngettext(
                "{n} of them is a primary document or a copy of one.",
                "{n} of them are primary documents or copies of them.",
                primary,
            )
            remark = f'\n<p class="d-remark">{escape(words.format(n=primary))}</p>'
        heading = self._parts.heading(self._("Sources"), "sources", len(sources))
        return (
            f'\n<section class="d-sources" data-pagefind-ignore>\n'
            f"{heading}{remark}\n"
            f'<ol class="d-references">\n{"".join(items)}</ol>\n</section>'
        )

    def _back(self, number: int, times: int) -> str:
        """Links from a source to the places where the page cites it."""
        if not times:
            return ""
        if times == 1:
            anchor = citation_anchor(number, 1)
            return f' <a class="d-back" href="#{anchor}" aria-label="{self.cited_here}">↑</a>'
        shown = range(1, min(times, _BACK) + 1)
        links = " ".join([f'<a href="#{citation_anchor(number, n)}">{n}</a>' for n in shown])
        links += f" +{times - _BACK}" if times > _BACK else ""
        return f' <span class="d-back" role="group" aria-label="{self.cited_here}">↑ {links}</span>'

    @cached_property
    def cited_here(self) -> str:
        """What leads from a source back to where it is cited."""
        return str(escape(self._("Cited here")))
