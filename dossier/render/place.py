"""Bringing parts to their place on a page: links made relative to it, its sources counted.

A part is the same on every page. Where it depends on the page after all, it holds marks made of
control characters, which no record can contain.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

ROOT: Final = "\x01"
"""Stands before a path from the site's root, at the beginning of an attribute."""

SOURCES: Final = "\x04"
"""Stands where a page lists its sources."""

_CITED = re.compile("\x02([^\x1f]*)\x1f([^\x03]*)\x03")

Sources = Mapping[str, tuple[str, ...]]
"""Id of a source to the words of the locators it was cited with; sources and locators by number."""


def citation_mark(source: str, locator: str) -> str:
    """What stands for the number of a citation; `locator` is markup, or empty."""
    return f"\x02{source}\x1f{locator}\x03"


def placed(
    html: str, path: str, own: str, here: str, list_sources: Callable[[Sources], str]
) -> str:
    """HTML as it reads on the page at `path` from the site's root.

    Sources are counted from 1 in the order in which the page cites them; a citation of the source
    `own`, whose page it is, says `here` instead. `list_sources` gives the list of them.
    """
    numbers: dict[str, int] = {}
    locators: dict[str, dict[str, None]] = {}

    def counted(match: re.Match[str]) -> str:
        source, locator = match.groups()
        behind = f", {locator}" if locator else ""
        if source == own:
            return f"{here}{behind}"
        number = numbers.get(source)
        if number is None:
            number = numbers[source] = len(numbers) + 1
            locators[source] = {}
        if locator:
            locators[source][locator] = None
        return f"{number}{behind}"

    html = _CITED.sub(counted, html)
    if SOURCES in html:
        found = {source: tuple(locators[source]) for source in numbers}
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
