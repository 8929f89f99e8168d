"""What each commit changed for readers, in the terms of the dossier."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from dossier.history.log import WHATS, Commit, News
from dossier.model.edtf import Edtf
from dossier.model.entity import is_protected
from dossier.views.composer import Composer
from dossier.views.foot import correction_anchor, correction_rows
from dossier.views.message import N_
from dossier.views.news import news
from dossier.views.page import FeedEntry, Page
from dossier.views.part import ChangeRow, CommitRow, CorrectionRow, LinkView, TextView

_NAMED = 2000
"""So many names a page has, those of the latest commits, all but a few of each folded away."""

_ALWAYS = 8
"""So many names of each are there however many came before."""


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
    """Lay out the changes, newest first.

    Records that readers do not see now, and those of people who are protected, are only counted.
    """
    history = compose.site.history
    naming = _Naming(compose)
    rows = tuple(row for one in history.log if (row := _row(naming, one)))
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


@dataclass(slots=True)
class _Naming:
    """Names records, those of the latest commit first, until the page has enough of them."""

    compose: Composer
    left: int = _NAMED
    _notes: dict[tuple[str, str], CorrectionRow] | None = None

    def row(self, what: str, news: Sequence[News]) -> ChangeRow:
        """What a commit did to some records."""
        found = ((id, self._link(id)) for one in news for id in one.ids)
        named = {id: link for id, link in found if link}
        named = dict(islice(named.items(), max(_ALWAYS, self.left)))
        self.left -= len(named)
        number = sum(one.number for one in news)
        notes = tuple(self._added(news, named))
        return ChangeRow(what, number, tuple(named.values()), number - len(named), notes)

    def _link(self, id: str) -> LinkView | None:
        file = self.compose.face(id) or self.compose.withdrawn(id)
        return self.compose.file_link(file) if file and not is_protected(file.record) else None

    def _added(self, news: Sequence[News], named: Container[str]) -> Iterator[CorrectionRow]:
        for id, date, number in (entry for one in news for entry in one.entries):
            note = self._all_notes().get((id, correction_anchor(date, number)))
            if note is not None and id in named:
                yield note

    def _all_notes(self) -> Mapping[tuple[str, str], CorrectionRow]:
        """All corrections as they are now, by the ids of their records and their anchors."""
        if self._notes is None:
            self._notes = {
                (file.record.id, row.anchor): row
                for file in self.compose.corrected()
                for row in correction_rows(self.compose, file)
            }
        return self._notes


def _row(naming: _Naming, commit: Commit) -> CommitRow | None:
    """A commit, if it meant anything to readers."""
    changes = tuple(_changes(naming, commit))
    if not changes and not commit.pages:
        return None
    short = commit.commit[:10]
    return CommitRow(f"_c-{short}", short, Edtf(commit.day), changes, commit.pages)


def _changes(naming: _Naming, commit: Commit) -> Iterator[ChangeRow]:
    today = naming.compose.graph.today
    told = [one for one in commit.news if not one.until or not today.is_before(Edtf(one.until))]
    for what in WHATS:
        news = [one for one in told if one.what == what]
        if news:
            yield naming.row(what, news)


def _months(rows: tuple[CommitRow, ...]) -> Iterator[ChangesMonth]:
    for month in dict.fromkeys(row.date.text[:7] for row in rows):
        yield ChangesMonth(Edtf(month), tuple(row for row in rows if row.date.text[:7] == month))


def _entry(href: str, row: CommitRow) -> FeedEntry:
    """The entry of a commit, whose words are those of its row."""
    return FeedEntry(href, row.date, "", "", "", "Changes", row)
