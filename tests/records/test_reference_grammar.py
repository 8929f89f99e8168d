"""The grammar of references and citations."""

import re

import pytest

from dossier.records.reference_grammar import (
    CITATION,
    REFERENCE,
    WrittenReference,
    citations,
    reference,
)


def referred(text: str) -> WrittenReference:
    match = REFERENCE.fullmatch(text)
    assert match is not None
    return reference(match)


def cited(text: str) -> list[tuple[str, dict[str, str]]]:
    match = CITATION.fullmatch(text)
    assert match is not None
    return [
        (one.source, one.at.model_dump(exclude_defaults=True) if one.at else {})
        for one in citations(match)
    ]


@pytest.mark.parametrize(
    ("text", "id", "words"),
    [
        ("[[sensetime]]", "sensetime", ""),
        ("[[ sensetime ]]", "sensetime", ""),
        ("[[sensetime|the company]]", "sensetime", "the company"),
        ("[[sensetime| the company ]]", "sensetime", "the company"),
        ("[[gazette#s1]]", "gazette#s1", ""),
        ("[[gazette#s1|its reply]]", "gazette#s1", "its reply"),
        ("[[a|« l’entreprise » 商汤]]", "a", "« l’entreprise » 商汤"),
        ("[[a|b|c]]", "a", "b|c"),
    ],
)
def test_a_reference_is_an_id_and_perhaps_words(text: str, id: str, words: str) -> None:
    assert referred(text) == WrittenReference(id, words)


@pytest.mark.parametrize("text", ["[[SenseTime]]", "[[a b]]", "[[a/b]]", "[[a#]]", "[[été]]"])
def test_what_is_no_id_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="is not an id"):
        referred(text)


@pytest.mark.parametrize(
    "text", ["[[]]", "[[|words]]", "[[a\nb]]", "[[a|]]", "[a]", "[[a]", "[[[a]]]"]
)
def test_what_has_another_shape_is_no_reference(text: str) -> None:
    assert REFERENCE.fullmatch(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[@gazette]", [("gazette", {})]),
        ("[@gazette, p. 3]", [("gazette", {"page": "3"})]),
        ("[@gazette, p.3]", [("gazette", {"page": "3"})]),
        ("[@gazette, pp. 12-14]", [("gazette", {"page": "12-14"})]),
        ("[@gazette, page 3]", [("gazette", {"page": "3"})]),
        ("[@gazette, pages 3–5]", [("gazette", {"page": "3–5"})]),
        ("[@gazette, para. 8]", [("gazette", {"para": "8"})]),
        ("[@gazette, paras 8-9]", [("gazette", {"para": "8-9"})]),
        ("[@gazette, ¶ 8]", [("gazette", {"para": "8"})]),
        ("[@gazette, ¶¶ 8–9]", [("gazette", {"para": "8–9"})]),
        ("[@gazette, par. 8]", [("gazette", {"para": "8"})]),
        ("[@gazette, §§ 8–9]", [("gazette", {"section": "8–9"})]),
        ("[@gazette, sect. 8]", [("gazette", {"section": "8"})]),
        ("[@gazette, § 5(1)]", [("gazette", {"section": "5(1)"})]),
        ("[@gazette, art. 5(1)]", [("gazette", {"section": "5(1)"})]),
        ("[@gazette, sec. 2]", [("gazette", {"section": "2"})]),
        ("[@gazette, section 2]", [("gazette", {"section": "2"})]),
        ("[@gazette, sections 2–4]", [("gazette", {"section": "2–4"})]),
        ("[@gazette, article 5]", [("gazette", {"section": "5"})]),
        ("[@gazette, paragraph 8]", [("gazette", {"para": "8"})]),
        ("[@gazette, paragraphe 8]", [("gazette", {"para": "8"})]),
        ("[@gazette, p3]", [("gazette", {"page": "3"})]),
        ("[@gazette, p. iv]", [("gazette", {"page": "iv"})]),
        ("[@gazette, recital 12]", [("gazette", {"section": "12"})]),
        ("[@gazette, 00:12:30]", [("gazette", {"time": "00:12:30"})]),
        ("[@gazette, 12:30]", [("gazette", {"time": "12:30"})]),
        ("[@gazette, p. 3, para. 8]", [("gazette", {"page": "3", "para": "8"})]),
        ("[@gazette, art. 5, p. 3]", [("gazette", {"section": "5", "page": "3"})]),
        ("[@a; @b]", [("a", {}), ("b", {})]),
        ("[@a, p. 3; @b, art. 2;@c]", [("a", {"page": "3"}), ("b", {"section": "2"}), ("c", {})]),
        ("[@ a , p. 3 ]", [("a", {"page": "3"})]),
    ],
)
def test_a_citation_names_sources_and_places(
    text: str, found: list[tuple[str, dict[str, str]]]
) -> None:
    assert cited(text) == found


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[@Gazette]", "'@Gazette' is not a citation such as"),
        ("[@gazette#s1]", "is not a citation such as"),
        ("[@a; b]", "'b' is not a citation such as"),
        ("[@a;]", "'' is not a citation such as"),
        ("[@a b]", "is not a citation such as"),
        ("[@a, somewhere]", "'somewhere' is not a place such as"),
        ("[@a, p. 3, p. 4]", "'p. 4' is not a place such as"),
        ("[@a, 3]", "'3' is not a place such as"),
        ("[@a, p.]", "'p.' is not a place such as"),
        ("[@a, secret]", "'secret' is not a place such as"),
        ("[@a, artful 3]", "'artful 3' is not a place such as"),
        ("[@a, pa 3]", "'pa 3' is not a place such as"),
        ("[@a, ٠٠:١٢]", "is not a place such as"),
        ("[@a, ,]", "is not a place such as"),
    ],
)
def test_what_cannot_be_read_is_named_with_an_example(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        cited(text)
