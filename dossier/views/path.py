"""Where every page lives. Paths are relative to the site's root and end in a slash."""

from typing import Final

from dossier.model.kind import FOLDERS

FOLDER_OF: Final = {type: folder for folder, type in FOLDERS.items()}

REGISTERS: Final = {
    "timeline": "timeline/",
    "articles": "articles/",
    "entities": "entities/",
    "instruments": "instruments/",
    "statements": "statements/",
    "themes": "themes/",
    "network": "network/",
    "sources": "sources/",
    "search": "search/",
    "corrections": "corrections/",
    "open-questions": "open-questions/",
    "changes": "changes/",
}
"""The pages that list others, by kind."""

ACCOUNTS: Final = ("corrections", "changes", "open-questions")
"""Kinds of registers that keep account of the dossier itself: all pages link to them at the end."""

WITH_NEWS: Final = frozenset(
    {"corrections", "changes", "timeline", "entity", "instrument", "theme"}
)
"""Kinds of pages to which readers can subscribe."""

SOURCES: Final = REGISTERS["sources"]


def language_root(lang: str, default: str) -> str:
    """The folder of a language: empty for the default one."""
    return "" if lang == default else f"{lang}/"


def record_path(type: str, id: str) -> str:
    """The page of a record, below its language's root."""
    return f"{FOLDER_OF[type]}/{id}/"


def register_path(kind: str) -> str:
    """The page of a register, below its language's root."""
    return REGISTERS[kind]


def news_files(folder: str) -> tuple[str, ...]:
    """The files in which a page in a folder may have its news."""
    return (f"{folder}feed.xml", f"{folder}feed.json", f"{folder}events.ics")


def source_files(id: str) -> dict[str, str]:
    """The files by which reference managers take a source, or all of them if the id is empty.

    They are the same in all languages, and so lie below the root: ending of the name to path.
    """
    place = f"{record_path('article', id)}cite" if id else f"{SOURCES}sources"
    return {ending: f"{place}.{ending}" for ending in ("json", "bib", "ris")}


def card_path(path: str) -> str:
    """The picture that stands for a page elsewhere, given the path of the page."""
    return f"{path}card.png"


def year_path(year: int | str) -> str:
    """The page of one year of a split timeline, below its language's root."""
    return f"{REGISTERS['timeline']}{year}/"


def said_path(year: int | str) -> str:
    """The page of one year of a split register of claims, below its language's root.

    It has a folder more than the timeline, for a statement's id may be a number.
    """
    return f"{REGISTERS['statements']}year/{year}/"
