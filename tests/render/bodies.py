"""Bodies of pages, and what stands in them."""

from functools import cache
from pathlib import Path
from typing import Any

from lxml import html

from dossier.assembly import assemble
from dossier.host.config import read_options
from dossier.model.record import Record
from dossier.render.renderer import Body, Renderer
from dossier.views.composer import Composer, Site
from dossier.views.site import pages, record_page
from tests.maker import (
    make_site,
)

SAMPLE = Path(__file__).parents[1] / "sample"


@cache
def sample() -> dict[str, Body]:
    options = read_options(None, SAMPLE)
    assembled = assemble(options)
    site = Site(assembled.graph, assembled.history, options)
    found = {}
    for lang in options.language_codes:
        compose = Composer(site, lang)
        renderer = Renderer(compose)
        found |= {page.path: renderer.body(page) for page in pages(compose)}
    return found


def page(id: str, *records: Record, lang: str = "en") -> Any:
    """The tree of a record's page."""
    compose = Composer(make_site(*records), lang)
    body = Renderer(compose).body(record_page(compose, compose.graph.files[id]))
    return html.fragment_fromstring(body.html, create_parent="div")


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def first(tree: Any, css: str) -> Any:
    found = tree.xpath(f"//*[contains(concat(' ', @class, ' '), ' {css} ')]")
    assert found, css
    return found[0]
