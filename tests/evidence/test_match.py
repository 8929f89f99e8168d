"""The matching contract, sentence by sentence: `docs/quotations.md` has the same examples."""

import time

import pytest

from dossier.evidence.match import GAP, look_up, segments
from dossier.evidence.passage import Passage, words

TEXT = (
    "We strongly oppose the designation. The accusations, which are unfounded, reflect a "
    "misperception of our “company”. They cost 1,500 jobs and 3.7% of sales."
)


def verdict(quotation: str, text: str = TEXT) -> str:
    return look_up(quotation, Passage.of(text)).verdict


def found(quotation: str, text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in look_up(quotation, Passage.of(text)).spans]


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("We strongly oppose the designation.", "exact"),
        ("reflect a misperception of our “company”", "exact"),
        ('reflect a misperception of our "company"', "normalised"),
        ("The accusations which are unfounded reflect", "words-only"),
        ("We oppose the designation", "not-found"),
        ("we strongly oppose", "not-found"),
        ("[w]e strongly oppose", "exact"),
        ("We … oppose the designation", "exact"),
        ("The accusations […] reflect a misperception", "exact"),
        ("reflect a misperception … The accusations", "not-found"),
        ("We strongly oppose [this] the designation", "exact"),
        ("[The company] strongly oppose[s] the designation", "exact"),
        ("We [weakly] oppose the designation", "not-found"),
        ("We … [weakly] oppose the designation", "exact"),
        ("[…] oppose the designation […]", "exact"),
        ("500 jobs", "not-found"),
        ("1,500 jobs", "exact"),
        ("They cost 1", "not-found"),
        ("and 3", "not-found"),
        ("company They", "not-found"),
        ("company. They", "not-found"),
        ("…", "not-found"),
        ("", "not-found"),
        ("[all of it]", "not-found"),
    ],
)
def test_the_verdict_on_a_quotation(quotation: str, expected: str) -> None:
    assert verdict(quotation) == expected


def test_places_are_those_in_the_text_as_it_is() -> None:
    text = "Il a dit\u00a0: «\u00a0l’accu-\nsation est infondée\u00a0»."
    assert found("l'accusation … infondée", text) == ["l’accu-\nsation", "infondée"]


def test_a_segment_may_stand_in_several_places_of_which_one_is_near() -> None:
    far = " ".join(["filler"] * (GAP // 7 + 2))
    assert verdict("a b c … x y z", f"a b c {far} a b c, and x y z") == "exact"
    assert verdict("a b c … x y z", f"a b c {far} x y z") == "not-found"
    assert verdict("a b c … x y z", f"x y z {far} a b c, then x y z") == "exact"


@pytest.mark.parametrize(
    ("text", "quotation", "expected"),
    [
        ("a well-\nknown long-\nstanding wish", "well-known longstanding wish", "normalised"),
        ("a well-\nknown long-\nstanding wish", "wellknown long-standing wish", "normalised"),
        ("a well-known wish", "wellknown wish", "not-found"),
        ("a re-signed man", "resigned man", "not-found"),
        ("the company—we think—lost", "we think", "exact"),
        ("the company - we think", "we think", "exact"),
        ("a non-violent protest", "violent protest", "not-found"),
        ("They can't accept it", "They can", "not-found"),
        ("China's exploitation", "the use of it … China", "not-found"),
        ("we know China's exploitation", "we know China", "exact"),
        ("l'accusation est fausse", "accusation est fausse", "exact"),
        ("In 2019 500 people", "500 people", "exact"),
        ("about 1 500 people", "500 people", "not-found"),
        ("it fell to -5 degrees", "5 degrees", "not-found"),
        ("中国政府不接受，这些指控。", "中国政府不接受这些指控", "words-only"),
        ("中国政府不接受这些指控。", "中国政府接受这些指控", "not-found"),
        ("中国政府不接受这些指控。", "不接受这些指控", "exact"),
        ("यह कि सही", "यह की सही", "not-found"),
        ("He [the minister] said so", "He [the minister] said so", "exact"),
        ("Wait... what is it", "Wait … what is it", "exact"),
    ],
)
def test_words_are_taken_whole(text: str, quotation: str, expected: str) -> None:
    assert verdict(quotation, text) == expected


def test_a_prefix_and_a_suffix_choose_between_places() -> None:
    passage = Passage.of("The ban is lawful, they say. The ban is wrong, we say.")
    assert look_up("The ban is", passage).times == 2
    assert look_up("The ban is", passage, suffix="wrong").spans == ((29, 39),)
    assert look_up("The ban is", passage, prefix="they say.").times == 1
    assert look_up("The ban is", passage, prefix="never said").verdict == "not-found"


def test_segments_are_what_stands_between_the_marks() -> None:
    parts = segments("“[T]he ban … [it] is, [they] say”")
    assert [part.readings[0] for part in parts] == ["The ban", "is,", "say"]
    assert [part.apart for part in parts] == [False, True, False]
    assert parts[0].readings == ("The ban", "the ban", "he ban")


def test_numbers_and_signs_count_as_words() -> None:
    assert words("5 % of 1,500.5 at -3; 10-12, § 4") == [
        *("5", "%", "of", "1,500.5", "at", "-3", "10-12", "§", "4")
    ]


@pytest.mark.parametrize(
    "quotation", ["a … " * 9000, "[a] " * 9000, "[" * 60000, "-" * 60000, "a-" * 9000, "( " * 30000]
)
def test_no_quotation_takes_long(quotation: str) -> None:
    passage = Passage.of("a-\na " * 4000)
    started = time.process_time()
    look_up(quotation, passage)
    assert time.process_time() - started < 10
