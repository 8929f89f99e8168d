"""What stands in the head of a page for those who show a link to it elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel.core import get_global
from markupsafe import escape

from dossier.render.card import HEIGHT, WIDTH
from dossier.render.catalogue import locale
from dossier.views.composer import Composer


@dataclass(frozen=True, slots=True)
class Picture:
    """The address of a picture, and what it says."""

    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A page as it is shown where somebody links to it.

    `path` is from the site's root; `langs` are all languages that there is the page in, `changed`
    is the day of its last change, empty where that is not known.
    """

    path: str
    title: str
    description: str
    langs: tuple[str, ...]
    is_record: bool = False
    changed: str = ""
    picture: Picture | None = None


def preview_elements(compose: Composer, preview: Preview) -> str:
    """The elements of a page's head that say so.

    Source:
        The Open Graph protocol; X takes the rest from it.
    """
    large = "summary_large_image" if preview.picture else "summary"
    elements = [
        f'<meta property="{name}" content="{escape(content)}">'
        for name, content in _properties(compose, preview)
    ]
    return "\n".join([*elements, f'<meta name="twitter:card" content="{large}">'])


def _properties(compose: Composer, preview: Preview) -> Iterator[tuple[str, str]]:
    site_url = compose.site.options.site_url
    yield "og:type", "article" if preview.is_record else "website"
    yield "og:title", preview.title
    yield "og:description", preview.description or preview.title
    if site_url:
        yield "og:url", f"{site_url}{preview.path}"
    yield "og:site_name", compose.site_name()
    yield "og:locale", locale_code(compose.lang)
    for lang in preview.langs:
        if lang != compose.lang:
            yield "og:locale:alternate", locale_code(lang)
    if preview.changed:
        yield "article:modified_time", preview.changed
    if preview.picture:
        yield "og:image", preview.picture.url
        yield "og:image:type", "image/png"
        yield "og:image:width", str(WIDTH)
        yield "og:image:height", str(HEIGHT)
        yield "og:image:alt", preview.picture.words


@cache
def locale_code(lang: str) -> str:
    """A language with the country whose habits it has here, as Open Graph wants it: `fr_FR`."""
    found = locale(lang)
    if found.territory:
        return f"{found.language}_{found.territory}"
    known = get_global("likely_subtags")
    likely = known.get(str(found)) or known.get(found.language) or found.language
    return f"{found.language}_{likely.rpartition('_')[2]}"
