"""Fenced blocks that embed dossier material in hand-written pages."""

from typing import Annotated, Final

from dossier.model.citation import ArticleRef
from dossier.model.event import EntityRef, InstrumentRef
from dossier.model.field import ONE_OR_MANY, Model, Ref
from dossier.model.record import ThemeRef


class Block(Model):
    """What all blocks share."""


class TimelineBlock(Block):
    """Events, oldest first: those named, or those of a theme, entity or instrument, or all."""

    events: Annotated[
        tuple[Annotated[str, Ref(frozenset({"event"}), items=True)], ...], ONE_OR_MANY
    ] = ()
    """These events."""

    theme: ThemeRef | None = None
    """The events of this theme."""

    entity: EntityRef | None = None
    """The events this entity takes part in."""

    instrument: InstrumentRef | None = None
    """The events that concern this instrument."""


class ClaimsBlock(Block):
    """Claims with their replies: those named, or those on a theme or against a party, or all."""

    statements: Annotated[
        tuple[Annotated[str, Ref(frozenset({"statement"}), items=True)], ...], ONE_OR_MANY
    ] = ()
    """These statements."""

    theme: ThemeRef | None = None
    """The claims on this theme."""

    against: EntityRef | None = None
    """The claims against this party."""


class SourcesBlock(Block):
    """A list of sources: those named, or those of a theme, or all."""

    articles: Annotated[tuple[ArticleRef, ...], ONE_OR_MANY] = ()
    """These articles."""

    theme: ThemeRef | None = None
    """The sources of this theme."""


class EntityCardBlock(Block):
    """Name, kind and first sentence of an entity."""

    id: EntityRef
    """The entity."""


class CountsBlock(Block):
    """How many articles, entities, events and statements the dossier holds, and as of which day."""


class ThemesBlock(Block):
    """The themes of the dossier with their scope."""


class CorrectionsBlock(Block):
    """The latest corrections."""


BLOCKS: Final[dict[str, type[Block]]] = {
    "timeline": TimelineBlock,
    "claims": ClaimsBlock,
    "sources": SourcesBlock,
    "entity-card": EntityCardBlock,
    "counts": CountsBlock,
    "themes": ThemesBlock,
    "corrections": CorrectionsBlock,
}
"""The word after the fence to the block it begins."""
