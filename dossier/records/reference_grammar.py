"""The one grammar of references in prose: `[[id]]`, `[[id|words]]`, `[@id, p. 3; @other]`.

Record prose and hand-written pages both read it here, whatever renders them.
"""

import re
from dataclasses import dataclass

from dossier.errors import Code
from dossier.model.citation import Locator
from dossier.model.identifier import is_id, is_item_id

REFERENCE = re.compile(r"\[\[(?P<id>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]\n]+))?\]\]")
CITATION = re.compile(r"\[(?P<citations>@[^\[\]\n]+)\]")
MENTION = re.compile(f"{REFERENCE.pattern}|{CITATION.pattern}")
"""Either of the two."""


def _place(words: str, signs: str = "(?!)") -> re.Pattern[str]:
    """The form of a place: a word, perhaps cut short by a point, or a sign; and its number."""
    return re.compile(rf"(?:(?:{words})(?:\.\s*|\s+|(?=[0-9]))|(?:{signs})\s*)(\S.*)")


_LOCATORS = (
    ("page", _place("pages?|pp?")),
    ("para", _place("paragraphes|paragraphe|paragraphs?|paras?|pars?", "¶¶|¶")),
    ("section", _place("sections?|secs?|sects?|articles?|arts?|recitals?", "§§|§")),
    ("time", re.compile(r"([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)")),
)


class MentionError(ValueError):
    """What is wrong with a reference or citation; `code` is that of the problem it makes."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code


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
        MentionError: what stands in it is not an id.
    """
    name = match["id"].strip()
    if not is_item_id(name):
        raise MentionError(Code.BAD_ID, f"{name!r} is not an id")
    return WrittenReference(name, (match["words"] or "").strip())


def citations(match: re.Match[str]) -> tuple[WrittenCitation, ...]:
    """Read a match of `CITATION`: one citation or several, parted by semicolons.

    Raises:
        MentionError: one of them is not an `@id`, or its locator has no known form.
    """
    return tuple(_citation(part.strip()) for part in match["citations"].split(";"))


def _citation(text: str) -> WrittenCitation:
    name, _, locator = text.removeprefix("@").partition(",")
    if not text.startswith("@") or not is_id(name.strip()):
        raise MentionError(
            Code.BAD_ID, f"{text!r} is not a citation such as @actuia-2021-sensetime, p. 3"
        )
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
            raise MentionError(
                Code.BAD_LOCATOR,
                f"{part.strip()!r} is not a place such as p. 3, para. 8 or art. 5",
            )
    return Locator(**fields)
