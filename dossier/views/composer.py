"""Composing the parts of pages in one language: names, links, citations, items."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from dossier.bibliography.bibliography import Bibliography
from dossier.bibliography.csl import Item as Source
from dossier.bibliography.csl import Publisher, item_of, page_item
from dossier.checks.reply import has_replied
from dossier.drawing.graphviz import Graphviz
from dossier.graph.graph import Graph
from dossier.graph.item import Cited, Item, Tie
from dossier.graph.pending import is_open, open_points
from dossier.graph.tally import Tally, tally
from dossier.history import Change, History
from dossier.model.article import PRIMARY, Article
from dossier.model.citation import Citation, Locator
from dossier.model.edtf import Edtf
from dossier.model.entity import Entity, is_protected
from dossier.model.event import Event, EventFields, Participant
from dossier.model.identifier import ArticleId
from dossier.model.instrument import Instrument
from dossier.model.options import Options
from dossier.model.record import Record
from dossier.model.statement import Quote, Reply, Statement, StatementFields
from dossier.model.text import Text, Words
from dossier.model.theme import Theme
from dossier.records.decode import MODELS
from dossier.records.dossier import RecordFile
from dossier.records.prose import first_sentence, scan
from dossier.records.reference_grammar import WrittenReference
from dossier.views.claim import ClaimCounts, claim_counts
from dossier.views.part import (
    AskedReply,
    CitationMark,
    ClaimView,
    EventRow,
    LinkView,
    MissingReply,
    ParticipantView,
    ProseView,
    QuoteView,
    ReferenceRow,
    ReplyView,
    StatementView,
    TextView,
)
from dossier.views.path import language_root, record_path, register_path
from dossier.views.quote import quote_view
from dossier.views.reading import Reads, note_list, note_member, watched
from dossier.views.summary import GAP, plain, shortened
from dossier.views.support import Support, support_of
from dossier.views.version import version_of

_R = TypeVar("_R", bound=Record)

_NAME_LENGTH = 120
"""How many characters of a statement without a title stand for one."""


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages are made from."""

    graph: Graph
    history: History
    options: Options
    bibliography: Bibliography = field(default_factory=Bibliography, compare=False)
    graphviz: Graphviz | None = field(default=None, compare=False)
    """What finds the places of a network; without it a network is a table only."""

    def root(self, lang: str) -> str:
        """The folder of a language's pages."""
        return language_root(lang, self.options.default_language)


class Composer:
    """Makes the parts of pages in one language.

    A part does not know the page that shows it: its links are paths from the site's root, and its
    citations are counted where they come to stand. So each part is made once.
    """

    def __init__(self, site: Site, lang: str, *, names_protected: bool = True) -> None:
        """Without `names_protected` a gap stands for people who are protected, with no link."""
        self.site = site
        self.reads = Reads()
        self.graph = watched(site.graph, self.reads)
        self.lang = lang
        self.root = site.root(lang)
        self.default_language = site.options.default_language
        self._names_protected = names_protected
        self._page_sources: dict[str, Source] = {}
        self._names: dict[str, tuple[TextView, set[str]]] = {}
        self._links: dict[str, tuple[LinkView, set[str]]] = {}
        self._marks: dict[str, tuple[CitationMark, set[str]]] = {}
        self._references: dict[str, tuple[ReferenceRow, set[str]]] = {}
        self._tallies: dict[str, tuple[Tally, set[str]]] = {}
        self._events: dict[str, tuple[EventRow, set[str]]] = {}
        self._statements: dict[str, tuple[StatementView, set[str]]] = {}
        self._claims: dict[str, tuple[ClaimView, set[str]]] = {}

    @property
    def size(self) -> int:
        """How many parts were made and are kept."""
        kept = (self._events, self._statements, self._claims, self._references)
        return sum(len(parts) for parts in kept)

    def forget(self) -> None:
        """Let go of all parts that were made: they are made again where they are needed."""
        for parts in (self._names, self._links, self._marks, self._references, self._tallies):
            parts.clear()
        for kept in (self._events, self._statements, self._claims):
            kept.clear()

    # Records

    def face(self, id: str) -> RecordFile | None:
        """A record of which only the face is read: see `Marks`."""
        self.reads.now.add(f"c:{id}")
        graph = self.site.graph
        found = graph.files.get(id)
        return graph.elsewhere.face(id) if found is None and graph.elsewhere else found

    def withdrawn(self, id: str) -> RecordFile | None:
        """A record that was withdrawn, of which only the face is read."""
        self.reads.now.add(f"c:{id}")
        graph = self.site.graph
        found = graph.withdrawn.get(id)
        return graph.elsewhere.withdrawn(id) if found is None and graph.elsewhere else found

    def article(self, id: str) -> Article:
        """The article of an id that was checked to be one; only its face is read."""
        file = self.face(id)
        if file is None or not isinstance(file.record, Article):
            raise TypeError(f"{id} is not an article")
        return file.record

    def records(self, model: type[_R]) -> tuple[_R, ...]:
        """All records of a type, in the order of their files; only their faces are read."""
        type = next(name for name, one in MODELS.items() if one is model)
        graph = self.site.graph
        found = [file for file in graph.files.values() if file.type == type]
        if graph.elsewhere is not None:
            found += graph.elsewhere.faces(type)
            found.sort(key=lambda file: file.path)
        self.reads.now |= {f"l:#{type}", *(f"c:{file.record.id}" for file in found)}
        return tuple(file.record for file in found if isinstance(file.record, model))

    def count(self, type: str) -> int:
        """How many records of a type there are."""
        self.reads.now.add(f"l:#{type}")
        graph = self.site.graph
        if graph.elsewhere is not None:
            return graph.elsewhere.count(type)
        return sum(file.type == type for file in graph.files.values())

    def tally(self, id: str) -> Tally:
        """How much there is on an entity, instrument or theme, as its own page counts it."""
        self.reads.now.add(f"t:{id}")
        with self.reads.noted():
            return self.own_tally(id)

    def own_tally(self, id: str) -> Tally:
        """The same, for the page of the record itself."""
        return self.reads.kept(self._tallies, id, self._tally)

    def _tally(self, id: str) -> Tally:
        known = self._known_tally(id)
        return tally(self.graph, id) if known is None else Tally.from_json(known)

    def _known_tally(self, key: str) -> list[Any] | None:
        elsewhere = self.site.graph.elsewhere
        return elsewhere.tally(key) if elsewhere is not None else None

    def claim_counts(self, key: str) -> ClaimCounts:
        """The claims and other statements of a year, given its key, as its own page counts them."""
        self.reads.now.add(f"t:{key}")
        known = self._known_tally(key)
        if known is not None:
            return ClaimCounts(*known)
        with self.reads.noted():
            return claim_counts(self.graph, self.graph.statements_by_year[key])

    def statement_years(self) -> tuple[str, ...]:
        """The years in which there are statements, by `said_key`, as in `years`."""
        self.reads.now.add("l:#said-years")
        return tuple(self.graph.statement_counts)

    def statement_counts(self) -> tuple[tuple[str, int], ...]:
        """How many statements there are in each year, by `said_key`, as in `event_counts`."""
        self.reads.now.add("l:#said")
        return tuple(self.graph.statement_counts.items())

    @property
    def has_events(self) -> bool:
        """Whether there are any events; with the first and without the last all is made again."""
        return bool(self.site.graph.event_counts)

    def years(self) -> tuple[str, ...]:
        """The years that have events, by `year_key`, in their order."""
        self.reads.now.add("l:#years")
        return tuple(self.graph.event_counts)

    def event_counts(self) -> tuple[tuple[str, int], ...]:
        """How many events there are in each year, by `year_key`, in the order of the years."""
        self.reads.now.add("l:#per-year")
        return tuple(self.graph.event_counts.items())

    def corrected(self) -> tuple[RecordFile, ...]:
        """The records of which something was corrected, even all; only that is read of them."""
        note_list(self.site.graph, self.reads, "#corrections")
        graph = self.site.graph
        files = (*graph.files.values(), *graph.withdrawn.values())
        return tuple(file for file in files if file.record.corrections)

    def open_items(self) -> Iterator[Item[Any]]:
        """Yield the events, statements and relations of which something is open, oldest first."""
        note_list(self.site.graph, self.reads, "#open")
        graph = self.site.graph
        for items in (graph.events, graph.statements, graph.relations):
            yield from (item for item in items.values() if is_open(item.fields))

    def open_records(self) -> tuple[RecordFile, ...]:
        """The records that should be looked at again some day, and themes that have questions."""
        note_list(self.site.graph, self.reads, "#open")
        return tuple(file for file in self.site.graph.files.values() if open_points(file.record))

    def ties(self) -> tuple[Tie, ...]:
        """All relations and listings, in the order of what they are read from."""
        graph = self.site.graph
        note_list(graph, self.reads, "#ties")
        found = tuple(tie for id in sorted(graph.ties) for tie in graph.ties[id])
        for tie in found:
            note_member(graph, self.reads, tie)
        return found

    # Names and links

    def text(self, text: Text) -> TextView:
        """Words in the page's language, or in one they exist in, marked so."""
        words = text.words(self.lang, self.default_language)
        return TextView(words.text, words.lang, words.lang != self.lang)

    def title(self, article: Article) -> TextView:
        """The title of a document, in its own language unless the record translates it."""
        words = article.title.words(self.lang, article.lang)
        return TextView(words.text, words.lang)

    def name(self, id: str) -> TextView:
        """What a record or item is called in this language."""
        return self.reads.kept(self._names, id, self._name)

    def _name(self, id: str) -> TextView:
        file = None if "#" in id else self.face(id)
        if file is not None:
            return self._record_name(file)
        for items in (self.graph.events, self.graph.statements):
            if id in items:
                return self._item_name(items[id])
        if id in self.graph.relations:
            return TextView(self.graph.relations[id].fields.predicate, "en")
        if id in self.graph.figures:
            return self.text(self.graph.figures[id].fields.measure)
        if id in self.graph.discrepancies:
            return self._record_name(self.graph.discrepancies[id].file)
        return TextView(id, self.default_language)

    def _record_name(self, file: RecordFile) -> TextView:
        match file.record:
            case Article() as article:
                return self.title(article)
            case Entity() as entity:
                if entity.is_protected and not self._names_protected:
                    return TextView(GAP, self.lang)
                words = entity.name.words(self.lang, self.default_language)
                return TextView(words.text, words.lang)
            case Instrument() | Theme() | Event() as titled:
                return self.text(titled.title)
            case Statement() as statement if statement.title or statement.state != "withdrawn":
                return self._statement_name(statement)
        return TextView(file.record.id, self.default_language)

    def _item_name(self, item: Item[EventFields] | Item[StatementFields]) -> TextView:
        if isinstance(item.fields, EventFields):
            return self.text(item.fields.title)
        return self._statement_name(item.fields)

    def _statement_name(self, fields: StatementFields) -> TextView:
        if isinstance(fields, Statement) and fields.title is not None:
            return self.text(fields.title)
        said = shortened(plain(self.line(fields.text)), _NAME_LENGTH).removesuffix(".")
        words = fields.text.words(self.lang, self.default_language)
        return TextView(said, words.lang, words.lang != self.lang)

    def link(self, id: str, words: str = "") -> LinkView:
        """A link to a record or item, by its name or by other words."""
        if not self._names_protected and self.is_protected(id):
            return LinkView("", self.name(id), is_unlisted=True)
        if words:
            return LinkView(self.href(id), TextView(words, self.lang), self.is_protected(id))
        return self.reads.kept(self._links, id, self._link)

    def _link(self, id: str) -> LinkView:
        return LinkView(self.href(id), self.name(id), self.is_protected(id))

    def is_protected(self, id: str) -> bool:
        """Whether an id is that of a person whom machines are not to find."""
        file = None if "#" in id else self.face(id)
        return file is not None and is_protected(file.record)

    def file_link(self, file: RecordFile) -> LinkView:
        """A link to the page of a record's file, also if it was withdrawn.

        What was withdrawn is called by its id where its name is what should not be seen.
        """
        id = file.record.id
        if file.record.state != "withdrawn":
            return self.link(id)
        self.reads.now.add(f"c:{id}")
        # The name of a statement without a title is what it said.
        is_untitled = isinstance(file.record, Statement) and file.record.title is None
        is_nameless = is_untitled or is_protected(file.record)
        name = TextView(id, self.default_language) if is_nameless else self._record_name(file)
        return LinkView(self.path(file.type, id), name, is_unlisted=True)

    def links(self, ids: Iterable[str]) -> tuple[LinkView, ...]:
        """Links to several records or items, by their names."""
        return tuple(self.link(id) for id in ids)

    def href(self, id: str) -> str:
        """The path of a record or item from the site's root; empty where it has none."""
        record, _, local = id.partition("#")
        file = self.face(record)
        if file is None:
            return ""
        path = self.path(file.type, record)
        return f"{path}#{local}" if local else path

    def path(self, type: str, id: str) -> str:
        """The path of a record's page from the site's root."""
        return self.root + record_path(type, id)

    def register(self, kind: str) -> str:
        """The path of a register from the site's root."""
        return self.root + register_path(kind)

    def below(self, path: str) -> str:
        """The path from the site's root of a page, given that below its language."""
        return self.root + path

    # Citations

    def cite(self, citation: Citation, reported_as: str = "reported") -> CitationMark:
        """The mark of a citation."""
        mark = self.reads.kept(self._marks, str(citation.source), self._mark)
        at = citation.at
        if at is not None and at.quote is not None:
            at = Locator(page=at.page, para=at.para, section=at.section, time=at.time)
        if at is not None and at.is_empty:
            at = None
        if at is None and reported_as == "reported":
            return mark
        return CitationMark(
            mark.source, mark.href, mark.title, mark.byline, mark.date, at, reported_as
        )

    def _mark(self, id: str) -> CitationMark:
        article = self.article(id)
        return CitationMark(
            id, self.href(id), self.title(article), self.byline(article), article.published
        )

    def cites(self, cited: Sequence[Cited]) -> tuple[CitationMark, ...]:
        """The marks of an item's citations."""
        marks = tuple(self.cite(one.citation, one.reported_as) for one in cited)
        return marks if len(marks) < 2 else tuple(dict.fromkeys(marks))

    def byline(self, article: Article) -> str:
        """Who published a document, by the name of the record or as written."""
        return self.name(article.publisher).text if article.publisher else article.publisher_name

    def reference(self, id: str) -> ReferenceRow:
        """The entry of one source in a list."""
        return self.reads.kept(self._references, id, self._reference)

    def _reference(self, id: str) -> ReferenceRow:
        article = self.article(id)
        return ReferenceRow(
            id=id,
            link=self.link(id),
            title_supplied=article.title_supplied,
            byline=article.publisher_name,
            publisher=self.link(article.publisher) if article.publisher else None,
            container=article.container,
            via=article.via,
            numbers=article.number,
            date=article.published,
            kind=article.kind,
            tier=article.tier,
            confirmed=article.confirmed,
            url=article.url if article.url and article.link == "follow" else "",
            copy_of=self.link(article.copy_of) if article.copy_of else None,
            source=self.source(article),
            cite_as=article.cite_as,
            version=version_of(article),
        )

    def source(self, article: Article) -> Source:
        """A document as citation styles see it."""
        publisher = Publisher(article.publisher_name)
        if article.publisher:
            file = self.face(article.publisher)
            country = file.record.country if file and isinstance(file.record, Entity) else None
            publisher = Publisher(self.name(article.publisher).text, country or "")
        return item_of(article, publisher, article.title.words(self.lang, article.lang))

    # Prose

    def prose(self, text: Text | None, *, part: int = 0) -> ProseView | None:
        """Prose in the page's language, or in one it exists in, with its references resolved.

        `part` tells apart the prose of one page.
        """
        if text is None:
            return None
        words = text.words(self.lang, self.default_language)
        return self._prose_view(words, words.text, part=part)

    def line(self, text: Text) -> ProseView:
        """Prose of one paragraph, to stand within a line."""
        words = text.words(self.lang, self.default_language)
        return self._prose_view(words, words.text, inline=True)

    def note(self, text: Text | None) -> ProseView | None:
        """The same, where there may be none."""
        return self.line(text) if text is not None else None

    def lead(self, text: Text | None) -> tuple[ProseView | None, ProseView | None]:
        """The first sentence of prose, to stand in a head, and the rest of it."""
        if text is None:
            return None, None
        words = text.words(self.lang, self.default_language)
        whole = words.text.strip()
        first = first_sentence(whole)
        rest = whole[len(first) :]
        if not first:
            return None, self.prose(text)
        lead = self._prose_view(words, first.strip(), inline=True)
        return lead, self._prose_view(words, rest) if rest.strip() else None

    def _prose_view(
        self, words: Words, prose: str, *, inline: bool = False, part: int = 0
    ) -> ProseView:
        # Only what stands in brackets can refer to anything.
        resolved = tuple(self._resolved(prose)) if "[" in prose else ()
        return ProseView(prose, words.lang, words.lang != self.lang, resolved, inline, part)

    def _resolved(self, prose: str) -> Iterator[LinkView | tuple[CitationMark, ...]]:
        for found in scan(prose).found:
            if isinstance(found.written, WrittenReference):
                yield self.link(found.written.id, found.written.words)
            else:
                yield tuple(
                    self.cite(Citation(source=ArticleId(one.source), at=one.at))
                    for one in found.written
                )

    # Items

    def event(self, item: Item[EventFields], anchor: str = "") -> EventRow:
        """A line of a timeline."""
        row = self.reads.kept(self._events, item.id, self._event)
        return replace(row, anchor=anchor) if anchor else row

    def _event(self, id: str) -> EventRow:
        item = self.graph.events[id]
        fields = item.fields
        return EventRow(
            id=item.id,
            anchor="",
            href=self.href(item.id),
            date=fields.date,
            title=self.text(fields.title),
            kind=fields.kind,
            parties=tuple(
                self._participant(one) for one in (*fields.actor, *fields.target, *fields.with_)
            ),
            instruments=self.links(fields.instruments),
            cites=self.cites(item.citations),
            summary=self.note(fields.summary),
            confirmed=fields.confirmed,
            planned=fields.planned,
            date_note=self.note(fields.date_note),
            public_note=self.note(fields.public_note),
            support=self._support(item),
            conflicts=self._conflicts(item),
            filters=(
                ("kind", (fields.kind,)),
                (
                    "entity",
                    tuple(one.id for one in (*fields.actor, *fields.target, *fields.with_)),
                ),
                ("instrument", tuple(fields.instruments)),
                ("place", (fields.place,) if fields.place else ()),
                ("theme", tuple(fields.themes)),
            ),
        )

    def _conflicts(self, item: Item[EventFields] | Item[StatementFields]) -> tuple[LinkView, ...]:
        """The accounts that cannot be true together with this one, whichever of them says so."""
        named = self._public(item.fields.conflicts_with, item)
        naming = (one.id for one in self.graph.conflicts.get(item.id, ()))
        return self.links(dict.fromkeys((*named, *naming)))

    def _support(self, item: Item[EventFields] | Item[StatementFields]) -> Support:
        """What rests on what: the documents that report something, and those behind them."""
        reports = (str(one.citation.source) for one in item.citations)
        return support_of(reports, self._based_on, self._is_primary)

    def _based_on(self, id: str) -> tuple[str, ...]:
        file = self.face(id)
        if file is None or not isinstance(file.record, Article):
            return ()
        article = file.record
        return (article.copy_of, *article.based_on) if article.copy_of else article.based_on

    def _is_primary(self, id: str) -> bool:
        file = self.face(id)
        article = file.record if file else None
        return isinstance(article, Article) and article.tier in PRIMARY

    def participants(self, members: Iterable[Participant]) -> tuple[ParticipantView, ...]:
        """Parties to an event."""
        return tuple(self._participant(one) for one in members)

    def _participant(self, participant: Participant) -> ParticipantView:
        return ParticipantView(self.link(participant.id), participant.as_)

    def statement(self, item: Item[StatementFields], anchor: str = "") -> StatementView:
        """Something said."""
        view = self.reads.kept(self._statements, item.id, self._statement)
        return replace(view, anchor=anchor) if anchor else view

    def _statement(self, id: str) -> StatementView:
        item = self.graph.statements[id]
        fields = item.fields
        setting = fields.said_in
        return StatementView(
            id=item.id,
            anchor="",
            href=self.href(item.id),
            kind=fields.kind,
            status=fields.status,
            by=self.links(fields.by),
            on_behalf=self.links(fields.for_),
            to=self.links(fields.to),
            about=self.links(self._public(fields.about, item)),
            said=fields.said,
            setting=setting.kind if setting else "",
            setting_note=self.note(setting.note) if setting else None,
            text=self.line(fields.text),
            cites=self.cites(item.citations),
            quotes=tuple(self._quote(item, quote) for quote in fields.quotes),
            ground=(self.cite(fields.ground),) if fields.ground else (),
            ground_by=self.links(fields.ground.by) if fields.ground else (),
            public_note=self.note(fields.public_note),
            support=self._support(item),
            conflicts=self._conflicts(item),
            answers=self.links(self._public(fields.responds_to, item)),
        )

    def _quote(self, item: Item[StatementFields], quote: Quote) -> QuoteView:
        source = quote.source or self._home_source(item)
        if source is None:
            return quote_view(item, quote, None, None)
        mark = self.cite(Citation(source=source, at=quote.at))
        return quote_view(item, quote, mark, self.article(source))

    def _home_source(self, item: Item[StatementFields]) -> ArticleId | None:
        return ArticleId(item.home.id) if item.article is not None else None

    def _public(self, ids: Iterable[str], item: Item[Any]) -> Iterator[str]:
        """Yield the public ids of what an item names."""
        for id in ids:
            yield self.graph.resolve_item(id, item.home.id)

    def claim(self, item: Item[StatementFields], anchor: str = "") -> ClaimView:
        """A claim with its answers, or with what is known of their absence."""
        view = self.reads.kept(self._claims, item.id, self._claim)
        return replace(view, claim=replace(view.claim, anchor=anchor)) if anchor else view

    def _claim(self, id: str) -> ClaimView:
        item = self.graph.statements[id]
        fields = item.fields
        claim = self.statement(item)
        missing = [
            MissingReply(self.link(one.party), one.as_of, self.line(one.looked_in))
            for one in fields.no_reply
        ]
        missing += [MissingReply(self.link(id), None, None) for id in fields.reply_not_sought]
        asked = tuple(self._asked(item, one) for one in fields.replies)
        replies = self._replies((item.id,))
        view = ClaimView(claim, self.links(fields.against), replies, tuple(missing), asked)
        about = (*fields.against, *self._public(fields.about, item))
        filters = (
            ("by", (*fields.by, *fields.for_)),
            ("about", tuple(dict.fromkeys(about))),
            ("status", (fields.status,)),
            ("reply", tuple(_reply_states(view))),
            ("theme", tuple(fields.themes)),
        )
        return replace(view, filters=filters)

    def _replies(self, above: tuple[str, ...]) -> tuple[ReplyView, ...]:
        """What answers the last of some statements, each of which answers the one before it."""
        return tuple(
            ReplyView(self.statement(reply), self._replies((*above, reply.id)))
            for reply in self.graph.replies.get(above[-1], ())
            if reply.id not in above
        )

    def _asked(self, item: Item[StatementFields], reply: Reply) -> AskedReply:
        """A reply that the dossier asked for or got; of one not published yet only its dates."""
        today = self.graph.today
        shown = reply.is_published(today)
        answered = has_replied(self.graph, item, reply.from_)
        return AskedReply(
            self.link(reply.from_),
            reply.asked,
            reply.due,
            reply.received,
            reply.published if shown else None,
            is_overdue=reply.is_overdue(today) and not answered,
            is_open=reply.from_ in item.fields.against and not answered,
            text=self.note(reply.text) if shown else None,
            cites=(self.cite(Citation(source=reply.source)),) if shown and reply.source else (),
        )

    # The foot

    def page_source(self, day: str) -> Source:
        """Any page that was last changed on a day, as citation styles see it."""
        known = self._page_sources.get(day)
        if known is None:
            with_url = bool(self.site.options.site_url)
            changed = Edtf(day) if day else None
            known = page_item(self.site_name(), self.lang, changed, with_url=with_url)
            self._page_sources[day] = known
        return known

    def change(self, file: RecordFile) -> Change | None:
        """The newest change of the files a record was read from."""
        changes = [change for path in file.paths if (change := self.site.history.changes.get(path))]
        return max(changes, key=lambda change: change.day, default=None)

    def site_name(self) -> str:
        """The site's name in the page's language."""
        for language in self.site.options.languages:
            if language.code == self.lang and language.site_name:
                return language.site_name
        return self.site.options.site_name


def _reply_states(claim: ClaimView) -> Iterator[str]:
    """Yield what is known of the replies to a claim, each once."""
    if claim.replies or any(one.published for one in claim.asked):
        yield "answered"
    if any(one.as_of for one in claim.missing):
        yield "searched"
    if any(one.as_of is None for one in claim.missing):
        yield "not-sought"
    if any(one.is_open for one in claim.asked):
        yield "asked"
    if not claim.against and not claim.replies and not claim.asked:
        yield "nobody"
