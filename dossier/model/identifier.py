"""Names that records and the items within them are known by."""

import re
from typing import NewType

RecordId = NewType("RecordId", str)
ArticleId = NewType("ArticleId", str)
EntityId = NewType("EntityId", str)
InstrumentId = NewType("InstrumentId", str)
EventId = NewType("EventId", str)
StatementId = NewType("StatementId", str)
ThemeId = NewType("ThemeId", str)

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""The form of a record's id, and of an item's local one."""

MAX_ID_LENGTH = 80


def is_id(text: str) -> bool:
    """Whether the text can be the id of a record, or the local id of an item."""
    return len(text) <= MAX_ID_LENGTH and ID.fullmatch(text) is not None


def is_item_id(text: str) -> bool:
    """Whether the text has the form of an item's id: `id`, or `article#local`."""
    record, _, local = text.partition("#")
    return is_id(record) and (is_id(local) if "#" in text else True)


def public_id(record: str, local: str) -> str:
    """The id by which the whole dossier knows an inline item: `article#local`."""
    return f"{record}#{local}"
