"""Finished references on a page: with links to the record and to the document."""

import html
import re

from markupsafe import escape

from dossier.bibliography.csl import PAGE_TITLE, PAGE_URL

_TAG = re.compile(r"(<[^>]*>)")
_ALIKE = str.maketrans("‘’“”«»\u00a0\u202f", '\'\'""""  ')
_INNER = {
    "“": str.maketrans("“”", "‘’"),
    "‘": str.maketrans("‘’", "“”"),
    "«": str.maketrans("«»", "“”"),
}
"""What becomes of quotation marks within others."""


def linked(reference: str, title: str, href: str, url: str) -> str:
    """A reference whose title leads to a record, and whose address leads to the document.

    `href` may be empty: then there is no record to go to. Where a style has changed the title
    beyond recognition, all of the reference but the address leads to the record.
    """
    tokens = _TAG.split(reference)
    if url:
        link = f'<a class="d-out" href="{escape(url)}" rel="external">{escape(url)}</a>'
        tokens = [token.replace(str(escape(url)), f"\0{link}\0", 1) for token in tokens]
        tokens = [piece for token in tokens for piece in token.split("\0")]
    if not href:
        return "".join(tokens)
    for number, token in enumerate(tokens):
        if not token.startswith("<") and (found := _place(html.unescape(token), title)):
            text = html.unescape(token)
            start, end = found
            inside = f'<a href="{href}">{escape(text[start:end])}</a>'
            tokens[number] = f"{escape(text[:start])}{inside}{escape(text[end:])}"
            return "".join(tokens)
    first, *rest = "".join(tokens).split('<a class="d-out"', 1)
    return "".join(
        [f'<a href="{href}">{first.rstrip()}</a> ', *[f'<a class="d-out"{r}' for r in rest]]
    )


def _place(text: str, title: str) -> tuple[int, int] | None:
    """Where a title stands in a text, however its letters and quotation marks were changed."""
    known, wanted = (one.translate(_ALIKE).lower() for one in (text, title))
    start = known.find(wanted)
    if start < 0 or len(known) != len(text):
        return None
    return start, start + len(wanted)


def page_reference(reference: str, title: str, url: str) -> str:
    """The reference of a page, of which those of a day differ in no more than title and address."""
    at = reference.find(PAGE_TITLE)
    inner = _INNER.get(reference[:at].rstrip("\u00a0\u202f ")[-1:], {})
    done = reference.replace(PAGE_TITLE, str(escape(title.translate(inner))))
    return done.replace(PAGE_URL, f'<span class="d-url">{escape(url)}</span>')
