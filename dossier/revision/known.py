"""What is known of a dossier without reading it."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dossier.graph.elsewhere import Standing
from dossier.graph.facts import Facts
from dossier.graph.graph import counted
from dossier.publish.ledger import Ledger
from dossier.records.decode import MODELS
from dossier.records.dossier import RecordFile


@dataclass(slots=True)
class Known:
    """What a ledger knows of the files of a dossier, brought up to date with those that changed.

    `changed` maps their paths to their facts, None for those that are gone. Of the files in
    `loaded` a graph knows more: they do not stand elsewhere. `touched` are the keys of the pages to
    make again, whose records have to be counted anew.
    """

    ledger: Ledger
    changed: dict[str, Facts | None] = field(default_factory=dict)
    loaded: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    _kept: dict[tuple[str, str], Any] = field(default_factory=dict)
    _now: defaultdict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    _faces: dict[str, RecordFile] = field(default_factory=dict)

    def before(self, path: str) -> Facts | None:
        """The facts of a file as they were."""
        kept = self._get("facts", path)
        return None if kept is None else Facts.from_json(path, kept)

    def facts(self, path: str) -> Facts | None:
        """The facts of a file as they are."""
        return self.changed[path] if path in self.changed else self.before(path)

    def at(self, id: str) -> set[str]:
        """The paths of the records with an id, or with an item of an id: one, if all is well."""
        home = id.partition("#")[0]
        return self._paths("at", home) if home else set()

    def formerly_at(self, id: str) -> set[str]:
        """The paths of the records that once had an id."""
        return self._paths("former", id)

    def aiming(self, key: str) -> set[str]:
        """The paths of the files that refer to an id, or contribute to the lists under a key."""
        return self._paths("aims", key)

    def take(self, changed: Mapping[str, Facts | None]) -> None:
        """Have other facts of files that changed."""
        self.changed |= changed
        self._now = defaultdict(set)
        for path, facts in self.changed.items():
            for room, keys in places(facts):
                for key in keys:
                    self._now[room, key].add(path)

    def _paths(self, room: str, key: str) -> set[str]:
        found = set(self._get(room, key) or ()) - self.changed.keys()
        return found | self._now.get((room, key), set())

    def _get(self, room: str, key: str) -> Any:
        if (room, key) not in self._kept:
            self._kept[room, key] = self.ledger.get(room, key)
        return self._kept[room, key]

    def standing(self, id: str) -> Standing | None:
        """What an id stands for that is not loaded."""
        local = id.partition("#")[2]
        for path in self.at(id) - self.loaded:
            facts = self.facts(path)
            if facts is not None and not local:
                return Standing(facts.type, facts.public)
            if facts is not None and local in facts.items:
                return Standing(facts.items[local][0], facts.public)
        return None

    def holds(self, key: str) -> bool:
        """Whether a record that is not loaded contributes to the lists under a key."""
        found = (self.facts(path) for path in self.aiming(key) - self.loaded)
        return any(
            facts is not None and facts.id and (facts.public or is_told(key, facts))
            for facts in found
        )

    def face(self, id: str) -> RecordFile | None:
        """A record that is not loaded, with nothing but its face."""
        for path in self.at(id) - self.loaded:
            facts = self.facts(path)
            if facts is not None and facts.public:
                return self._face(facts)
        return None

    def withdrawn(self, id: str) -> RecordFile | None:
        """A record that is not loaded and was withdrawn, with nothing but its face."""
        for path in self.at(id) - self.loaded:
            facts = self.facts(path)
            if facts is not None and facts.withdrawn:
                return self._face(facts)
        return None

    def faces(self, type: str) -> Iterator[RecordFile]:
        """Yield all records of a type that are not loaded, with nothing but their faces."""
        for path in self.aiming(f"#{type}") - self.loaded:
            facts = self.facts(path)
            if facts is not None:
                yield self._face(facts)

    def _face(self, facts: Facts) -> RecordFile:
        if facts.path not in self._faces:
            data = json.loads(facts.face) | {"id": facts.id}
            record = MODELS[facts.type].model_validate(data)
            self._faces[facts.path] = RecordFile(facts.type, facts.path, record)
        return self._faces[facts.path]

    def tally(self, key: str) -> list[Any] | None:
        """How much there was on a record, or of what was said in a year, if that is still so."""
        kept: list[Any] | None
        kept = None if key in self.touched else self.ledger.get("tallies", key)
        return kept

    def count(self, type: str) -> int:
        """How many records of a type there are."""
        return len(self.aiming(f"#{type}"))

    def event_counts(self) -> Mapping[str, int]:
        """How many events there are in each year, in the order of the years."""
        return self._counts("years", lambda facts: facts.years)

    def statement_counts(self) -> Mapping[str, int]:
        """How many statements were made in each year, in the order of the years."""
        return self._counts("said", lambda facts: facts.said)

    def _counts(self, kept: str, keys: Callable[[Facts], Iterable[str]]) -> Mapping[str, int]:
        counts: Counter[str] = Counter(self._get("site", kept))
        for path, facts in self.changed.items():
            before = self.before(path)
            counts.subtract(keys(before) if before else ())
            counts.update(keys(facts) if facts else ())
        return counted(counts)


def is_told(key: str, facts: Facts) -> bool:
    """Whether a list has a part of a record that readers do not see: why it was withdrawn."""
    return facts.withdrawn and key == "#corrections"


def places(facts: Facts | None) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the rooms of the ledger in which the path of a file stands, and under which keys."""
    if facts is not None:
        yield "at", (facts.id,) if facts.id else ()
        yield "former", facts.was
        yield "aims", facts.keys
