"""Text that readers see, in one language or several."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from dossier.model.language import LANGUAGE


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a known language (BCP 47)."""

    text: str
    lang: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Text:
    """What an editor wrote as a string, or as a map of languages.

    `values` holds (language, words) in the order written; a plain string stands under `""`, which
    means the site's default language.
    """

    values: tuple[tuple[str, str], ...]

    def words(self, lang: str, default: str) -> Words:
        """The words in `lang`, or else in the `default` language, or else in the first written."""
        found = {name or default: text for name, text in self.values}
        for wanted in (lang, default):
            if wanted in found:
                return Words(found[wanted], wanted)
        first, text = self.values[0]
        return Words(text, first or default)

    def languages(self, default: str) -> tuple[str, ...]:
        """The languages it is written in, in the order written."""
        return tuple(name or default for name, _ in self.values)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(_text)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "patternProperties": {f"^{LANGUAGE.pattern}$": {"type": "string"}},
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            ]
        }


@dataclass(frozen=True, slots=True)
class ProseMark:
    """Marks text that is CommonMark and may hold references and citations.

    `inline` prose is shown within a line, and so has no lists, headings or other blocks.
    """

    inline: bool = False


Prose = Annotated[Text, ProseMark()]
"""Text in CommonMark, with `[[id]]`, `[[id|words]]` and `[@id, p. 3]`."""

Line = Annotated[Text, ProseMark(inline=True)]
"""The same, for a sentence or a few."""


def _text(value: object) -> Text:
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        return Text((("", value),))
    if isinstance(value, Mapping):
        if not value:
            raise PydanticCustomError("empty-value", "there are no words in any language")
        for lang, words in value.items():
            check_language(lang)
            if not isinstance(words, str):
                raise PydanticCustomError(
                    "wrong-type", "expected words in the language '{lang}'", {"lang": lang}
                )
        return Text(tuple(value.items()))
    raise PydanticCustomError(
        "wrong-type", "expected text, or a map of languages such as en and fr"
    )


def check_language(lang: str) -> str:
    """Return the language as it is, or refuse it."""
    if not LANGUAGE.fullmatch(lang):
        raise PydanticCustomError(
            "bad-language", "'{lang}' is not a language such as en, fr or zh-Hans", {"lang": lang}
        )
    return lang
