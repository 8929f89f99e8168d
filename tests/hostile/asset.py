"""Files beside pages, made byte by byte: sound ones, and what may be amiss with them."""

import struct
import zlib

from tests.hostile.case import Case, whole

EXIF = b"Exif\0\0MM\0*\0\0\0\x08\0\0"


def png(*chunks: tuple[bytes, bytes], end: bytes = b"", side: int = 1) -> bytes:
    """A picture of one pixel, with these chunks in it, and something behind its end.

    It says that it has so many pixels a `side`.
    """
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), *chunks, (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, parts)) + end


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    kind, body = part
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def jpeg(*segments: tuple[int, bytes], end: bytes = b"") -> bytes:
    """The shape of a picture, with segments of these markers in it."""
    parts = ((0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"), *segments, (0xDA, b"\1\1\0\0\x3f\0"))
    middle = b"".join(b"\xff%c" % kind + struct.pack(">H", len(b) + 2) + b for kind, b in parts)
    return b"\xff\xd8" + middle + b"\x12\xff\x00\x34\xff\xd0\x56\xff\xd9" + end


def gif(*extensions: bytes, end: bytes = b"") -> bytes:
    image = b",\0\0\0\0\1\0\1\0\0\2\2D\1\0"
    return b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff" + b"".join(extensions) + image + b";" + end


def webp(*chunks: tuple[bytes, bytes], end: bytes = b"") -> bytes:
    parts = ((b"VP8L", b"\x2f\0\0\0\0\0"), *chunks)
    body = b"".join(k + struct.pack("<I", len(b)) + b + b"\0" * (len(b) % 2) for k, b in parts)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body + end


def avif(meta: bytes = b"", end: bytes = b"") -> bytes:
    boxes = ((b"ftyp", b"avif\0\0\0\0"), (b"meta", b"\0\0\0\0" + meta), (b"mdat", b"pixels"))
    return b"".join(struct.pack(">I", len(body) + 8) + kind + body for kind, body in boxes) + end


def pdf(body: bytes = b"", packed: bytes | None = None) -> bytes:
    """The shape of a document, with something in it, or packed in it."""
    inner = b""
    if packed is not None:
        data = zlib.compress(packed)
        inner = b"2 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\n"
        inner = inner % len(data) + b"stream\n" + data + b"\nendstream\nendobj\n"
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog " + body + b" >>\nendobj\n" + inner + b"%%EOF\n"


def svg(inside: str, attributes: str = "") -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"{attributes}>{inside}</svg>'
    ).encode()


def asset(name: str, file: str, data: bytes | str, *, bomb: bool = False) -> Case:
    """A file beside pages."""
    return whole(name, data, f"pages/{file}", bomb=bomb)


_SCRIPT = "<script>alert(1)</script>"
_XLINK = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))

KINDS = (
    *(asset(f"kind-{name.strip('.')}", name, "x") for name in ("a.js", "a.mjs", "a.css", "a.html")),
    *(asset(f"kind-{name}", name, "x") for name in ("a.htm", "a.xhtml", "a.xml", "a.php", "a.exe")),
    *(asset(f"kind-{name}", name, "PK") for name in ("a.zip", "a.docx", "a.jar", "a.wasm")),
    asset("kind-none", "README", "x"),
    asset("kind-two-endings", "a.png.html", "<p>x"),
    *(
        asset(f"control-{name.strip('._')}", name, "x")
        for name in ("CNAME", "cname", "_headers", "_redirects", "_routes.json", "_worker.js")
    ),
    *(
        asset(f"control-dot-{name.strip('.')}", name, "x")
        for name in (".htaccess", ".nojekyll", ".htpasswd", ".user.ini", "more/.htaccess")
    ),
    asset("control-robots", "robots.txt", "User-agent: *\nDisallow: /\n"),
    asset("control-below", "more/CNAME", "evil.example\n"),
    asset("magic-png-is-html", "a.png", f"<html>{_SCRIPT}"),
    asset("magic-jpeg-is-png", "a.jpg", png()),
    asset("magic-pdf-is-zip", "a.pdf", b"PK\3\4"),
    asset("magic-gif-is-svg", "a.gif", svg(_SCRIPT)),
    asset("magic-webp-is-wave", "a.webp", b"RIFF\0\0\0\0WAVE"),
    asset("magic-font", "a.woff2", b"<html>"),
    asset("magic-none", "a.png", b""),
    asset("polyglot-png", "a.png", png(end=_SCRIPT.encode())),
    asset("polyglot-jpeg", "a.jpg", jpeg(end=b"PK\3\4")),
    asset("polyglot-gif", "a.gif", gif(end=b"/*")),
    asset("polyglot-webp", "a.webp", webp(end=b"xx")),
    asset("polyglot-avif", "a.avif", avif(end=b"<html>xx")),
    asset("polyglot-pdf-page", "a.pdf", pdf() + _SCRIPT.encode()),
    asset("polyglot-pdf-archive", "a.pdf", pdf().replace(b"%%EOF", b"PK\5\6%%EOF")),
    asset("polyglot-pdf-before", "a.pdf", b"MZ" + pdf()),
    asset("pixels-png", "a.png", png(side=60_000)),
    asset("place-of-the-index", "pagefind/a.txt", "x"),
    asset("place-of-the-index-in-capitals", "Pagefind/a.txt", "x"),
    asset("place-of-the-manifest", "build.json", "{}"),
    asset("name-of-a-mark", "DOSSIERxENDx.txt", "x"),
    asset("cut-png", "a.png", png()[:-20]),
    asset("cut-jpeg", "a.jpg", jpeg()[:-9]),
    asset("cut-gif", "a.gif", gif()[:-3]),
    asset("cut-webp", "a.webp", webp()[:-3]),
    asset("cut-avif", "a.avif", avif()[:-3]),
    asset("text-is-not", "a.txt", b"a\0b"),
    asset("text-of-another-encoding", "a.csv", "é".encode("latin-1")),
    asset("json-is-not", "a.json", "{'a': 1}"),
    asset("json-deep", "a.json", "[" * 100_000, bomb=True),
    asset("larger-than-may-be", "a.txt", "a" * (10 * 1024 * 1024 + 1)),
    *(
        asset(f"svg-{name}", "a.svg", svg(inside, attributes))
        for name, inside, attributes in [
            ("script", _SCRIPT, ""),
            ("event", "", ' onload="alert(1)"'),
            ("event-within", '<g onclick="alert(1)"/>', ""),
            ("html", "<foreignObject><p/></foreignObject>", ""),
            ("link", '<a href="javascript:alert(1)"><text>x</text></a>', ""),
            ("picture", '<image href="https://a.example/b.png"/>', ""),
            ("use", '<use xlink:href="https://a.example/b.svg#c"/>', _XLINK),
            ("data", '<use href="data:image/svg+xml,x#c"/>', ""),
            ("style", "<style>@import 'https://a.example/b.css';</style>", ""),
            ("style-in-parts", "<style>@im<!-- -->port 'x';</style>", ""),
            ("style-escaped", "<style>a { fill: u\\72l(https://a.example/) }</style>", ""),
            ("url", '<rect fill="url(https://a.example/b.svg#c)"/>', ""),
            ("animation", '<set attributeName="href" to="javascript:alert(1)"/>', ""),
            ("other-program", '<g xmlns:i="urn:i" i:label="C:\\\\Users\\\\Name"/>', ""),
            ("metadata", "<metadata>By somebody</metadata>", ""),
            ("base", "", ' xml:base="https://a.example/"'),
            ("comment", f"<!-->{_SCRIPT}-->", ""),
            ("section", f"<title><![CDATA[{_SCRIPT}]]></title>", ""),
        ]
    ),
    asset("svg-encoding", "a.svg", b'<?xml version="1.0" encoding="UTF-7"?>' + svg("")),
    asset("svg-broken", "a.svg", "<svg"),
    asset("svg-not", "a.svg", "<html/>"),
    asset("svg-of-no-namespace", "a.svg", "<svg/>"),
    asset("svg-entity", "a.svg", f"<!DOCTYPE svg [{_LAUGHS}]><svg>&l9;</svg>", bomb=True),
    asset(
        "svg-outside", "a.svg", '<!DOCTYPE svg [<!ENTITY a SYSTEM "/etc/passwd">]><svg>&a;</svg>'
    ),
    asset("svg-instruction", "a.svg", '<?xml-stylesheet href="a.css"?><svg/>'),
    asset("svg-deep", "a.svg", svg("<g>" * 100_000 + "</g>" * 100_000), bomb=True),
    asset("pdf-script", "a.pdf", pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")),
    asset("pdf-script-escaped", "a.pdf", pdf(b"/Names << /J#61vaScript 3 0 R >>")),
    asset("pdf-script-packed", "a.pdf", pdf(packed=b"3 0 << /S /Launch /F (calc.exe) >>")),
    asset("pdf-link", "a.pdf", pdf(b"/A << /S /URI /URI (java\\163cript:alert\\(1\\)) >>")),
    asset("pdf-link-packed", "a.pdf", pdf(packed=b"3 0 << /URI (file:///etc/passwd) >>")),
    asset("pdf-packed-name", "a.pdf", pdf(packed=b"3 0").replace(b"/ObjStm", b"/Obj#53tm")),
    asset("pdf-many-packed", "a.pdf", pdf(b"/ObjStm stream\n" * 600_000), bomb=True),
    asset("pdf-attachment", "a.pdf", pdf(b"/Names << /EmbeddedFiles 3 0 R >>")),
    asset("pdf-encrypted", "a.pdf", pdf(b"/Encrypt 3 0 R")),
    asset("pdf-bomb", "a.pdf", pdf(packed=b"\0" * 200_000_000), bomb=True),
    asset("pdf-damaged", "a.pdf", pdf(packed=b"x").replace(b"stream\nx", b"stream\ny")),
)
GIVEN_AWAY = (
    asset("exif-in-jpeg", "a.jpg", jpeg((0xE1, EXIF))),
    asset("xmp-in-jpeg", "a.jpeg", jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>"))),
    asset("iptc-in-jpeg", "a.jpg", jpeg((0xED, b"Photoshop 3.0\0By somebody"))),
    asset("comment-in-jpeg", "a.jpg", jpeg((0xFE, b"By somebody"))),
    asset("second-picture-in-jpeg", "a.jpg", jpeg((0xE2, b"MPF\0"))),
    asset("several-in-jpeg", "a.JPG", jpeg((0xE1, EXIF), (0xFE, b"x"), (0xE1, EXIF))),
    asset("exif-in-png", "a.png", png((b"eXIf", EXIF))),
    asset("author-in-png", "a.png", png((b"tEXt", b"Author\0Somebody"))),
    asset("xmp-in-png", "a.png", png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>"))),
    asset("private-in-png", "a.png", png((b"prVt", b"Somebody"))),
    asset("comment-in-gif", "a.gif", gif(b"!\xfe\x05hello\0")),
    asset("xmp-in-gif", "a.gif", gif(b"!\xff\x0bXMP DataXMP\1x\0")),
    asset("exif-in-webp", "a.webp", webp((b"EXIF", EXIF))),
    asset("xmp-in-webp", "a.webp", webp((b"XMP ", b"<x/>"))),
    asset("exif-in-avif", "a.avif", avif(b"iinf Exif")),
    asset("xmp-in-avif", "a.avif", avif(b"iinf mime application/rdf+xml")),
    asset("author-in-pdf", "a.pdf", pdf(b"/Author (Somebody)")),
    asset("author-in-pdf-in-hexadecimal", "a.pdf", pdf(b"/Author <feff0053>")),
    asset("author-in-pdf-packed", "a.pdf", pdf(packed=b"3 0 << /Author (Somebody) >>")),
    asset("author-in-pdf-as-xmp", "a.pdf", pdf(b"<dc:creator><rdf:Seq><rdf:li>S</rdf:li>")),
)
SOUND = (
    asset("sound-png", "a.png", png((b"tEXt", b"Software\0matplotlib"), (b"pHYs", b"\0" * 9))),
    asset("sound-jpeg", "a.jpg", jpeg((0xE2, b"ICC_PROFILE\0\1\1"), (0xEE, b"Adobe\0"))),
    asset("sound-gif", "a.gif", gif(b"!\xff\x0bNETSCAPE2.0\3\1\0\0\0", b"!\xf9\4\0\0\0\0\0")),
    asset("sound-webp", "a.webp", webp((b"ICCP", b"x"))),
    asset("sound-avif", "a.avif", avif(b"iinf av01")),
    asset("sound-pdf", "a.pdf", pdf(b"/Author () /OpenAction [3 0 R /Fit]", packed=b"3 0 <<>>")),
    asset("sound-svg", "a.svg", svg('<g fill="url(#a)"><use href="#b"/><title>T</title></g>')),
    asset("sound-table", "data/a.csv", "a,b\né,2\n"),
    asset("sound-data", "data/a.json", '{"a": [1, 2]}'),
)
"""These look like the others, and are let in."""
