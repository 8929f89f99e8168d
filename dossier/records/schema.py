"""JSON Schemas of the records, and a page on every field: both read off the model."""

import json
import types
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from dossier.model.block import BLOCKS
from dossier.model.field import Choice, Ref
from dossier.records.decode import MODELS

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """File name to content: a JSON Schema for each type of record, and the page of fields.

    Source:
        JSON Schema, draft 2020-12.
    """
    found = {}
    for type, model in MODELS.items():
        schema: dict[str, Any] = {"$schema": DRAFT} | _widened(
            model.model_json_schema(by_alias=True)
        )
        found[f"{type}.schema.json"] = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    found["fields.md"] = "\n".join(_page())
    return found


def _widened(schema: Any) -> Any:
    """Let a number or a truth value stand for text: to the reader every scalar is text."""
    if isinstance(schema, list):
        return [_widened(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    wider = {key: _widened(part) for key, part in schema.items()}
    if wider.get("type") == "string" and not {"enum", "format"} & set(wider):
        wider["type"] = ["string", "number", "boolean"]
    return wider


def _page() -> Iterator[str]:
    yield "# Fields"
    yield ""
    yield "Every field of every type of record, made from the model. Required fields are in bold."
    yield ""
    seen: list[type[BaseModel]] = []
    queue: list[type[BaseModel]] = list(MODELS.values()) + list(BLOCKS.values())
    while queue:
        model = queue.pop(0)
        if model in seen:
            continue
        seen.append(model)
        yield from _section(model)
        queue.extend(_parts(model))


def _section(model: type[BaseModel]) -> Iterator[str]:
    yield f"## {model.__name__}"
    yield ""
    yield (model.__doc__ or "").strip()
    yield ""
    if not model.model_fields:
        yield "It takes no options."
        yield ""
        return
    yield "| Field | Takes | What it says |"
    yield "| --- | --- | --- |"
    hints = typing.get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        key = field.alias or name
        shown = f"**`{key}`**" if field.is_required() else f"`{key}`"
        text = " ".join((field.description or "").split()).replace("|", "\\|")
        yield f"| {shown} | {_takes(hints[name])} | {text} |"
    yield ""


def _takes(hint: Any) -> str:
    """What a field takes, in words."""
    origin = typing.get_origin(hint)
    if origin is typing.Annotated:
        shape, *marks = typing.get_args(hint)
        for mark in marks:
            if isinstance(mark, Choice):
                return ", ".join(f"`{choice}`" for choice in mark.choices)
            if isinstance(mark, Ref):
                return f"id of {' or '.join(sorted(mark.kinds))}" if mark.kinds else "id"
        return _takes(shape)
    if origin is tuple:
        return f"list of {_takes(typing.get_args(hint)[0])}"
    if origin is dict:
        return "map"
    if origin in (typing.Union, types.UnionType):
        return _takes(next(arg for arg in typing.get_args(hint) if arg is not types.NoneType))
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return _NAMES.get(getattr(hint, "__name__", ""), "text")


_NAMES = {"Edtf": "date", "bool": "true or false", "Decimal": "number", "Text": "text"}


def _parts(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for hint in typing.get_type_hints(model, include_extras=True).values():
        yield from _models_in(hint)


def _models_in(hint: Any) -> Iterator[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for part in typing.get_args(hint):
        yield from _models_in(part)
