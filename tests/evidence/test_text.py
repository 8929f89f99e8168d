"""Documents to plain text."""

import time

import pytest

from dossier.evidence import pdf
from dossier.evidence.document import Document, Kind
from dossier.evidence.text import decoded, html_text, plain_text
from tests.evidence.paper import make_pdf


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One<p>Two", "One\nTwo\n"),
        ("<p>One <b>bold</b>, <i>two</i>\nlines</p>", "One bold, two lines\n"),
        ("<h1>Title</h1>text<ul><li>a<li>b</ul>after", "Title\ntext\na\nb\nafter\n"),
        ("a<br>b<br/>c", "a\nb\nc\n"),
        ("<table><tr><td>a<td>b</table>", "a\nb\n"),
        ("<title>No</title><script>var x='<p>no'</script><style>p{}</style><p>yes", "yes\n"),
        ("<p>a<!-- no -->b<script>no</script>c</p>", "abc\n"),
        ("<p>caf&eacute; &#8220;x&#8221; &amp; &lt;y&gt;</p>", "café “x” & <y>\n"),
        ("<p>a\u00a0b\u200bc</p>", "a b\u200bc\n"),
        ("<pre>a\n  b</pre>", "a\nb\n"),
        ("<noscript>no</noscript><template>no</template><svg><text>no</text></svg>yes", "yes\n"),
        ("<p>未完<br>成</p>", "未完\n成\n"),
        ("<p>a\0b", "a\ufffdb\n"),
        *(("", ""), ("   ", ""), ("<!-- x -->", ""), ("<script>x</script>", "")),
    ],
)
def test_a_page_gives_its_words_a_paragraph_a_line(html: str, text: str) -> None:
    assert html_text(html) == text


def test_depth_and_size_do_no_harm() -> None:
    started = time.monotonic()
    deep = "<div>" * 100_000 + "deep" + "</div>" * 100_000
    html_text(deep)
    assert html_text("<p>x</p>" * 100_000).count("x\n") == 100_000
    html_text("<" * 1_000_000)
    html_text("<![" * 300_000)
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("<p>é€</p>".encode(), ""),
        ("<p>é€</p>".encode(), "utf-8"),
        ("<p>é€</p>".encode("cp1252"), "iso-8859-1"),
        ("<p>é€</p>".encode("cp1252"), ""),
        ("<meta charset=windows-1252><p>é€</p>".encode("cp1252"), ""),
        ('<meta http-equiv=x content="text/html; charset=iso-8859-15"><p>é€'.encode("latin9"), ""),
        ("\ufeff<p>é€</p>".encode("utf-16-le"), "utf-8"),
        ("\ufeff<p>é€</p>".encode(), "latin-1"),
        ("<p>é€</p>".encode(), "no-such-charset"),
        *(("<p>é€</p>".encode(), name) for name in ("base64", "undefined", "idna", "a\0b")),
    ],
)
def test_characters_are_read_as_browsers_read_them(data: bytes, charset: str) -> None:
    assert plain_text(Document(data, Kind.HTML, charset)) == "é€\n"


def test_chinese_pages_say_an_older_charset_than_they_use() -> None:
    data = "<meta charset=gb2312><p>商汤科技 镕".encode("gb18030")
    assert "商汤科技 镕" in decoded(Document(data, Kind.HTML))


def test_a_text_keeps_its_lines() -> None:
    assert plain_text(Document("a  b\r\n\r\nç".encode(), Kind.TEXT)) == "a b\nç\n"


def test_a_pdf_gives_the_words_of_its_pages() -> None:
    assert plain_text(Document(make_pdf("First page", "Second"), Kind.PDF)) == (
        "First page\n\fSecond\n"
    )


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", make_pdf("x")[:200]])
def test_a_broken_pdf_gives_no_text(data: bytes) -> None:
    assert plain_text(Document(data, Kind.PDF)) == ""


def test_a_pdf_that_takes_too_long_is_given_up() -> None:
    started = time.monotonic()
    assert pdf.pdf_text(make_pdf("x"), patience=0.01) == ""
    assert time.monotonic() - started < 5


def test_an_image_gives_no_text() -> None:
    assert plain_text(Document(b"\x89PNG\r\n\x1a\n", Kind.PNG)) == ""
