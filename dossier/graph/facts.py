"""What other records have of one, in short: by that, what an edit touches is found out.

What is read of a graph, by a page, is named by cells:

- `c:ID` the face of a record: its name, its dates, whatever pages of other records show of it;
- `w:ID` a record, whole;
- `i:ID` an item, with the articles that report it;
- `t:ID` the tally of a record, or of a year of statements;
- `l:KEY` which items and links stand in the graph's lists under a key. A key is the id of a record
  or item, or begins with a number sign: `#events` all events, `#2021` those of a year, `#per-year`
  how many there are in each, `#years` in which there are any; `#statements`, `#said-2021`, `#said`
  and `#said-years` the same of statements; `#article` all articles, `#supersedes` what takes the
  place of something, `#open` all that is open, `#ties` all relations and listings, `#from-ID` those
  that are read from the side of a record, `#files` everything.

Facts are plain enough to be kept as JSON.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, cast

from dossier.graph.graph import Graph, said_key, year_key
from dossier.graph.item import LISTING_KINDS, Item, subject_of
from dossier.graph.pending import is_open, open_points
from dossier.model.article import Article, Discrepancy, Figure
from dossier.model.entity import Entity, is_protected
from dossier.model.event import EventFields
from dossier.model.field import Model
from dossier.model.instrument import Instrument
from dossier.model.record import Record
from dossier.model.relation import Relation
from dossier.model.statement import StatementFields
from dossier.records.dossier import RecordFile, short_digest

_LISTS: Mapping[type[Model], str] = {
    EventFields: "#events",
    StatementFields: "#statements",
    Relation: "#relations",
    Figure: "#figures",
    Discrepancy: "#discrepancies",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What there is to know of a file.

    `id` is that of its record, and `kind` its kind or type; both are empty for a hand-written page.
    `digest` is that of its bytes, `face` its record's face. `items` maps local ids (empty
    for a record that is an item) to kind and digest, `keys` those of the graph's lists to which it
    contributes to digests of its contributions. `dates` are those that a document has, and its
    snapshots, `years` the keys of the years of its events and `said` of its statements. `after` are
    the records it was copied from, is based on, or supersedes.
    """

    path: str
    digest: str
    id: str = ""
    type: str = ""
    kind: str = ""
    public: bool = True
    withdrawn: bool = False
    protected: bool = False
    face: str = ""
    dates: str = ""
    was: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    items: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)

    def public_id(self, local: str) -> str:
        """The public id of one of its items."""
        return f"{self.id}#{local}" if local else self.id

    def as_json(self) -> dict[str, Any]:
        """All but its path, as it is kept."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "path"}

    @classmethod
    def from_json(cls, path: str, kept: Mapping[str, Any]) -> "Facts":
        """What was kept of a file."""
        lists = {name: tuple(kept[name]) for name in ("was", "years", "said", "after")}
        items = {local: (kind, digest) for local, (kind, digest) in kept["items"].items()}
        return cls(path, **{**kept, **lists, "items": items})


def all_facts(graph: Graph) -> dict[str, Facts]:
    """The facts of all files and hand-written pages of a graph, by path."""
    items: dict[str, list[Item[Model]]] = {}
    for found in (
        graph.events,
        graph.statements,
        graph.relations,
        graph.figures,
        graph.discrepancies,
    ):
        for item in found.values():
            items.setdefault(item.file.path, []).append(item)
    facts = {
        file.path: _facts(graph, file, items.get(file.path, [])) for file in graph.dossier.files
    }
    for page in graph.dossier.pages:
        keys = dict(_aims(graph, page.path))
        facts[page.path] = Facts(page.path, graph.dossier.digests.get(page.path, ""), keys=keys)
    return facts


def _facts(graph: Graph, file: RecordFile, items: list[Item[Model]]) -> Facts:
    record = file.record
    public = graph.files.get(record.id) is file
    dates = _dates(record) if isinstance(record, Article) else ""
    keys = dict(_aims(graph, file.path))
    if public:
        for key, mark in _lists(file, items).items():
            keys[key] = f"{keys.get(key, '')}{mark}"
    elif record.id in graph.withdrawn and record.corrections:
        keys["#corrections"] = short_digest([file.marks.corrections])
    return Facts(
        path=file.path,
        digest=graph.dossier.digests.get(file.path, ""),
        id=record.id,
        type=file.type,
        kind=record.kind if isinstance(record, Entity | Instrument) else file.type,
        public=public,
        withdrawn=record.id in graph.withdrawn,
        protected=is_protected(record),
        face=file.marks.face,
        dates=dates,
        was=tuple(record.was),
        years=tuple(sorted(_years(items))) if public else (),
        said=tuple(sorted(_said(items))) if public else (),
        after=tuple(_after(record)),
        items={_local(item): (item.kind, _digest(item)) for item in items},
        keys=keys,
    )


def _dates(article: Article) -> str:
    """What rules on other records read of a document."""
    kept = " ".join(f"{one.captured} {one.sha256}" for one in article.snapshots)
    return f"{article.published} {article.updated} {kept}"


def _aims(graph: Graph, path: str) -> Iterator[tuple[str, str]]:
    for id, digest in graph.aims.get(path, {}).items():
        yield id, digest.hex()


def _local(item: Item[Model]) -> str:
    return item.id.partition("#")[2]


def _digest(item: Item[Model]) -> str:
    """That of an item with its receipts; of one that is a record, its face has all of it."""
    marks = item.file.marks
    own = marks.members.get(item.path, "") if item.path else short_digest(marks.face)
    return f"{own}{marks.receipts.get(item.id, '')}"


def _lists(file: RecordFile, items: list[Item[Model]]) -> dict[str, str]:
    """The lists of many records to which a record that readers see contributes."""
    found: dict[str, list[str]] = {f"#{file.type}": [file.path]}
    for item in items:
        if isinstance(item.fields, Relation):
            relation = cast("Item[Relation]", item)
            found.setdefault(subject_of(relation), []).append(f"{item.id} {_digest(item)}")
            for key in ("#ties", f"#from-{subject_of(relation)}"):
                found.setdefault(key, []).append(f"{item.id} {_digest(item)}")
            if relation.fields.predicate == "supersedes":
                found.setdefault("#supersedes", []).append(f"{item.id} {_digest(item)}")
        for model, key in _LISTS.items():
            if isinstance(item.fields, model):
                found.setdefault(key, []).append(f"{item.id} {_digest(item)}")
        if isinstance(item.fields, EventFields) and item.fields.kind in LISTING_KINDS:
            for key in ("#ties", *(f"#from-{one.id}" for one in item.fields.target)):
                found.setdefault(key, []).append(f"{item.id} {_digest(item)}")
        if isinstance(item.fields, EventFields):
            year = year_key(item.fields.date)
            found.setdefault(year, []).append(f"{item.id} {_digest(item)}")
            found.setdefault("#per-year", []).append(year)
        if isinstance(item.fields, StatementFields):
            year = said_key(item.fields.said)
            found.setdefault(year, []).append(f"{item.id} {_digest(item)}")
            found.setdefault("#said", []).append(year)
    opened = [f"{item.id} {_digest(item)}" for item in items if is_open(item.fields)]
    if opened or open_points(file.record):
        found["#open"] = [*opened, *open_points(file.record)]
    if file.record.corrections:
        found["#corrections"] = [file.marks.corrections]
    return {key: short_digest(marks) for key, marks in found.items()}


def _years(items: Iterable[Item[Model]]) -> Iterator[str]:
    for item in items:
        if isinstance(item.fields, EventFields):
            yield year_key(item.fields.date)


def _said(items: Iterable[Item[Model]]) -> Iterator[str]:
    for item in items:
        if isinstance(item.fields, StatementFields):
            yield said_key(item.fields.said)


def _after(record: Record) -> Iterator[str]:
    if isinstance(record, Article):
        yield from (record.copy_of, *record.based_on) if record.copy_of else record.based_on
    if isinstance(record, Entity | Instrument | Article):
        yield from (one.object for one in record.relations if one.predicate == "supersedes")
