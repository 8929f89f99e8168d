"""Something that happened, or will, on a date."""

from typing import Annotated

from pydantic import Field

from dossier.model.citation import CitationField, Locator
from dossier.model.field import ONE_OR_MANY, Choice, Date, Flag, LocalId, Model, Ref, Shorthand
from dossier.model.identifier import EntityId, InstrumentId
from dossier.model.kind import EVENT_KINDS, STAGES
from dossier.model.record import Record, ThemeRef
from dossier.model.text import Line, Text

EntityRef = Annotated[EntityId, Ref(frozenset({"entity"}))]
EventRef = Annotated[str, Ref(frozenset({"event"}), items=True)]
InstrumentRef = Annotated[InstrumentId, Ref(frozenset({"instrument"}))]


class Participant(Model):
    """An entity's part in an event."""

    id: EntityRef
    """The entity."""

    as_: str = Field(default="", alias="as")
    """The name the document uses for it, where that matters: a listing names a legal entity."""


ParticipantField = Annotated[Participant, Shorthand("id")]
"""A participant; without a name of its own it may be written as the bare id."""

Participants = Annotated[tuple[ParticipantField, ...], ONE_OR_MANY]


class EventFields(Model):
    """The fields of an event, wherever it is written."""

    title: Text
    """What happened, in a few words, in the present tense."""

    date: Date
    """When (EDTF)."""

    date_note: Line | None = None
    """Why this date was chosen, where sources differ or none gives it."""

    kind: Annotated[str, Choice(EVENT_KINDS)]
    """What sort of event it is."""

    stage: Annotated[str | None, Choice(STAGES)] = None
    """The step it marks in the life of its instruments."""

    planned: Flag = False
    """True for what has not happened yet and is only due."""

    actor: Participants = ()
    """Who did it."""

    target: Participants = ()
    """To whom it was done: in a listing, who was listed."""

    with_: Participants = Field(default=(), alias="with")
    """Who else took part."""

    instruments: Annotated[tuple[InstrumentRef, ...], ONE_OR_MANY] = ()
    """The laws, orders and lists it concerns."""

    place: EntityRef | None = None
    """Where."""

    number: Annotated[tuple[str, ...], ONE_OR_MANY] = ()
    """Official numbers of the act: `84 FR 54002`."""

    summary: Line | None = None
    """One or two sentences more."""

    conflicts_with: Annotated[tuple[EventRef, ...], ONE_OR_MANY] = ()
    """Other accounts of the same event, with which it cannot be reconciled."""

    distinct_from: Annotated[tuple[EventRef, ...], ONE_OR_MANY] = ()
    """Events of the same kind and parties that are not this one, where they may be mistaken."""

    cites: tuple[CitationField, ...] = ()
    """The sources for it, beside the article it may stand in."""

    confirmed: Flag = True
    """False where the cited sources do not make it certain."""

    public_note: Line | None = None
    """What readers should know about how well this is established."""

    themes: tuple[ThemeRef, ...] = ()
    """The themes it belongs to."""


class Event(Record, EventFields):
    """An event in a file of its own."""


class InlineEvent(EventFields):
    """An event within the article that defines it."""

    id: LocalId
    """Its name within the article."""

    at: Locator | None = None
    """The place in the document."""
