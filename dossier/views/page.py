"""What every page has."""

from dataclasses import dataclass

from dossier.model.edtf import Edtf
from dossier.views.linked import Thing
from dossier.views.part import CommitRow, Fact, RecordFoot, TextView


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
    planned: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """What readers can subscribe to on a page, newest first, where the site has an address.

    Its files lie in `folder`, a path from the site's root: a feed of `entries`, and a calendar of
    `events`, oldest first, if there are any.
    """

    folder: str
    entries: tuple[FeedEntry, ...]
    events: tuple[FeedEntry, ...] = ()

    @property
    def files(self) -> dict[str, str]:
        """Name of a format to the path of its file."""
        found = {"Atom": f"{self.folder}feed.xml", "JSON Feed": f"{self.folder}feed.json"}
        return found | ({"iCalendar": f"{self.folder}events.ics"} if self.events else {})


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

    news: News | None = None
    is_unlisted: bool = False
    """Whether only who has the address is to find it: it is in no search, sitemap or feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage(Page):
    """The page of a record: its head, and the foot that says where it comes from."""

    id: str
    label: str
    facts: tuple[Fact, ...]
    foot: RecordFoot
