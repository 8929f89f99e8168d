"""Bringing parts to their place on a page: links made relative to it, its sources counted.

A part is the same on every page. Where it depends on the page after all, it holds marks made of
control characters, which no record can contain.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

ROOT: Final = "\x01"
"""Stands before a path from the site's root, at the beginning of an attribute."""

SOURCES: Final = "\x04"
"""Stands where a page lists its sources."""

_CITED = re.compile("\x02([^\x1f]*)\x1f([^\x1f]*)\x1f([^\x1f]*)\x1f([^\x03]*)\x03")


@dataclass(slots=True)
class Cited:
    """How a page cites a source: the words of the locators, each once, and how often."""

    locators: dict[str, None] = field(default_factory=dict)
    times: int = 0


Sources = Mapping[str, Cited]
"""Id of a source to how it is cited, in the order of the numbers."""


def citation_mark(source: str, href: str, title: str, locator: str) -> str:
    """What stands for a citation, given the path of its source's page from the site's root.

    `title` is what it says on hovering, `locator` the place; all three are markup.
    """
    return f"\x02{source}\x1f{href}\x1f{title}\x1f{locator}\x03"


def source_anchor(number: int) -> str:
    """The anchor of a source in the list of a page."""
    return f"_source-{number}"


def citation_anchor(number: int, time: int) -> str:
    """The anchor of the place where a source is cited for the first, second, third time."""
    return f"_c{number}-{time}"


def placed(
    html: str,
    path: str,
    own: str,
    here: str,
    list_sources: Callable[[Sources], str],
    also: Iterable[str] = (),
) -> str:
    """HTML as it reads on the page at `path` from the site's root.

    Sources are counted from 1 in the order in which the page cites them; a citation of the source
    `own`, whose page it is, says `here` instead. `list_sources` gives the list of them, and
    of those that it lists `also`, cited or not. A citation leads to its place in the list, which
    says what it is; where there is none it does so itself, and leads to the page of its source.
    """
    numbers: dict[str, int] = {}
    found: dict[str, Cited] = {}
    has_list = SOURCES in html

    def counted(match: re.Match[str]) -> str:
        source, href, title, locator = match.groups()
        behind = f", {locator}" if locator else ""
        if source == own:
            return f'<a class="d-cite" href="{ROOT}{href}" title="{title}">[{here}{behind}]</a>'
        number = numbers.get(source)
        if number is None:
            number = numbers[source] = len(numbers) + 1
            found[source] = Cited()
        cited = found[source]
        cited.times += 1
        if locator:
            cited.locators[locator] = None
        to = f'href="{ROOT}{href}" title="{title}"'
        if has_list:
            to = f'id="{citation_anchor(number, cited.times)}" href="#{source_anchor(number)}"'
        return f'<a class="d-cite" {to}>[{number}{behind}]</a>'

    html = _CITED.sub(counted, html)
    if has_list:
        for source in also:
            found.setdefault(source, Cited())
        html = html.replace(SOURCES, list_sources(found) if found else "")
    return relative_links(html, path)


def relative_links(html: str, path: str) -> str:
    """HTML with every path from the site's root made relative to the page at `path`."""
    here = f"{ROOT}{path}"
    html = html.replace(f'{here}"', './"').replace(f"{here}#", "#")
    steps = path.split("/")[:-1]
    for up, kept in enumerate(range(len(steps), -1, -1)):
        html = html.replace(ROOT + "".join(f"{step}/" for step in steps[:kept]), "../" * up)
    return html
