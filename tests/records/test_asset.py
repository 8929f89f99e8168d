"""Files beside pages, as programs write them; those with something amiss: `tests/hostile/`."""

import struct
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import DecodedStreamObject, NameObject

from dossier.errors import Code
from dossier.publish.tree import in_tree
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


@pytest.mark.parametrize(
    "path",
    ["pagefind/a.txt", "pagefind/more/a.png", "Pagefind/a.json", "build.json", "pagefind.md"],
)
def test_nothing_stands_where_the_tool_keeps_what_no_digest_counts(
    path: str, tmp_path: Path
) -> None:
    assert not in_tree(path.lower().replace(".md", "/index.html"))
    _, problems = loaded({f"pages/{path}": "x", "pages/more/pagefind/a.txt": "x"}, tmp_path)
    assert [(one.origin.path, one.code) for one in problems] == [
        (f"content/pages/{path}", Code.ADDRESS_TAKEN)
    ]


@pytest.mark.parametrize("style", ['<g/>@import "//e.x";', '@im<title/>port "//e.x";'])
def test_nothing_hides_in_a_style_behind_an_element(style: str) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><style>{style}</style></svg>'.encode()
    found = [one.message for one in asset_problems("a.svg", drawing, len(drawing))]
    assert found == ["its style has an element in it"]


def test_a_pdf_full_of_openings_takes_no_time() -> None:
    data = b"%PDF-1.4\n" + b"<dc:creator" * 100_000 + b"\n%%EOF"
    began = time.process_time()
    assert list(asset_problems("a.pdf", data, len(data))) == []
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "piece", [b"/ObjStm", b"/ObjStm stream ", b"/ObjStm stream\nx\x9c\0\0\xff\xff"]
)
@pytest.mark.parametrize("between", [b"", b"1 0 obj "])
def test_a_pdf_full_of_what_may_be_packed_takes_little_time(piece: bytes, between: bytes) -> None:
    data = pdf((between + piece) * 30_000)
    began = time.process_time()
    found("pdf", data)
    assert time.process_time() - began < 2


def test_nor_does_one_that_is_unpacked_again_and_again() -> None:
    empty = b"\x78\x01" + b"\0\0\0\xff\xff" * 100_000
    data = pdf(b"1 0 obj /ObjStm stream\n\x78\x01\0\x18\0\xe7\xff" * 5_000 + empty)
    began = time.process_time()
    found("pdf", data)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "address",
    [
        b"(javascript:alert\\(1\\))",
        b"( JaVa\\\nScript:x)",
        b"(java\\163cript\\072x)",
        b"<6A6176617363726970743A78>",
        b"<FEFF006A006100760061007300630072006900700074003A>",
        b"%c\r(file:///etc/passwd)",
        b"(" + b" " * 300 + b"javascript:x)",
        b"9 0 R",
    ],
)
def test_a_link_of_a_document_leads_to_the_web_or_is_refused(address: bytes) -> None:
    for name in (b"/URI", b"/U#52I"):
        link = b"/A << /S /URI " + name + b" " + address + b" >>"
        assert found("pdf", pdf(link)) == [Code.ASSET_REFUSED]
        assert found("pdf", pdf(packed=link)) == [Code.ASSET_REFUSED]


@pytest.mark.parametrize(
    "address",
    [
        b"(https://a.example/b_(c)",
        b"(mailto:a@b.example)",
        b"<68747470733A2F2F61>",
        b"(b.html)",
        b"()",
    ],
)
def test_a_link_to_the_web_is_let_in(address: bytes) -> None:
    link = b"/A << /Type /Action /S /URI /URI " + address + b" >>"
    assert found("pdf", pdf(link, packed=link)) == []


def test_a_document_made_by_a_program_may_have_links() -> None:
    writer = PdfWriter()
    page = writer.add_blank_page(72, 72)
    words = DecodedStreamObject()
    words.set_data(b"BT (The /URI is as they say) Tj ET")
    page[NameObject("/Contents")] = writer._add_object(words)
    writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="https://a.example/(b)"))
    made = BytesIO()
    writer.write(made)
    assert found("pdf", made.getvalue()) == []


@pytest.mark.parametrize(
    "data",
    [
        b"<script>alert(1)</script>" + pdf(),
        b"\n" + pdf(),
        pdf() + b"<script>alert(1)</script>",
        pdf() + b"PK\5\6" + b"\0" * 18,
        pdf().replace(b"%%EOF", b"PK\5\6" + b"\0" * 16 + b"\6\0%%EOF"),
        pdf().replace(b"%%EOF", b""),
    ],
)
def test_a_document_that_is_something_else_too_is_refused(data: bytes) -> None:
    assert found("pdf", data) == [Code.ASSET_REFUSED]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"/ObjStm", b"/O#62jStm"),
        (b"/ObjStm", b"/ObjStm /X (endobj)"),
        (b"/ObjStm", b"/ObjStm" + b" " * 20_000),
        (b"/FlateDecode", b"[/FlateDecode /FlateDecode]"),
        (b"/FlateDecode", b"/FlateDecode /DecodeParms << /Predictor 12 >>"),
        (b"/Filter", b"/F#69lter"),
    ],
)
def test_nothing_packed_in_a_document_is_overlooked(old: bytes, new: bytes) -> None:
    data = pdf(packed=b"3 0 << /S /Launch >>").replace(old, new)
    assert found("pdf", data) == [Code.ASSET_REFUSED]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (svg("<!--><script>alert(1)</script>-->"), "it has a comment"),
        (b"<!-- By somebody -->" + svg(""), "it has a comment"),
        (svg("") + b"<!-- -->", "it has a comment"),
        (svg("<g/>") + b"<?a b?>", "it has an instruction <?a"),
        (svg("<?xml-stylesheet href='a.css'?>"), "it has an instruction <?xml-stylesheet"),
        (
            svg("<title><![CDATA[<script>alert(1)</script>]]></title>"),
            "it has a section <![CDATA[ outside a style",
        ),
        (
            svg("<style><![CDATA[</style><script>alert(1)</script>]]></style>"),
            "its style has an element in it",
        ),
        (svg("<style><![CDATA[@im]]>port 'x'</style>"), "its style refers to something elsewhere"),
        (
            b'<?xml version="1.0" encoding="Shift_JIS"?>' + svg(""),
            "it says that it is in Shift_JIS, and not in UTF-8",
        ),
    ],
)
def test_nothing_is_brought_in_by_what_is_not_drawn(data: bytes, message: str) -> None:
    assert [one.message for one in asset_problems("a.svg", data, len(data))] == [message]


@pytest.mark.parametrize("begin", [b"", b'<?xml version="1.0" encoding="utf-8" standalone="no"?>'])
def test_a_drawing_may_have_styles_of_its_own(begin: bytes) -> None:
    style = "<style><![CDATA[g > path { fill: #000 }]]></style><title>A &lt; B</title>"
    assert found("svg", begin + svg(style)) == []
