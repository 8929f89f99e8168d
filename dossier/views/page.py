"""What every page has."""

from dataclasses import dataclass

from dossier.model.edtf import Edtf
from dossier.views.linked import Thing
from dossier.views.part import Fact, RecordFoot, TextView


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, ready to show.

    `path` is relative to the site's root and ends in a slash. `kind` names its template, and the
    frame it is stamped from. `today` is the day the dossier speaks of.
    """

    path: str
    lang: str
    kind: str
    title: TextView
    description: str
    today: Edtf
    linked: Thing | None = None
    """The page as linked data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage(Page):
    """The page of a record: its head, and the foot that says where it comes from."""

    id: str
    label: str
    facts: tuple[Fact, ...]
    foot: RecordFoot
