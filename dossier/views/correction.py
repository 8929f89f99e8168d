"""The register of corrections: what was changed in published records, and why."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dossier.model.entity import is_protected
from dossier.model.kind import CORRECTION_KINDS
from dossier.records.dossier import RecordFile
from dossier.views.composer import Composer
from dossier.views.foot import correction_rows
from dossier.views.message import N_
from dossier.views.news import news
from dossier.views.page import FeedEntry, Page
from dossier.views.part import CorrectionRow, TextView
from dossier.views.summary import plain

MEANINGS = {
    "correction": N_("Something was wrong, and is right now."),
    "clarification": N_("Something could mislead."),
    "update": N_("The facts have moved on."),
    "editorial": N_("The wording or the layout changed, and nothing else."),
}
"""What each kind of correction means."""


@dataclass(frozen=True, slots=True)
class CorrectionYear:
    """The corrections of one year, newest first."""

    year: int
    rows: tuple[CorrectionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage(Page):
    """All corrections, by year; `counts` is (kind, its meaning, how many) for each kind."""

    counts: tuple[tuple[str, str, int], ...]
    years: tuple[CorrectionYear, ...]


def corrections_page(compose: Composer) -> CorrectionsPage:
    """Lay out the register of corrections."""
    files = compose.corrected()
    rows = _corrections(compose, files)
    # A feed is for machines, and its titles are the names of records.
    findable = [file for file in files if not is_protected(file.record)]
    counts = Counter(row.kind for row in rows)
    return CorrectionsPage(
        path=compose.register("corrections"),
        lang=compose.lang,
        kind="corrections",
        title=TextView(N_("Corrections"), compose.lang),
        description="",
        today=compose.graph.today,
        news=news(
            compose, compose.register("corrections"), _entries(_corrections(compose, findable))
        ),
        counts=tuple((kind, MEANINGS[kind], counts[kind]) for kind in CORRECTION_KINDS),
        years=tuple(_years(rows)),
    )


def all_corrections(compose: Composer) -> tuple[CorrectionRow, ...]:
    """The corrections of all records, newest first."""
    return _corrections(compose, compose.corrected())


def _corrections(compose: Composer, files: Iterable[RecordFile]) -> tuple[CorrectionRow, ...]:
    rows = [row for file in files for row in correction_rows(compose, file)]
    return tuple(sorted(rows, key=lambda row: row.date, reverse=True))


def _years(rows: tuple[CorrectionRow, ...]) -> Iterator[CorrectionYear]:
    for year in dict.fromkeys(row.date.year for row in rows):
        yield CorrectionYear(year, tuple(row for row in rows if row.date.year == year))


def _entries(rows: tuple[CorrectionRow, ...]) -> Iterator[FeedEntry]:
    for row in rows:
        title, said = row.record.text, row.text
        href = f"{row.record.href}#{row.anchor}"
        yield FeedEntry(
            href, row.date, title.text, plain(said), said.lang, CORRECTION_KINDS[row.kind]
        )
