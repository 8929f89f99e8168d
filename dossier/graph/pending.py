"""What is open: not established, not answered, to be looked at again."""

from dossier.model.event import EventFields
from dossier.model.field import Model
from dossier.model.record import Record
from dossier.model.relation import Relation
from dossier.model.statement import StatementFields
from dossier.model.theme import Theme


def is_open(fields: Model) -> bool:
    """Whether an item is not confirmed, or somebody's reply to it is missing or was asked for."""
    match fields:
        case EventFields() | Relation():
            return not fields.confirmed
        case StatementFields():
            return bool(fields.reply_not_sought or fields.no_reply or fields.replies)
    return False


def open_points(record: Record) -> tuple[str, ...]:
    """What is open of a record as such: a day of review, the questions of a theme; as texts."""
    questions = record.open_questions if isinstance(record, Theme) else ()
    review = (record.review_by.text,) if record.review_by else ()
    return (*review, *(repr(one.values) for one in questions))
