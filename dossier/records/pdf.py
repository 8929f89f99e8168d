"""What of a PDF runs, or says who wrote it; its text is not read.

Objects that say so may be packed: these are unpacked, under a limit.

Source:
    ISO 32000-2, 7.3.5 (names), 7.5.7 (object streams), 14.3 (metadata).
"""

import re
import zlib
from collections.abc import Iterator

_MOST = 16 * 1024 * 1024
"""So many bytes may come out of what is packed."""

_ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
_PACKED = re.compile(rb"/Type\s*/(?:ObjStm|Metadata|XRef)\b|/ObjStm\b")
_ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|OpenAction|AA|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|XFA)\b"
)
_HARMLESS_OPENING = re.compile(rb"/OpenAction\s*(?:\[|<<[^<>]*/S\s*/GoTo\b)")
_AUTHOR = re.compile(
    rb"/Author\s*(?!\s|\(\s*\)|\(\xfe\xff\)|<\s*(?:[fF][eE][fF][fF])?\s*>)"
    rb"|<(?:dc:creator|pdf:Author|xmpMM:History)\b[^<>]*>\s*(?!</|\s)"
)


def refused(data: bytes) -> str:
    """What a PDF does besides being read, in words; nothing if nothing."""
    if b"/Encrypt" in data:
        return "it is encrypted, and cannot be looked through"
    for part in _parts(data):
        if part is None:
            return "it cannot be looked through"
        names = _HARMLESS_OPENING.sub(b"", part)
        if found := _ACTIVE.search(names):
            return f"it has something that acts by itself: /{found[1].decode()}"
    return ""


def names_author(data: bytes) -> bool:
    """Whether a PDF says who wrote it."""
    return any(part is not None and _AUTHOR.search(part) for part in _parts(data))


def _parts(data: bytes) -> Iterator[bytes | None]:
    """Yield a PDF and what is packed in it; None for what cannot be unpacked."""
    yield _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), data)
    left = _MOST
    for match in _PACKED.finditer(data):
        start = data.find(b"stream", match.end(), match.end() + 4096)
        end = data.find(b"endobj", match.end())
        if start < 0 or start > end >= 0:
            continue
        body = data[start + len(b"stream") :].lstrip(b"\r\n")
        if b"/FlateDecode" not in data[max(0, match.start() - 1024) : start]:
            if b"/Filter" in data[max(0, match.start() - 1024) : start]:
                yield None
            continue
        try:
            unpacked = zlib.decompressobj().decompress(body, left + 1)
        except zlib.error:
            yield None
            continue
        left -= len(unpacked)
        if left < 0:
            yield None
            return
        yield _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), unpacked)
