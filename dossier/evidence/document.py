"""What sort of document some bytes are."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The sorts of document that are kept, by the ending of their files."""

    HTML = "html"
    PDF = "pdf"
    TEXT = "txt"
    PNG = "png"
    JPEG = "jpg"


_DECLARED = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "application/pdf": Kind.PDF,
    "application/x-pdf": Kind.PDF,
    "text/plain": Kind.TEXT,
    "image/png": Kind.PNG,
    "image/jpeg": Kind.JPEG,
}
_UNSAID = ("", "application/octet-stream", "binary/octet-stream")
_ENDINGS = {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".txt": "text/plain"}
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was served or brought: its bytes, what it is, and its charset if said."""

    data: bytes
    kind: Kind
    charset: str = ""


def is_wanted(declared: str) -> bool:
    """Whether a document that calls itself so may be one that is kept."""
    return declared in _UNSAID or declared in _DECLARED


def kind_of(data: bytes, declared: str = "") -> Kind | None:
    """What a document is, by its first bytes, and where these say nothing by what it is said to be.

    None where it is nothing that is kept, or not what it is said to be: a page that says "log in"
    where a PDF was promised.
    """
    said = _DECLARED.get(declared)
    found = _by_magic(data)
    if found is None and said in (Kind.HTML, Kind.TEXT) and _is_text(data):
        return said
    if declared in _UNSAID:
        return found or (Kind.TEXT if _is_utf8(data) else None)
    if found is Kind.HTML and said is Kind.TEXT:
        return Kind.TEXT
    return found if found is said else None


def declared_by_name(name: str) -> str:
    """The media type that the ending of a file's name promises, or nothing."""
    return next((type for end, type in _ENDINGS.items() if name.lower().endswith(end)), "")


def _by_magic(data: bytes) -> Kind | None:
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    return Kind.HTML if _HTML.match(data[:_HEAD]) else None


def _is_text(data: bytes) -> bool:
    return b"\0" not in data[:_HEAD] or data[:2] in (b"\xff\xfe", b"\xfe\xff")


def _is_utf8(data: bytes) -> bool:
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False
