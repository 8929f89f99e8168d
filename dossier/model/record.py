"""What all records share."""

from typing import Annotated

from dossier.model.field import Choice, Date, Day, Model, Ref
from dossier.model.identifier import RecordId, ThemeId
from dossier.model.kind import CORRECTION_KINDS, STATES
from dossier.model.text import Line, Prose

ThemeRef = Annotated[ThemeId, Ref(frozenset({"theme"}))]


class Correction(Model):
    """A note on what was changed in a published record, and why."""

    date: Date
    """The day of the change."""

    kind: Annotated[str, Choice(CORRECTION_KINDS)]
    """What sort of change it was."""

    text: Line
    """What readers should know about it."""


class Record(Model):
    """One committed file: the fields that every type of record has."""

    id: Annotated[RecordId, Ref(frozenset())] = RecordId("")
    """Its name in the whole dossier. Always that of the file; may be left out."""

    state: Annotated[str, Choice(STATES)] = "published"
    """Whether readers see it. Only published records, and embargoed ones whose day has come, do."""

    until: Day | None = None
    """For an embargoed record, the first day on which readers may see it."""

    themes: tuple[ThemeRef, ...] = ()
    """The themes it belongs to."""

    note: str = ""
    """A note for editors. Never published."""

    was: tuple[Annotated[RecordId, Ref(frozenset())], ...] = ()
    """Former ids. Their addresses lead to this record."""

    review_by: Date | None = None
    """The day by which someone should look at the record again."""

    corrections: tuple[Correction, ...] = ()
    """What was corrected, clarified or updated since it was published."""

    sort_as: str = ""
    """What registers sort it by, where that is not its title."""

    body: Prose | None = None
    """Prose: CommonMark with tables and footnotes, no raw HTML, and references such as [[id]]."""
