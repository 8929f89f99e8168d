"""The record of one document, and what it says."""

from typing import Annotated

from pydantic import Field

from dossier.model.citation import ArticleRef, CitationField, Locator
from dossier.model.event import EntityRef, EventRef, InlineEvent
from dossier.model.field import (
    ONE_OR_MANY,
    Choice,
    Date,
    Digest,
    Flag,
    Language,
    LocalId,
    Model,
    Number,
    Ref,
    Url,
)
from dossier.model.kind import ARTICLE_KINDS, LINKS, QUALIFIERS, REPORTED_AS, TIERS, VISIBILITIES
from dossier.model.record import Record
from dossier.model.relation import Relation
from dossier.model.statement import InlineStatement, SubjectRef
from dossier.model.text import Line, Text

MentionRef = Annotated[str, Ref(frozenset({"entity", "instrument", "theme", "article"}))]


PRIMARY = frozenset({"primary", "primary-copy"})
"""The tiers of documents that are themselves what others report, or are copies of these."""


class Snapshot(Model):
    """A copy of the document as it was on some day."""

    captured: Date
    """When it was made."""

    sha256: Digest
    """The SHA-256 digest of its bytes."""

    visibility: Annotated[str, Choice(VISIBILITIES)] = "private"
    """Whether readers may have it; most documents are under copyright."""

    url: Url | None = None
    """Its address, where it is public, or that of a copy in a public web archive."""


class Figure(Model):
    """A number that the document gives."""

    id: LocalId
    """Its name within the article."""

    about: tuple[SubjectRef, ...]
    """What it measures something of."""

    measure: Text
    """What is measured: `offering size`."""

    value: Number
    """The number, without separators."""

    unit: Text
    """Its unit: a currency code (ISO 4217), or a word."""

    qualifier: Annotated[str, Choice(QUALIFIERS)] = "exact"
    """How the document qualifies it."""

    as_of: Date | None = None
    """The day it holds for."""

    converted_from: Annotated[str | None, Ref(frozenset({"figure"}), items=True)] = None
    """The figure it is a conversion of."""

    variant_of: Annotated[str | None, Ref(frozenset({"figure"}), items=True)] = None
    """The figure of which it is another account."""

    public_note: Line | None = None
    """What readers should know about it: why it differs from another account."""

    cites: tuple[CitationField, ...] = ()
    """Other sources for it."""

    at: Locator | None = None
    """The place in the document."""


class Discrepancy(Model):
    """Where other sources differ from what this document says."""

    id: LocalId
    """Its name within the article."""

    about: tuple[SubjectRef, ...] = ()
    """What it concerns."""

    at: Locator | None = None
    """The place in the document."""

    stated: Line
    """What this document says."""

    found: Line
    """What other sources say."""

    cites: tuple[CitationField, ...] = ()
    """Those other sources."""

    note: Line | None = None
    """What the dossier writes, and why."""


class Report(Model):
    """An event defined elsewhere that this document reports too."""

    id: EventRef
    """The event."""

    at: Locator | None = None
    """The place in the document."""

    as_: Annotated[str, Choice(REPORTED_AS)] = Field(default="reported", alias="as")
    """How the document speaks of it: as done, as announced, or otherwise."""


class Article(Record):
    """The record of one document, whatever its kind."""

    title: Text
    """The title as published; a plain string is in the document's own language."""

    title_supplied: Flag = False
    """True where the title is the editor's description. It is then shown in square brackets."""

    kind: Annotated[str, Choice(ARTICLE_KINDS)]
    """What sort of document it is."""

    lang: Language
    """The document's language."""

    author: Annotated[tuple[str, ...], ONE_OR_MANY] = ()
    """Its authors: persons as `Doe, Jane`, institutions and other names as they stand."""

    publisher: EntityRef | None = None
    """Who published it, when that is an entity of the dossier."""

    publisher_name: str = ""
    """Who published it, when that is not an entity of the dossier."""

    container: str = ""
    """The larger work it is part of: a journal, an official gazette, a series."""

    published: Date | None = None
    """When it was published."""

    updated: Date | None = None
    """When it was last changed, as it says itself."""

    url: Url | None = None
    """Its address."""

    link: Annotated[str, Choice(LINKS)] = "follow"
    """`avoid` to cite it without a hyperlink: mirrors, staging hosts, weak reposts."""

    accessed: Date | None = None
    """When an editor last read it there."""

    number: Annotated[tuple[str, ...], ONE_OR_MANY] = ()
    """Official numbers: `84 FR 54002`, `Pub. L. 117-78`."""

    tier: Annotated[str, Choice(TIERS)]
    """How near it is to what it speaks of."""

    confirmed: Flag = True
    """False where the document itself was not seen, only cited elsewhere."""

    copy_of: ArticleRef | None = None
    """The document of which this is a copy or repost."""

    via: str = ""
    """The agency or outlet through which it came."""

    based_on: Annotated[tuple[ArticleRef, ...], ONE_OR_MANY] = ()
    """The documents it is built on: an agency's text, a press release."""

    cite_as: str = ""
    """The exact form in which to cite it, where no style fits."""

    snapshots: tuple[Snapshot, ...] = ()
    """Copies kept of it."""

    mentions: tuple[MentionRef, ...] = ()
    """Who and what it mentions, beyond those its items name."""

    events: tuple[InlineEvent, ...] = ()
    """Events it reports, defined here."""

    statements: tuple[InlineStatement, ...] = ()
    """Statements it reports, defined here."""

    relations: tuple[Relation, ...] = ()
    """Relations it reports."""

    figures: tuple[Figure, ...] = ()
    """Numbers it gives."""

    discrepancies: tuple[Discrepancy, ...] = ()
    """Where other sources differ from it."""

    reports: tuple[Report, ...] = ()
    """Events defined elsewhere that it reports too."""
