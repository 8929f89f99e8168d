"""Navigation as it is written in a configuration, for a host that has no page objects."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from dossier.render.catalogue import translations
from dossier.render.label import NAVIGATION_TITLES as TITLES


@dataclass(frozen=True, slots=True)
class WrittenNavigation:
    """The entries of a navigation as a configuration has them: files, titles, lists of entries.

    `titles` has the pages that there are, by their file, each with its title if that is known.
    """

    items: Sequence[Any]
    titles: Mapping[str, str]

    def translated(self, folder: str, lang: str) -> "WrittenNavigation":
        """The navigation of a language, by the rules of `dossier.host.navigation`."""
        return WrittenNavigation(tuple(self._translated(self.items, folder, lang)), self.titles)

    def _translated(self, items: Iterable[Any], folder: str, lang: str) -> Iterator[Any]:
        for title, value in _pairs(items):
            if not isinstance(value, str):
                children = list(self._translated(value, folder, lang))
                if children:
                    yield {self._first_title(children): children}
            elif (path := folder + posixpath.normpath(value)) in self.titles:
                if title in TITLES:
                    title = translations(lang).pgettext("navigation", title)
                else:
                    title = self.titles[path]
                yield {title: path} if title else path

    def _first_title(self, items: Sequence[Any]) -> str:
        title, value = next(_pairs(items))
        return title or (self.titles[value] if isinstance(value, str) else "")

    def named(self) -> list[Any]:
        """The entries, with a title for each page of which it is known."""
        return list(self._named(self.items))

    def _named(self, items: Iterable[Any]) -> Iterator[Any]:
        for title, value in _pairs(items):
            if not isinstance(value, str):
                yield {title: list(self._named(value))}
                continue
            path = posixpath.normpath(value)
            if path not in self.titles:
                yield {title: value} if title else value
            else:
                title = title or self.titles[path]
                yield {title: path} if title else path

    def title(self, file: str) -> str:
        """What a page is called, in the navigation or by itself, if that is known."""
        named = (title for title, path in _leaves(self.items) if path == file)
        return next(named, "") or self.titles.get(file, "")

    def missing(self) -> Iterator[str]:
        """Yield the files that entries name and that are not there."""
        for _, value in _leaves(self.items):
            is_file = not urlsplit(value).scheme and not value.startswith("/")
            if is_file and posixpath.normpath(value) not in self.titles:
                yield value

    def way(self, file: str) -> list[dict[str, str]]:
        """The sections above a page, the topmost first, each with its title and first page."""
        return list(self._way(self.items, file))

    def _way(self, items: Iterable[Any], file: str) -> Iterator[dict[str, str]]:
        for title, value in _pairs(items):
            if isinstance(value, str) or file not in [path for _, path in _leaves(value)]:
                continue
            yield {"title": title, "url": url_of(next(_leaves(value))[1])}
            yield from self._way(value, file)


def url_of(file: str) -> str:
    """The address, from the site's root, of the page that a Markdown file becomes."""
    path = PurePosixPath(file)
    folder = path.parent if path.stem in ("index", "README") else path.with_suffix("")
    return "" if folder == PurePosixPath() else f"{folder}/"


def _pairs(items: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Yield each entry's title, or nothing, and its file, address or list of entries."""
    for item in items:
        yield from item.items() if isinstance(item, dict) else [("", item)]


def _leaves(items: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for title, value in _pairs(items):
        if isinstance(value, str):
            yield title, value
        else:
            yield from _leaves(value)
