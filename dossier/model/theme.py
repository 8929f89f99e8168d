"""A dossier within the dossier."""

from typing import Annotated

from dossier.model.field import ONE_OR_MANY
from dossier.model.record import Record
from dossier.model.text import Line, Text


class Theme(Record):
    """A narrative, with its events, statements and sources."""

    title: Text
    """What it is called."""

    scope: Line
    """What it covers, in one or two sentences."""

    criteria: Line | None = None
    """What belongs to it and what does not."""

    open_questions: Annotated[tuple[Line, ...], ONE_OR_MANY] = ()
    """What is not known yet."""
