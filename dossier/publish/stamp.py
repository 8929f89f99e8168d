"""Frames and bodies to pages; hand-written pages with what they embed."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any

from markupsafe import escape

from dossier.bibliography.bibtex import bibtex
from dossier.bibliography.csl import Item, csl_json
from dossier.bibliography.ris import ris
from dossier.model.article import Article
from dossier.model.citation import Citation
from dossier.model.identifier import ArticleId
from dossier.model.options import Options
from dossier.publish import marker
from dossier.publish.address import frame_addresses
from dossier.publish.card import cards
from dossier.publish.feed import WRITERS
from dossier.publish.frame import Frame, FrameError
from dossier.publish.policy import HEADERS, guarded, headers
from dossier.publish.sitemap import sitemap
from dossier.publish.tree import digest_of
from dossier.records import reference_grammar
from dossier.records.block import FencedBlock, read_block
from dossier.render.renderer import Renderer
from dossier.views.article import ArticlePage
from dossier.views.composer import Composer, Site
from dossier.views.embed import PageEnd, embedded
from dossier.views.page import Page, RecordPage
from dossier.views.path import source_files
from dossier.views.site import page_keys, page_of, redirects
from dossier.views.statement import StatementsPage
from dossier.views.withdrawn import WithdrawnPage


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: its path from the root, its bytes, and the kind of page it is, if any.

    `listed` is the entry of a page in the sitemap: (address, language, day of its last change).
    `key` says what it is made for, `reads` what was read of the graph to make it, and `tally` how
    much there is on the record or of the year whose page it is, as it is kept.
    """

    path: str
    data: bytes
    kind: str = ""
    listed: tuple[str, str, str] | None = None
    key: str = ""
    reads: Collection[str] = ()
    tally: list[Any] | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A page that was made: `file` is the name of the new file, empty where one is held already.

    The rest is as in `Output`.
    """

    path: str
    kind: str
    listed: tuple[str, str, str] | None
    key: str
    reads: Collection[str]
    tally: list[Any] | None
    digest: str
    file: str


_MANY_PARTS = 50_000
"""If more parts than this are kept, they are made again rather: memory has to end somewhere."""

_TALLIED = frozenset({"entity", "instrument", "theme"})
"""Kinds of pages whose records registers count."""


def frame_folders(site: Site) -> frozenset[str]:
    """The folders of the frames, from the site's root, that no reader should see."""
    return frozenset(
        address.path.rstrip("/")
        for address in frame_addresses(site.options)
        if not address.is_register
    )


class Stamper:
    """Makes the pages of a site, given the folder of what the host built."""

    def __init__(self, site: Site, host: Path) -> None:
        """Read the frames.

        Raises:
            FrameError: the host did not build one.
        """
        self._site = site
        self._host = host
        self._frames = _frames(site, host)
        self._cards = cards(site.options)
        self._renderers: dict[str, tuple[Composer, Renderer]] = {}

    @property
    def has_all_references(self) -> bool:
        """Whether no page was made with a reference missing."""
        return self._site.bibliography.is_complete

    def _renderer(self, lang: str) -> tuple[Composer, Renderer]:
        if lang not in self._renderers:
            compose = Composer(self._site, lang)
            with_cards = self._cards is not None
            self._renderers[lang] = compose, Renderer(compose, with_cards=with_cards)
        compose, renderer = self._renderers[lang]
        if compose.size > _MANY_PARTS:
            compose.forget()
            renderer.forget()
        return compose, renderer

    def pages(self, lang: str, keys: Iterable[str]) -> Iterator[Output]:
        """Yield the pages of registers and records in a language, and what leads to them."""
        compose, renderer = self._renderer(lang)
        for key in keys:
            with compose.reads.noted() as reads:
                page = page_of(compose, key)
                body = renderer.body(page)
                html = self._frames[page.kind, lang].stamp(body)
                tally = _tally(compose, page, key)
            listed = None if page.is_unlisted else (page.path, lang, _day(compose, page))
            path = f"{page.path}index.html"
            yield Output(path, html.encode("utf-8"), page.kind, listed, key, reads, tally)
            if body.card and self._cards:
                place, svg = body.card
                yield Output(place, self._cards.png(place, svg), key=key)
            if page.news is not None:
                news = replace(page.news, entries=renderer.entries(page.news))
                told = (page, news, body.title, compose.site_name(), self._site.options.site_url)
                for name, file in news.files.items():
                    yield Output(file, WRITERS[name](*told).encode("utf-8"), key=key)
            if lang == self._site.options.default_language:
                yield from _source_files(compose, page, key, reads)
            for redirect in redirects(compose, key):
                canonical = f"{self._site.options.site_url}{redirect.target}"
                html = guarded(renderer.redirect(redirect, compose.name(key).text, canonical))
                yield Output(
                    f"{redirect.path}index.html", html.encode("utf-8"), "redirect", key=key
                )

    def made(
        self,
        lang: str,
        keys: Iterable[str],
        held: Mapping[str, str],
        drop: Path,
        name: str,
    ) -> Iterator[Made]:
        """Make pages and yield what came of each.

        A page of which `held` does not know the digest is written into the folder `drop`, to a file
        whose name begins with `name`.
        """
        for number, page in enumerate(self.pages(lang, keys)):
            digest = digest_of(page.data)
            file = ""
            if held.get(page.path) != digest:
                file = f"{name}-{number}"
                with open(f"{drop}/{file}", "wb") as made:
                    made.write(page.data)
            yield Made(
                page.path,
                page.kind,
                page.listed,
                page.key,
                page.reads,
                page.tally,
                digest,
                file,
            )

    def others(self, wanted: Callable[[str], bool] = lambda key: True) -> Iterator[Output]:
        """Yield the host's hand-written pages with what they embed; only those that are wanted.

        The key of such a page is its path.
        """
        for path, data in hand_written(self._site.options, self._host):
            lang = language_of(self._site.options, path)
            if not wanted(path):
                continue
            html = guarded(data.decode("utf-8", "surrogateescape"))
            if marker.GENERATOR not in html:
                yield Output(path, html.encode("utf-8", "surrogateescape"), key=path)
                continue
            compose, renderer = self._renderer(lang)
            with compose.reads.noted() as reads:
                done = _embedded(compose, renderer, path, html, self._twins(path, lang))
            is_page = path.endswith("index.html")
            listed = (path.removesuffix("index.html"), lang, "") if is_page else None
            yield Output(path, done.encode("utf-8"), "hand-written", listed, path, reads)

    def _twins(self, path: str, lang: str) -> tuple[str, ...]:
        """The languages that there is a hand-written page in."""
        below = path.removeprefix(self._site.root(lang))
        codes = self._site.options.language_codes
        return tuple(
            code for code in codes if (self._host / f"{self._site.root(code)}{below}").is_file()
        )

    def sitemap(self, listed: Iterable[tuple[str, str, str]]) -> Iterator[Output]:
        """Yield the sitemap of all pages, where the site has an address."""
        if self._site.options.site_url:
            yield Output("sitemap.xml", sitemap(self._site.options, listed).encode("utf-8"))


def _source_files(
    compose: Composer, page: Page, key: str, reads: Collection[str]
) -> Iterator[Output]:
    """Yield the files by which reference managers take what a page is about."""
    if isinstance(page, ArticlePage):
        items: tuple[Item, ...] = (page.article.source,)
    elif page.path == compose.register("sources"):
        items = tuple(compose.source(article) for article in compose.records(Article))
    else:
        return
    data = {"json": csl_json, "bib": bibtex, "ris": ris}
    for ending, path in source_files(key if isinstance(page, ArticlePage) else "").items():
        yield Output(path, data[ending](items).encode("utf-8"), key=key, reads=reads)


def stamped(site: Site, host: Path) -> Iterator[Output]:
    """Yield every page of the site, given the folder of what the host built.

    The host's other files (scripts, styles) are not repeated.

    Raises:
        FrameError: the host did not build a frame.
    """
    stamper = Stamper(site, host)
    listed: list[tuple[str, str, str]] = []
    outputs = chain(
        *(stamper.pages(lang, page_keys(site)) for lang in site.options.language_codes),
        stamper.others(),
    )
    for output in outputs:
        if output.listed is not None:
            listed.append(output.listed)
        yield output
    yield from stamper.sitemap(listed)
    yield headers_of(site.options, host)


def _tally(compose: Composer, page: Page, key: str) -> list[Any] | None:
    if isinstance(page, StatementsPage) and page.year is not None:
        return [*page.numbers.as_json()]
    if page.kind in _TALLIED and not isinstance(page, WithdrawnPage):
        return [*compose.own_tally(key).as_json()]
    return None


def _day(compose: Composer, page: Page) -> str:
    if not isinstance(page, RecordPage):
        return ""
    change = compose.change(compose.site.graph.files[page.id])
    return change.day if change else ""


def _frames(site: Site, host: Path) -> Mapping[tuple[str, str], Frame]:
    found = {}
    for address in frame_addresses(site.options):
        file = host / address.path / "index.html"
        try:
            html = file.read_text("utf-8")
        except FileNotFoundError:
            raise FrameError(f"the host did not build the frame {address.path}") from None
        if not html.rstrip().endswith("</html>"):
            raise FrameError("the theme put something behind the end of a page, </html>")
        with_search = address.kind == "search"
        found[address.kind, address.lang] = Frame(guarded(html, with_search=with_search))
    return found


def headers_of(options: Options, host: Path) -> Output:
    """The file of the site's headers, given the folder of what the host built."""
    frames = ((host / path).read_bytes() for path in sorted(frame_files(options)))
    others = (data for _, data in hand_written(options, host))
    pages = (data.decode("utf-8", "surrogateescape") for data in chain(frames, others))
    return Output(HEADERS, headers(pages).encode("utf-8"))


def frame_files(options: Options) -> frozenset[str]:
    """The files of the frames, from the site's root."""
    return frozenset(f"{address.path}index.html" for address in frame_addresses(options))


def hand_written(options: Options, host: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the host's own HTML: its pages, and files that it only copied, but no frames."""
    frames = frame_files(options)
    for file in sorted(host.rglob("*.html")):
        path = file.relative_to(host).as_posix()
        if path not in frames and file.is_file():
            yield path, file.read_bytes()


def language_of(options: Options, path: str) -> str:
    """The language of the page at a path."""
    first = path.partition("/")[0]
    return first if first in options.language_codes else options.default_language


_TITLE = re.compile("<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile('<meta name="description" content="([^"]*)">')


def _title(page: str) -> str:
    """The title of a page without the site's name, which the theme puts behind it."""
    found = _TITLE.search(page)
    whole = unescape(found[1]).strip() if found else ""
    return whole.rpartition(" - ")[0] or whole


def _description(page: str) -> str:
    found = _DESCRIPTION.search(page)
    return unescape(found[1]) if found else ""


def _embedded(
    compose: Composer, renderer: Renderer, path: str, html: str, langs: tuple[str, ...]
) -> str:
    """A hand-written page with its references, citations, blocks and sources filled in."""

    def filled(match: re.Match[str]) -> str:
        if match[0] == marker.PAGE_HEAD:
            place = path.removesuffix("index.html")
            return renderer.page_head(place, _title(html), _description(html), langs)
        if match["kind"] is None:
            return renderer.fragment("page_end", PageEnd(compose.graph.today))
        try:
            payload = marker.payload(match)
        except ValueError:
            return match[0]
        match match["kind"]:
            case "REF":
                id, _, words = payload.partition("|")
                return renderer.link(compose.link(id, words))
            case "WORD":
                id, _, words = payload.partition("|")
                return str(escape(words or compose.name(id).text))
            case "CITE":
                found = reference_grammar.CITATION.fullmatch(f"[{payload}]")
                cited = reference_grammar.citations(found) if found else ()
                return renderer.cites(
                    tuple(
                        compose.cite(Citation(source=ArticleId(one.source), at=one.at))
                        for one in cited
                    )
                )
        name, _, options = payload.partition("\n")
        block, _ = read_block(FencedBlock(name, options, 0), path)
        if block is None:
            return ""
        shown = embedded(compose, block)
        return renderer.fragment(shown.macro, shown.value)

    return renderer.placed(marker.EMBEDDED.sub(filled, html), path.removesuffix("index.html"))
