"""What is known of the records that a graph was made without."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from dossier.records.dossier import RecordFile


@dataclass(frozen=True, slots=True)
class Standing:
    """What an id stands for: the kind of record or item, and whether readers may see it."""

    kind: str
    public: bool


class Elsewhere(Protocol):
    """Records that are not in a graph; and how much there is in all."""

    def standing(self, id: str) -> Standing | None:
        """What the id of such a record, or of an item in one, stands for."""

    def holds(self, key: str) -> bool:
        """Whether such a record belongs into one of the graph's lists, under a key."""

    def face(self, id: str) -> RecordFile | None:
        """Such a record, if readers see it, with nothing but its face: see `Marks`."""

    def withdrawn(self, id: str) -> RecordFile | None:
        """Such a record, if it was withdrawn, with nothing but its face."""

    def faces(self, type: str) -> Iterator[RecordFile]:
        """Yield all such records of a type."""

    def tally(self, key: str) -> list[Any] | None:
        """The tally of any record or year of statements, as it is kept, if it is as it was."""

    def count(self, type: str) -> int:
        """How many records of a type there are in all."""

    def event_counts(self) -> Mapping[str, int]:
        """How many events there are in each year in all, as in `Graph`."""

    def statement_counts(self) -> Mapping[str, int]:
        """How many statements were made in each year in all, as in `Graph`."""
