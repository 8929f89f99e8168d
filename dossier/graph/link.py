"""Records to graph: resolve ids, gather items with their citations, reverse every link."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any, TypeVar, cast

from dossier.errors import Code
from dossier.graph.elsewhere import Elsewhere
from dossier.graph.graph import Graph, counted, said_key, year_key
from dossier.graph.item import (
    LISTING_KINDS,
    Backlink,
    Cited,
    Dangling,
    Item,
    Listing,
    ProseSlip,
    Written,
    ends_of,
    subject_of,
)
from dossier.model.article import Article, Discrepancy, Figure
from dossier.model.citation import Citation
from dossier.model.edtf import Edtf
from dossier.model.entity import Entity
from dossier.model.event import Event, EventFields, InlineEvent
from dossier.model.field import Model
from dossier.model.identifier import ArticleId, is_id, public_id
from dossier.model.instrument import Instrument
from dossier.model.key_path import KeyPath
from dossier.model.record import Record
from dossier.model.reference import (
    ProseField,
    Reference,
    references_and_prose,
    references_in_data,
)
from dossier.model.relation import Relation
from dossier.model.statement import InlineStatement, Statement, StatementFields
from dossier.records.decode import MODELS
from dossier.records.dossier import Dossier, HandWritten, RecordFile, Unread, short_digest
from dossier.records.places import Places
from dossier.records.prose import Found, scan
from dossier.records.reference_grammar import WrittenReference

_ANY_KIND = frozenset(
    {"article", "entity", "instrument", "event", "statement", "theme", "relation", "figure"}
)
_T = TypeVar("_T")
_F = TypeVar("_F", bound=Model)


def link(
    dossier: Dossier, places: Places, today: Edtf, elsewhere: Elsewhere | None = None
) -> Graph:
    """Link the records of a dossier as of a day; what cannot be linked is kept as dangling.

    Where they are not all, `elsewhere` knows of the others.
    """
    public: dict[str, RecordFile] = {
        file.record.id: file for file in dossier.files if is_public(file.record, today)
    }
    reported = _reports(public.values())
    items = tuple(_items(public.values(), reported))
    events = _sorted_events(_of_type(items, EventFields))
    statements = _sorted_statements(_of_type(items, StatementFields))
    links = _Links(dossier, public, items, elsewhere)
    links.read()
    relations = _of_type(items, Relation)
    figures = _of_type(items, Figure)
    discrepancies = _of_type(items, Discrepancy)
    listings = _listings(events, public, elsewhere)
    citing = _citing(items, links.citing_prose)
    years = _grouped(events, lambda item: year_key(item.fields.date))
    said = _grouped(statements, lambda item: said_key(item.fields.said))
    events_at_odds = _reversed(
        events, lambda item: links.all_resolved(item.fields.conflicts_with, item)
    )
    statements_at_odds = _reversed(
        statements, lambda item: links.all_resolved(item.fields.conflicts_with, item)
    )
    return Graph(
        dossier=dossier,
        places=places,
        today=today,
        files=public,
        withdrawn={
            file.record.id: file for file in dossier.files if file.record.state == "withdrawn"
        },
        events={item.id: item for item in events},
        statements={item.id: item for item in statements},
        relations={item.id: item for item in relations},
        figures={item.id: item for item in figures},
        discrepancies={item.id: item for item in discrepancies},
        events_by_year=years,
        event_counts=elsewhere.event_counts() if elsewhere else _counts(years),
        statements_by_year=said,
        statement_counts=elsewhere.statement_counts() if elsewhere else _counts(said),
        events_by_participant=_reversed(events, _participants),
        statements_by_speaker=_reversed(statements, lambda item: item.fields.by),
        statements_against=_reversed(statements, lambda item: item.fields.against),
        statements_about=_reversed(
            statements, lambda item: (*item.fields.about, *item.fields.themes)
        ),
        replies=_reversed(
            statements, lambda item: links.all_resolved(item.fields.responds_to, item)
        ),
        conflicts={**events_at_odds, **statements_at_odds},
        relations_of=_reversed(relations, lambda item: (subject_of(item), item.fields.object)),
        ties=_grouped((*relations, *listings), lambda tie: ends_of(tie)[0]),
        figures_about=_reversed(figures, lambda item: item.fields.about),
        variants=_reversed(figures, lambda item: links.all_resolved(_origins(item), item)),
        discrepancies_about=_reversed(discrepancies, lambda item: item.fields.about),
        listings_of=_grouped(listings, lambda listing: listing.entity),
        listings_on=_grouped(listings, lambda listing: listing.instrument),
        stages=_reversed(
            (item for item in events if item.fields.stage), lambda item: item.fields.instruments
        ),
        copies=_articles_by(public.values(), lambda one: [one.copy_of] if one.copy_of else []),
        users=_articles_by(public.values(), lambda one: one.based_on),
        backlinks={target: tuple(found) for target, found in links.backlinks.items()},
        citing=citing,
        cited=_inverse(citing),
        dangling=tuple(links.dangling),
        slips=tuple(links.slips),
        unsettled=frozenset(links.unsettled),
        aims=links.aims,
        elsewhere=elsewhere,
    )


def is_public(record: Record, today: Edtf) -> bool:
    """Whether readers may see a record on a day."""
    if record.state == "embargoed" and record.until is not None:
        return today.is_before(record.until) is False
    return record.state == "published"


def _origins(item: Item[Figure]) -> Iterator[str]:
    """Yield the ids of the figures that one goes back to."""
    return (id for id in (item.fields.converted_from, item.fields.variant_of) if id)


def _articles_by(
    files: Iterable[RecordFile], named: Callable[[Article], Iterable[str]]
) -> dict[str, tuple[str, ...]]:
    """The ids of the articles that name another, by its id."""
    articles = (file.record for file in files if isinstance(file.record, Article))
    return _inverse({article.id: dict.fromkeys(named(article)) for article in articles})


def _reports(files: Iterable[RecordFile]) -> Mapping[str, list[Cited]]:
    """Event id to the citations that other articles' `reports` add to it."""
    found: defaultdict[str, list[Cited]] = defaultdict(list)
    for file in files:
        if isinstance(file.record, Article):
            own = {event.id for event in file.record.events}
            for report in file.record.reports:
                citation = Citation(source=ArticleId(file.record.id), at=report.at)
                id = public_id(file.record.id, report.id) if report.id in own else report.id
                found[id].append(Cited(citation, report.as_))
    return found


def _items(
    files: Iterable[RecordFile], reported: Mapping[str, list[Cited]]
) -> Iterator[Item[Model]]:
    for file in files:
        record = file.record
        match record:
            case Event():
                yield _item(record.id, "event", record, file, (), record.cites, reported)
            case Statement():
                yield _item(record.id, "statement", record, file, (), record.cites, reported)
            case Article():
                yield from _inline(file, "event", "events", record.events, reported)
                yield from _inline(file, "statement", "statements", record.statements, reported)
                yield from _inline(file, "relation", "relations", record.relations, reported)
                yield from _inline(file, "figure", "figures", record.figures, reported)
                for index, one in enumerate(record.discrepancies):
                    id = public_id(record.id, one.id)
                    path = ("discrepancies", index)
                    yield _item(id, "discrepancy", one, file, path, one.cites, reported)
            case Entity() | Instrument():
                for index, relation in enumerate(record.relations):
                    id = public_id(record.id, relation.id)
                    path = ("relations", index)
                    yield _item(id, "relation", relation, file, path, relation.cites, reported)


def _inline(
    file: RecordFile,
    kind: str,
    key: str,
    members: Iterable[InlineEvent | InlineStatement | Relation | Figure],
    reported: Mapping[str, list[Cited]],
) -> Iterator[Item[Model]]:
    for index, member in enumerate(members):
        first = Citation(source=ArticleId(file.record.id), at=member.at)
        id = public_id(file.record.id, member.id)
        cites = (first, *member.cites)
        yield _item(id, kind, member, file, (key, index), cites, reported)


def _item(
    id: str,
    kind: str,
    fields: _F,
    file: RecordFile,
    path: KeyPath,
    cites: Iterable[Citation],
    reported: Mapping[str, list[Cited]],
) -> Item[_F]:
    cited = tuple(Cited(citation) for citation in cites)
    return Item(id, kind, fields, file, path, (*cited, *reported.get(id, ())))


def _of_type(items: Iterable[Item[Model]], fields: type[_F]) -> tuple[Item[_F], ...]:
    return tuple(cast("Item[_F]", item) for item in items if isinstance(item.fields, fields))


def _sorted_events(items: Iterable[Item[EventFields]]) -> tuple[Item[EventFields], ...]:
    return tuple(sorted(items, key=lambda item: (item.fields.date.sort_key, item.id)))


def _sorted_statements(items: Iterable[Item[StatementFields]]) -> tuple[Item[StatementFields], ...]:
    return tuple(sorted(items, key=lambda item: (item.fields.said.sort_key, item.id)))


def _participants(item: Item[EventFields]) -> Iterator[str]:
    fields = item.fields
    for participant in (*fields.actor, *fields.target, *fields.with_):
        yield participant.id
    yield from fields.instruments
    yield from fields.themes
    if fields.place is not None:
        yield fields.place


def _reversed(
    items: Iterable[Item[_F]], keys: Callable[[Item[_F]], Iterable[str]]
) -> dict[str, tuple[Item[_F], ...]]:
    """Key to the items that name it, in the items' order, each once."""
    found: defaultdict[str, dict[str, Item[_F]]] = defaultdict(dict)
    for item in items:
        for key in keys(item):
            found[key][item.id] = item
    return {key: tuple(by_id.values()) for key, by_id in found.items()}


def _counts(years: Mapping[str, tuple[Item[Any], ...]]) -> dict[str, int]:
    return counted({year: len(items) for year, items in years.items()})


def _grouped(things: Iterable[_T], key: Callable[[_T], str]) -> dict[str, tuple[_T, ...]]:
    found: defaultdict[str, list[_T]] = defaultdict(list)
    for thing in things:
        found[key(thing)].append(thing)
    return {name: tuple(group) for name, group in found.items()}


def _listings(
    events: Iterable[Item[EventFields]],
    files: Mapping[str, RecordFile],
    elsewhere: Elsewhere | None,
) -> tuple[Listing, ...]:
    """Pair each listing of an entity on an instrument with the delisting that ended it."""
    open_ones: dict[tuple[str, str], Listing] = {}
    closed: list[Listing] = []
    for item in events:
        if item.fields.kind not in LISTING_KINDS or item.fields.planned:
            continue
        for instrument in _lists_of(item.fields, files, elsewhere):
            for target in item.fields.target:
                key = (target.id, instrument)
                if item.fields.kind == "listing":
                    open_ones.setdefault(
                        key, Listing(target.id, instrument, target.as_, item, None)
                    )
                elif key in open_ones:
                    was = open_ones.pop(key)
                    closed.append(Listing(was.entity, was.instrument, was.named, was.listed, item))
    found = (*open_ones.values(), *closed)
    return tuple(sorted(found, key=lambda one: (one.since.sort_key, one.entity, one.instrument)))


def _lists_of(
    fields: EventFields, files: Mapping[str, RecordFile], elsewhere: Elsewhere | None
) -> tuple[str, ...]:
    """The instruments of an event that its targets are listed on: its lists, or else all."""
    lists = []
    for id in fields.instruments:
        file = files.get(id) or (elsewhere.face(id) if elsewhere else None)
        if file and isinstance(file.record, Instrument) and file.record.kind == "list":
            lists.append(id)
    return tuple(lists) or tuple(fields.instruments)


def _citing(
    items: Iterable[Item[Model]],
    prose: Iterable[tuple[str, str]],
) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for item in items:
        for cited in item.citations:
            found[cited.citation.source][item.id] = None
        if isinstance(item.fields, StatementFields):
            for quote in item.fields.quotes:
                if quote.source is not None:
                    found[quote.source][item.id] = None
    for source, citer in prose:
        found[source][citer] = None
    return {source: tuple(citers) for source, citers in found.items()}


def _inverse(values_by_key: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, values in values_by_key.items():
        for value in values:
            found[value].append(key)
    return {value: tuple(keys) for value, keys in found.items()}


class _Links:
    """Reads every reference of every file, and keeps what leads where, and what leads nowhere."""

    def __init__(
        self,
        dossier: Dossier,
        public: Mapping[str, RecordFile],
        items: Iterable[Item[Model]],
        elsewhere: Elsewhere | None,
    ) -> None:
        self.aims: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
        self.backlinks: defaultdict[str, list[Backlink]] = defaultdict(list)
        self.citing_prose: list[tuple[str, str]] = []
        self.dangling: list[Dangling] = []
        self.slips: list[ProseSlip] = []
        self.unsettled: set[str] = set()
        self._dossier = dossier
        self._unread_ids = {unread.id for unread in dossier.unread}
        self._public = public
        self._elsewhere = elsewhere
        self._item_at = {(item.file.path, item.path): item.id for item in items if item.path}
        self._kinds: dict[str, str] = {file.record.id: file.type for file in dossier.files}
        hidden = (file for file in dossier.files if file.record.id not in public)
        self._kinds |= {item.id: item.kind for item in (*_items(hidden, {}), *items) if item.path}

    def read(self) -> None:
        """Go through all files and pages."""
        for file in self._dossier.files:
            for found in references_and_prose(file.record):
                if isinstance(found, Reference):
                    self._field(file, found)
                else:
                    self._prose(file, found)
        for unread in self._dossier.unread:
            self._unread(unread)
        for page in self._dossier.pages:
            self._page(page)

    def all_resolved(self, ids: Iterable[str], item: Item[_F]) -> Iterator[str]:
        """Yield the public ids of what an item names, local ids first."""
        return (self._resolve(id, item.home.id) for id in ids)

    def _resolve(self, id: str, home: str) -> str:
        local = f"{home}#{id}"
        return local if local in self._kinds else id

    def _field(self, file: RecordFile, reference: Reference) -> None:
        home = file.record.id
        target = self._resolve(reference.id, home) if reference.ref.items else reference.id
        where = Written(file, reference.path)
        # All of an item counts: what it is to those it names may hang on any of its fields.
        is_item = isinstance(file.record, Event | Statement)
        mark = file.marks.face if is_item else file.marks.members.get(reference.path[:2], "")
        self._aim(file.path, target, f"{reference.path}{mark}")
        if self._check(where, target, reference.ref.kinds, self._is_hidden(file)):
            item_id = self._item_at.get((file.path, reference.path[:2]), "")
            self._add(file, home, target, Backlink(file, item_id))

    def _aim(self, path: str, target: str, how: str) -> None:
        """Take note that a file refers to something, and how; only a digest of that is kept."""
        aims = self.aims[path]
        before = aims.get(target, b"")
        said = how.encode("utf-8", "surrogatepass")
        aims[target] = blake2b(before + said, digest_size=8).digest()

    def _prose(self, file: RecordFile, prose: ProseField) -> None:
        scanned = scan(prose.text, inline=prose.inline)
        for slip in scanned.slips:
            where = Written(file, prose.path, None, prose.text, slip.at)
            self.slips.append(ProseSlip(where, slip))
        item_id = self._item_at.get((file.path, prose.path[:2]), "")
        is_hidden = self._is_hidden(file)
        # Of what was withdrawn readers still see why.
        is_why = file.record.state == "withdrawn" and prose.path[0] == "corrections"
        sentence, said = None, ""
        for found in scanned.found:
            if found.sentence is not sentence:
                sentence, said = found.sentence, short_digest(found.sentence)
            where = Written(file, prose.path, None, prose.text, found.at)
            for target, kinds in _targets(found):
                self._aim(file.path, target, f"{item_id}{prose.lang}{said}")
                is_seen = self._check(where, target, kinds, is_hidden and not is_why)
                if not is_seen or is_hidden:
                    continue
                backlink = Backlink(file, item_id, found.sentence, prose.lang)
                self._add(file, file.record.id, target, backlink)
                if not isinstance(found.written, WrittenReference):
                    self.citing_prose.append((target, item_id or file.record.id))

    def _unread(self, unread: Unread) -> None:
        """Check what a record refers to that could not be made; its own items are not known."""
        for found in references_in_data(MODELS[unread.type], unread.data):
            if isinstance(found, ProseField):
                for one in scan(found.text).found:
                    where = Written(unread, found.path, None, found.text, one.at)
                    for target, kinds in _targets(one):
                        self._check(where, target, kinds, hidden_home=True)
                continue
            self.unsettled.add(found.id)
            if is_id(found.id) and not found.ref.items:
                where = Written(unread, found.path)
                self._check(where, found.id, found.ref.kinds, hidden_home=True)

    def _page(self, page: HandWritten) -> None:
        for slip in page.scan.slips:
            if slip.code in _PAGE_SLIPS:
                self.slips.append(ProseSlip(Written(None, (), page, page.text, slip.at), slip))
        for found in page.scan.found:
            where = Written(None, (), page, page.text, found.at)
            for target, kinds in _targets(found):
                self._aim(page.path, target, "")
                self._check(where, target, kinds, hidden_home=False)
        lines = page.text.split("\n")
        for line, block in page.blocks:
            where = Written(None, (), page, page.text, len("\n".join([*lines[:line], ""])))
            for named in references_and_prose(block):
                if isinstance(named, Reference):
                    self._aim(page.path, named.id, "")
                    self._check(where, named.id, named.ref.kinds, hidden_home=False)

    def _is_hidden(self, file: RecordFile) -> bool:
        return self._public.get(file.record.id) is not file

    def _add(self, file: RecordFile, home: str, target: str, backlink: Backlink) -> None:
        if target.partition("#")[0] != home and not self._is_hidden(file):
            self.backlinks[target].append(backlink)

    def _check(self, where: Written, target: str, kinds: frozenset[str], hidden_home: bool) -> bool:
        """Whether a reference leads to something of the right kind that readers may see."""
        kind = self._kinds.get(target, "")
        hidden = target.partition("#")[0] not in self._public
        if not kind and self._elsewhere and (known := self._elsewhere.standing(target)):
            kind, hidden = known.kind, not known.public
        if not kind and target.partition("#")[0] in self._unread_ids:
            return False
        if kind not in kinds:
            self.dangling.append(Dangling(where, target, kinds, kind))
            return False
        if hidden and not hidden_home:
            self.dangling.append(Dangling(where, target, kinds, kind, hidden=True))
        return not hidden


_PAGE_SLIPS = frozenset({Code.BAD_ID, Code.BAD_LOCATOR, Code.NESTED_LINK, Code.TOO_COMPLEX})
"""Of the slips in a hand-written page only these concern the dossier: the rest is the host's."""


def _targets(found: Found) -> Iterator[tuple[str, frozenset[str]]]:
    if isinstance(found.written, WrittenReference):
        yield found.written.id, _ANY_KIND
    else:
        for citation in found.written:
            yield citation.source, frozenset({"article"})
