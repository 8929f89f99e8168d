"""Sources as RIS, which all reference managers read."""

from collections.abc import Iterable, Iterator
from typing import Final

from dossier.bibliography.csl import Item
from dossier.bibliography.date import CslDate

_TYPES: Final = {
    "article-newspaper": "NEWS",
    "post-weblog": "BLOG",
    "webpage": "ELEC",
    "report": "RPRT",
    "legal_case": "CASE",
    "legislation": "STAT",
    "regulation": "STAT",
    "personal_communication": "PCOMM",
}


def ris(items: Iterable[Item]) -> str:
    """Entries for sources, in their order; lines end as the format says."""
    return "\r\n".join("".join(f"{line}\r\n" for line in _lines(item)) for item in items)


def _lines(item: Item) -> Iterator[str]:
    yield f"TY  - {_TYPES.get(item.type, 'GEN')}"
    fields = [
        ("ID", item.id),
        ("TI", item.shown_title),
        *(("AU", name.literal or f"{name.family}, {name.given}") for name in item.authors),
        ("T2", item.container),
        ("PB", item.publisher),
        ("M3", item.genre),
        ("IS", "; ".join(item.numbers)),
        ("VL", item.volume),
        ("SP", item.page),
        ("SN", item.isbn),
        ("PY", str(item.issued.year) if item.issued.year is not None else ""),
        ("DA", _date(item.issued, item.issued_edtf)),
        ("Y2", _date(item.accessed, item.accessed_edtf)),
        ("UR", item.url),
        ("LA", item.language),
        ("DB", item.via),
        ("N1", f"Cite as: {item.cite_as}" if item.cite_as else ""),
    ]
    yield from (f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value)
    yield "ER  - "


def _date(date: CslDate, edtf: str) -> str:
    """Year/month/day/words: what year, month and day cannot say is written as EDTF."""
    if not edtf:
        return ""
    parts = date.parts[0] if date.parts else ()
    is_plain = len(date.parts) == 1 and not date.circa and not date.season
    year, month, day = (f"{part:02}" for part in (*parts, *(0,) * (3 - len(parts)))[:3])
    shown = [year if parts else "", *("" if one == "00" else one for one in (month, day))]
    return "/".join([*shown, "" if is_plain else edtf])
