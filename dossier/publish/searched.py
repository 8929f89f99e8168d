"""What of a page is searched: its own text, by what it can be narrowed down, and further words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import NamedTuple

from markupsafe import escape

Facets = Mapping[str, tuple[str, ...]]
"""Name of a facet to its values: words, or of an `entity` and a `theme` the ids."""


class Text(NamedTuple):
    """What of a page is indexed, as HTML, with its language, year, title and facets.

    A page without a year has an empty one.
    """

    lang: str
    year: str
    title: str
    facets: Facets
    html: str


_LANG = re.compile(r'<html\b[^>]*\blang="([^"]*)"')
_BODY = re.compile(r'<div class="d-page"[^>]*\bdata-pagefind-body\b[^>]*>')
_YEAR = re.compile(r'\bdata-year="(-?\d+)"')
_TYPE = re.compile(r'\bdata-type="([^"]*)"')
_LANGUAGE = re.compile(r'\bdata-language="([^"]*)"')
_KIND = re.compile(r'<p class="d-kind">([^<]*)</p>')
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_BLOCK = re.compile(r"<(/?)(?:div|section)\b([^>]*)>")
_UNLISTED = re.compile(r"<a data-pagefind-ignore [^>]*>.*?</a>", re.DOTALL)
"""A link to what machines are not to find."""

_CITE = re.compile(r'<a class="d-cite"[^>]*>[^<]*</a>')
_TAG = re.compile(r"<[^>]*>")
_LINKED = re.compile(r'href="(?:[./]*/)?(entities|themes)/([a-z0-9-]+)/["#]')
_OWN = re.compile(r"(?:^|/)(entities|themes)/([a-z0-9-]+)/index\.html$")
_FOLDERS = {"entities": "entity", "themes": "theme"}

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{2,}")

_LONGEST = 8
"""So many letters of a word in Chinese characters are found, wherever in a run it begins."""


def text_of(path: str, page: str) -> Text | None:
    """What is indexed of a page, given its path from the site's root and its HTML.

    Of the page of a record that is its body without the sections that Pagefind is to ignore: most
    repeat what other records say. A page written by hand is indexed whole. Numbers of citations
    are no text.
    """
    if "data-pagefind-body" not in page:
        return None
    page = _UNLISTED.sub("", page)
    found = _LANG.search(page)
    lang = found[1] if found else ""
    body = _BODY.search(page)
    if body is None:
        return Text(lang, "", "", {}, _CITE.sub("", page))
    title = _plain(_first(_TITLE, page[body.start() :]))
    kept = _CITE.sub("", "".join(_own_blocks(page, body.start())))
    facets = _facets(path, page, body[0], kept)
    more = "".join([_filter(name, value) for name, of in facets.items() for value in of])
    words = escape(" ".join(further_words(_plain(kept))))
    if words:
        more += f'<i data-pagefind-index-attrs="data-words" data-words="{words}"></i>'
    whole = f"{kept.removesuffix('</div>')}{more}</div>"
    html = f'<!doctype html><html lang="{lang}"><body>{whole}</body></html>'
    return Text(lang, _first(_YEAR, body[0]), title, facets, html)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _plain(html: str) -> str:
    return unescape(_TAG.sub(" ", html)).strip()


def _facets(path: str, page: str, opening: str, kept: str) -> Facets:
    """By what a page is narrowed down; the page of a party or theme is about nothing else."""
    linked: dict[str, dict[str, None]] = {"entity": {}, "theme": {}}
    own = _OWN.search(path)
    # The facts in the head are not searched, and name the themes.
    for found in _LINKED.finditer(kept if own is None else ""):
        linked[_FOLDERS[found[1]]][found[2]] = None
    for found in _LINKED.finditer(page, page.find(opening), page.find("</header>")):
        if found[1] == "themes":
            linked["theme"][found[2]] = None
    if own is not None:
        linked[_FOLDERS[own[1]]] = {own[2]: None}
    year = _first(_YEAR, opening)
    given = {
        "type": (unescape(_first(_TYPE, opening)),),
        "kind": (unescape(_first(_KIND, page)),),
        "year": (year,),
        "language": (unescape(_first(_LANGUAGE, opening)),),
        "entity": tuple(linked["entity"]),
        "theme": tuple(linked["theme"]),
    }
    return {name: values for name, values in given.items() if any(values)}


def _filter(name: str, value: str) -> str:
    return f'<i data-pagefind-filter="{name}[data-value]" data-value="{escape(value)}"></i>'


def _own_blocks(page: str, start: int) -> Iterator[str]:
    """Yield what is not ignored of the block that starts at a place of a page."""
    depth = ignored = 0
    for tag in _BLOCK.finditer(page, start):
        depth += -1 if tag[1] else 1
        if ignored:
            if depth < ignored:
                ignored, start = 0, tag.end()
        elif "data-pagefind-ignore" in tag[2]:
            yield page[start : tag.start()]
            ignored = depth
        if not depth:
            yield page[start : tag.end()]
            return


def further_words(text: str) -> Iterable[str]:
    """What a text should be found by besides its own words, each once, in their order.

    The word after an elision (`l’Office`); words without accents and ligatures (`œuvre`,
    `Ouïghour`); of a run of Chinese characters what begins at each of them, as no blanks divide it
    into words.
    """
    found: dict[str, None] = {}
    for match in _WORD.finditer(text):
        whole = match[0]
        for word in {whole, *re.split("[’']", whole)} if not whole.isalnum() else (whole,):
            bare = _bare(word)
            if word != whole and len(word) > 1:
                found[word] = None
            if bare != word:
                found[bare] = None
    for run in _HAN.findall(text):
        for start in range(1, len(run) - 1):
            found[run[start : start + _LONGEST]] = None
    return sorted(found)


def _bare(word: str) -> str:
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", word.replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
