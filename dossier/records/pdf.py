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

_MOST_PARTS = 10_000
_CHUNK = 16 * 1024

_ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
_PACKED = re.compile(rb"/Type\s*/(?:Metadata|XRef)\b|/ObjStm\b")
_TOKEN = re.compile(rb"(?P<packed>%s)|(?P<obj>\bobj\b)|(?<!end)stream" % _PACKED.pattern)
_FILTER = re.compile(rb"/(?:\w+Decode|Crypt)\b")
_PREDICTOR = re.compile(rb"/Predictor(?!\s+1\b)")
_ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|OpenAction|AA|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|XFA)\b"
)
_HARMLESS_OPENING = re.compile(rb"/OpenAction\s*(?:\[|<<[^<>]*/S\s*/GoTo\b)")
_ADDRESS = re.compile(
    rb"/(?:URI|Base)(?![^\0\s(<%])(?:[\0\s]|%[^\r\n]*+)*+"
    rb"(?:\((?P<text>(?:[^()\\]|\\.){0,200})|<(?P<hex>[\s0-9a-fA-F]{1,200})|\d)",
    re.DOTALL,
)
_LONG = 200
"""So much of an address is read; where no scheme stands in that, one may come."""

_SCHEME = re.compile(rb"([a-z][a-z0-9+.-]*):")
_SCHEMES = (b"http", b"https", b"mailto")
_STRING = re.compile(rb"\\(?:([0-7]{1,3})|\r\n?|\n|(.))", re.DOTALL)
_BLANKS = re.compile(rb"[\x00-\x20\xfe\xff]")
_END = re.compile(rb"%%EOF[\0\s]*\Z")
_ZIP = b"PK\5\6"
_ZIP_WITHIN = 65_557
"""The end of an archive stands so near to the end of a file, at most."""

_AUTHOR = re.compile(
    rb"/Author\s*(?!\s|\(\s*\)|\(\xfe\xff\)|<\s*(?:[fF][eE][fF][fF])?\s*>)"
    rb"|<(?:dc:creator|pdf:Author|xmpMM:History)\b[^<>]*>\s*(?!</|\s)"
)


def refused(data: bytes) -> str:
    """What a PDF does besides being read, in words; nothing if nothing."""
    if not _END.search(data[-1024:]) or _ZIP in data[-_ZIP_WITHIN:]:
        return "it goes on behind its end, or is cut short"
    for part in _parts(data):
        if part is None:
            return "it cannot be looked through"
        if b"/Encrypt" in part:
            return "it is encrypted, and cannot be looked through"
        names = _HARMLESS_OPENING.sub(b"", part)
        if found := _ACTIVE.search(names):
            return f"it has something that acts by itself: /{found[1].decode()}"
        if not all(map(_is_safe, _ADDRESS.finditer(part))):
            return "it has a link that leads to more than a web or e-mail address"
    return ""


def names_author(data: bytes) -> bool:
    """Whether a PDF says who wrote it."""
    return any(part is not None and _AUTHOR.search(part) for part in _parts(data))


def _is_safe(address: re.Match[bytes]) -> bool:
    """Whether a link's address is none that runs or opens something; it may be relative."""
    written = address["text"] if address["hex"] is None else address["hex"]
    if written is None:
        return False
    if address["hex"] is None:
        text = _STRING.sub(_unescaped, written)
    else:
        digits = _BLANKS.sub(b"", written)
        text = bytes.fromhex((digits[: len(digits) // 2 * 2]).decode())
    scheme = _SCHEME.match(_BLANKS.sub(b"", text).lower())
    return scheme[1] in _SCHEMES if scheme else len(written) < _LONG


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes([int(match[1], 8) & 0xFF])
    return {b"t": b"\t", b"n": b"\n", b"r": b"\r", None: b""}.get(match[2], match[2] or b"")


def _parts(data: bytes) -> Iterator[bytes | None]:
    """Yield a PDF and what is packed in it; None for what cannot be unpacked."""
    plain = _plain(data)
    yield plain
    if len(_PACKED.findall(plain)) != len(_PACKED.findall(data)):
        yield None
        return
    left, work = _MOST, 2 * len(data)
    for count, (head, start) in enumerate(_packed(data)):
        if len(head) > _CHUNK:
            yield None
            return
        unpacked, read = _unpacked(data, start, left)
        left -= len(unpacked or b"")
        work -= read
        if left < 0 or work < 0 or count == _MOST_PARTS:
            yield None
            return
        filters = _FILTER.findall(head)
        if unpacked is None:
            if filters or b"/Filter" in head:
                yield None
            continue
        if len(filters) > 1 or (b"/XRef" not in head and _PREDICTOR.search(head)):
            yield None
        yield _plain(unpacked)


def _plain(data: bytes) -> bytes:
    """The same with the letters of its names as such."""
    return _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), data)


def _packed(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield what stands before each stream that may hold objects, and where its bytes begin."""
    begin = 0
    is_packed = False
    for token in _TOKEN.finditer(data):
        if token["packed"]:
            is_packed = True
        elif token["obj"]:
            begin = begin if is_packed else token.end()
        elif is_packed:
            at = token.end()
            while data[at : at + 1] in (b"\r", b"\n"):
                at += 1
            yield _plain(data[begin : min(token.start(), begin + 2 * _CHUNK)]), at
            is_packed = False


def _unpacked(data: bytes, start: int, most: int) -> tuple[bytes | None, int]:
    """What comes out of what begins at `start`, None if nothing, and of how many bytes.

    It is cut after one byte more than `most`.
    """
    unpacking = zlib.decompressobj()
    found = bytearray()
    at = start
    try:
        while not unpacking.eof and len(found) <= most and at < len(data):
            chunk = data[at : at + _CHUNK]
            found += unpacking.decompress(chunk, most + 1 - len(found))
            at += len(chunk) - len(unpacking.unconsumed_tail) - len(unpacking.unused_data)
    except zlib.error:
        return None, at - start
    return bytes(found), at - start
