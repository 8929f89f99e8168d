"""What a configuration asks of the theme Material."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from dossier.publish import marker

THEME: Final = Path(__file__).parent / "theme"
"""Our overrides of the theme, and what pages need besides."""

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


_GENERATOR = re.compile(r'<meta name="generator" content="[^"]*">')
_OVERLAY = '<label class="md-overlay" for="__drawer"'
_TOGGLE = re.compile(r'(<input class="md-(?:toggle|nav__toggle)[^>]*?) autocomplete="off"')


def needs_script(theme: Mapping[str, Any], plugins: Iterable[str]) -> bool:
    """Whether something of the theme that is asked for is nothing without its script.

    It weighs more than the rest of a page, and what a dossier needs works without it.
    """
    return (
        any(str(feature).startswith(_SCRIPTED) for feature in theme.get("features") or ())
        or any(palette.get("toggle") for palette in _palettes(theme))
        or any(name in ("search", "material/search") for name in plugins)
    )


def has_dark(theme: Mapping[str, Any]) -> bool:
    """Whether the site has a dark scheme for readers whose system asks for one."""
    return any(
        palette.get("scheme") == "slate" and "dark" in str(palette.get("media", ""))
        for palette in _palettes(theme)
    )


def theme_languages(theme_dirs: Iterable[Path], codes: Iterable[str]) -> dict[str, str]:
    """What the theme calls each language, by our code: it may have the language alone, or not it.

    Then what the theme itself says is English.
    """
    folders = [folder / "partials/languages" for folder in theme_dirs]

    def has(name: str) -> bool:
        return any((folder / f"{name}.html").is_file() for folder in folders)

    named = {code: [code, code.partition("-")[0], "en"] for code in codes}
    return {code: next(filter(has, names), code) for code, names in named.items()}


def finished_html(page: str) -> str:
    """A page of the host's, with ourselves as the generator, so that all hosts give the same."""
    return _GENERATOR.sub(marker.GENERATOR, sound_html(page))


def sound_html(page: str) -> str:
    """A page without what the theme writes against the HTML standard.

    A check box has nothing to complete, and its label must not be hidden. A label of the table of
    contents belongs to a box that is only there on pages of the navigation.
    """
    page = _TOGGLE.sub(r"\1", page).replace(f'{_OVERLAY} aria-hidden="true"', _OVERLAY)
    return page if 'id="__toc"' in page else page.replace(' for="__toc"', "")


def _palettes(theme: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    found = theme.get("palette") or ()
    yield from [found] if isinstance(found, Mapping) else found
