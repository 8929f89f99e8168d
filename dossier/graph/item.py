"""What a graph is made of: items with their citations, backlinks, listings."""

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from dossier.model.article import Article
from dossier.model.citation import Citation
from dossier.model.edtf import Edtf
from dossier.model.event import EventFields
from dossier.model.field import Model
from dossier.model.key_path import KeyPath
from dossier.model.record import Record
from dossier.model.relation import Relation
from dossier.records.dossier import HandWritten, RecordFile, Unread
from dossier.records.prose import Sentence, Slip

F = TypeVar("F", bound=Model, covariant=True)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of an item, with how its source speaks of it (`reported`, `announced` …)."""

    citation: Citation
    reported_as: str = "reported"


@dataclass(frozen=True, slots=True)
class Item(Generic[F]):
    """An event, statement, relation, figure or discrepancy, wherever it is written.

    `id` is its public id: that of its record, or `record#local`. `path` leads to it within its
    file; it is empty for an item that is a record. `citations` come in the order: the article it
    stands in, its own `cites`, the articles that report it.
    """

    id: str
    kind: str
    fields: F
    file: RecordFile
    path: KeyPath
    citations: tuple[Cited, ...]

    @property
    def home(self) -> Record:
        """The record it is written in."""
        return self.file.record

    @property
    def article(self) -> Article | None:
        """The article it is written in, if it is."""
        return self.home if isinstance(self.home, Article) else None


@dataclass(frozen=True, slots=True)
class Backlink:
    """A link read from its target.

    `file` is where it is written. In prose, `sentence` is the one it stands in and `lang` its
    language; in a field of an item, `item_id` names the item.
    """

    file: RecordFile
    item_id: str = ""
    sentence: Sentence = ()
    lang: str = ""


LISTING_KINDS: Final = frozenset({"listing", "delisting"})
"""The kinds of events that begin or end a listing."""


@dataclass(frozen=True, slots=True)
class Listing:
    """An entity's time on an instrument: from a listing to a delisting, if there was one."""

    entity: str
    instrument: str
    named: str
    listed: Item[EventFields]
    delisted: Item[EventFields] | None

    @property
    def since(self) -> Edtf:
        """When it was listed."""
        return self.listed.fields.date


Tie = Item[Relation] | Listing
"""What joins one record to another: a relation that is written, or a listing that is computed."""


def ends_of(tie: Tie) -> tuple[str, str]:
    """The ids of the record from which a tie leads, and of that to which it does."""
    if isinstance(tie, Listing):
        return tie.entity, tie.instrument
    return subject_of(tie), tie.fields.object


def subject_of(item: Item[Relation]) -> str:
    """The id of a relation's subject: as written, or that of the record it stands in."""
    return item.fields.subject or item.home.id


@dataclass(frozen=True, slots=True)
class Written:
    """A reference or a slip in its place: in a field, or at a character of prose.

    `page` is set instead of `file` for a hand-written page.
    """

    file: RecordFile | Unread | None
    path: KeyPath
    page: HandWritten | None = None
    prose: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Dangling:
    """A reference that could not be linked.

    `expected` are the kinds it may name; `found` is the kind it names, or empty where it names
    nothing. `hidden` marks one that names a record readers do not see.
    """

    where: Written
    id: str
    expected: frozenset[str]
    found: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ProseSlip:
    """A slip in prose, in its place."""

    where: Written
    slip: Slip
