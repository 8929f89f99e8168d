"""Prose to HTML: every element, and nothing that was not asked for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markupsafe import escape

from dossier.model.text import Text
from dossier.render.prose import prose_html, slug
from dossier.views.composer import Composer
from dossier.views.part import CitationMark, LinkView
from tests.maker import make_article, make_entity, make_site

BLOCKS = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "div"}
INLINE = {"code", "em", "strong", "br", "a", "sup", "span"}
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
OURS = {"u", "i"}
"""What stands for links and citations here."""

ALLOWED_ATTRIBUTES = {"id", "class", "href", "rel", "title", "start", "lang"}


def link(one: LinkView) -> str:
    return f"<u>{escape(one.text.text)}</u>"


def cites(marks: tuple[CitationMark, ...]) -> str:
    return f"<i>{','.join(mark.source for mark in marks)}</i>"


def compose() -> Composer:
    return Composer(make_site(make_article("a"), make_article("b"), make_entity("acme")), "en")


def rendered(text: str, *, inline: bool = False) -> str:
    view = compose().line(Text((("", text),))) if inline else compose().prose(Text((("", text),)))
    assert view is not None
    return str(prose_html(view, link, cites)).strip()


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        (
            "One *two* **three** `four`.",
            "<p>One <em>two</em> <strong>three</strong> <code>four</code>.</p>",
        ),
        ("one\ntwo", "<p>one\ntwo</p>"),
        ("one  \ntwo", "<p>one<br>\ntwo</p>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("---", "<hr>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
        ("5. one", '<ol start="5">\n<li>one</li>\n</ol>'),
        ("- one\n  - two", "<ul>\n<li>one<ul>\n<li>two</li>\n</ul>\n</li>\n</ul>"),
        ("> one", "<blockquote>\n<p>one</p>\n</blockquote>"),
        ("```py\nx < 1\n```", "<pre><code>x &lt; 1\n</code></pre>"),
        ("    code", "<pre><code>code</code></pre>"),
        ("a & b < c > d \"e\" 'f'", "<p>a &amp; b &lt; c &gt; d &#34;e&#34; &#39;f&#39;</p>"),
        ("&lt;script&gt;", "<p>&lt;script&gt;</p>"),
        (
            "[text](https://example.org/?a=1&b=2 'a \"title\"')",
            '<p><a href="https://example.org/?a=1&amp;b=2" rel="external"'
            ' title="a &#34;title&#34;">text</a></p>',
        ),
        (
            "<https://example.org>",
            '<p><a href="https://example.org" rel="external">https://example.org</a></p>',
        ),
        ("[[acme]] and [[acme|it]]", "<p><u>Acme</u> and <u>it</u></p>"),
        ("So [@a, p. 3; @b]. More [@b].", "<p>So<i>a,b</i>. More<i>b</i>.</p>"),
        ("[[nobody]]", "<p><u>nobody</u></p>"),
        ("[[No Body]] [@a, nowhere]", "<p>[[No Body]] [@a, nowhere]</p>"),
        ("`[[acme]]` \\[[acme]]", "<p><code>[[acme]]</code> [[acme]]</p>"),
        ("关于 x", '<p><span lang="zh">关于</span> x</p>'),
    ],
)
def test_every_element_has_its_markup(text: str, markup: str) -> None:
    assert rendered(text) == markup


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("## One", '<h2 id="h_one">One</h2>'),
        ("### Été *à* Œuvre !", '<h3 id="h_ete-a-oeuvre">Été <em>à</em> Œuvre !</h3>'),
        ("# One", '<h2 id="h_one">One</h2>'),
        ("###### One", '<h6 id="h_one">One</h6>'),
        ("## !!!", '<h2 id="h_section">!!!</h2>'),
        ("## On [[acme]] & Co", '<h2 id="h_on-acme-co">On <u>Acme</u> &amp; Co</h2>'),
        ("## A\n\n## A", '<h2 id="h_a">A</h2>\n<h2 id="h_a_2">A</h2>'),
    ],
)
def test_headings_have_ids_of_their_own(text: str, markup: str) -> None:
    assert rendered(text) == markup


@pytest.mark.parametrize(
    ("text", "part"), [("Été à Œuvre", "ete-a-oeuvre"), ("  a  b ", "a-b"), ("«»", "section")]
)
def test_a_slug_is_letters_digits_and_hyphens(text: str, part: str) -> None:
    assert slug(text) == part


def test_a_table_is_aligned_by_classes_and_never_by_style() -> None:
    table = rendered(
        "| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | [[acme]] |\n| 5 | 6 | 7 | 8 |"
    )
    assert table == (
        '<div class="d-scroll"><table>\n'
        '<thead><tr><th>a</th><th class="d-left">b</th><th class="d-center">c</th>'
        '<th class="d-right">d</th></tr></thead>\n<tbody>\n'
        '<tr><td>1</td><td class="d-left">2</td><td class="d-center">3</td>'
        '<td class="d-right"><u>Acme</u></td></tr>\n'
        '<tr><td>5</td><td class="d-left">6</td><td class="d-center">7</td>'
        '<td class="d-right">8</td></tr>\n'
        "</tbody></table></div>"
    )
    assert "style" not in table


def test_footnotes_are_numbered_as_they_are_marked_and_listed_at_the_end() -> None:
    page = html.fragment_fromstring(
        rendered("One[^b] two[^a] three[^b].\n\n[^a]: Note a.\n\n[^b]: Note [[acme]] [@a]."),
        create_parent="div",
    )
    marks = page.xpath("//sup/a")
    assert [mark.text_content() for mark in marks] == ["1", "2", "1"]
    notes = page.xpath("//ol[@class='d-notes']/li")
    assert [note.text_content().strip() for note in notes] == ["Note Acmea.", "Note a."]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert [mark.get("href") for mark in marks] == [
        f"#{notes[int(mark.text_content()) - 1].get('id')}" for mark in marks
    ]


def test_two_texts_of_a_page_share_no_id() -> None:
    page = compose()
    texts = ["## Scope\n\nOne[^1].\n\n[^1]: N.", "## Scope\n\nTwo[^1].\n\n[^1]: M."]
    views = [page.prose(Text((("", text),)), part=part) for part, text in enumerate(texts)]
    whole = "".join(str(prose_html(view, link, cites)) for view in views if view)
    ids = html.fragment_fromstring(whole, create_parent="div").xpath("//@id")
    assert len(ids) == 6
    assert len(set(ids)) == 6


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("One *two*.", "One <em>two</em>."),
        ("One\n\ntwo", "One two"),
        ("[[acme]] [@a]", "<u>Acme</u><i>a</i>"),
    ],
)
def test_prose_within_a_line_has_no_paragraph(text: str, markup: str) -> None:
    assert rendered(text, inline=True) == markup


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>"),
        (
            "<script>alert(1)</script>",
            "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        ),
        ("<!-- x -->", "<p>&lt;!-- x --&gt;</p>"),
        ("x <img src=x onerror=alert(1)> y", "<p>x &lt;img src=x onerror=alert(1)&gt; y</p>"),
        ("[x](javascript:alert(1))", "<p><a>x</a></p>"),
        ("[x](JAVASCRIPT:alert(1))", "<p><a>x</a></p>"),
        ("[x](&#106;avascript:alert(1))", "<p><a>x</a></p>"),
        ("[x](data:text/html;base64,PHM+)", "<p><a>x</a></p>"),
        ("[x](vbscript:x 'title')", "<p><a>x</a></p>"),
        ("<javascript:alert(1)>", "<p><a>javascript:alert(1)</a></p>"),
        ("[x](//evil.example)", "<p><a>x</a></p>"),
        ("[x](../../secret)", "<p><a>x</a></p>"),
        ("![x](https://example.org/x.png)", "<p><span>x</span></p>"),
        ("![x](javascript:alert(1))", "<p><span>x</span></p>"),
        (
            '[x](https://example.org/"onmouseover="alert)',
            '<p><a href="https://example.org/&#34;onmouseover=&#34;alert" rel="external">x</a></p>',
        ),
        ("{{ 7 * 7 }} {% raw %}", "<p>{{ 7 * 7 }} {% raw %}</p>"),
    ],
)
def test_no_markup_or_other_scheme_comes_through(text: str, markup: str) -> None:
    assert rendered(text).replace("\n", "") == markup


EMPHASIS = "*a _b " * 20 + "much" + " c_ d*" * 20


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("> " * 40 + "much", "<blockquote>"),
        (f"Before\n\n## {EMPHASIS}\n\nBehind", "<p>Before</p>"),
        (f"Before[^1]\n\n[^1]: {EMPHASIS}\n\nBehind", "<p>Before<sup"),
    ],
)
def test_what_follows_too_much_markup_is_left_out(text: str, begins: str) -> None:
    markup = rendered(text)
    assert markup.startswith(begins)
    assert "much" not in markup
    assert "Behind" not in markup


def test_a_citation_may_begin_a_heading() -> None:
    assert rendered("## [@a] says") == '<h2 id="h_a-says"><i>a</i> says</h2>'


FRAGMENTS = st.sampled_from(
    ["<script>", "</p>", "<img src=x onerror=y>", "[[acme]]", "[@a, p. 3]", "[x](javascript:y)"]
) | st.sampled_from(
    ["[x](https://x.org)", "*", "**", "`", "> ", "- ", "1. ", "## ", "| a |", "|---|"]
)
BREAKS = st.sampled_from(
    ["\n", "\n\n", " ", "&amp;", "&#60;", "[^1]", "[^1]: ", "\\", "é", "关于", "'\"<>"]
)


@given(st.lists(FRAGMENTS | BREAKS, max_size=20).map("".join) | st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_prose_becomes_markup_of_the_kinds_allowed(text: str) -> None:
    markup = rendered(text)
    tree = html.fragment_fromstring(markup.replace("\x00", ""), create_parent="div")
    for element in tree.iterdescendants():
        assert element.tag in BLOCKS | INLINE | TABLE | OURS
        assert set(element.keys()) <= ALLOWED_ATTRIBUTES
        assert element.get("href", "https://").startswith(("https://", "http://", "mailto:", "#"))
