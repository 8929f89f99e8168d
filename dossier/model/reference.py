"""Finding the ids and the prose in a record, wherever they stand in it."""

import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel

from dossier.model.field import Ref, Shorthand
from dossier.model.key_path import KeyPath
from dossier.model.text import ProseMark, Text


@dataclass(frozen=True, slots=True)
class Reference:
    """An id as written in a field, with its place and what it may name."""

    id: str
    path: KeyPath
    ref: Ref


@dataclass(frozen=True, slots=True)
class ProseField:
    """Prose as written in a field, in one language (`""`: the site's default)."""

    text: str
    lang: str
    path: KeyPath
    inline: bool = False


_Found = Reference | ProseField
_Walk = Callable[[Any, KeyPath], Iterator[_Found]]


def references_and_prose(model: BaseModel) -> Iterator[_Found]:
    """Yield every reference and every piece of prose in a model, in the order of its fields."""
    yield from _model_walk(type(model))(model, ())


def references_in_data(cls: type[BaseModel], data: Mapping[str, Any]) -> Iterator[_Found]:
    """Do the same for the plain data of a model that could not be made, past what is amiss."""
    yield from _model_walk(cls)(data, ())


@cache
def _model_walk(cls: type[BaseModel]) -> _Walk:
    steps: list[tuple[str, str, _Walk]] = []
    hints = typing.get_type_hints(cls, include_extras=True)
    for name, field in cls.model_fields.items():
        walk = _walk_of(hints[name])
        if walk is not None:
            steps.append((name, field.alias or name, walk))

    def walk_fields(value: Any, path: KeyPath) -> Iterator[_Found]:
        plain = isinstance(value, Mapping)
        if not plain and not isinstance(value, BaseModel):
            return
        for attribute, key, walk in steps:
            member = value.get(key) if plain else getattr(value, attribute)
            if member is not None and member != ():
                yield from walk(member, (*path, key))

    return walk_fields


def _walk_of(hint: Any) -> _Walk | None:
    """How to search a value of this type; None where there is nothing to find."""
    origin = typing.get_origin(hint)
    if origin is Annotated:
        shape, *marks = typing.get_args(hint)
        for mark in marks:
            if isinstance(mark, Ref):
                return _id_leaf(mark) if mark.kinds else None
            if isinstance(mark, ProseMark):
                return _prose_leaf(mark)
        walk = _walk_of(shape)
        shorthand = next((mark for mark in marks if isinstance(mark, Shorthand)), None)
        return _spelt_out(walk, shorthand) if walk and shorthand else walk
    if origin in (typing.Union, types.UnionType):
        walks = [walk for arg in typing.get_args(hint) if (walk := _walk_of(arg))]
        return walks[0] if walks else None
    if origin is tuple:
        member = _walk_of(typing.get_args(hint)[0])
        return _each(member) if member else None
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return _lazily(hint)
    return None


def _id_leaf(mark: Ref) -> _Walk:
    def walk(value: Any, path: KeyPath) -> Iterator[_Found]:
        if isinstance(value, str):
            yield Reference(value, path, mark)

    return walk


def _prose_leaf(mark: ProseMark) -> _Walk:
    def walk(value: Any, path: KeyPath) -> Iterator[_Found]:
        if isinstance(value, Text):
            texts = value.values
        elif isinstance(value, Mapping):
            texts = tuple(value.items())
        else:
            texts = (("", value),)
        single = len(texts) == 1 and texts[0][0] == ""
        for lang, text in texts:
            if isinstance(text, str):
                yield ProseField(text, lang, path if single else (*path, lang), mark.inline)

    return walk


def _spelt_out(walk: _Walk, shorthand: Shorthand) -> _Walk:
    """In plain data a mapping may be written as the value of its one key."""

    def walk_either(value: Any, path: KeyPath) -> Iterator[_Found]:
        yield from walk({shorthand.key: value} if isinstance(value, str) else value, path)

    return walk_either


def _each(member: _Walk) -> _Walk:
    def walk(value: Any, path: KeyPath) -> Iterator[_Found]:
        members = value if isinstance(value, (list, tuple)) else (value,)
        for index, item in enumerate(members):
            yield from member(item, (*path, index))

    return walk


def _lazily(cls: type[BaseModel]) -> _Walk:
    def walk(value: Any, path: KeyPath) -> Iterator[_Found]:
        yield from _model_walk(cls)(value, path)

    return walk
