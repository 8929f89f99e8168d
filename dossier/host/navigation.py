"""Navigation in each language, from the one that the configuration writes."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from dossier.render.catalogue import translations
from dossier.render.label import NAVIGATION_TITLES as TITLES


def translated(nav: Navigation, files: Files, folder: str, lang: str) -> Navigation:
    """The navigation of a language: the same entries, with the pages below its folder.

    An entry without a page there is left out. A page is called by the translation of the title that
    the configuration gives it, or else by its own; a section as its first page is.
    """
    pages: list[Page] = []

    def counterpart(page: Page) -> Page | None:
        file = files.get_file_from_path(f"{folder}{page.file.src_uri}")
        if file is None or file.page is None:
            return None
        title = vars(page).get("title")  # only there when the configuration gave one
        if title in TITLES:
            file.page.title = translations(lang).pgettext("navigation", title)
        return file.page

    items = list(_items(nav.items, counterpart, pages, None))
    for before, after in pairwise(pages):
        before.next_page, after.previous_page = after, before
    result = Navigation(items, pages)
    home = files.get_file_from_path(f"{folder}index.md")
    result.homepage = home.page if home is not None else nav.homepage
    return result


def _items(
    items: Iterable[StructureItem],
    counterpart: Callable[[Page], Page | None],
    pages: list[Page],
    parent: Section | None,
) -> Iterable[StructureItem]:
    for item in items:
        if isinstance(item, Page):
            page = counterpart(item)
            if page is not None:
                page.parent = parent
                pages.append(page)
                yield page
        elif isinstance(item, Section):
            section = TranslatedSection("", [])
            section.parent = parent
            section.children = list(_items(item.children, counterpart, pages, section))
            if section.children:
                yield section


class TranslatedSection(Section):
    """A section that takes its title from its first page, which is known only once it is read."""

    @property
    def title(self) -> str:
        """The title of the first page."""
        first = self.children[0]
        return str(first.title) if first.title is not None else ""

    @title.setter
    def title(self, value: str) -> None:
        """Section's own initialiser sets a title; it is not used."""
