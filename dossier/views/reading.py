"""Taking note of what is read of a graph, so that it is known which pages an edit touches.

The names of what is read are those of `dossier.graph.facts`.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Generic, TypeVar

from dossier.errors import DossierError
from dossier.graph.graph import Graph
from dossier.graph.item import Backlink, Item, Listing

_K = TypeVar("_K")
_V = TypeVar("_V")


class NotLoadedError(DossierError):
    """Something was read that a graph of a part of the records does not hold."""


class Reads:
    """What has been read since one began to take note."""

    def __init__(self) -> None:
        self.now: set[str] = set()

    @contextmanager
    def noted(self) -> Iterator[set[str]]:
        """Take note of what is read within, and of nothing else."""
        outer, self.now = self.now, set()
        try:
            yield self.now
        finally:
            self.now = outer

    def kept(self, parts: dict[_K, tuple[_V, set[str]]], key: _K, make: Callable[[_K], _V]) -> _V:
        """A part that is made once: whoever takes it reads what was read to make it."""
        found = parts.get(key)
        if found is None:
            with self.noted() as reads:
                value = make(key)
            found = parts[key] = value, reads
        self.now |= found[1]
        return found[0]


class _Watched(Mapping[str, _V], Generic[_V]):
    """A mapping of a graph that takes note of what is read of it."""

    def __init__(self, found: Mapping[str, _V], note: Callable[[str], None], every: str) -> None:
        self._found = found
        self._note = note
        self._every = every

    def __getitem__(self, key: str) -> _V:
        self._note(key)
        return self._found[key]

    def __contains__(self, key: object) -> bool:
        self._note(str(key))
        return key in self._found

    def __iter__(self) -> Iterator[str]:
        self._note(self._every)
        return iter(self._found)

    def __len__(self) -> int:
        self._note(self._every)
        return len(self._found)


def watched(graph: Graph, reads: Reads) -> Graph:
    """The same graph, of which nothing can be read without a note."""

    def records(found: Mapping[str, _V]) -> Mapping[str, _V]:
        def note(id: str) -> None:
            if id.startswith("#"):
                note_list(graph, reads, id)
            else:
                _note_record(graph, reads, id, "w")

        return _Watched(found, note, "#files")

    def items(found: Mapping[str, _V], every: str) -> Mapping[str, _V]:
        def note(id: str) -> None:
            if id == every:
                note_list(graph, reads, id)
            else:
                _note_record(graph, reads, id, "i")

        return _Watched(found, note, every)

    def lists(
        found: Mapping[str, tuple[_V, ...]], every: str = "#files"
    ) -> Mapping[str, tuple[_V, ...]]:
        def note(key: str) -> None:
            note_list(graph, reads, key)
            for member in found.get(key, ()):
                note_member(graph, reads, member)

        return _Watched(found, note, every)

    def cited(id: str) -> None:
        """What something cites is written where it is."""
        if id.startswith("#"):
            note_list(graph, reads, id)
        else:
            reads.now |= {f"w:{id}", f"i:{id}"}

    def tied(id: str) -> None:
        """What joins a record to others is a list of its own: most read no more than that."""
        note_list(graph, reads, id if id.startswith("#") else f"#from-{id}")
        for tie in graph.ties.get(id, ()):
            note_member(graph, reads, tie)

    return replace(
        graph,
        files=records(graph.files),
        events=items(graph.events, "#events"),
        statements=items(graph.statements, "#statements"),
        relations=items(graph.relations, "#relations"),
        figures=items(graph.figures, "#figures"),
        discrepancies=items(graph.discrepancies, "#discrepancies"),
        events_by_year=lists(graph.events_by_year, "#per-year"),
        events_by_participant=lists(graph.events_by_participant),
        statements_by_year=lists(graph.statements_by_year, "#said"),
        statements_by_speaker=lists(graph.statements_by_speaker),
        statements_against=lists(graph.statements_against),
        statements_about=lists(graph.statements_about),
        replies=lists(graph.replies, "#statements"),
        conflicts=lists(graph.conflicts),
        relations_of=lists(graph.relations_of),
        ties=_Watched(graph.ties, tied, "#ties"),
        figures_about=lists(graph.figures_about),
        variants=lists(graph.variants, "#figures"),
        discrepancies_about=lists(graph.discrepancies_about),
        listings_of=lists(graph.listings_of),
        listings_on=lists(graph.listings_on),
        stages=lists(graph.stages),
        copies=lists(graph.copies),
        users=lists(graph.users),
        backlinks=lists(graph.backlinks),
        citing=lists(graph.citing),
        cited=_Watched(graph.cited, cited, "#files"),
    )


def _note_record(graph: Graph, reads: Reads, id: str, cell: str) -> None:
    """Take note that a record or item was read, or that there is none."""
    reads.now.add(f"{cell}:{id}")
    if graph.elsewhere is not None and graph.elsewhere.standing(id) is not None:
        raise NotLoadedError(f"{id} was not loaded")
    if cell == "i" and graph.elsewhere is not None and graph.elsewhere.holds(id):
        raise NotLoadedError(f"not everything that may report {id} was loaded")


def note_list(graph: Graph, reads: Reads, key: str) -> None:
    """Take note that it was read what stands in the graph's lists under a key."""
    reads.now.add(f"l:{key}")
    if graph.elsewhere is not None and (key == "#files" or graph.elsewhere.holds(key)):
        raise NotLoadedError(f"not everything in the list of {key} was loaded")


def note_member(graph: Graph, reads: Reads, member: object) -> None:
    """Take note that something in a list was read."""
    match member:
        case Item():
            _note_record(graph, reads, member.id, "i")
        case Backlink():
            reads.now.add(f"c:{member.file.record.id}")
        case Listing():
            _note_record(graph, reads, member.listed.id, "i")
            if member.delisted is not None:
                _note_record(graph, reads, member.delisted.id, "i")
