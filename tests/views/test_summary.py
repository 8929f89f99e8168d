"""Plain words for machines."""

import pytest

from dossier.model.text import Text
from dossier.views.composer import Composer
from dossier.views.summary import description, plain, shortened
from tests.maker import make_article, make_entity, make_site


def plain_words(text: str) -> str:
    compose = Composer(make_site(make_article("a"), make_entity("acme")), "en")
    return plain(compose.line(Text((("", text),))))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One *two* **three** `four`.", "One two three four."),
        ("On [[acme]] and [[acme|it]].", "On Acme and it."),
        ("So it is [@a, p. 3]. More.", "So it is. More."),
        ("So it is [@a; @a], or not.", "So it is, or not."),
        ("one\ntwo  \nthree", "one two three"),
        ("One.\n\nTwo.", "One. Two."),
        ("- one\n- two", "one two"),
        ("See [the law](https://example.org).", "See the law."),
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        ("Hidden <b>tags</b> go.", "Hidden tags go."),
        ("商汤。[[acme]]。", "商汤。Acme。"),
    ],
)
def test_markup_and_citations_are_left_out(text: str, words: str) -> None:
    assert plain_words(text) == words


@pytest.mark.parametrize(
    ("words", "length", "short"),
    [
        ("one two", 7, "one two"),
        ("one two three", 9, "one two …"),
        ("one two, three", 9, "one two …"),
        ("one twothree", 6, "one …"),
        ("onetwothree", 6, "onetwo …"),
    ],
)
def test_words_are_cut_at_the_end_of_one(words: str, length: int, short: str) -> None:
    assert shortened(words, length) == short


def test_nothing_is_described_by_nothing() -> None:
    assert description(None) == ""
