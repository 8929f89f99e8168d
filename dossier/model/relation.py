"""How two parties, instruments or documents are related."""

from typing import Annotated

from dossier.model.citation import CitationField, Locator
from dossier.model.field import Choice, Date, Flag, LocalId, Model, Ref
from dossier.model.identifier import RecordId
from dossier.model.predicate import LABELS
from dossier.model.text import Line

PartRef = Annotated[RecordId, Ref(frozenset({"entity", "instrument", "article"}))]


class Relation(Model):
    """One dated, sourced relation. Inside the subject's own record the subject is left out."""

    id: LocalId
    """Its name within the record it stands in."""

    subject: PartRef | None = None
    """Who or what is related; left out inside its own record."""

    predicate: Annotated[str, Choice(LABELS)]
    """How."""

    object: PartRef
    """To whom or what."""

    since: Date | None = None
    """When it began, as far as the sources say."""

    until: Date | None = None
    """When it ended, as far as the sources say."""

    confirmed: Flag = True
    """False where the cited sources do not make it certain."""

    public_note: Line | None = None
    """What readers should know about it."""

    cites: tuple[CitationField, ...] = ()
    """The sources for it."""

    at: Locator | None = None
    """Within an article, the place in its document."""
