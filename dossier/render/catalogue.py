"""The words of the interface in each language, from gettext catalogues."""

import gettext
import io
from functools import cache

from babel.core import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from dossier.render.interface import catalogue_file

_LOCALES = {"en": "en_GB"}
"""Where a language alone would mean another country's habits: dates here are 10 December 2021."""


@cache
def translations(lang: str) -> gettext.NullTranslations:
    """The catalogue of a language; the source language has none and says what is asked.

    Raises:
        UsageError: there is no catalogue for the language.
    """
    file = catalogue_file(lang)
    if file is None:
        return gettext.NullTranslations()
    with file.open("rb") as source:
        catalogue = read_po(source, locale=locale(lang))
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def locale(lang: str) -> Locale:
    """The locale by which dates, numbers and lists of a language are written."""
    return Locale.parse(_LOCALES.get(lang, lang).replace("-", "_"))
