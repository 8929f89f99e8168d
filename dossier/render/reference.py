"""Finished references on a page: with links to the record and to the document."""

import html
import re
from collections.abc import Iterator

from markupsafe import escape

from dossier.bibliography.csl import PAGE_TITLE, PAGE_URL
from dossier.render.date import iso_date
from dossier.render.script import marked
from dossier.views.version import Version

MONTH = "2026-11"
"""As long as a date without a day."""

_TAG = re.compile(r"(<[^>]*>)")
_ALIKE = str.maketrans({**dict.fromkeys('‘’“”«»"', "'"), "\u00a0": " ", "\u202f": " "})
_INNER = {
    "“": str.maketrans("“”", "‘’"),
    "‘": str.maketrans("‘’", "“”"),
    "«": str.maketrans("«»", "“”"),
}
"""What becomes of quotation marks within others."""


def linked(reference: str, title: str, opening: str, url: str, lang: str, robust: str = "") -> str:
    """A reference in which the address leads to the document, and the title to its record.

    `opening` is the tag of the title: a link, an element that says its language, or nothing. Where
    a style has changed the title beyond recognition, a link is all of the reference but the
    address. `lang` is that of the page; `robust` are further attributes of the address's link.
    """
    address = str(escape(url))
    link = f'<a href="{address}" rel="external"{robust}>{address}</a>'
    before, found, after = reference.partition(address) if url else (reference, "", "")
    shown = "".join(_titled(before, title, opening, lang))
    return f"{shown}{link if found else ''}{after}"


def _titled(markup: str, title: str, opening: str, lang: str) -> Iterator[str]:
    closing = f"</{opening[1:].partition(' ')[0]}>" if opening else ""
    # Every second token is a tag.
    tokens = [
        token if n % 2 else html.unescape(token) for n, token in enumerate(_TAG.split(markup))
    ]
    places = ((n, _place(tokens[n], title)) for n in range(0, len(tokens), 2))
    number, place = next(((n, one) for n, one in places if one), (-1, None))
    is_whole = place is None and opening.startswith("<a ")
    if is_whole:
        yield opening
    for n, token in enumerate(tokens):
        if place is not None and n == number:
            start, end = place
            yield f"{escape(token[:start])}{opening}"
            yield f"{marked(token[start:end], lang)}{closing}{escape(token[end:])}"
        else:
            yield token if n % 2 else str(marked(token, lang))
    if is_whole:
        yield closing


def _place(text: str, title: str) -> tuple[int, int] | None:
    """Where a title stands in a text, however its letters and quotation marks were changed."""
    known, wanted = (one.translate(_ALIKE).lower() for one in (text, title))
    wanted = wanted.rstrip("'")  # a full stop may have come before the mark that closes
    start = known.find(wanted)
    if start < 0 or len(known) != len(text):
        return None
    return start, start + len(wanted)


def page_reference(reference: str, title: str, url: str, lang: str) -> str:
    """The reference of a page, of which those of a day differ in no more than title and address."""
    at = reference.find(PAGE_TITLE)
    inner = _INNER.get(reference[:at].rstrip("\u00a0\u202f ")[-1:], {})
    done = reference.replace(PAGE_TITLE, str(marked(title.translate(inner), lang)))
    return done.replace(PAGE_URL, f'<span class="d-url">{escape(url)}</span>')


def robust_attributes(url: str, version: Version | None) -> str:
    """The attributes that lead to the state of a document which is meant, should it change or go.

    Of a month it is the first day: near enough to find a copy by.

    Source:
        Robust Links. A date has a day, and without one there are no attributes.
    """
    date = iso_date(version.date) if version else ""
    if version is None or len(date) < len(MONTH):
        return ""
    day = f"{date}-01" if len(date) == len(MONTH) else date
    copy = f' data-versionurl="{escape(version.url)}"' if version.url else ""
    return f' data-originalurl="{escape(url)}"{copy} data-versiondate="{day}"'
