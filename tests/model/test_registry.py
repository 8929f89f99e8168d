"""The closed lists, the registry of relations, and what the models say of themselves."""

import typing
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from dossier.model import kind
from dossier.model.block import BLOCKS
from dossier.model.identifier import is_id
from dossier.model.kind import ENTITY_KINDS, FOLDERS, RECORD_TYPES
from dossier.model.predicate import LABELS, PREDICATES, SUCCESSION, Predicate
from dossier.records.decode import MODELS

TABLES = {
    name: table
    for name, table in vars(kind).items()
    if name.isupper() and isinstance(table, dict) and name != "FOLDERS"
}


def models_in(hint: object) -> Iterator[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for part in typing.get_args(hint):
        yield from models_in(part)


def all_models() -> list[type[BaseModel]]:
    """The models of records and blocks, and of all that stands within them."""
    found: dict[type[BaseModel], None] = {}
    queue: list[type[BaseModel]] = [*MODELS.values(), *BLOCKS.values()]
    while queue:
        model = queue.pop()
        if model not in found:
            found[model] = None
            for hint in typing.get_type_hints(model, include_extras=True).values():
                queue.extend(models_in(hint))
    return sorted(found, key=lambda model: model.__name__)


FIELDS = [
    pytest.param(model, name, id=f"{model.__name__}.{name}")
    for model in all_models()
    for name in model.model_fields
]


def test_every_folder_holds_a_type_of_record_and_every_type_has_one() -> None:
    assert sorted(FOLDERS.values()) == sorted(RECORD_TYPES)
    assert len(set(FOLDERS.values())) == len(FOLDERS)
    assert list(MODELS) == list(RECORD_TYPES)


def test_the_models_reach_into_what_articles_hold() -> None:
    names = {model.__name__ for model in all_models()}
    assert {"Article", "InlineEvent", "Quote", "QuoteSelector", "NoReply", "Snapshot"} <= names
    assert len(names) >= 25


@pytest.mark.parametrize("model", all_models(), ids=lambda model: model.__name__)
def test_every_model_says_what_it_is(model: type[BaseModel]) -> None:
    said = vars(model).get("__doc__") or ""
    assert said.strip().endswith(".")
    assert said[0].isupper()


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_every_field_says_what_it_holds(model: type[BaseModel], name: str) -> None:
    said = (model.model_fields[name].description or "").strip()
    assert said[:1].isupper() or said.startswith("`")
    assert said.endswith((".", "?"))


@pytest.mark.parametrize(("name", "table"), TABLES.items(), ids=lambda value: str(value)[:20])
def test_codes_are_ids_and_labels_are_words(name: str, table: dict[str, str]) -> None:
    for code, label in table.items():
        assert is_id(code), f"{name}: {code}"
        assert label == label.strip()
        assert label
    assert len(set(table.values())) == len(table), f"{name} has two codes with one label"


@pytest.mark.parametrize(("name", "predicate"), PREDICATES.items(), ids=list(PREDICATES))
def test_a_predicate_joins_kinds_that_exist_and_reads_both_ways(
    name: str, predicate: Predicate
) -> None:
    known = set(ENTITY_KINDS) | {"instrument", "article"}
    assert predicate.subjects
    assert predicate.objects
    assert predicate.subjects | predicate.objects <= known
    assert predicate.phrase
    assert predicate.reverse
    assert is_id(name)
    assert LABELS[name] == predicate.phrase


def test_a_predicate_that_reads_alike_both_ways_joins_the_same_kinds_on_both_sides() -> None:
    for predicate in PREDICATES.values():
        if predicate.phrase == predicate.reverse:
            assert predicate.subjects == predicate.objects


def test_what_comes_before_and_after_joins_instruments() -> None:
    assert set(PREDICATES) >= SUCCESSION
    for name in SUCCESSION:
        assert PREDICATES[name].subjects == {"instrument"}
        assert PREDICATES[name].objects == {"instrument"}


def test_stages_stand_in_the_order_of_a_life() -> None:
    stages = list(kind.STAGES)
    assert stages[0] == "introduced"
    assert stages.index("passed") < stages.index("signed") < stages.index("in-force")
    assert stages.index("in-force") < stages.index("repealed")
