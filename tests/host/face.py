"""What must be the same of a page, whatever host has built it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from lxml import html

from tests.site.pages import classed, words

_THEMES = ("assets/", "pagefind/")


@dataclass(frozen=True)
class Face:
    """A page without the theme's own markup: that is the host's business."""

    lang: str
    title: str
    head: list[tuple[str, ...]]
    ids: list[str]
    text: str
    links: list[str]
    tabs: str
    active: list[str]
    way: str
    contents: list[tuple[str, str]]
    foot: list[str]
    elsewhere: frozenset[str]


def faces(site: Path) -> dict[str, Face]:
    """The pages of a site by path, redirects and the page of errors among them."""
    return {path: _face(site / path, path) for path in others(site) if path.endswith(".html")}


def others(site: Path) -> list[str]:
    """All files of a site but for the theme's own, and the search index."""
    found = (file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    return sorted(path for path in found if not path.startswith(_THEMES) and path != "build.json")


def _face(file: Path, path: str) -> Face:
    page = html.fromstring(file.read_bytes())
    address = f"https://example.org/sample/{path.removesuffix('index.html')}"
    article = page.find(".//article")
    main = page if article is None else article
    contents = classed(page, "md-sidebar--secondary")
    return Face(
        lang=page.get("lang"),
        title=page.findtext(".//title"),
        head=list(_head(page, address)),
        ids=[id for id in page.xpath("//@id") if not id.startswith("__")],
        text=words(main),
        links=[urljoin(address, href) for href in main.xpath(".//a/@href")],
        tabs=" ".join(words(one) for one in classed(page, "md-tabs")),
        active=[words(one) for one in classed(page, "md-tabs__item--active")],
        way=" ".join(words(one) for one in classed(page, "md-path")),
        contents=[(one.get("href"), words(one)) for box in contents for one in box.iter("a")],
        foot=[words(one) for one in page.iter("footer")],
        elsewhere=frozenset(
            urljoin(address, a) for a in page.xpath("//body//a[not(@class='md-skip')]/@href")
        ),
    )


def _head(page: html.HtmlElement, address: str) -> Iterator[tuple[str, ...]]:
    for one in page.xpath("//head/meta[@name or @property]"):
        yield one.get("name") or one.get("property"), one.get("content")
    for one in page.xpath("//head/link[not(@rel='stylesheet')]"):
        yield one.get("rel"), one.get("hreflang", ""), urljoin(address, one.get("href"))
    for one in page.xpath("//head/script[@type='application/ld+json']"):
        yield "script", one.text
