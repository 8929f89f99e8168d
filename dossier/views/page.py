"""What every page has."""

from dataclasses import dataclass

from dossier.model.edtf import Edtf
from dossier.views.linked import Thing
from dossier.views.part import CommitRow, Fact, RecordFoot, TextView


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


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What is new on a page, in plain words.

    `href` is the path from the site's root of what it speaks of; `kind` says what sort of news it
    is, in English. The words on a `commit` are made where it is shown.
    """

    href: str
    date: Edtf
    title: str
    text: str
    lang: str
    kind: str
    commit: CommitRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage(Page):
    """A page to whose entries, newest first, readers can subscribe where the site has an address.

    `feed` is the path of its feed from the site's root, or empty.
    """

    entries: tuple[FeedEntry, ...]
    feed: str
