"""The normal form of a text, and the way back to where it comes from."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.evidence.normal import normalised

SIGNS = st.text(
    st.sampled_from(
        "ab É é e\u0301 \u00a0\u202f\n\r\u00ad\u200b-–«»“”’ﬁ…;:!?%10²½新。각\u1112\u1161\u11ab[]"
    )
)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("l’accusation", "l'accusation"),
        ("“it” and „es“", '"it" and "es"'),
        ("«\u00a0mot\u00a0»", '"mot"'),
        ("oui\u202f; non !", "oui; non!"),
        ("12 %", "12%"),
        ("a – b — c", "a - b - c"),
        ("a \n\n\t b", "a b"),
        ("a\u00adb\u200bc\ufeffd", "abcd"),
        ("exam-\nple", "example"),
        ("exam\u00ad\nple", "example"),
        ("Franco-\nAmerican", "Franco-American"),
        ("EXAM-\nPLE", "EXAMPLE"),
        ("不接\n受。\n中 国", "不接受。中 国"),
        ("한국\n사람", "한국 사람"),
        ("1914-\n1918", "1914-1918"),
        ("word—\nword", "word-word"),
        ("word –\nword", "word - word"),
        ("ﬁnal oﬃce", "final office"),
        ("e\u0301te\u0301", "été"),
        ("\u1112\u1161\u11ab", "한"),
        ("ＡＢＣ，１２", "ABC,12"),
        ("wait…", "wait..."),
        ("10² and ½ and ①", "10² and ½ and ①"),
        ("Straße İ", "Straße İ"),
    ],
)
def test_typography_makes_no_difference(text: str, normal: str) -> None:
    assert normalised(text).text == normal


def test_it_says_where_each_stretch_comes_from() -> None:
    text = "Il dit\u00a0: «\u00a0l’ex-\nemple ﬁnal\u00a0»."
    normal = normalised(text)
    assert normal.text == 'Il dit: "l\'exemple final".'

    def origin(words: str) -> str:
        start = normal.text.index(words)
        return text[slice(*normal.span(start, start + len(words)))]

    assert origin("dit:") == "dit\u00a0:"
    assert origin("l'exemple") == "l’ex-\nemple"
    assert origin("final") == "ﬁnal"
    assert origin('"') == "«\u00a0"
    assert origin('final".') == "ﬁnal\u00a0»."


def test_a_hyphen_that_went_with_the_end_of_a_line_is_remembered() -> None:
    assert normalised("well-\nknown").breaks == {4}
    assert normalised("well-known").breaks == frozenset()
    assert normalised("Franco-\nAmerican").breaks == frozenset()


@pytest.mark.parametrize(
    ("text", "normal"),
    [("É\u00ad\r", "É"), ("a\u00ad\u0301", "á"), ("\uac00\u200b\u11a8", "\uac01")],
)
def test_what_nobody_sees_stands_between_no_two_signs(text: str, normal: str) -> None:
    assert normalised(text).text == normal


@given(SIGNS)
def test_every_stretch_comes_from_somewhere_and_in_order(text: str) -> None:
    normal = normalised(text)
    spans = [normal.span(at, at + 1) for at in range(len(normal.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(SIGNS)
def test_what_is_normal_is_as_it_is(text: str) -> None:
    once = normalised(text).text
    assert unicodedata.is_normalized("NFC", once)
