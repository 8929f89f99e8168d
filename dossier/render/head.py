"""What stands in the head of a page for machines: linked data, and the metadata of a source."""

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import escape

from dossier.bibliography.zotero import head_fields
from dossier.render.place import ROOT
from dossier.views.article import ArticlePage
from dossier.views.linked import Thing
from dossier.views.page import News, Page

_TYPES = {
    "json": "application/vnd.citationstyles.csl+json",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}


_FEEDS = {
    "Atom": "application/atom+xml",
    "JSON Feed": "application/feed+json",
    "iCalendar": "text/calendar",
}


def head(page: Page) -> str:
    """The elements of a page's head, yet to be placed."""
    elements = [linked_data(page.linked)] if page.linked else []
    if isinstance(page, ArticlePage):
        elements += _source(page)
    if page.news is not None:
        elements += feeds(page.news)
    if page.is_unlisted:
        elements.append('<meta name="robots" content="noindex">')
    return "\n".join(elements)


def _source(page: ArticlePage) -> Iterator[str]:
    """The metadata by which reference managers take a document, not the page, and its files."""
    for name, content in head_fields(page.article.source):
        yield f'<meta name="{name}" content="{escape(content)}">'
    for suffix, path in page.files:
        href = f"{ROOT}{escape(path)}"
        # Of what is an alternate and nothing else the theme's script asks for a sitemap.
        yield f'<link rel="alternate describedby" type="{_TYPES[suffix]}" href="{href}">'


def feeds(news: News) -> Iterator[str]:
    """Yield what tells programs where the feeds are."""
    for name, path in news.files.items():
        href = f"{ROOT}{escape(path)}"
        yield f'<link rel="alternate describedby" type="{_FEEDS[name]}" href="{href}">'


def linked_data(thing: Thing) -> str:
    """A thing as JSON-LD, in which no text can end the element."""
    data = {"@context": "https://schema.org", **_plain(thing)}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{text}</script>'


def _plain(thing: Thing) -> dict[str, Any]:
    return {"@type": thing.type, **{name: _value(value) for name, value in thing.fields}}


def _value(value: str | Thing | tuple[str | Thing, ...]) -> Any:
    if isinstance(value, tuple):
        return _value(value[0]) if len(value) == 1 else [_value(one) for one in value]
    return _plain(value) if isinstance(value, Thing) else value
