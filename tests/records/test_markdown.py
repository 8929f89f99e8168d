"""Prose as tokens: where references are found and where they are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.records.markdown import Token, tokens
from dossier.records.reference_grammar import WrittenReference

REFERRED = ("reference", "citations", "bad-reference")


def referred(text: str) -> list[str]:
    """What is found, in short: the id, or the sources of a citation."""
    return [_short(token) for token in tokens(text) if token.kind in REFERRED]


def _short(token: Token) -> str:
    if token.kind == "reference":
        return str(token.value.id)
    if token.kind == "citations":
        return " ".join(f"@{one.source}" for one in token.value)
    return f"bad {token.name}"


def words(text: str) -> str:
    """The text that readers see, references as they are written."""
    return "".join(
        token.value if token.kind in ("text", "code", "html") else token.name
        for token in tokens(text)
        if token.kind in ("text", "code", "html", "bad-reference")
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See [[acme]].", ["acme"]),
        ("[[acme|the firm]] and [[beta]]", ["acme", "beta"]),
        ("[[gazette#s1]]", ["gazette#s1"]),
        ("Said [@gazette, p. 3; @wire].", ["@gazette @wire"]),
        ("[[a]][@b][[c]]", ["a", "@b", "c"]),
        ("# On [[acme]]", ["acme"]),
        ("- [[a]]\n- [[b]]", ["a", "b"]),
        ("> [[a]]", ["a"]),
        ("| x |\n|---|\n| [[a]] |", ["a"]),
        ("**[[a]]** *[[b]]*", ["a", "b"]),
        ("text[^1]\n\n[^1]: [[a]] [@b]", ["a", "@b"]),
        ("one\n[[a]]\nthree", ["a"]),
        ("([[a]])", ["a"]),
        ("[[[a]]]", ["a"]),
        ("é 商汤 🙂 [[a]]", ["a"]),
        ("[[a|« b »]]", ["a"]),
        ("\\\\[[a]]", ["a"]),
        ("\\*[[a]]", ["a"]),
        ("[[a|R&amp;D]] [[b]]", ["a", "b"]),
    ],
)
def test_references_are_found_in_text(text: str, found: list[str]) -> None:
    assert referred(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "`[[a]]`",
        "``x [[a]] [@b]``",
        "```\n[[a]]\n```",
        "~~~ yaml\n[[a]] [@b]\n~~~",
        "    [[a]]",
        "\\[[a]]",
        "\\[@a]",
        "[\\[a]]",
        "[[a\\]]",
        "[[a]](https://example.org)",
        "[@a](https://example.org)",
        "[@a]\n\n[@a]: https://example.org",
        "[text](https://example.org/[[a]])",
        "[[a\nb]]",
        "[@a\np. 3]",
        "[[*a*]]",
        "[[a|**b**]]",
        "[[a `b`]]",
        "[ [a] ]",
        "[a]",
        "mail a@b.org",
        "<https://example.org/[[a]]>",
        "<https://example.org/[@a]>",
    ],
)
def test_none_is_found_in_code_nor_where_it_is_escaped_nor_across_markup(text: str) -> None:
    assert referred(text) == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\\[[a]]", "[[a]]"),
        ("a \\[[b]] c", "a [[b]] c"),
        ("`[[a]]`", "[[a]]"),
        ("x \\[@a] y", "x [@a] y"),
    ],
)
def test_what_is_escaped_is_shown_as_written(text: str, seen: str) -> None:
    assert words(text) == seen


def test_after_an_escaped_reference_the_next_is_found() -> None:
    assert referred("\\[[a]] [[b]]") == ["b"]


@pytest.mark.parametrize(
    ("text", "written"),
    [("[[Acme]]", "[[Acme]]"), ("[@a, nowhere]", "[@a, nowhere]"), ("[[a b|c]]", "[[a b|c]]")],
)
def test_a_malformed_reference_is_kept_as_it_was_written(text: str, written: str) -> None:
    [bad] = [token for token in tokens(text) if token.kind == "bad-reference"]
    assert bad.name == written
    assert bad.value


def test_a_token_knows_the_bytes_before_it() -> None:
    text = "é 商汤&nbsp;&amp; [[a]] &lt;x\n\n**🙂** [[b]] [@c]"
    source = text.encode()
    found = [token for token in tokens(text) if token.kind in REFERRED]
    starts = [source[token.at :].decode()[:3] for token in found]
    assert starts == ["[[a", "[[b", "[@c"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a\nb", ["Paragraph", "text", "soft-break", "text", "/Paragraph"]),
        ("a  \nb", ["Paragraph", "text", "hard-break", "text", "/Paragraph"]),
        ("***", ["rule"]),
        ("<b>x</b>", ["Paragraph", "html", "text", "html", "/Paragraph"]),
        ("<div>\nx\n</div>", ["HtmlBlock", "html", "html", "html", "/HtmlBlock"]),
        (
            "x[^n]\n\n[^n]: y",
            [
                "Paragraph",
                "text",
                "footnote",
                "/Paragraph",
                "FootnoteDefinition",
                "Paragraph",
                "text",
                "/Paragraph",
                "/FootnoteDefinition",
            ],
        ),
        ("`c`", ["Paragraph", "code", "/Paragraph"]),
        ("```\nc\n```", ["CodeBlock", "text", "/CodeBlock"]),
        ("~~x~~", ["Paragraph", "text", "/Paragraph"]),
    ],
)
def test_elements_come_as_starts_and_ends(text: str, kinds: list[str]) -> None:
    shown = [
        token.name
        if token.kind == "start"
        else f"/{token.name}"
        if token.kind == "end"
        else token.kind
        for token in tokens(text)
    ]
    assert shown == kinds


IDS = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,3})?", fullmatch=True)
FILLER = st.text("abc .,;:é商🙂'’\n", max_size=12)


@given(st.lists(st.tuples(FILLER, IDS, st.booleans()), max_size=6), FILLER)
@settings(max_examples=200, deadline=None)
def test_references_found_are_those_written(parts: list[tuple[str, str, bool]], tail: str) -> None:
    text = "x" + "".join(
        f"{filler.strip() or '-'} [[{id}]]" if plain else f"{filler.strip() or '-'} [[{id}|w {id}]]"
        for filler, id, plain in parts
    )
    text += tail.strip()
    found = [token.value for token in tokens(text) if token.kind in REFERRED]
    assert found == [WrittenReference(id, "" if plain else f"w {id}") for _, id, plain in parts]


@given(st.lists(st.lists(IDS, min_size=1, max_size=3), max_size=5))
@settings(max_examples=200, deadline=None)
def test_citations_found_are_those_written(groups: list[list[str]]) -> None:
    text = " and ".join(f"[{'; '.join(f'@{id}' for id in group)}]" for group in groups)
    assert referred(text) == [" ".join(f"@{id}" for id in group) for group in groups]


BRACKETS = st.sampled_from(["[[a]]", "[@b]", "[[", "]]", "[", "]", "(", ")", "[^1]", ": ", "!"])
MARKS = st.sampled_from(["*", "**", "_", "`", "```\n", "# ", "1. ", "- ", "> ", "|", "---", "~"])
OTHERS = st.sampled_from(
    ["<b>", "<!--", "&amp;", "\\", "é", "🙂", "<https://x.org>", "word ", "    ", "\t"]
)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n"])
MARKUP = st.lists(BRACKETS | MARKS | OTHERS | BREAKS, max_size=30).map("".join)


@given(st.one_of(st.text(max_size=120), MARKUP))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_stream_of_balanced_tokens(text: str) -> None:
    size = len(text.encode())
    open_ones: list[str] = []
    for token in tokens(text):
        assert 0 <= token.at <= size
        if token.kind == "start":
            open_ones.append(token.name)
        elif token.kind == "end":
            assert open_ones.pop() == token.name
    assert open_ones == []
