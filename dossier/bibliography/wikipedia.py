"""Sources as templates of Wikipedia, ready to paste."""

from typing import Final

from dossier.bibliography.csl import Item, Name
from dossier.bibliography.date import CslDate

_TEMPLATES: Final = {
    "press": "cite news",
    "wire": "cite news",
    "press-release": "cite press release",
    "law": "cite act",
    "notice": "cite report",
    "ruling": "cite court",
    "report": "cite report",
}
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SEASONS: Final = ("", "Spring", "Summer", "Autumn", "Winter")
_ESCAPES: Final = str.maketrans(
    {
        "|": "{{!}}",
        "{": "&#123;",
        "}": "&#125;",
        "[": "&#91;",
        "]": "&#93;",
        "<": "&lt;",
        ">": "&gt;",
        "\n": " ",
    }
)


def cite_template(item: Item, archive: tuple[str, CslDate] | None = None, quote: str = "") -> str:
    """The template for a source, with its public copy (address and day) and a quotation, if any.

    Its address is called live where somebody has read it there; or else the copy stands first.

    Source:
        Citation Style 1 of the English Wikipedia, and its templates for acts and court rulings.
    """
    name = _TEMPLATES.get(item.kind, "cite web")
    fields = {
        **_authors(item),
        **_title(item, name),
        "date": _words(item.issued),
        "url": item.url,
        "access-date": _words(item.accessed) if item.url else "",
        "language": item.language,
    }
    if archive and item.url:
        address, day = archive
        status = "live" if item.accessed.parts else ""
        fields |= {"archive-url": address, "archive-date": _words(day), "url-status": status}
    fields |= {"via": item.via, "quote": quote}
    written = "".join(f" |{key}={_escaped(value)}" for key, value in fields.items() if value)
    return f"{{{{{name}{written}}}}}"


def _title(item: Item, name: str) -> dict[str, str]:
    numbers = ", ".join(item.numbers)
    if name == "cite court":
        return {"litigants": item.shown_title, "court": item.authority, "vol": numbers}
    if name == "cite act":
        return {"title": item.shown_title, "index": numbers, "legislature": item.publisher}
    work = "work" if name in ("cite news", "cite web") else "series"
    known = {"title": item.shown_title, work: item.container}
    if item.publisher and item.publisher != item.container:
        known["publisher"] = item.publisher
    if name == "cite report":
        known["id"] = numbers
    return known


def _authors(item: Item) -> dict[str, str]:
    named = [name for name in item.authors if name.words != item.publisher]
    found: dict[str, str] = {}
    for number, name in enumerate(named, 1):
        found |= _author(name, str(number) if len(named) > 1 else "")
    return found


def _author(name: Name, number: str) -> dict[str, str]:
    if name.literal:
        return {f"author{number}": name.literal}
    return {f"last{number}": name.family, f"first{number}": name.given}


def _words(date: CslDate) -> str:
    if not date.parts:
        return date.literal
    words = "–".join(_point(parts, date.season) for parts in date.parts)
    return f"c. {words}" if date.circa else words


def _point(parts: tuple[int, ...], season: int) -> str:
    match parts:
        case (0,):
            return ""
        case (year,):
            return f"{_SEASONS[season]} {year}".strip()
        case (year, month):
            return f"{_MONTHS[month - 1]} {year}"
        case (year, month, day, *_):
            return f"{day} {_MONTHS[month - 1]} {year}"
    return ""


def _escaped(value: str) -> str:
    if value.startswith(("https://", "http://")):
        return value.replace("|", "%7C").replace("{", "%7B").replace("}", "%7D")
    return value.translate(_ESCAPES)
