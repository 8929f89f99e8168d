"""The ledger of open questions: what is not known, not answered, not confirmed, or due."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.checks.reply import is_older
from dossier.graph.item import Item
from dossier.model.edtf import Edtf
from dossier.model.event import EventFields
from dossier.model.relation import Relation
from dossier.model.statement import StatementFields
from dossier.model.theme import Theme
from dossier.records.dossier import RecordFile
from dossier.views.composer import Composer
from dossier.views.message import N_
from dossier.views.page import Page
from dossier.views.part import EventRow, LinkView, ProseView, RelationRow, TextView
from dossier.views.relation import relation_row


@dataclass(frozen=True, slots=True)
class ThemeQuestions:
    """The open questions of a theme."""

    theme: LinkView
    questions: tuple[ProseView, ...]


@dataclass(frozen=True, slots=True)
class OpenRow:
    """Something that somebody has to do: about what, with which party, and since or by when."""

    where: LinkView
    party: LinkView | None
    date: Edtf | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsPage(Page):
    """All that is open, by what is to be done."""

    themes: tuple[ThemeQuestions, ...]
    overdue: tuple[OpenRow, ...]
    unpublished: tuple[OpenRow, ...]
    not_sought: tuple[OpenRow, ...]
    old_searches: tuple[OpenRow, ...]
    events: tuple[EventRow, ...]
    relations: tuple[RelationRow, ...]
    reviews: tuple[OpenRow, ...]

    @property
    def questions(self) -> int:
        """How many questions the themes have."""
        return sum(len(one.questions) for one in self.themes)


def questions_page(compose: Composer) -> QuestionsPage:
    """Lay out the ledger of open questions."""
    items, files = tuple(compose.open_items()), compose.open_records()
    statements = tuple(item for item in items if isinstance(item.fields, StatementFields))
    return QuestionsPage(
        path=compose.register("open-questions"),
        lang=compose.lang,
        kind="open-questions",
        title=TextView(N_("Open questions"), compose.lang),
        description="",
        today=compose.graph.today,
        themes=tuple(_themes(compose, files)),
        overdue=tuple(row for item in statements for row in _overdue(compose, item)),
        unpublished=tuple(row for item in statements for row in _unpublished(compose, item)),
        not_sought=tuple(row for item in statements for row in _not_sought(compose, item)),
        old_searches=tuple(row for item in statements for row in _old_searches(compose, item)),
        events=tuple(compose.event(one) for one in items if isinstance(one.fields, EventFields)),
        relations=tuple(
            relation_row(compose, one) for one in items if isinstance(one.fields, Relation)
        ),
        reviews=tuple(_reviews(compose, files)),
    )


def _themes(compose: Composer, files: tuple[RecordFile, ...]) -> Iterator[ThemeQuestions]:
    for file in files:
        record = file.record
        if isinstance(record, Theme) and record.open_questions:
            questions = tuple(compose.line(one) for one in record.open_questions)
            yield ThemeQuestions(compose.link(record.id), questions)


def _overdue(compose: Composer, item: Item[StatementFields]) -> Iterator[OpenRow]:
    for one in item.fields.replies:
        if one.is_overdue(compose.graph.today):
            yield OpenRow(compose.link(item.id), compose.link(one.from_), one.due)


def _unpublished(compose: Composer, item: Item[StatementFields]) -> Iterator[OpenRow]:
    for one in item.fields.replies:
        if one.received and not one.is_published(compose.graph.today):
            yield OpenRow(compose.link(item.id), compose.link(one.from_), one.received)


def _not_sought(compose: Composer, item: Item[StatementFields]) -> Iterator[OpenRow]:
    for party in item.fields.reply_not_sought:
        yield OpenRow(compose.link(item.id), compose.link(party), item.fields.said)


def _old_searches(compose: Composer, item: Item[StatementFields]) -> Iterator[OpenRow]:
    days = compose.site.options.reply_review_days
    for one in item.fields.no_reply:
        if is_older(one.as_of, compose.graph.today, days):
            yield OpenRow(compose.link(item.id), compose.link(one.party), one.as_of)


def _reviews(compose: Composer, files: tuple[RecordFile, ...]) -> Iterator[OpenRow]:
    for file in files:
        day = file.record.review_by
        if day is not None and day.is_before(compose.graph.today):
            yield OpenRow(compose.link(file.record.id), None, day)
