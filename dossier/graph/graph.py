"""The linked dossier, as checks and views read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from dossier.graph.elsewhere import Elsewhere
from dossier.graph.item import Backlink, Dangling, Item, Listing, ProseSlip, Tie
from dossier.model.article import Article, Discrepancy, Figure
from dossier.model.edtf import Edtf
from dossier.model.event import EventFields
from dossier.model.field import Model
from dossier.model.relation import Relation
from dossier.model.statement import StatementFields
from dossier.records.dossier import Dossier, RecordFile
from dossier.records.places import Places

Events = tuple[Item[EventFields], ...]
Statements = tuple[Item[StatementFields], ...]
Relations = tuple[Item[Relation], ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """All that readers may see, linked both ways; every tuple is in a fixed order.

    Mappings from an id hold no key for what has nothing; use `.get(id, ())`.
    """

    dossier: Dossier
    places: Places
    today: Edtf
    files: Mapping[str, RecordFile]
    """Record id to its file: published records only."""

    withdrawn: Mapping[str, RecordFile]
    """Record id to the file of what was withdrawn: of it readers learn that, and why."""

    events: Mapping[str, Item[EventFields]]
    """Event id to event, oldest first."""

    statements: Mapping[str, Item[StatementFields]]
    """Statement id to statement, oldest first."""

    relations: Mapping[str, Item[Relation]]
    figures: Mapping[str, Item[Figure]]
    discrepancies: Mapping[str, Item[Discrepancy]]

    events_by_year: Mapping[str, Events]
    """Year as `year_key` writes it to its events, oldest first."""

    event_counts: Mapping[str, int]
    """The same to the number of its events, in the order of the years; of all that there are."""

    statements_by_year: Mapping[str, Statements]
    """Year as `said_key` writes it to the statements made in it, oldest first."""

    statement_counts: Mapping[str, int]
    """The same to their number, in the order of the years; of all that there are."""

    events_by_participant: Mapping[str, Events]
    """Entity, instrument, place or theme to its events, oldest first."""

    statements_by_speaker: Mapping[str, Statements]
    statements_against: Mapping[str, Statements]
    statements_about: Mapping[str, Statements]
    """What a statement is about to the statements; also by theme."""

    replies: Mapping[str, Statements]
    """Statement id to the statements that respond to it, oldest first."""

    conflicts: Mapping[str, tuple[Item[Model], ...]]
    """Event or statement id to the accounts that say they conflict with it."""

    relations_of: Mapping[str, Relations]
    """Either side of a relation to the relation."""

    ties: Mapping[str, tuple[Tie, ...]]
    """Record to what joins it to others, read from its side: its relations, then its listings."""

    figures_about: Mapping[str, tuple[Item[Figure], ...]]
    variants: Mapping[str, tuple[Item[Figure], ...]]
    """Figure id to the figures that are other accounts of it or conversions."""

    discrepancies_about: Mapping[str, tuple[Item[Discrepancy], ...]]

    listings_of: Mapping[str, tuple[Listing, ...]]
    """Entity to its listings, oldest first."""

    listings_on: Mapping[str, tuple[Listing, ...]]
    """Instrument to the listings on it, oldest first."""

    stages: Mapping[str, Events]
    """Instrument to the events that mark a step in its life, oldest first."""

    copies: Mapping[str, tuple[str, ...]]
    """Article id to the ids of the articles that are copies of it."""

    users: Mapping[str, tuple[str, ...]]
    """Article id to the ids of the articles that are based on it."""

    backlinks: Mapping[str, tuple[Backlink, ...]]
    """Record or item id to the links that lead to it, in the order of the files."""

    citing: Mapping[str, tuple[str, ...]]
    """Article id to the ids of the items and records that cite it."""

    cited: Mapping[str, tuple[str, ...]]
    """Item or record id to the ids of the articles it cites: `citing` reversed."""

    dangling: tuple[Dangling, ...]
    """References that could not be linked, published or not."""

    slips: tuple[ProseSlip, ...]
    """What is wrong in prose, published or not."""

    unsettled: frozenset[str]
    """Ids that records which could not be made refer to: what these would add is not known."""

    aims: Mapping[str, Mapping[str, bytes]]
    """Path of a file to the ids it refers to, each with a digest of how it does so."""

    elsewhere: Elsewhere | None = None
    """What is known of records that this graph was made without; None where it holds all."""

    def resolve_item(self, id: str, home: str) -> str:
        """The public id of an item named within a record: `s1` there is `record#s1` elsewhere."""
        local = f"{home}#{id}"
        known = (self.events, self.statements, self.relations, self.figures, self.discrepancies)
        return local if any(local in items for items in known) else id

    def article(self, id: str) -> Article:
        """The article of an id that was checked to be one."""
        record = self.files[id].record
        if not isinstance(record, Article):
            raise TypeError(f"{id} is not an article")
        return record


def year_key(date: Edtf) -> str:
    """The key of the year under which a date stands."""
    return f"#{date.year}"


_SAID = "#said-"


def said_key(date: Edtf) -> str:
    """The key of the year in which a statement was made, as in `year_key`."""
    return f"{_SAID}{date.year}"


def is_said_key(key: str) -> bool:
    """Whether the key of a year is that of statements, and not of events."""
    return key.startswith(_SAID)


def year_of(key: str) -> int:
    """The year of a key."""
    return int(key.removeprefix(_SAID).removeprefix("#"))


def counted(years: Mapping[str, int]) -> dict[str, int]:
    """Keys of years to numbers, in the order of the years and without those that have nothing."""
    found = ((key, number) for key, number in years.items() if number)
    return dict(sorted(found, key=lambda one: year_of(one[0])))
