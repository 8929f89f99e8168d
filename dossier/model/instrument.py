"""The norms: laws, bills, orders, lists. The documents that carry them are articles."""

from typing import Annotated

from dossier.model.citation import ArticleRef
from dossier.model.event import EntityRef
from dossier.model.field import ONE_OR_MANY, Choice, Country
from dossier.model.kind import INSTRUMENT_KINDS, MEASURES
from dossier.model.record import Record
from dossier.model.relation import Relation
from dossier.model.text import Prose, Text


class Instrument(Record):
    """A norm. Its life cycle, and who is listed, are computed from events."""

    title: Text
    """What it is called."""

    kind: Annotated[str, Choice(INSTRUMENT_KINDS)]
    """What sort of norm it is."""

    names: tuple[str, ...] = ()
    """Other names and short forms: `UFLPA`."""

    jurisdiction: Country | None = None
    """Whose law it is (ISO 3166-1 alpha-2), or EU, UN or INT."""

    number: Annotated[tuple[str, ...], ONE_OR_MANY] = ()
    """Official numbers."""

    issuer: Annotated[tuple[EntityRef, ...], ONE_OR_MANY] = ()
    """Who issued or keeps it."""

    texts: tuple[ArticleRef, ...] = ()
    """The documents that carry it."""

    measures: Annotated[tuple[Annotated[str, Choice(MEASURES)], ...], ONE_OR_MANY] = ()
    """What it does to those it applies to."""

    does: Prose | None = None
    """What it does, in plain words. Needs a citation: [@id]."""

    does_not: Prose | None = None
    """What it is often said to do and does not. Needs a citation: [@id]."""

    relations: tuple[Relation, ...] = ()
    """What it supersedes, amends, implements or is based on."""
