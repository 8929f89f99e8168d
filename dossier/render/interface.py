"""The languages that there are words of the interface in."""

from pathlib import Path
from typing import Final

from dossier.errors import UsageError

SOURCE_LANGUAGE: Final = "en"
"""The language that message ids are written in."""


def catalogue_file(lang: str) -> Path | None:
    """The catalogue of a language; the source language has none.

    Raises:
        UsageError: there is no catalogue for the language.
    """
    if lang.partition("-")[0] == SOURCE_LANGUAGE:
        return None
    file = Path(__file__).parent / "locale" / f"{lang}.po"
    if not file.is_file():
        raise UsageError(f"languages: there is no catalogue for the interface in '{lang}'")
    return file
