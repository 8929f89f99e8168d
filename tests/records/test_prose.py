"""What prose refers to, sentence by sentence, and what is wrong in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.errors import Code
from dossier.records.prose import Sentence, first_sentence, is_safe_link, scan
from dossier.records.reference_grammar import WrittenReference


def shown(sentence: Sentence) -> str:
    """A sentence with its references as `<id>` or as their words."""
    return "".join(
        piece if isinstance(piece, str) else piece.words or f"<{piece.id}>" for piece in sentence
    )


def sentences(text: str) -> list[str]:
    return [shown(found.sentence) for found in scan(text).found]


def slips(text: str) -> list[tuple[int, Code]]:
    return [(slip.at, slip.code) for slip in scan(text).slips]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two [[a]] two. Three.", ["Two <a> two."]),
        ("[[a]] begins. It goes on.", ["<a> begins."]),
        ("First. It ends with [[a]].", ["It ends with <a>."]),
        ("First! Is it [[a]]? Yes… It is.", ["Is it <a>?"]),
        ("[[a]] and [[b|words]] meet. Then not.", ["<a> and words meet."] * 2),
        ("A [[a]]. B [[b]].", ["A <a>.", "B <b>."]),
        ("*One* **two** [[a]] `code`. Next.", ["One two <a> code."]),
        ("one\ntwo [[a]]\nthree. Four.", ["one two <a> three."]),
        ("Text  \nbroken [[a]].", ["Text broken <a>."]),
        ("See [the law](https://x.org) and [[a]].", ["See the law and <a>."]),
        ("No end [[a]]", ["No end <a>"]),
        ("lower case. after [[a]]. Then", ["lower case. after <a>."]),
        ("In 2021. 2022 saw [[a]].", ["2022 saw <a>."]),
        ("He said: “Yes.” Then [[a]] left.", ["Then <a> left."]),
        ("Fin. Élan de [[a]]. À suivre.", ["Élan de <a>."]),
        ("One. [[a]] two.", ["<a> two."]),
        ("One. [[a|Acme]] two.", ["Acme two."]),
        ("One [[a]]. [[b]] two. Three.", ["One <a>.", "<b> two."]),
        ("Il dit : « Non. » Puis [[a]].", ["Puis <a>."]),
        ("Il dit : « Non.\u00a0» Puis [[a]].", ["Puis <a>."]),
        ("Il part. « [[a]] reste. » Fin.", ["« <a> reste. »"]),
        ("See `a. B [[c]]` and [[a]]. Then.", ["See a. B [[c]] and <a>."]),
        ("Cut by A&amp;Bank. Then [[a]].", ["Then <a>."]),
        ("Then [[a]] *stops.* It goes on.", ["Then <a> stops."]),
        ("A first. &nbsp;[[acme]] said so.", ["<acme> said so."]),
    ],
)
def test_a_reference_comes_with_its_sentence(text: str, found: list[str]) -> None:
    assert sentences(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The firm Acme Co. Ltd. and [[a]] met.",
        "See No. 12 of [[a]] here.",
        "See p. 3 and pp. 4 of [[a]].",
        "Under art. 5 and Arts. 6 of [[a]].",
        "Mr. Smith and Dr. No saw [[a]].",
        "J. R. Smith saw [[a]].",
        "Acme Inc. A [[a]] case.",
        "Voir M. Dupont et Mme. Durand chez [[a]].",
        "See cf. A and vs. B on [[a]].",
        "Pub. L. 117-78 bars [[a]].",
        "Washington D.C. A [[a]] matter.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    [sentence] = sentences(text)
    assert sentence == text.replace("[[a]]", "<a>")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第一句。第二句有[[a]]。第三句。", ["第二句有<a>。"]),
        ("他问[[a]]？是的！", ["他问<a>？"]),
        ("看！[[a]]在这里。好。", ["<a>在这里。"]),
        ("“好。”[[a]]说。", ["<a>说。"]),
    ],
)
def test_chinese_sentences_end_without_a_blank(text: str, found: list[str]) -> None:
    assert sentences(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two [@a]. Three.", ["Two."]),
        ("It says so [@a, p. 3]. More.", ["It says so."]),
        ("First. It says so. [@a]", ["It says so."]),
        ("First. It says so.[@a]", ["It says so."]),
        ("[@a] First.", ["First."]),
        ("One two. [@a] Three.", ["One two."]),
        ("One two. [@a] [[b]] three.", ["One two.", "<b> three."]),
        ("看！[@a]在这里。", ["看！"]),
    ],
)
def test_a_citation_belongs_to_the_sentence_before_it(text: str, found: list[str]) -> None:
    assert sentences(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One [[a]]\n\nTwo [[b]]", ["One <a>", "Two <b>"]),
        ("- one [[a]]\n- two [[b]]", ["one <a>", "two <b>"]),
        ("- one\n  - two [[a]]", ["two <a>"]),
        ("# Head [[a]]\n\nText [[b]]", ["Head <a>", "Text <b>"]),
        ("| x [[a]] | y [[b]] |\n|---|---|\n| z | w [[c]] |", ["x <a>", "y <b>", "w <c>"]),
        ("> Quoted [[a]]. More.", ["Quoted <a>."]),
        ("Text.[^1] More.\n\n[^1]: Note [[a]]. End.", ["Note <a>."]),
    ],
)
def test_no_sentence_reaches_over_a_block(text: str, found: list[str]) -> None:
    assert sentences(text) == found


def test_references_come_in_order_with_their_characters() -> None:
    text = "é 商汤 [[a]] and [@b, p. 3; @c].\n\n**🙂** [[d|words]]"
    found = scan(text).found
    assert [text[one.at :][:5] for one in found] == ["[[a]]", "[@b, ", "[[d|w"]
    assert found[2].written == WrittenReference("d", "words")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a <b>c</b>", [(2, Code.RAW_HTML), (6, Code.RAW_HTML)]),
        ("é\n\n<div>x</div>\n", [(3, Code.RAW_HTML)]),
        ("<!-- hidden -->", [(0, Code.RAW_HTML)]),
        ("x <br/> y", [(2, Code.RAW_HTML)]),
        ("[x](javascript:alert(1))", [(0, Code.UNSAFE_LINK)]),
        ("[x]( JaVaScRiPt:alert(1))", [(0, Code.UNSAFE_LINK)]),
        ("[x](&#106;avascript:alert(1))", [(0, Code.UNSAFE_LINK)]),
        ("[x](java&Tab;script:x)", [(0, Code.UNSAFE_LINK)]),
        ("[x](data:text/html,y)", [(0, Code.UNSAFE_LINK)]),
        ("[x](other.md)", [(0, Code.UNSAFE_LINK)]),
        ("[x](//example.org)", [(0, Code.UNSAFE_LINK)]),
        ("[x](#part)", [(0, Code.UNSAFE_LINK)]),
        ("<vbscript:x>", [(0, Code.UNSAFE_LINK)]),
        ("[x]\n\n[x]: javascript:y", [(0, Code.UNSAFE_LINK)]),
        ("![alt](https://example.org/x.png)", [(0, Code.IMAGE_REFUSED)]),
        ("# Title", [(0, Code.TITLE_IN_PROSE)]),
        ("Title\n=====", [(0, Code.TITLE_IN_PROSE)]),
        ("é\n\nTitle\n=", [(3, Code.TITLE_IN_PROSE)]),
        ("[about [[a]]](https://example.org)", [(7, Code.NESTED_LINK)]),
        ("[about [@a] it](https://example.org)", [(7, Code.NESTED_LINK)]),
        ("<https://example.org/[[a]]>", []),
        ("R&amp;D [[A]]", [(8, Code.BAD_ID)]),
        ("&lt;b&gt; &amp; [@a b]", [(16, Code.BAD_ID)]),
        ("## Fine", []),
        ("[[Acme]]", [(0, Code.BAD_ID)]),
        ("x [@a b]", [(2, Code.BAD_ID)]),
        ("x [@a, nowhere]", [(2, Code.BAD_LOCATOR)]),
        ("`<b>` and `![x](y)`", []),
        ("```\n<b>\n# x\n```", []),
        ("2 < 3 and 5 > 4", []),
        ("[x](https://example.org)", []),
        ("[x](http://example.org)", []),
        ("[x](mailto:a@example.org)", []),
        ("<https://example.org>", []),
    ],
)
def test_what_prose_must_not_hold_is_named_in_its_place(
    text: str, found: list[tuple[int, Code]]
) -> None:
    assert slips(text) == found


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("1. One", "a list"),
        ("- One\n  - two", "a list"),
        ("Text.\n\n## Head", "a heading"),
        ("# Head", "a heading"),
        ("| a |\n|---|\n| b |", "a table"),
        ("> Said", "a quotation"),
        ("    code", "a block of code"),
        ("One.\n\n---\n\nTwo.", "a rule"),
        ("One.[^1]\n\n[^1]: Two.", "a footnote"),
    ],
)
def test_prose_within_a_line_has_no_blocks(text: str, what: str) -> None:
    [slip] = scan(text, inline=True).slips
    assert slip.code == Code.BLOCK_IN_LINE
    assert slip.message.startswith(what)


@pytest.mark.parametrize("text", ["One [[a]].\n\nTwo.", "1\\. One", "\\# One", "**One** `two`"])
def test_prose_within_a_line_may_have_paragraphs_and_escapes(text: str) -> None:
    assert scan(text, inline=True).slips == ()


def test_in_the_longest_prose_every_reference_is_found_with_its_own_sentence() -> None:
    """How the time grows with the length is measured by `python -m bench.prose`."""
    text = "商汤 [[a]] here. " * 4_000
    found = scan(text).found
    assert len(found) == 4_000
    assert found[-1].at == len(text) - len("[[a]] here. ")
    assert {shown(one.sentence) for one in found} == {"商汤 <a> here."}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a &#1; b", Code.CONTROL_CHARACTER),
        ("*a &#x2;x*", Code.CONTROL_CHARACTER),
        ("a\n\n## b &#127;", Code.CONTROL_CHARACTER),
        ("a &#x202e; b", Code.BIDI_CHARACTER),
        ("a [b](https://example.org/ 'c &#4;')", Code.CONTROL_CHARACTER),
        ("a [b](https://example.org/&#x202e;)", Code.BIDI_CHARACTER),
    ],
)
def test_a_character_that_is_refused_is_refused_however_it_is_spelt(text: str, code: Code) -> None:
    assert [slip.code for slip in scan(text).slips] == [code]
    assert not scan("a &amp; b &eacute; &#38;").slips


def test_every_slip_has_a_hint() -> None:
    for text in ("<b>", "[x](y)", "![x](https://y)", "# x", "[[X]]", "[@a, x]"):
        for slip in scan(text).slips:
            assert slip.hint
            assert slip.message


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://example.org", True),
        ("HTTPS://EXAMPLE.ORG", True),
        ("http://example.org/a?b=c&d=[e]#f", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("https://example.org/\n", False),
        ("https://exa mple.org", False),
        ("https:example.org", False),
        ("ftp://example.org", False),
        ("tel:1", False),
        ("", False),
    ],
)
def test_a_link_leads_to_the_web_or_to_an_address(url: str, is_safe: bool) -> None:
    assert is_safe_link(url) == is_safe


@pytest.mark.parametrize(
    ("paragraph", "first"),
    [
        ("One. Two.", "One. "),
        ("One only", "One only"),
        ("Acme Co. Ltd. is [[a]] [@b, p. 3]. More.", "Acme Co. Ltd. is [[a]] [@b, p. 3]. "),
        ("“One.” Two.", "“One.” "),
        ("一。二。", "一。"),
        ("A **bold. Company** here. Two.", "A **bold. Company** here. "),
        ("See [the law. And more](https://example.org). Two.", None),
        ("See [[id|words. More]]. Two.", "See [[id|words. More]]. "),
        ("**Bold.** Two.", "**Bold.** "),
        ("One. **Two** three.", "One. "),
        ("One.\nTwo.", "One.\n"),
        ("A&amp;Bank. Two.", "A&amp;Bank. "),
        ("One.\n\nTwo.", "One.\n\n"),
        ("One\n\n- two", "One\n\n"),
        ("One. [@a] Two.", "One. [@a] "),
        ("`a. B` c. Two.", "`a. B` c. "),
    ],
)
def test_the_first_sentence_keeps_its_markup_and_the_blank_after_it(
    paragraph: str, first: str | None
) -> None:
    first = first or paragraph.removesuffix("Two.")
    assert first_sentence(paragraph) == first
    assert paragraph.startswith(first)


@pytest.mark.parametrize(
    "text",
    [
        "- one. Two.",
        "## Head\n\nOne.",
        "> One. Two.",
        "One.[^1] Two.\n\n[^1]: Note.",
        "See [it][1]. Two.\n\n[1]: https://example.org",
        "",
    ],
)
def test_no_sentence_is_cut_off_what_cannot_do_without_the_rest(text: str) -> None:
    assert first_sentence(text) == ""


@given(st.text(max_size=150) | st.text("[]@|#<>*`_&;.!é商\n a1-A", max_size=80))
@settings(max_examples=200, deadline=None)
def test_the_first_sentence_is_the_beginning_of_the_text(text: str) -> None:
    assert text.startswith(first_sentence(text))


WORDS = st.text("abcdefg ,é商", min_size=1, max_size=10).map(str.strip).filter(bool)
IDS = st.from_regex(r"[a-z][a-z0-9]{0,4}", fullmatch=True)


@given(st.lists(st.tuples(WORDS, IDS), min_size=1, max_size=5))
@settings(max_examples=200, deadline=None)
def test_each_reference_written_is_found_with_its_own_sentence(
    parts: list[tuple[str, str]],
) -> None:
    text = " ".join(f"Begin {words} [[{id}]] end." for words, id in parts)
    found = scan(text).found
    assert [one.written for one in found] == [WrittenReference(id, "") for _, id in parts]
    assert [shown(one.sentence) for one in found] == [
        f"Begin {words} <{id}> end." for words, id in parts
    ]
    assert [
        text[one.at :].startswith(f"[[{id}]]") for one, (_, id) in zip(found, parts, strict=True)
    ]


@given(st.text(max_size=150) | st.text("[]@|#<>*`_&;.!é商\n a1-", max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_is_scanned_within_itself(text: str) -> None:
    scanned = scan(text)
    assert all(0 <= one.at <= len(text) for one in scanned.found)
    assert all(0 <= one.at <= len(text) for one in scanned.slips)
    assert list(scanned.found) == sorted(scanned.found, key=lambda one: one.at)
    for one in scanned.found:
        assert all(isinstance(piece, str | WrittenReference) for piece in one.sentence)
        if isinstance(one.written, WrittenReference):
            assert one.written in one.sentence


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        ("> " * 33 + "a", 64, "nested more than 32 levels deep"),
        ("A.\n\n" + "|" + "a|" * 101 + "\n|" + "-|" * 101, 4, "a table of 101 columns"),
        ("*a* " * 6_000, 19_999, "more than 20,000 pieces of markup in one text"),
        ("[[a]] " * 251, 1500, "more than 250 references in one sentence"),
        ("[" + "@a; " * 250 + "@a]", 0, "more than 250 references in one sentence"),
    ],
)
def test_markup_has_a_limit(text: str, at: int, message: str) -> None:
    (slip,) = scan(text).slips
    assert (slip.at, slip.code) == (at, Code.TOO_COMPLEX)
    assert slip.message.startswith(message)


def test_up_to_the_limit_markup_is_let_in() -> None:
    for text in ["> " * 31 + "a", "[[a]] " * 250, "|" + "a|" * 100 + "\n|" + "-|" * 100]:
        assert scan(text).slips == ()


def test_of_too_many_slips_only_the_first_are_named() -> None:
    assert len(scan("<b> " * 5_000).slips) == 100


@pytest.mark.parametrize(
    "url", ["http://a.onion", "https://A.B.ONION./c", "http://a.onion:80/", "HTTP://x@a.onion"]
)
def test_an_onion_address_is_no_link(url: str) -> None:
    assert not is_safe_link(url)
    assert [slip.code for slip in scan(f"[a]({url})").slips] == [Code.UNSAFE_LINK]


def test_parameters_that_follow_readers_are_named() -> None:
    (slip,) = scan("[a](https://b.org/?id=1&utm_source=c&gclid=d)").slips
    assert slip.code == Code.TRACKING_PARAMETERS
    assert slip.message.endswith(": utm_source, gclid")
    assert not scan("[a](https://b.org/?id=1&source=c#utm_source=d)").slips


def test_prose_that_is_cut_for_its_markup_has_no_first_sentence() -> None:
    assert first_sentence("*a _b " * 20 + "Too much. Then." + " c_ d*" * 20) == ""
