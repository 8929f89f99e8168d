"""The foot of a page: how to cite, check and correct a record."""

import re
from collections import Counter

from dossier.model.edtf import Edtf
from dossier.records.dossier import RecordFile
from dossier.views.composer import Composer
from dossier.views.part import CorrectionRow, RecordFoot


def correction_rows(compose: Composer, file: RecordFile) -> tuple[CorrectionRow, ...]:
    """What was changed in a record, newest first."""
    record = compose.file_link(file)
    dates: Counter[str] = Counter()
    rows = []
    for one in file.record.corrections:
        dates[one.date.text] += 1
        anchor = correction_anchor(one.date.text, dates[one.date.text])
        rows.append(CorrectionRow(anchor, one.date, one.kind, compose.line(one.text), record))
    return tuple(sorted(rows, key=lambda row: row.date, reverse=True))


def foot_of(compose: Composer, file: RecordFile) -> RecordFoot:
    """How to cite, check and correct a record."""
    options = compose.site.options
    change = compose.change(file)
    return RecordFoot(
        url=f"{options.site_url}{compose.href(file.record.id)}" if options.site_url else "",
        site_name=compose.site_name(),
        commit=change.commit[:10] if change else "",
        day=Edtf(change.day) if change else None,
        file=file.path,
        edit_url=f"{options.edit_base}{file.path}" if options.edit_base else "",
        contact=options.contact,
        source=compose.page_source(change.day if change else ""),
        corrections=correction_rows(compose, file),
    )


def correction_anchor(date: str, number: int) -> str:
    """The anchor, on its record's page, of a correction, the first or a later one of its date."""
    anchor = f"_correction-{re.sub('[^0-9-]', '-', date)}"
    return f"{anchor}-n{number}" if number > 1 else anchor
