"""All English words of the interface: what catalogues must translate."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir

import dossier
from dossier.model.field import COUNTRY_LIKE
from dossier.model.predicate import PREDICATES
from dossier.render.date import BEFORE_CHRIST, PHRASES, SEASONS
from dossier.render.label import LOCATORS, NAVIGATION_TITLES, PLURALS, TABLES

ROOT = Path(dossier.__file__).parent
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}

Message = tuple[str, str, str]
"""Context, message, plural; empty where there is none."""


def messages() -> set[Message]:
    """Every message that some page may ask a catalogue for."""
    return set(_extracted()) | set(_tables())


def _extracted() -> Iterator[Message]:
    found = extract_from_dir(
        str(ROOT),
        method_map=[("**.py", "python"), ("**/templates/**.html", "jinja2")],
        options_map={"**/templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}},
        keywords=KEYWORDS,
    )
    for _, _, message, _, context in found:
        if isinstance(message, tuple):
            yield context or "", message[0], message[1]
        else:
            yield context or "", message, ""


def _tables() -> Iterator[Message]:
    labels = [label for table in TABLES.values() for label in table.values()]
    labels += [*PLURALS.values(), *COUNTRY_LIKE.values(), *SEASONS.values(), BEFORE_CHRIST]
    labels += [p.reverse for p in PREDICATES.values()]
    for label in labels:
        yield "", label, ""
    for label in TABLES["status"].values():
        yield "finding", label, ""
    for title in NAVIGATION_TITLES:
        yield "navigation", title, ""
    for context, phrase in PHRASES:
        yield context, phrase, ""
    for forms in LOCATORS.values():
        for form in forms:
            yield "locator", form, ""
