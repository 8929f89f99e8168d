"""Something somebody said."""

from typing import Annotated

from pydantic import Field

from dossier.model.citation import ArticleRef, Citation, CitationField, Locator
from dossier.model.edtf import Edtf
from dossier.model.event import EntityRef
from dossier.model.field import (
    ONE_OR_MANY,
    Choice,
    Date,
    Day,
    Language,
    LocalId,
    Model,
    Ref,
    Shorthand,
)
from dossier.model.kind import QUOTE_ROLES, SETTINGS, STATEMENT_KINDS, STATUSES
from dossier.model.record import Record, ThemeRef
from dossier.model.text import Line, Text

StatementRef = Annotated[str, Ref(frozenset({"statement"}), items=True)]
SubjectRef = Annotated[
    str,
    Ref(frozenset({"entity", "instrument", "article", "event", "statement", "theme"}), items=True),
]
Entities = Annotated[tuple[EntityRef, ...], ONE_OR_MANY]


class Quote(Model):
    """Exact words."""

    text: str
    """The words, as they stand in the document."""

    lang: Language
    """Their language."""

    role: Annotated[str, Choice(QUOTE_ROLES)] = "original"
    """Whether these are the speaker's own words or a translation, and whose."""

    source: ArticleRef | None = None
    """The article they were copied from; inside an article, that article."""

    at: Locator | None = None
    """The place in the document."""


class Setting(Model):
    """Where something was said, when that is not an article of the dossier."""

    kind: Annotated[str, Choice(SETTINGS)]
    """What sort of occasion."""

    date: Date | None = None
    """When."""

    note: Line | None = None
    """Which one."""


class Ground(Citation):
    """What makes a statement more than reported or alleged."""

    by: Entities = ()
    """Who established, disputed, withdrew or refuted it."""


GroundField = Annotated[Ground, Shorthand("source")]


class NoReply(Model):
    """A search for a party's reply that found none."""

    party: EntityRef
    """Whose reply was looked for."""

    as_of: Date
    """When one looked."""

    looked_in: Line
    """Where one looked."""


class Reply(Model):
    """A reply that the dossier itself asked a party for, or got from it: its right to answer."""

    from_: EntityRef = Field(alias="from")
    """Whose reply it is."""

    asked: Day | None = None
    """The day on which it was asked for."""

    due: Day | None = None
    """The last day on which an answer, once asked for, counts as in time."""

    received: Day | None = None
    """The day on which it came."""

    published: Day | None = None
    """The first day on which readers see it. A published reply has a text, a source, or both."""

    text: Line | None = None
    """What it says."""

    source: ArticleRef | None = None
    """The article that has its words."""

    def is_published(self, today: Edtf) -> bool:
        """Whether readers see it on a day."""
        return self.published is not None and not today.is_before(self.published)

    def is_overdue(self, today: Edtf) -> bool:
        """Whether it should have come before a day, and has not."""
        came = self.received or self.published
        return came is None and self.due is not None and bool(self.due.is_before(today))


class StatementFields(Model):
    """The fields of a statement, wherever it is written."""

    kind: Annotated[str, Choice(STATEMENT_KINDS)]
    """What sort of statement it is."""

    by: Entities
    """Who said it."""

    to: Entities = ()
    """To whom it was said."""

    about: tuple[SubjectRef, ...] = ()
    """What it is about."""

    against: Entities = ()
    """The parties it accuses. Each must have a reply, or be in `no_reply`, `replies` or
    `reply_not_sought`."""

    text: Line
    """What was said, in the editor's words."""

    quotes: tuple[Quote, ...] = ()
    """The exact words, and translations of them."""

    said: Date
    """When it was said."""

    said_in: Setting | None = None
    """Where it was said, when that is not itself an article."""

    status: Annotated[str, Choice(STATUSES)] = "reported"
    """How far it is established."""

    ground: GroundField | None = None
    """Who established, disputed, withdrew or refuted it, and where."""

    responds_to: Annotated[tuple[StatementRef, ...], ONE_OR_MANY] = ()
    """The statements it answers."""

    for_: Entities = Field(default=(), alias="for")
    """On whose behalf the speaker answers."""

    no_reply: tuple[NoReply, ...] = ()
    """Parties whose reply was looked for and not found."""

    replies: tuple[Reply, ...] = ()
    """Replies that the dossier itself asked for or got, from those accused or anyone named."""

    reply_not_sought: Entities = ()
    """Parties whose reply nobody has looked for yet."""

    conflicts_with: tuple[StatementRef, ...] = ()
    """Other statements that cannot be true at the same time."""

    cites: tuple[CitationField, ...] = ()
    """The sources for it, beside the article it may stand in."""

    public_note: Line | None = None
    """What readers should know about how well this is established."""

    themes: tuple[ThemeRef, ...] = ()
    """The themes it belongs to."""


class Statement(Record, StatementFields):
    """A statement in a file of its own."""

    title: Text | None = None
    """A heading for its page; by default, who said what."""


class InlineStatement(StatementFields):
    """A statement within the article that reports it."""

    id: LocalId
    """Its name within the article."""

    at: Locator | None = None
    """The place in the document."""
