"""The pages of a built site by kind, and the links within their content."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

KINDS = (
    ("article", re.compile(r"articles/.+")),
    ("entity", re.compile(r"entities/.+")),
    ("instrument", re.compile(r"instruments/.+")),
    ("theme", re.compile(r"themes/.+")),
    ("timeline-year", re.compile(r"timeline/.+")),
    ("statements-year", re.compile(r"statements/year/.+")),
    ("register", re.compile(r"articles|entities|instruments|statements|themes|sources|timeline")),
    ("home", re.compile(r"")),
)
LINK = re.compile(rb"<a\s[^>]*?\bhref=")
CONTENT = b"md-content__inner"
OURS = re.compile(
    rb'<div class="d-strip".*?</div>|<span class="d-files".*?</span>|<a class="d-back".*?</a>'
    rb'|<span class="d-back".*?</span>|<div><dt>Th(?:e|\xc3\xa8)mes</dt>.*?</div>'
    rb'|<figure class="d-drawing".*?</figure>|<p class="d-remark d-feeds".*?</p>'
    rb'|<h2 id="_relations">.*?(?=</section>)',
    re.DOTALL,
)
"""What no peer makes: the strip of years, relations, drawings, feeds, files for reference managers,
links from a source back to where it is cited, the themes of a record. They are not counted, but
what they cost us is."""


@dataclass(slots=True)
class Count:
    """Pages and links by kind of page, and bytes of all pages."""

    pages: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    bytes: int = 0


def kind_of(path: str) -> str:
    """The kind of a page, given its path below its language without `index.html`."""
    return next((kind for kind, form in KINDS if form.fullmatch(path)), "other")


def links_in(html: bytes) -> int:
    """The number of links in the content of a page: neither in its navigation nor in its foot."""
    start = html.find(CONTENT)
    if start < 0:
        return 0
    return len(LINK.findall(OURS.sub(b"", html[start : html.find(b"</main>", start)])))


def counted(site: Path) -> Count:
    """Count a site; pages are told apart by their addresses."""
    found = Count()
    for page in site.rglob("*.html"):
        path = page.relative_to(site).as_posix().removeprefix("fr/").removesuffix("index.html")
        kind = kind_of(path.rstrip("/"))
        html = page.read_bytes()
        found.pages[kind] += 1
        found.links[kind] += links_in(html)
        found.bytes += len(html)
    return found
