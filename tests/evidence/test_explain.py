"""Why a quotation was not found."""

from dossier.evidence.explain import Explanation, explanation
from dossier.evidence.match import look_up
from dossier.evidence.passage import Passage

TEXT = "The ministry did not tolerate it. “Some 1,500 lists” are kept, the minister said in May."


def explained(quotation: str, text: str = TEXT) -> Explanation:
    passage = Passage.of(text)
    match = look_up(quotation, passage)
    assert match.verdict == "not-found"
    return explanation(quotation, match, passage)


def test_the_nearest_passage_is_compared_word_by_word() -> None:
    assert explained("The ministry did tolerate it").difference == (
        "The ministry did {+not+} tolerate it"
    )
    assert explained("some 1,600 lists are kept").difference == (
        '[-some 1,600-] {+"Some 1,500+} lists are kept'
    )


def test_punctuation_is_no_difference_and_what_stands_around_is_not_told() -> None:
    difference = explained("“The ministry, did never tolerate: it”").difference
    assert difference == "The ministry, did [-never-] {+not+} tolerate: it"


def test_where_nothing_is_near_nothing_is_shown() -> None:
    assert explained("Zebras graze quietly on Jupiter, zig-zagging") == Explanation(
        "its words are not there"
    )


def test_parts_that_are_there_but_not_so_are_named() -> None:
    astray = explained("the minister said … The ministry").reason
    assert astray.startswith("“The ministry” is there, but not within 1,000 characters")
    assert "where the brackets are" in explained("ministry did [so] tolerate it").reason
    passage = Passage.of(TEXT)
    match = look_up("tolerate it", passage, prefix="always")
    reason = explanation("tolerate it", match, passage).reason
    assert reason == "its words are there, but not between this prefix and suffix"


def test_what_has_no_words_says_so() -> None:
    assert explained("[…]").reason == "it has no words"


def test_a_long_difference_is_cut() -> None:
    long = " ".join(f"word{number}" for number in range(300))
    found = explained(long.replace("word150", "another"), long).difference
    assert len(found) < 410
    assert found.endswith(" …")
