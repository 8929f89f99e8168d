"""Text in one language or several."""

import pytest
from pydantic import TypeAdapter, ValidationError

from dossier.model.text import LANGUAGE, Text, Words

TEXT: TypeAdapter[Text] = TypeAdapter(Text)


@pytest.mark.parametrize(
    ("written", "lang", "words"),
    [
        ("Hello", "en", Words("Hello", "en")),
        ("Hello", "fr", Words("Hello", "en")),
        ({"en": "Hello", "fr": "Bonjour"}, "fr", Words("Bonjour", "fr")),
        ({"fr": "Bonjour", "en": "Hello"}, "de", Words("Hello", "en")),
        ({"fr": "Bonjour", "de": "Hallo"}, "zh-Hans", Words("Bonjour", "fr")),
        ({"de": "Hallo"}, "en", Words("Hallo", "de")),
        ({"zh-Hans": "你好", "fr": "Bonjour"}, "zh", Words("你好", "zh-Hans")),
    ],
)
def test_words_fall_back_to_the_default_language_and_then_to_the_first(
    written: object, lang: str, words: Words
) -> None:
    assert TEXT.validate_python(written).words(lang, "en") == words


def test_a_plain_string_is_in_the_default_language_whatever_that_is() -> None:
    text = TEXT.validate_python("Bonjour")
    assert text.words("en", "fr") == Words("Bonjour", "fr")
    assert text.languages("fr") == ("fr",)


def test_languages_keep_the_order_in_which_they_are_written() -> None:
    text = TEXT.validate_python({"zh-Hans": "你好", "en": "Hello"})
    assert text.languages("en") == ("zh-Hans", "en")


def test_words_print_as_their_text() -> None:
    assert str(Words("你好", "zh-Hans")) == "你好"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"english": "Hello"}, "bad-language"),
        ({"EN": "Hello"}, "bad-language"),
        ({"": "Hello"}, "bad-language"),
        ({"en": ["Hello"]}, "wrong-type"),
        ({"en": {"fr": "Hello"}}, "wrong-type"),
        (["Hello"], "wrong-type"),
        ({}, "empty-value"),
        (5, "wrong-type"),
        (None, "wrong-type"),
    ],
)
def test_what_is_no_text_is_refused(written: object, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TEXT.validate_python(written)
    assert [error["type"] for error in caught.value.errors()] == [code]


@pytest.mark.parametrize(
    ("code", "is_one"),
    [
        ("en", True),
        ("zh-Hans", True),
        ("en-GB", True),
        ("ug-Arab-CN", True),
        ("es-419", True),
        ("yue", True),
        ("e", False),
        ("english", False),
        ("fr_FR", False),
        ("es-٤١٩", False),
        ("fr-fr", False),
        ("zh-hans", False),
        ("en-", False),
        ("en\n", False),
    ],
)
def test_a_language_has_its_script_and_region_where_they_matter(code: str, is_one: bool) -> None:
    assert bool(LANGUAGE.fullmatch(code)) == is_one
