"""Files beside hand-written pages, which a site publishes as they are: which may be there."""

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from dossier.errors import Code, Origin, Problem
from dossier.records import image, pdf, svg

MAX_ASSET: Final = 10 * 1024 * 1024

_BEGINNINGS: Final[dict[str, tuple[bytes, ...]]] = {
    "avif": (b"ftypavif", b"ftypavis"),
    "gif": (b"GIF87a", b"GIF89a"),
    "jpeg": (b"\xff\xd8\xff",),
    "jpg": (b"\xff\xd8\xff",),
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "webp": (b"WEBP",),
    "woff2": (b"wOF2",),
}
"""Ending of a name to what such a file begins with, behind as many bytes as `_BEHIND` says."""

_BEHIND = {"avif": 4, "webp": 8}
_TEXTS = frozenset({"bib", "csv", "json", "ris", "svg", "txt"})
ENDINGS: Final = tuple(sorted({*_BEGINNINGS, *_TEXTS}))
"""What names of files beside pages may end in."""

_STRIP = "take it out: exiftool -all= FILE, or mogrify -auto-orient -strip FILE"


def asset_problems(path: str, data: bytes, size: int) -> Iterator[Problem]:
    """Yield what is wrong with a file beside pages: its kind, its bytes, or what it gives away.

    `size` is how many bytes it has, if not all of them are given.
    """
    ending = PurePosixPath(path).suffix[1:].lower()
    if ending not in ENDINGS:
        kind = f"that end in '{ending}'" if ending else "without an ending"
        yield _refused(path, f"files {kind} are not published", _instead(ending))
    elif size > MAX_ASSET:
        yield Problem(
            Origin(path),
            Code.FILE_TOO_LARGE,
            f"the file has {size:,} bytes; one beside pages may have {MAX_ASSET:,}",
            "make it smaller, or say where else it is",
        )
    elif ending in _TEXTS:
        yield from _of_text(path, ending, data)
    else:
        yield from _of_bytes(path, ending, data)


def _instead(ending: str) -> str:
    if ending in ("js", "css", "mjs"):
        return (
            "scripts and styles belong to the theme: put it into the folder that theme.custom_dir "
            "names, and say so in extra_javascript or extra_css"
        )
    if ending in ("html", "htm", "xhtml", "xml"):
        return "write a page in Markdown"
    return f"turn it into one of {', '.join(ENDINGS)}"


def _of_text(path: str, ending: str, data: bytes) -> Iterator[Problem]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"byte {data[error.start]:#04x} at {error.start:,} is not UTF-8"
        yield Problem(Origin(path), Code.NOT_UTF8, message, "save the file as UTF-8")
        return
    if "\0" in text:
        yield _refused(path, "it is not a text", "save it as a text, or give it its right ending")
    if ending == "json" and (wrong := _not_json(text)):
        yield _refused(path, f"it is not JSON: {wrong}", "mend it, or give it its right ending")
    if ending == "svg" and (wrong := svg.refused(data)):
        yield _refused(
            path,
            wrong,
            "save it as plain SVG, of shapes and words only: scour --enable-id-stripping "
            "--enable-comment-stripping --remove-metadata, or as PNG",
        )


def _not_json(text: str) -> str:
    try:
        json.loads(text)
    except RecursionError:
        return "it is nested too deep"
    except ValueError as error:
        return str(error)
    return ""


def _of_bytes(path: str, ending: str, data: bytes) -> Iterator[Problem]:
    behind = _BEHIND.get(ending, 0)
    if not data.startswith(_BEGINNINGS[ending], behind):
        yield _refused(
            path, f"it does not begin as {ending.upper()} does", "give it its right ending"
        )
    elif ending == "pdf":
        yield from _of_pdf(path, data)
    elif ending in image.READERS:
        yield from _of_image(path, ending, data)


def _of_pdf(path: str, data: bytes) -> Iterator[Problem]:
    if wrong := pdf.refused(data):
        yield _refused(path, wrong, "print it to a new PDF, or link to where it is published")
    if pdf.names_author(data):
        yield _metadata(
            path,
            "it says who wrote it",
            "take it out: exiftool -all= FILE, then qpdf --linearize FILE NEW",
        )


def _of_image(path: str, ending: str, data: bytes) -> Iterator[Problem]:
    try:
        found = image.metadata(ending, data)
    except image.MalformedError as error:
        yield _refused(path, str(error), "save it anew from an image editor")
        return
    except image.TooManyPixelsError as error:
        yield Problem(Origin(path), Code.FILE_TOO_LARGE, str(error), "make the picture smaller")
        return
    if found:
        yield _metadata(path, f"it has {', '.join(found)} beside the picture", _STRIP)


def _refused(path: str, message: str, hint: str) -> Problem:
    return Problem(Origin(path), Code.ASSET_REFUSED, message, hint)


def _metadata(path: str, message: str, hint: str) -> Problem:
    return Problem(Origin(path), Code.ASSET_METADATA, message, hint)
