"""A check of linked data against the vocabulary of schema.org, as it is published."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SCHEMA = "schema:"
DATA_TYPES = frozenset({"Text", "Date", "DateTime", "Time", "Number", "Boolean"})


class Vocabulary:
    """Types with their supertypes, and properties with their domains and ranges."""

    def __init__(self, file: Path) -> None:
        graph = json.loads(file.read_text("utf-8"))["@graph"]
        self.supertypes: dict[str, set[str]] = {}
        self.domains: dict[str, set[str]] = {}
        self.ranges: dict[str, set[str]] = {}
        for one in graph:
            name = str(one["@id"]).removeprefix(SCHEMA)
            if "rdfs:Class" in _list(one.get("@type")):
                self.supertypes[name] = _names(one.get("rdfs:subClassOf"))
            if "rdf:Property" in _list(one.get("@type")):
                self.domains[name] = _names(one.get("schema:domainIncludes"))
                self.ranges[name] = _names(one.get("schema:rangeIncludes"))

    def wrong(self, thing: dict[str, Any]) -> Iterator[str]:
        """Yield what is wrong with a thing and with those within it."""
        type = thing.get("@type", "")
        if type not in self.supertypes:
            yield f"there is no type {type!r}"
            return
        for name, values in thing.items():
            if name in ("@type", "@id", "@context"):
                continue
            if name not in self.domains:
                yield f"there is no property {name!r}"
            elif not self._all_of(type) & self.domains[name]:
                yield f"{type} has no property {name}"
            else:
                for value in _list(values):
                    yield from self._wrong_value(f"{type}.{name}", self.ranges[name], value)

    def _wrong_value(self, place: str, ranges: set[str], value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            found = self._all_of(value.get("@type", ""))
            # What is only known to be a thing may be of any type.
            if value.get("@type") != "Thing" and not found & ranges:
                yield f"{place} is no {value.get('@type')}"
            yield from self.wrong(value)
        elif not isinstance(value, str) or not value.strip():
            yield f"{place} is {value!r}"
        elif not ranges & DATA_TYPES and not self.is_text(ranges):
            yield f"{place} is text"

    def is_text(self, ranges: set[str]) -> bool:
        """Whether one of some types is a kind of text, as URL is."""
        return any("Text" in self._all_of(one) for one in ranges)

    def _all_of(self, type: str) -> set[str]:
        found: set[str] = set()
        waiting = [type]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.supertypes.get(one, ())
        return found


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _names(value: Any) -> set[str]:
    return {str(one["@id"]).removeprefix(SCHEMA) for one in _list(value)}
