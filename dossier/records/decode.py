"""Plain data to the model, or to all the reasons why not."""

import types
import typing
from collections.abc import Callable, Container
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dossier.errors import Code, Origin, Problem, named
from dossier.model.article import Article
from dossier.model.edtf import Edtf
from dossier.model.entity import Entity
from dossier.model.event import Event
from dossier.model.field import Choice
from dossier.model.instrument import Instrument
from dossier.model.key_path import KeyPath
from dossier.model.record import Record
from dossier.model.statement import Statement
from dossier.model.theme import Theme

MODELS: dict[str, type[Record]] = {
    "article": Article,
    "entity": Entity,
    "instrument": Instrument,
    "event": Event,
    "statement": Statement,
    "theme": Theme,
}
"""Type of record to its model."""

PlaceOf = Callable[[KeyPath], Origin]
_SHAPES = {
    "string_type": "text",
    "tuple_type": "a list",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "dict_type": "a mapping",
}
_R = TypeVar("_R", bound=BaseModel)


def decode(
    model: type[_R],
    data: dict[str, Any],
    value_at: PlaceOf,
    key_at: PlaceOf,
    refused: Container[KeyPath] = (),
) -> tuple[_R | None, tuple[Problem, ...]]:
    """Make a record of plain data; None, and the problems in it, where that cannot be.

    `value_at` and `key_at` give the origin of a value and of a key by the path that leads there.
    `refused` are the paths of values that are there and were refused: they are not missing.
    """
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        errors = [
            one
            for one in error.errors(include_url=False)
            if one["type"] != "missing" or one["loc"] not in refused
        ]
        return None, tuple(
            named(
                errors,
                lambda one: one["type"],
                lambda one: _problem(model, data, one, value_at, key_at),
            )
        )


def _problem(
    model: type[BaseModel],
    data: dict[str, Any],
    error: ErrorDetails,
    value_at: PlaceOf,
    key_at: PlaceOf,
) -> Problem:
    path: KeyPath = error["loc"]
    where = spelt(path)
    match error["type"]:
        case "missing":
            owner = _model_at(model, path[:-1])
            name = str(path[-1])
            whole = spelt(path[:-1]) or "the record"
            message = f"{whole} has no '{name}'"
            return Problem(
                value_at(path[:-1]), Code.MISSING_FIELD, message, _description(owner, name)
            )
        case "extra_forbidden":
            owner = _model_at(model, path[:-1])
            name = str(path[-1])
            return Problem(
                key_at(path), Code.UNKNOWN_KEY, f"unknown key '{name}'", _near(name, _fields(owner))
            )
        case kind if kind in _SHAPES:
            message = f"{where}: expected {_SHAPES[kind]}, found {_shape(error['input'])}"
            return Problem(value_at(path), Code.WRONG_TYPE, message, _shape_hint(kind, error))
        case "bad-choice":
            context = error["ctx"]
            hint = _near(context["value"], context["choices"].split(", "))
            return Problem(value_at(path), Code.BAD_CHOICE, f"{where}: {error['msg']}", hint)
        case "bad-date":
            return Problem(
                value_at(path), Code.BAD_DATE, f"{where}: {error['msg']}", _date_hint(error)
            )
    code = Code(error["type"]) if error["type"] in set(Code) else Code.WRONG_TYPE
    return Problem(value_at(path), code, f"{where}: {error['msg']}", _HINTS.get(code, ""))


_HINTS = {
    Code.EMPTY_VALUE: "write them in one language at least: {en: …}",
    Code.BAD_ID: "an id is the name of a record's file, without its ending",
    Code.BAD_URL: "copy the address from the browser, and encode blanks as %20",
    Code.BAD_LANGUAGE: "languages are written as in BCP 47: fr, en-GB, zh-Hans",
    Code.BAD_COUNTRY: "two capital letters; for no country, leave the key out",
    Code.BAD_NUMBER: "digits, with a point for decimals and no separators",
    Code.BAD_DIGEST: "run sha256sum on the snapshot",
    Code.WRONG_TYPE: "see the fields of this type of record",
}


def spelt(path: KeyPath) -> str:
    """A path as editors would say it: `events[1].kind`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step != "[key]":
            text += f".{step}" if text else step
    return text


def _near(name: str, known: typing.Iterable[str]) -> str:
    choices = sorted(known)
    near = get_close_matches(name, choices, n=1)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"one of {', '.join(choices)}"


def _fields(model: type[BaseModel] | None) -> list[str]:
    fields = model.model_fields.items() if model else ()
    return [field.alias or name for name, field in fields]


_DATES = "2021-12-10, 2021-12, 2021, 2021-12~ (about), 2021? (uncertain), 2019-10-09/.."


def _description(model: type[BaseModel] | None, name: str) -> str:
    fields = model.model_fields.items() if model else ()
    for field_name, field in fields:
        if name in (field_name, field.alias):
            choices = [one.choices for one in field.metadata if isinstance(one, Choice)]
            known = f" One of {', '.join(choices[0])}." if choices else ""
            known = f" Such as {_DATES}" if field.annotation is Edtf else known
            return f"{(field.description or '').strip()}{known}".strip()
    return ""


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    return f"'{str(value)[:40]}'"


def _shape_hint(kind: str, error: ErrorDetails) -> str:
    written = error["input"]
    if kind == "tuple_type" and isinstance(written, str):
        return f"write [{written[:40]}]"
    if kind == "string_type" and isinstance(written, list):
        return "take the brackets or the dash away"
    if kind == "string_type":
        return "write the text itself"
    return f"write it as {_SHAPES[kind]}: " + ("[a, b]" if kind == "tuple_type" else "{key: value}")


def _date_hint(error: ErrorDetails) -> str:
    if isinstance(error["input"], list):
        inside = ", ".join(str(part) for part in error["input"])
        return f'write "[{inside}]"'
    if "one day" in error["msg"]:
        return "write the year, the month and the day"
    return f"EDTF: {_DATES}"


def _model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """The model that stands at a path, as far as the types say."""
    current: type[BaseModel] | None = model
    for step in path:
        if current is None:
            return None
        if isinstance(step, int):
            continue
        hints = typing.get_type_hints(current, include_extras=True)
        field = next(
            (name for name, info in current.model_fields.items() if step in (name, info.alias)),
            None,
        )
        current = _model_in(hints[field]) if field else None
    return current


def _model_in(hint: Any) -> type[BaseModel] | None:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return hint
    if typing.get_origin(hint) in (typing.Annotated, typing.Union, types.UnionType, tuple):
        for part in typing.get_args(hint):
            if (found := _model_in(part)) is not None:
                return found
    return None
