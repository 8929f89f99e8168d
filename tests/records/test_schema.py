"""The JSON Schemas: what is committed, and what sound records satisfy."""

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from dossier.model.kind import ARTICLE_KINDS, FOLDERS
from dossier.records.decode import MODELS
from dossier.records.schema import DRAFT, schemas

REPOSITORY = Path(__file__).parents[2]
SAMPLE = REPOSITORY / "tests" / "sample" / "content"
RECORDS = sorted(path for folder in FOLDERS for path in (SAMPLE / folder).rglob("*.yml"))


def schema_of(type: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(schemas()[f"{type}.schema.json"])
    return found


def type_of(path: Path) -> str:
    return FOLDERS[path.relative_to(SAMPLE).parts[0]]


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> list[str]:
    """Why a value does not satisfy a schema: the few keywords that the schemas use."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        return faults(value, root["$defs"][name], root, at)
    if "anyOf" in schema:
        ways = [faults(value, way, root, at) for way in schema["anyOf"]]
        return [] if [] in ways else min(ways, key=len)
    expected = {
        "object": dict,
        "array": list,
        "string": str | datetime.date,  # to a YAML tool of today a day is a string
        "integer": int,
        "number": int | float,
        "boolean": bool,
        "null": type(None),
    }
    types = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", [])
    if types and not any(isinstance(value, expected[type]) for type in types):  # type: ignore[arg-type]
        return [f"{at}: {value!r} is no {types[0]}"]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value!r} is not one of {schema['enum']}")
    if "const" in schema and value != schema["const"]:
        found.append(f"{at}: {value!r} is not {schema['const']!r}")
    if "pattern" in schema and not re.search(schema["pattern"], str(value)):
        found.append(f"{at}: {value!r} does not match {schema['pattern']}")
    if isinstance(value, list):
        for index, member in enumerate(value):
            found += faults(member, schema.get("items", {}), root, f"{at}[{index}]")
    if isinstance(value, dict):
        found += [f"{at}: no {name}" for name in schema.get("required", []) if name not in value]
        patterns = schema.get("patternProperties", {})
        for name, member in value.items():
            inner = schema.get("properties", {}).get(name)
            inner = inner or next((s for p, s in patterns.items() if re.search(p, name)), None)
            rest = schema.get("additionalProperties", True)
            if inner is None and rest is False:
                found.append(f"{at}: {name} is not allowed")
            elif inner or isinstance(rest, dict):
                found += faults(member, inner or rest, root, f"{at}.{name}")
    return found


def test_the_committed_schemas_are_those_of_the_model() -> None:
    committed = {path.name: path.read_text("utf-8") for path in (REPOSITORY / "schemas").iterdir()}
    assert sorted(committed) == sorted(schemas())
    stale = [name for name, content in schemas().items() if committed[name] != content]
    assert stale == [], "run dossier schema"


@pytest.mark.parametrize("type", MODELS)
def test_a_schema_names_its_draft_and_describes_every_field(type: str) -> None:
    schema = schema_of(type)
    assert schema["$schema"] == DRAFT
    assert schema["additionalProperties"] is False
    assert all(field.get("description") for field in schema["properties"].values())


def test_a_schema_offers_the_words_of_a_choice_and_the_names_of_yaml() -> None:
    article = schema_of("article")
    assert article["properties"]["kind"]["enum"] == list(ARTICLE_KINDS)
    event = article["$defs"]["InlineEvent"]["properties"]
    assert "with" in event
    assert "with_" not in event


def test_there_are_records_to_try_the_schemas_on() -> None:
    assert len(RECORDS) >= 10
    assert {type_of(path) for path in RECORDS} >= {"article", "entity", "instrument", "event"}


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_sound_records_read_by_a_yaml_tool_satisfy_their_schema(path: Path) -> None:
    schema = schema_of(type_of(path))
    assert faults(yaml.safe_load(path.read_text("utf-8")), schema, schema) == []


@pytest.mark.parametrize(
    ("type", "text"),
    [
        ("event", "title: 1984\ndate: 2021\nkind: other\ncites: [{source: a, at: {page: 1}}]"),
        ("entity", "name: 3.5\nkind: company\nbody: true"),
        ("article", "kind: press\ntitle: {en: 1984}\nlang: en\ntier: primary\nauthor: [7]"),
    ],
)
def test_to_a_schema_as_to_the_reader_every_scalar_is_text(type: str, text: str) -> None:
    schema = schema_of(type)
    assert faults(yaml.safe_load(text), schema, schema) == []


@pytest.mark.parametrize(
    ("type", "text", "fault"),
    [
        ("entity", "kind: company", ": no name"),
        ("entity", "name: A\nkind: firm", ".kind: 'firm' is not one of"),
        ("entity", "name: A\nkind: company\nnmae: B", ": nmae is not allowed"),
        ("entity", "name: {english: A}\nkind: company", ".name"),
        ("entity", "name: A\nkind: company\ncountry: France", ".country: 'France' does not match"),
        ("entity", "name: A\nkind: company\nthemes: [A b]", ".themes[0]: 'A b' does not match"),
        ("event", "title: A\ndate: 2021\nkind: other\nactor: [{as: A}]", ".actor"),
        ("event", "title: A\ndate: [2021]\nkind: other", ".date: [2021] is no string"),
        ("event", "title: A\ndate: 2021\nkind: other\nplanned: maybe", ".planned"),
    ],
)
def test_unsound_records_do_not(type: str, text: str, fault: str) -> None:
    schema = schema_of(type)
    [found] = faults(yaml.safe_load(text), schema, schema)
    assert found.startswith(fault)


def test_the_page_of_fields_has_every_field_of_every_record() -> None:
    page = schemas()["fields.md"]
    for model in MODELS.values():
        section = page.partition(f"\n## {model.__name__}\n")[2].partition("\n## ")[0]
        for name, field in model.model_fields.items():
            key = field.alias or name
            shown = f"| **`{key}`** |" if field.is_required() else f"| `{key}` |"
            assert section.count(shown) == 1, f"{model.__name__}.{name}"


def test_every_link_of_the_page_of_fields_leads_to_a_section() -> None:
    page = schemas()["fields.md"]
    sections = {heading.lower() for heading in re.findall(r"^## (.*)$", page, re.MULTILINE)}
    links = set(re.findall(r"\]\(#([^)]*)\)", page))
    assert links
    assert links <= sections


def test_every_row_of_the_page_of_fields_has_three_cells() -> None:
    rows = [line for line in schemas()["fields.md"].split("\n") if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}
