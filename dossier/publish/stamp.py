"""Frames and bodies to pages; hand-written pages with what they embed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import escape

from dossier.model.citation import Citation
from dossier.model.identifier import ArticleId
from dossier.publish import marker
from dossier.publish.address import frame_addresses
from dossier.publish.frame import Frame, FrameError
from dossier.publish.sitemap import sitemap
from dossier.records import reference_grammar
from dossier.records.block import FencedBlock, read_block
from dossier.render.renderer import Renderer
from dossier.views.composer import Composer, Site
from dossier.views.embed import PageEnd, embedded
from dossier.views.page import Page, RecordPage
from dossier.views.site import pages, redirects


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: its path from the root, its bytes, and the kind of page it is, if any."""

    path: str
    data: bytes
    kind: str = ""


def frame_folders(site: Site) -> frozenset[str]:
    """The folders of the frames, from the site's root, that no reader should see."""
    return frozenset(
        address.path.rstrip("/")
        for address in frame_addresses(site.options)
        if not address.is_register
    )


def stamped(site: Site, host: Path) -> Iterator[Output]:
    """Yield every page of the site, given the folder of what the host built.

    The host's other files (scripts, styles) are not repeated.

    Raises:
        FrameError: the host did not build a frame.
    """
    frames = _frames(site, host)
    paths: list[tuple[str, str, str]] = []
    hand_written = tuple(_hand_written(site, host))
    for lang in site.options.language_codes:
        compose = Composer(site, lang)
        renderer = Renderer(compose)
        for page in pages(compose):
            html = frames[page.kind, lang].stamp(renderer.body(page))
            yield Output(f"{page.path}index.html", html.encode("utf-8"), page.kind)
            paths.append((page.path, lang, _day(compose, page)))
        for path, data in hand_written:
            if _language(site, path) != lang:
                continue
            if marker.GENERATOR.encode("utf-8") not in data:
                yield Output(path, data)
                continue
            done = _embedded(compose, path, data.decode("utf-8"), renderer)
            yield Output(path, done.encode("utf-8"), "hand-written")
            if path.endswith("index.html"):
                paths.append((path.removesuffix("index.html"), lang, ""))
        for redirect in redirects(compose):
            name = compose.name(redirect.target.split("/")[-2])
            canonical = f"{site.options.site_url}{redirect.target}"
            html = renderer.redirect(redirect, name.text, canonical)
            yield Output(f"{redirect.path}index.html", html.encode("utf-8"), "redirect")
    if site.options.site_url:
        yield Output("sitemap.xml", sitemap(site.options, paths).encode("utf-8"))


def _day(compose: Composer, page: Page) -> str:
    if not isinstance(page, RecordPage):
        return ""
    change = compose.change(compose.graph.files[page.id])
    return change.day if change else ""


def _frames(site: Site, host: Path) -> Mapping[tuple[str, str], Frame]:
    found = {}
    for address in frame_addresses(site.options):
        file = host / address.path / "index.html"
        try:
            html = file.read_text("utf-8")
        except FileNotFoundError:
            raise FrameError(f"the host did not build the frame {address.path}") from None
        found[address.kind, address.lang] = Frame(html)
    return found


def _hand_written(site: Site, host: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the host's own HTML: its pages, and files that it only copied, but no frames."""
    frames = {f"{address.path}index.html" for address in frame_addresses(site.options)}
    for file in sorted(host.rglob("*.html")):
        path = file.relative_to(host).as_posix()
        if path not in frames and not path.startswith("assets/"):
            yield path, file.read_bytes()


def _language(site: Site, path: str) -> str:
    first = path.partition("/")[0]
    return first if first in site.options.language_codes else site.options.default_language


def _embedded(compose: Composer, path: str, html: str, renderer: Renderer) -> str:
    """A hand-written page with its references, citations, blocks and sources filled in."""

    def filled(match: re.Match[str]) -> str:
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
