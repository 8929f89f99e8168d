"""References: each leads to something, of the right kind, that readers may see."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches

from dossier.errors import Code, Origin, Problem, named
from dossier.graph.graph import Graph
from dossier.graph.item import Dangling, Written
from dossier.model.article import Article
from dossier.model.kind import FOLDERS
from dossier.records.places import page_origin


def dangling_references(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each reference that could not be linked, in a file up to a number."""
    known = _Known(graph)
    yield from named(graph.dangling, _kind, lambda one: _dangling(graph, known, one))


def _kind(one: Dangling) -> tuple[object, ...]:
    return id(one.where.file), id(one.where.page), one.hidden, bool(one.found)


def _dangling(graph: Graph, known: "_Known", one: Dangling) -> Problem:
    origin = origin_of(graph, one.where)
    if one.hidden:
        return Problem(
            origin,
            Code.UNPUBLISHED_REFERENCE,
            f"'{one.id}' is {known.state(one.id)}, so readers would find nothing there",
            "publish it first, or take the reference out",
        )
    wanted = _words(one.expected)
    if one.found:
        return Problem(
            origin,
            Code.WRONG_KIND,
            f"'{one.id}' is {_article(one.found)}; {_article(wanted)} is needed here",
            f"name {_article(wanted)}, or move the id to the field it belongs to",
        )
    return Problem(origin, Code.UNKNOWN_ID, f"no {wanted} '{one.id}'", known.hint(one))


class _Known:
    """All ids with their kinds, for hints."""

    def __init__(self, graph: Graph) -> None:
        self._kinds: dict[str, str] = {f.record.id: f.type for f in graph.dossier.files}
        self._states: dict[str, str] = {f.record.id: f.record.state for f in graph.dossier.files}
        for items in (graph.events, graph.statements, graph.relations, graph.figures):
            self._kinds |= {item.id: item.kind for item in items.values() if item.path}
        self._near: dict[tuple[str, frozenset[str]], list[str]] = {}

    def state(self, id: str) -> str:
        return {"draft": "a draft", "embargoed": "under embargo"}.get(
            self._states.get(id.partition("#")[0], ""), "withdrawn"
        )

    def hint(self, one: Dangling) -> str:
        wanted = one.id, one.expected
        if wanted not in self._near:
            known = [id for id, kind in self._kinds.items() if kind in one.expected]
            self._near[wanted] = get_close_matches(one.id, known, n=1, cutoff=0.7)
        for near in self._near[wanted]:
            return f"did you mean '{near}'?"
        return f"an id is the name of a file, such as {_folder(one.expected)}/{one.id}.yml"


def _folder(kinds: Iterable[str]) -> str:
    kind = min(kinds)
    return next((folder for folder, type in FOLDERS.items() if type == kind), f"{kind}s")


def _words(kinds: frozenset[str]) -> str:
    names = sorted(kinds)
    if len(names) > 3:
        return "record"
    return " or ".join(names)


def _article(words: str) -> str:
    return f"an {words}" if words[:1] in "aeio" else f"a {words}"


def origin_of(graph: Graph, where: Written) -> Origin:
    """The origin of something written in a record or on a hand-written page."""
    if where.page is not None:
        return page_origin(where.page.path, where.prose, where.at)
    if where.file is None:
        raise ValueError("written nowhere")
    if where.prose:
        return graph.places.in_prose(where.file, where.path, where.prose, where.at)
    return graph.places.value(where.file, where.path)


def prose_slips(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each slip in prose: raw HTML, unsafe links, malformed references."""
    for one in graph.slips:
        slip = one.slip
        yield Problem(origin_of(graph, one.where), slip.code, slip.message, slip.hint)


def self_references(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each record or item that names itself where it must name another."""
    for relation in graph.relations.values():
        subject = relation.fields.subject or relation.home.id
        if subject == relation.fields.object:
            yield Problem(
                graph.places.value(relation.file, (*relation.path, "object")),
                Code.SELF_REFERENCE,
                f"'{subject}' is related to itself",
                "name the other side",
            )
    for file in graph.files.values():
        record = file.record
        if isinstance(record, Article) and record.copy_of == str(record.id):
            yield Problem(
                graph.places.value(file, ("copy_of",)),
                Code.SELF_REFERENCE,
                "the document is called a copy of itself",
                "name the document it was copied from",
            )
    for item in graph.statements.values():
        for index, id in enumerate(item.fields.responds_to):
            if graph.resolve_item(id, item.home.id) == item.id:
                yield Problem(
                    graph.places.value(item.file, (*item.path, "responds_to", index)),
                    Code.SELF_REFERENCE,
                    "the statement answers itself",
                    "name the statement it answers",
                )


def circular_references(graph: Graph) -> Iterator[Problem]:
    """Yield a problem for each cycle of copies, sources, successions or replies."""
    articles = {
        id: file.record for id, file in graph.files.items() if isinstance(file.record, Article)
    }
    yield from _cycles(
        graph, articles, lambda id: [c for c in (articles[id].copy_of,) if c], "copy_of"
    )
    yield from _cycles(graph, articles, lambda id: articles[id].based_on, "based_on")
    supersedes = {
        id: [
            relation.fields.object
            for relation in graph.relations_of.get(id, ())
            if relation.fields.predicate == "supersedes"
            and (relation.fields.subject or relation.home.id) == id
        ]
        for id, file in graph.files.items()
        if file.type == "instrument"
    }
    yield from _cycles(graph, supersedes, lambda id: supersedes[id], "relations")


def _cycles(
    graph: Graph, nodes: Iterable[str], after: Callable[[str], Iterable[str]], key: str
) -> Iterator[Problem]:
    """Yield a problem for each set of records that lead to one another, once."""
    known = set(nodes)
    next_ones = {id: [one for one in after(id) if one in known and one != id] for id in known}
    for ring in _rings(next_ones):
        yield Problem(
            graph.places.key(graph.files[ring[0]], (key,)),
            Code.CIRCULAR_REFERENCE,
            f"'{key}' goes round in a circle: {' → '.join([*ring, ring[0]])}",
            "one of them must come first",
        )


def _rings(after: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Yield circles, each from its smallest member on: one for each edge that closes a circle.

    The walk is depth first; an edge closes a circle where it leads back into the walk.
    """
    done: set[str] = set()
    found: set[frozenset[str]] = set()
    for start in sorted(after):
        if start in done:
            continue
        trail: dict[str, None] = {start: None}
        walk = [iter(sorted(after[start]))]
        while walk:
            here = next(walk[-1], None)
            if here is None:
                walk.pop()
                done.add(trail.popitem()[0])
            elif here in trail:
                ring = list(trail)[list(trail).index(here) :]
                first = ring.index(min(ring))
                if frozenset(ring) not in found:
                    found.add(frozenset(ring))
                    yield (*ring[first:], *ring[:first])
            elif here not in done:
                trail[here] = None
                walk.append(iter(sorted(after[here])))
