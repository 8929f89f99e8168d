"""What each commit changed for readers, in the terms of the dossier."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.history.log import WHATS, Commit
from dossier.model.edtf import Edtf
from dossier.views.composer import Composer
from dossier.views.message import N_
from dossier.views.news import news
from dossier.views.page import FeedEntry, Page
from dossier.views.part import ChangeRow, CommitRow, LinkView, TextView

_NAMED = 100
"""Of so many records that a commit did the same to, the names are shown; all but a few folded."""


@dataclass(frozen=True, slots=True)
class ChangesMonth:
    """The commits of one month, newest first."""

    month: Edtf
    commits: tuple[CommitRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage(Page):
    """The latest `shown` commits of `all`; `is_cut` where git does not know them all."""

    months: tuple[ChangesMonth, ...]
    shown: int
    all: int
    is_cut: bool


def changes_page(compose: Composer) -> ChangesPage:
    """Lay out the changes, newest first; records that readers do not see now are only counted."""
    history = compose.site.history
    rows = tuple(row for one in history.log if (row := _row(compose, one)))
    path = compose.register("changes")
    return ChangesPage(
        path=path,
        lang=compose.lang,
        kind="changes",
        title=TextView(N_("Changes"), compose.lang),
        description="",
        today=compose.graph.today,
        news=news(compose, path, (_entry(f"{path}#{row.anchor}", row) for row in rows)),
        months=tuple(_months(rows)),
        shown=len(history.log),
        all=history.commits,
        is_cut=history.is_cut,
    )


def _row(compose: Composer, commit: Commit) -> CommitRow | None:
    """A commit, if it meant anything to readers."""
    changes = tuple(_changes(compose, commit))
    if not changes and not commit.pages:
        return None
    short = commit.commit[:10]
    return CommitRow(f"_c-{short}", short, Edtf(commit.day), changes, commit.pages)


def _changes(compose: Composer, commit: Commit) -> Iterator[ChangeRow]:
    today = compose.graph.today
    numbers: defaultdict[str, int] = defaultdict(int)
    links: defaultdict[str, list[LinkView]] = defaultdict(list)
    for one in commit.news:
        if not one.until or not today.is_before(Edtf(one.until)):
            numbers[one.what] += one.number
            room = _NAMED - len(links[one.what])
            files = (compose.face(id) or compose.withdrawn(id) for id in one.ids)
            seen = (compose.file_link(file) for file in files if file)
            links[one.what] += [link for _, link in zip(range(room), seen, strict=False)]
    for what in WHATS:
        if numbers[what]:
            named = tuple(links[what])
            yield ChangeRow(what, numbers[what], named, numbers[what] - len(named))


def _months(rows: tuple[CommitRow, ...]) -> Iterator[ChangesMonth]:
    for month in dict.fromkeys(row.date.text[:7] for row in rows):
        yield ChangesMonth(Edtf(month), tuple(row for row in rows if row.date.text[:7] == month))


def _entry(href: str, row: CommitRow) -> FeedEntry:
    """The entry of a commit, whose words are those of its row."""
    return FeedEntry(href, row.date, "", "", "", "Changes", row)
