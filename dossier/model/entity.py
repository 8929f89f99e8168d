"""Who and what the dossier is about."""

from typing import Annotated

from pydantic import Field

from dossier.model.field import Choice, Country, Language
from dossier.model.kind import ENTITY_KINDS, PROTECTIONS
from dossier.model.record import Record
from dossier.model.relation import Relation
from dossier.model.text import Text


class Entity(Record):
    """A person, company, organisation, body, place, group or technology."""

    name: Text
    """The name that readers know it by."""

    kind: Annotated[str, Choice(ENTITY_KINDS)]
    """What it is."""

    names: dict[Language, str] = Field(default={})
    """Full or official names, by language and script: `zh-Hans`."""

    aliases: tuple[str, ...] = ()
    """Other names in use."""

    ids: dict[str, str] = Field(default={})
    """Identifiers elsewhere: `wikidata`, `lei`, `opensanctions`, `ticker`."""

    country: Country | None = None
    """Its country (ISO 3166-1 alpha-2), or EU, UN or INT."""

    protection: Annotated[str | None, Choice(PROTECTIONS)] = None
    """For a person: how far they must be protected. Required there, and only there."""

    relations: tuple[Relation, ...] = ()
    """How it is related to others."""

    @property
    def is_protected(self) -> bool:
        """Whether it is a person whom machines are not to find: neither a public figure."""
        return self.protection in ("private", "victim")


def is_protected(record: Record) -> bool:
    """Whether a record is that of a person whom machines are not to find."""
    return isinstance(record, Entity) and record.is_protected
