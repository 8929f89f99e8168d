"""The one grammar of references in prose: `[[id]]`, `[[id|words]]`, `[@id, p. 3; @other]`.

Record prose and hand-written pages both read it here, whatever renders them.
"""

import re
from dataclasses import dataclass

from dossier.model.citation import Locator
from dossier.model.identifier import is_id, is_item_id

REFERENCE = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
CITATION = re.compile(r"\[(@[^\[\]\n]+)\]")

_LOCATORS = (
    ("page", re.compile(r"(?:pp?\.|pages?)\s*(.+)")),
    ("para", re.compile(r"(?:paras?\.?|paragraphs?|paragraphes?|§§|¶)\s*(.+)")),
    ("section", re.compile(r"(?:secs?\.?|sections?|arts?\.?|articles?|§|recitals?)\s*(.+)")),
    ("time", re.compile(r"(\d\d:\d\d(?::\d\d)?)")),
)


@dataclass(frozen=True, slots=True)
class WrittenReference:
    """A reference as written: the id, and the words to show in place of its name, if any."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class WrittenCitation:
    """A citation as written: the id of the source, and where in it."""

    source: str
    at: Locator | None


def reference(match: re.Match[str]) -> WrittenReference:
    """Read a match of `REFERENCE`.

    Raises:
        ValueError: what stands in it is not an id.
    """
    name = match[1].strip()
    if not is_item_id(name):
        raise ValueError(f"{name!r} is not an id")
    return WrittenReference(name, (match[2] or "").strip())


def citations(match: re.Match[str]) -> tuple[WrittenCitation, ...]:
    """Read a match of `CITATION`: one citation or several, parted by semicolons.

    Raises:
        ValueError: one of them is not an `@id`, or its locator has no known form.
    """
    return tuple(_citation(part.strip()) for part in match[1].split(";"))


def _citation(text: str) -> WrittenCitation:
    name, _, locator = text.removeprefix("@").partition(",")
    if not text.startswith("@") or not is_id(name.strip()):
        raise ValueError(f"{text!r} is not a citation such as @actuia-2021-sensetime, p. 3")
    return WrittenCitation(name.strip(), _locator(locator.strip()) if locator else None)


def _locator(text: str) -> Locator:
    fields: dict[str, str] = {}
    for part in text.split(","):
        for field, form in _LOCATORS:
            match = form.fullmatch(part.strip())
            if match is not None and field not in fields:
                fields[field] = match[1].strip()
                break
        else:
            raise ValueError(f"{part.strip()!r} is not a place such as p. 3, para. 8 or art. 5")
    return Locator(**fields)
