"""Files beside pages, as programs write them; those with something amiss: `tests/hostile/`."""

import struct
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfWriter

from dossier.errors import Code
from dossier.records.asset import ENDINGS, asset_problems
from tests.hostile.asset import avif, gif, jpeg, pdf, svg, webp
from tests.maker import codes, loaded

PICTURES = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF"}


def saved(ending: str, **options: Any) -> bytes:
    """A picture as Pillow writes it."""
    file = BytesIO()
    Image.effect_noise((64, 48), 90).convert("RGB").save(file, PICTURES[ending], **options)
    return file.getvalue()


def found(ending: str, data: bytes) -> list[Code]:
    return codes(tuple(asset_problems(f"content/pages/a.{ending}", data, len(data))))


def where() -> Image.Exif:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x013B] = "Somebody"
    return exif


def test_the_kinds_that_are_let_in_are_few() -> None:
    assert (
        *("avif", "bib", "csv", "gif", "jpeg", "jpg", "json", "pdf", "png", "ris", "svg", "txt"),
        *("webp", "woff2"),
    ) == ENDINGS


@pytest.mark.parametrize(
    ("ending", "options"),
    [
        ("jpg", {}),
        ("jpg", {"progressive": True, "quality": 100}),
        ("jpg", {"icc_profile": b"profile" * 20_000}),
        ("png", {}),
        ("gif", {}),
        ("webp", {}),
        ("webp", {"lossless": True}),
        ("avif", {}),
    ],
)
def test_a_picture_that_is_only_that_is_let_in(ending: str, options: dict[str, Any]) -> None:
    assert found(ending, saved(ending, **options)) == []


@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "avif"])
def test_a_picture_that_says_where_and_by_whom_it_was_taken_is_not(ending: str) -> None:
    assert found(ending, saved(ending, exif=where())) == [Code.ASSET_METADATA]


@pytest.mark.parametrize("ending", ["jpg", "webp", "avif"])
def test_nor_is_one_with_what_editors_note_in_it(ending: str) -> None:
    data = saved(ending, xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    assert found(ending, data) == [Code.ASSET_METADATA]


@pytest.mark.parametrize("ending", PICTURES)
def test_of_no_cut_picture_is_more_said_than_that(ending: str) -> None:
    whole = saved(ending)
    for at in range(len(whole)):
        assert found(ending, whole[:at]) == [Code.ASSET_REFUSED]


def claiming(ending: str, side: int) -> bytes:
    """A picture as Pillow writes it, whose header says that it is so wide and high."""
    data = saved(ending, **({"lossless": True} if ending == "webp" else {}))
    were = {
        "png": (">II", 64, 48),
        "jpg": (">HH", 48, 64),
        "gif": ("<HH", 64, 48),
        "webp": ("<I", 63 | 47 << 14),
        "avif": (">II", 64, 48),
    }
    order, *sizes = were[ending]
    packed = struct.pack(order, *sizes)
    assert packed in data
    new = [side - 1 | side - 1 << 14] if ending == "webp" else [side, side]
    return data.replace(packed, struct.pack(order, *new), 1)


@pytest.mark.parametrize("ending", PICTURES)
def test_a_picture_that_claims_to_be_huge_is_refused(ending: str) -> None:
    huge = claiming(ending, 16_384 if ending == "webp" else 60_000)
    assert found(ending, huge) == [Code.FILE_TOO_LARGE]
    assert found(ending, claiming(ending, 8_192)) == []


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        ("gif", gif().replace(b",\0\0\0\0\1\0\1\0", b",\0\0\0\0\xff\xff\xff\xff")),
        ("webp", webp((b"VP8X", b"\0" * 4 + b"\xff" * 6))),
        ("webp", webp((b"ANMF", b"\0" * 6 + b"\xff" * 6 + b"\0" * 4))),
        ("webp", webp((b"VP8 ", b"\0\0\0\x9d\1\x2a\xff\x3f\xff\x3f"))),
        ("jpg", jpeg((0xC0, b"\x08\1\0\1\0\1"), (0xC2, b"\x08\xff\xff\xff\xff\3"))),
        ("avif", avif() + b"\0\0\0\x28moovav01" + b"\0" * 24 + b"\xff" * 4),
    ],
)
def test_so_is_one_of_which_a_part_does(ending: str, data: bytes) -> None:
    assert found(ending, data) == [Code.FILE_TOO_LARGE]


def test_fill_bytes_and_markers_without_a_length_belong_to_a_picture() -> None:
    whole = jpeg()
    assert found("jpg", whole.replace(b"\xff\xe0", b"\xff\xff\xff\xe0", 1)) == []
    assert found("jpg", whole.replace(b"\xff\xe0", b"\xff\x01\xff\xe0", 1)) == []


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        ("gif", gif(b"?\0")),
        ("avif", avif(end=b"\0\0\0\x07free")),
        ("avif", avif(end=b"\0\0\xff\xfffree")),
    ],
)
def test_a_picture_with_a_part_that_no_picture_has_is_refused(ending: str, data: bytes) -> None:
    assert found(ending, data) == [Code.ASSET_REFUSED]


def test_a_picture_with_a_box_of_another_kind_says_more_than_it_shows() -> None:
    assert found("avif", avif(end=b"\0\0\0\x08uuid")) == [Code.ASSET_METADATA]


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        ("json", b"[" * 100_000),
        ("svg", svg("<g>" * 64 + "</g>" * 64)),
        ("pdf", pdf(packed=b"\0" * (16 * 1024 * 1024 + 1))),
    ],
)
def test_what_is_too_deep_or_too_large_to_look_through_is_refused(ending: str, data: bytes) -> None:
    assert found(ending, data) == [Code.ASSET_REFUSED]


def test_a_font_has_nothing_but_its_beginning_to_look_at() -> None:
    assert found("woff2", b"wOF2\0\1\0\0") == []


@pytest.mark.parametrize(
    ("stream", "codes"),
    [
        (b"/Filter /LZWDecode >>\nstream\nx\nendstream\nendobj\n", [Code.ASSET_REFUSED]),
        (b">>\nstream\n<< /S /Launch >>\nendstream\nendobj\n", [Code.ASSET_REFUSED]),
        (b">>\nstream\n<< /S /GoTo >>\nendstream\nendobj\n", []),
        (b">>\nendobj\n2 0 obj\n<< >>\nendobj\n", []),
    ],
)
def test_what_is_packed_in_a_document_in_another_way_is_looked_at_or_refused(
    stream: bytes, codes: list[Code]
) -> None:
    data = pdf().replace(b"%%EOF", b"3 0 obj\n<< /Type /ObjStm " + stream + b"%%EOF")
    assert found("pdf", data) == codes


def test_of_a_document_only_the_author_counts() -> None:
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    writer.add_metadata({"/Title": "A notice", "/Author": ""})
    plain = BytesIO()
    writer.write(plain)
    assert found("pdf", plain.getvalue()) == []
    writer.add_metadata({"/Author": "Somebody"})
    named = BytesIO()
    writer.write(named)
    assert found("pdf", named.getvalue()) == [Code.ASSET_METADATA]


def test_files_elsewhere_than_beside_pages_are_no_assets(tmp_path: Path) -> None:
    _, problems = loaded({"pages/a.js": "x", "articles/a.js": "x"}, tmp_path)
    assert codes(problems) == [Code.BAD_FILE_NAME, Code.ASSET_REFUSED]


@pytest.mark.parametrize("style", ['<g/>@import "//e.x";', '@im<title/>port "//e.x";'])
def test_nothing_hides_in_a_style_behind_an_element(style: str) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><style>{style}</style></svg>'.encode()
    found = [one.message for one in asset_problems("a.svg", drawing, len(drawing))]
    assert found == ["its style has an element in it"]


def test_a_pdf_full_of_openings_takes_no_time() -> None:
    data = b"%PDF-1.4\n" + b"<dc:creator" * 100_000
    began = time.process_time()
    assert list(asset_problems("a.pdf", data, len(data))) == []
    assert time.process_time() - began < 2
