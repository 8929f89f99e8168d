"""The page that stands in the place of a record which was withdrawn."""

from dataclasses import dataclass

from dossier.model.edtf import Edtf
from dossier.model.kind import RECORD_TYPES
from dossier.records.dossier import RecordFile
from dossier.views.composer import Composer
from dossier.views.foot import correction_rows
from dossier.views.page import Page
from dossier.views.part import CorrectionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnPage(Page):
    """That a record was withdrawn, and why; nothing that it said but its title.

    `day` is that of its last change, if git knows one. It has the frame of its type.
    """

    label: str
    day: Edtf | None
    corrections: tuple[CorrectionRow, ...]
    contact: str


def withdrawn_page(compose: Composer, file: RecordFile) -> WithdrawnPage:
    """Lay out the page of a record that was withdrawn."""
    compose.reads.now.add(f"w:{file.record.id}")
    link = compose.file_link(file)
    change = compose.change(file)
    return WithdrawnPage(
        path=link.href,
        lang=compose.lang,
        kind=file.type,
        title=link.text,
        description="",
        today=compose.graph.today,
        label=RECORD_TYPES[file.type],
        day=Edtf(change.day) if change else None,
        corrections=correction_rows(compose, file),
        contact=compose.site.options.contact,
        is_unlisted=True,
    )
