"""What a configuration asks of the theme Material."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

_SCRIPTED = (
    "announce.dismiss",
    "content.code.annotate",
    "content.code.copy",
    "content.footnote.tooltips",
    "content.tabs.link",
    "content.tooltips",
    "header.autohide",
    "navigation.instant",
    "navigation.top",
    "navigation.tracking",
    "toc.follow",
)
"""Features, or how their names begin, that are nothing without the theme's script."""


_TOGGLE = re.compile(r'(<input class="md-(?:toggle|nav__toggle)[^>]*?) autocomplete="off"')


def needs_script(config: MkDocsConfig) -> bool:
    """Whether something of the theme that is asked for is nothing without its script.

    It weighs more than the rest of a page, and what a dossier needs works without it.
    """
    features = config.theme.get("features", ())
    return (
        any(str(feature).startswith(_SCRIPTED) for feature in features)
        or any(palette.get("toggle") for palette in _palettes(config))
        or any(name in ("search", "material/search") for name in config.plugins)
    )


def has_dark(config: MkDocsConfig) -> bool:
    """Whether the site has a dark scheme for readers whose system asks for one."""
    return any(
        palette.get("scheme") == "slate" and "dark" in str(palette.get("media", ""))
        for palette in _palettes(config)
    )


def theme_languages(config: MkDocsConfig, codes: Iterable[str]) -> dict[str, str]:
    """What the theme calls each language, by our code: it may have the language alone, or not it.

    Then what the theme itself says is English.
    """
    folders = [Path(folder) / "partials/languages" for folder in config.theme.dirs]

    def has(name: str) -> bool:
        return any((folder / f"{name}.html").is_file() for folder in folders)

    named = {code: [code, code.partition("-")[0], "en"] for code in codes}
    return {code: next(filter(has, names), code) for code, names in named.items()}


def sound_html(page: str) -> str:
    """A page without what the theme writes against the HTML standard.

    A check box has nothing to complete. A label of the table of contents belongs to a box that is
    only there on pages of the navigation.
    """
    page = _TOGGLE.sub(r"\1", page)
    return page if 'id="__toc"' in page else page.replace(' for="__toc"', "")


def _palettes(config: MkDocsConfig) -> Iterator[Mapping[str, Any]]:
    found = config.theme.get("palette") or ()
    yield from [found] if isinstance(found, Mapping) else found
