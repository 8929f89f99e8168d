"""What pictures carry besides pixels, read from their headers: where they were taken, by whom.

And how many pixels they say they have, for which a browser would make room. Nothing is decoded.
Whatever is not known to be harmless counts: cameras note much about people.

Source:
    ISO/IEC 10918-1 (JPEG), the PNG specification (third edition), GIF89a, the WebP container
    specification, ISO/IEC 14496-12 (boxes) and 23000-22 (AVIF).
"""

import re
import struct
from collections.abc import Callable, Iterator
from typing import Final

MAX_PIXELS: Final = 8192 * 8192
"""So many a picture may have: a small file can claim to be a huge one."""

_PNG_CHUNKS = frozenset(
    {
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP"),
        *(b"cICP", b"mDCV", b"cLLI", b"sBIT", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"tIME"),
        *(b"acTL", b"fcTL", b"fdAT"),
    }
)
_PNG_WORDS = (b"Software\0", b"date:")
_GIF_EXTENSIONS = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"})
_WEBP_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers of JPEG that have no length."""

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG that begin a picture, and say its size."""


class MalformedError(ValueError):
    """The file is not what its ending says, or goes on behind its end."""


class TooManyPixelsError(ValueError):
    """The picture says that it is larger than `MAX_PIXELS`."""


def _sized(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise TooManyPixelsError(
            f"the picture has {width:,} × {height:,} pixels; one may have {MAX_PIXELS:,} in all"
        )


def _jpeg(data: bytes) -> Iterator[str]:
    """Yield the segments that are neither picture nor colours."""
    at = 2
    while True:
        if data[at : at + 1] != b"\xff":
            raise MalformedError("it is cut short or damaged")
        marker = data[at + 1]
        if marker == 0xFF:  # fill bytes
            at += 1
            continue
        at += 2
        if marker == 0xD9:  # end of image
            break
        if marker in _ALONE:
            continue
        (length,) = struct.unpack_from(">H", data, at)
        body = data[at + 2 : at + length]
        if len(body) != length - 2:
            raise MalformedError("it is cut short or damaged")
        if marker in _FRAMES:
            height, width = struct.unpack_from(">xHH", body)
            _sized(width, height)
        if found := _segment(marker, body):
            yield found
        at += length
        if marker == 0xDA:  # start of scan
            at = _end_of_scan(data, at)
    _ended(data, at)


def _segment(marker: int, body: bytes) -> str:
    """What a segment of a JPEG carries; nothing if that is harmless."""
    if marker == 0xFE:  # comment
        return "a comment"
    if marker not in range(0xE0, 0xF0):
        return ""
    harmless = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
    if marker in harmless and body.startswith(harmless[marker]):
        return ""
    names = {b"Exif": "EXIF", b"http://ns.adobe.com/x": "XMP", b"Photoshop": "IPTC"}
    known = (name for begin, name in names.items() if body.startswith(begin))
    return next(known, f"a segment APP{marker - 0xE0}")


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker is; in a scan a byte 0xFF is followed by 0, or is a restart."""
    while (at := data.find(b"\xff", at)) >= 0:
        after = data[at + 1]
        if after != 0 and after not in _ALONE:
            return at
        at += 2
    raise MalformedError("it is cut short or damaged")


def _png(data: bytes) -> Iterator[str]:
    at = 8
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if len(body) != length:
            raise MalformedError("it is cut short or damaged")
        if kind == b"IHDR":
            _sized(*struct.unpack_from(">II", body))
        if kind not in _PNG_CHUNKS and not (kind == b"tEXt" and body.startswith(_PNG_WORDS)):
            yield {b"eXIf": "EXIF"}.get(kind, f"a chunk {kind.decode('latin-1')}")
        at += length + 12
    _ended(data, at)


def _gif(data: bytes) -> Iterator[str]:
    _sized(*struct.unpack_from("<HH", data, 6))
    at = 13 + _palette(data[10])
    while (kind := data[at]) != 0x3B:  # the trailer
        if kind == 0x2C:  # an image
            _sized(*struct.unpack_from("<HH", data, at + 5))
            at = _blocks(data, at + 11 + _palette(data[at + 9]))
        elif kind == 0x21:  # an extension
            if data[at + 1] == 0xFE:  # comment
                yield "a comment"
            elif data[at + 1] == 0xFF:  # of an application
                name = data[at + 3 : at + 14]
                if name not in _GIF_EXTENSIONS:
                    yield "XMP" if name.startswith(b"XMP") else "an extension"
            at = _blocks(data, at + 2)
        else:
            raise MalformedError("it is cut short or damaged")
    _ended(data, at + 1)


def _palette(packed: int) -> int:
    return 3 << ((packed & 7) + 1) if packed & 0x80 else 0


def _blocks(data: bytes, at: int) -> int:
    """Where a run of blocks ends that each begin with their length."""
    while length := data[at]:
        at += length + 1
    return at + 1


def _webp(data: bytes) -> Iterator[str]:
    (size,) = struct.unpack_from("<I", data, 4)
    _ended(data, size + 8)
    at = 12
    while at < len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        if kind not in _WEBP_CHUNKS:
            yield {b"EXIF": "EXIF", b"XMP ": "XMP"}.get(kind, "a chunk of another kind")
        if kind in _WEBP_SIZES:
            _sized(*_WEBP_SIZES[kind](data[at + 8 : at + 8 + length]))
        at += 8 + length + length % 2


def _of_lossy(body: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<6xHH", body)
    return width & 0x3FFF, height & 0x3FFF


def _of_lossless(body: bytes) -> tuple[int, int]:
    (bits,) = struct.unpack_from("<xI", body)
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


def _of_canvas(body: bytes) -> tuple[int, int]:
    return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1


def _of_one_in_motion(body: bytes) -> tuple[int, int]:
    return int.from_bytes(body[6:9], "little") + 1, int.from_bytes(body[9:12], "little") + 1


_WEBP_SIZES: Final[dict[bytes, Callable[[bytes], tuple[int, int]]]] = {
    b"VP8 ": _of_lossy,
    b"VP8L": _of_lossless,
    b"VP8X": _of_canvas,
    b"ANMF": _of_one_in_motion,
}


def _avif(data: bytes) -> Iterator[str]:
    at, kinds = 0, set()
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        kinds.add(kind)
        if size < 8 or at + size > len(data):  # a box has a header of 8 bytes
            raise MalformedError("it is cut short or damaged")
        box = data[at : at + size]
        if kind in _AVIF_SIZES:
            for size_of in _AVIF_SIZES[kind].finditer(box):
                _sized(*(int.from_bytes(number) for number in size_of.groups()))
        if kind == b"meta":
            yield from (name for sign, name in _AVIF_ITEMS.items() if sign in box)
        elif kind not in (b"ftyp", b"mdat", b"free", b"moov"):
            yield "a box of another kind"
        at += size
    if b"mdat" not in kinds:
        raise MalformedError("it is cut short or damaged")


_AVIF_SIZES = {
    b"meta": re.compile(rb"ispe.{4}(.{4})(.{4})", re.DOTALL),
    b"moov": re.compile(rb"av01.{24}(..)(..)", re.DOTALL),
}
"""Boxes to what in them says the width and height of a picture, or of one in motion."""

_AVIF_ITEMS = {b"Exif": "EXIF", b"application/rdf+xml": "XMP"}


def _ended(data: bytes, at: int) -> None:
    if len(data) != at:
        raise MalformedError("it goes on behind its end, or is cut short")


READERS: Final[dict[str, Callable[[bytes], Iterator[str]]]] = {
    "jpg": _jpeg,
    "jpeg": _jpeg,
    "png": _png,
    "gif": _gif,
    "webp": _webp,
    "avif": _avif,
}
"""Ending of a name to what yields the metadata in such a file, in words."""


def metadata(ending: str, data: bytes) -> tuple[str, ...]:
    """What a picture carries besides the picture, each once; its first bytes are right.

    Raises:
        MalformedError: it is not such a picture, or something follows it.
        TooManyPixelsError: it would take too much memory to show.
    """
    try:
        return tuple(dict.fromkeys(READERS[ending](data)))
    except (IndexError, struct.error):
        raise MalformedError("it is cut short or damaged") from None
