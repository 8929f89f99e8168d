"""Reading built pages."""

from functools import cache
from pathlib import Path

from lxml import html


@cache
def tree(path: Path) -> html.HtmlElement:
    """A page, parsed."""
    return html.fromstring(path.read_bytes())


def pages(site: Path) -> list[Path]:
    """All pages of a site, but for redirects."""
    return [
        path
        for path in sorted(site.rglob("*.html"))
        if b'http-equiv="refresh"' not in path.read_bytes()[:800]
    ]


def classed(element: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    """The elements below one that have a class."""
    return element.xpath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")


def words(element: html.HtmlElement) -> str:
    """The text of an element, blanks folded."""
    return " ".join(element.text_content().split())
