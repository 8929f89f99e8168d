"""Types of fields: what a value may be, how it reads, what refuses it."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from dossier.model.address import is_onion
from dossier.model.edtf import Edtf
from dossier.model.identifier import ID, MAX_ID_LENGTH, is_id, is_item_id
from dossier.model.kind import Choices
from dossier.model.language import LANGUAGE
from dossier.model.text import check_language

COUNTRY_LIKE = {"EU": "European Union", "UN": "United Nations", "INT": "Several states"}
"""Codes that stand where a country would, beside ISO 3166-1 alpha-2."""


class Model(BaseModel):
    """What every model shares: frozen, no unknown keys, documented fields."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        defer_build=True,
        arbitrary_types_allowed=True,
    )

    def model_post_init(self, context: Any, /) -> None:
        """Share with others what is the same: which fields are set takes more than their values."""
        given = frozenset(self.model_fields_set)
        object.__setattr__(self, "__pydantic_fields_set__", _given.setdefault(given, set(given)))


_given: dict[frozenset[str], set[str]] = {}


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that holds an id, with the types of record or item it may name.

    With `items`, the id may also be an item's: `article#local`, or `local` within its article.
    """

    kinds: frozenset[str]
    items: bool = False

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        check = _item_id if self.items else _id
        return core_schema.no_info_after_validator_function(check, core_schema.str_schema())

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        tail = f"(#{ID.pattern})?" if self.items else ""
        return {"type": "string", "pattern": f"^{ID.pattern}{tail}$"}


@dataclass(frozen=True)
class Choice:
    """Marks a field that takes one of the words of a closed list."""

    choices: Choices

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, core_schema.str_schema())

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "type": "string",
            "enum": list(self.choices),
            "enumDescriptions": list(self.choices.values()),
        }

    def _check(self, value: str) -> str:
        if value not in self.choices:
            raise PydanticCustomError(
                "bad-choice",
                "'{value}' is not one of {choices}",
                {"value": value, "choices": ", ".join(self.choices)},
            )
        return sys.intern(value)


@dataclass(frozen=True, slots=True)
class OneOrMany:
    """Lets the only member of a list be written without the list."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(_as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


@dataclass(frozen=True, slots=True)
class Shorthand:
    """Lets a mapping of which only one key matters be written as the value of that key."""

    key: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self._as_mapping, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler(schema)]}

    def _as_mapping(self, value: Any) -> Any:
        return {self.key: value} if isinstance(value, str) else value


def _as_list(value: Any) -> Any:
    return (value,) if isinstance(value, (str, Mapping)) else value


ONE_OR_MANY = OneOrMany()


def _id(value: str) -> str:
    if not is_id(value):
        raise PydanticCustomError(
            "bad-id",
            "'{value}' is not an id: small letters, digits and single hyphens",
            {"value": value},
        )
    return sys.intern(value)


def _item_id(value: str) -> str:
    if not is_item_id(value):
        raise PydanticCustomError(
            "bad-id",
            "'{value}' is not an id, nor an item's id such as article#s1",
            {"value": value},
        )
    return sys.intern(value)


def _edtf(value: object) -> Edtf:
    if isinstance(value, Edtf):
        return value
    if isinstance(value, (list, tuple)):
        raise PydanticCustomError("bad-date", "a date in square brackets must be quoted")
    if not isinstance(value, str):
        raise PydanticCustomError("wrong-type", "expected a date")
    try:
        return Edtf(value)
    except ValueError as error:
        raise PydanticCustomError("bad-date", "{reason}", {"reason": str(error)}) from None


def _day(value: object) -> Edtf:
    date = _edtf(value)
    point = date.start
    if date.shape != "date" or point is None or point.precision != "day" or point.qualifier:
        raise PydanticCustomError(
            "bad-date", "'{date}' is not one day such as 2026-11-30", {"date": date.text}
        )
    return date


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise PydanticCustomError("wrong-type", "expected true or false, not a word such as yes")
    return value == "true"


def _number(value: object) -> Decimal:
    if not isinstance(value, (str, int, Decimal)) or isinstance(value, bool):
        raise PydanticCustomError("wrong-type", "expected a number")
    text = str(value)
    if not re.fullmatch(r"-?[0-9]{1,18}(\.[0-9]{1,6})?", text):
        raise PydanticCustomError(
            "bad-number", "'{value}' is not a number such as 767000000 or 3.85", {"value": text}
        )
    return Decimal(text)


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        parts, port_is_fine = urlsplit(""), False
    plain = re.fullmatch(r"[!-~]+", value) is not None and not set(value) & set('<>"\\^`{}|')
    if not (plain and port_is_fine and parts.scheme in ("https", "http") and parts.hostname):
        raise PydanticCustomError(
            "bad-url",
            "'{value}' is not a web address that begins with https:// or http://",
            {"value": value},
        )
    if parts.username is not None or parts.password is not None:
        raise PydanticCustomError("bad-url", "a web address must not carry a user name or password")
    if is_onion(value):
        raise PydanticCustomError("bad-url", "an onion address must not become a link")
    return value


def _country(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", value) and value not in COUNTRY_LIKE:
        raise PydanticCustomError(
            "bad-country",
            "'{value}' is not a country code such as FR (ISO 3166-1), EU, UN or INT",
            {"value": value},
        )
    return value


def _digest(value: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", value):
        raise PydanticCustomError(
            "bad-digest", "expected a SHA-256 digest of 64 hexadecimal digits"
        )
    return value


Date = Annotated[
    Edtf,
    PlainValidator(_edtf),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
]
"""An EDTF date; the schema also lets an unquoted year through, a number to YAML tools."""

Day = Annotated[Edtf, PlainValidator(_day), WithJsonSchema({"type": "string"})]
"""A date that is one certain day."""

Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"type": "boolean"})]
Number = Annotated[
    Decimal,
    PlainValidator(_number),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string"}]}),
]
Url = Annotated[str, AfterValidator(_url), WithJsonSchema({"type": "string", "format": "uri"})]
Language = Annotated[
    str,
    AfterValidator(check_language),
    WithJsonSchema({"type": "string", "pattern": f"^{LANGUAGE.pattern}$"}),
]
Country = Annotated[
    str,
    AfterValidator(_country),
    WithJsonSchema({"type": "string", "pattern": "^([A-Z]{2}|INT)$"}),
]
Digest = Annotated[
    str, AfterValidator(_digest), WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{64}$"})
]
LocalId = Annotated[
    str,
    AfterValidator(_id),
    WithJsonSchema({"type": "string", "pattern": f"^{ID.pattern}$", "maxLength": MAX_ID_LENGTH}),
]
