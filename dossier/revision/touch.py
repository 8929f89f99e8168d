"""What an edit touches: the pages that read something that changed, and the records they need.

The ledger of the last build says what each page read. The records that changed say what they have
become. What follows from both is made; everything else stands as it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dossier.checks import run_checks
from dossier.errors import Code, Problem
from dossier.evidence.finding import findings
from dossier.evidence.snapshot import store_of
from dossier.graph.facts import Facts, all_facts
from dossier.graph.graph import Graph
from dossier.graph.link import link
from dossier.model.edtf import Edtf
from dossier.model.options import Options
from dossier.publish.ledger import Ledger
from dossier.records.load import load
from dossier.records.places import Places
from dossier.records.survey import Survey
from dossier.revision.known import Known, is_told

_OF_SEVERAL = frozenset({Code.CIRCULAR_REFERENCE, Code.CONTRADICTION})
"""Problems between several files, told of one of them, whichever of them has changed."""

_YEARS_OF = {"years": "l:#years", "said": "l:#said-years"}
"""The cells of the years in which there is something, by the name of their counts in the ledger."""

SHARE = 2
"""If more than one in so many records is needed, reading them all at once is quicker."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What an edit touches.

    `keys` are those of the pages that have to be made again, or go. `checked` are the paths of the
    files of which something may be wrong that was not before.
    """

    known: Known
    keys: frozenset[str]
    checked: frozenset[str]


def touched(
    ledger: Ledger,
    found: Survey,
    digests: Mapping[str, str],
    stale: Iterable[str],
    options: Options,
    today: Edtf,
) -> Touched | None:
    """Find out what an edit touches; None where that cannot be told, or is almost everything.

    `digests` are those of the files that were found, `stale` the keys of pages that have to be made
    again in any case.
    """
    known = Known(ledger)
    changed = set(_differing(ledger.get("site", "digests"), digests))
    if found.problems or found.orphans() or len(changed) * SHARE > len(digests):
        return None
    known.take(dict.fromkeys(changed))
    graph = _read(found, known, changed, digests, today)
    if graph is None:
        return None
    known.take(all_facts(graph))
    if any(_is_taken(known, facts) for facts in known.changed.values() if facts):
        return None
    if any(_is_list_no_more_or_now(known.before(path), one) for path, one in known.changed.items()):
        return None
    keys = set(stale)
    for name, counts in (("years", known.event_counts()), ("said", known.statement_counts())):
        before = ledger.get("site", name)
        was_split = options.is_split(before.values())
        if was_split != options.is_split(counts.values()):
            return None
        if name == "years" and bool(before) != bool(counts):
            return None  # the first page of a language tells of the feeds of events, if any
        if was_split:
            keys |= counts.keys() - before.keys()
        if counts.keys() != before.keys():
            keys |= set(ledger.get("readers", _YEARS_OF[name]) or ())
    for path, facts in known.changed.items():
        keys |= {one.id for one in (known.before(path), facts) if one and one.id}
        for cell in _cells(known.before(path), facts):
            keys |= set(ledger.get("readers", cell) or ())
    for key in tuple(keys):
        keys |= set(ledger.get("readers", f"t:{key}") or ())
    known.touched = keys
    checked = _depending(known) | (changed & digests.keys())
    return Touched(known, frozenset(keys), frozenset(checked))


def part(
    touch: Touched,
    found: Survey,
    digests: Mapping[str, str],
    options: Options,
    today: Edtf,
    latest: Edtf | None = None,
) -> tuple[Graph, tuple[Problem, ...]] | None:
    """The graph of the records that the pages and checks need which an edit touches, with warnings.

    `latest` is as in `run_checks`.
    It is None where these are so many that all may as well be read, and where there are problems.
    """
    known = touch.known
    needed = {path for path in _needed(touch) if path in digests}
    if len(needed) * SHARE > len(digests):
        return None
    graph = _read(found, known, needed, digests, today)
    if graph is None:
        return None
    files = {path: file.path for file in graph.dossier.files for path in file.paths}
    quoted = findings(graph, store_of(options), touch.checked)
    problems = [
        problem
        for problem in run_checks(graph, options, quoted, latest)
        if files.get(problem.origin.path, problem.origin.path) in touch.checked
        or problem.code in _OF_SEVERAL
    ]
    if not all(problem.is_warning for problem in problems):
        return None
    return graph, tuple(sorted(set(problems)))


def _read(
    found: Survey, known: Known, paths: set[str], digests: Mapping[str, str], today: Edtf
) -> Graph | None:
    """The graph of some files; None where something is wrong in them, or they changed just now."""
    dossier, problems = load(found, only=paths)
    if problems or any(digests[path] != one for path, one in dossier.digests.items()):
        return None
    known.loaded = paths
    return link(dossier, Places(found.root), today, known)


def _is_taken(known: Known, facts: Facts) -> bool:
    """Whether an id, present or former, is that of two records: that is for the checks to say."""
    if not facts.id:
        return False
    return (
        len(known.at(facts.id)) > 1
        or bool(known.formerly_at(facts.id))
        or any(known.at(id) or len(known.formerly_at(id)) > 1 for id in facts.was)
    )


def _is_list_no_more_or_now(before: Facts | None, after: Facts | None) -> bool:
    """Whether an instrument has become a list or is none now: others may be listed elsewhere."""
    kinds = [facts.kind for facts in (before, after) if facts and facts.type == "instrument"]
    return len(set(kinds)) > 1 and "list" in kinds


def _cells(before: Facts | None, after: Facts | None) -> Iterator[str]:
    """Yield the cells of what is not as it was, where a file has changed."""
    yield "l:#files"
    for id in {facts.id for facts in (before, after) if facts and facts.id}:
        yield f"w:{id}"
        if _standing(before) != _standing(after) or _face(before) != _face(after):
            yield f"c:{id}"
    for id in _differing(_items(before), _items(after)):
        yield f"i:{id}"
    for key in _differing(_keys(before), _keys(after)):
        yield f"l:{key}"
        yield f"i:{key}"


def _standing(facts: Facts | None) -> tuple[str, str, bool, bool, bool] | None:
    if facts is None:
        return None
    return facts.type, facts.kind, facts.public, facts.withdrawn, facts.protected


def _face(facts: Facts | None) -> str:
    return facts.face if facts else ""


def _items(facts: Facts | None) -> Mapping[str, tuple[str, str]]:
    """The items that readers see of a file, by their public ids."""
    if facts is None or not facts.public:
        return {}
    return {facts.public_id(local): item for local, item in facts.items.items()}


def _keys(facts: Facts | None) -> Mapping[str, str]:
    """The lists to which a file contributes what readers see."""
    if facts is None:
        return {}
    return {key: mark for key, mark in facts.keys.items() if facts.public or is_told(key, facts)}


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    return (key for key in before.keys() | after.keys() if before.get(key) != after.get(key))


def _depending(known: Known) -> set[str]:
    """The files of which something may be wrong because other files have changed."""
    paths: set[str] = set()
    for path, after in known.changed.items():
        before = known.before(path)
        dates = before.dates if before else "", after.dates if after else ""
        if _standing(before) != _standing(after) or dates[0] != dates[1]:
            for id in {facts.id for facts in (before, after) if facts and facts.id}:
                paths |= known.aiming(id)
        for id in _differing(_items(before), _items(after)):
            paths |= known.aiming(id)
        named = set(_differing(_keys(before), _keys(after)))
        if dates[0] != dates[1] and after:
            named |= after.keys.keys()  # among them what it reports
        for key in named:
            paths |= {path for path in known.at(key) if _has_items(known, path)}
    return paths - known.changed.keys()


def _has_items(known: Known, path: str) -> bool:
    facts = known.facts(path)
    return facts is not None and facts.type in ("article", "event", "statement")


def _needed(touch: Touched) -> Iterator[str]:
    """Yield the paths of the files that the pages and checks need which an edit touches."""
    known = touch.known
    yield from touch.checked
    # What they count of other pages that are touched is counted anew, as these count it.
    counted = {
        key
        for key in known.touched - touch.keys
        if not touch.keys.isdisjoint(known.ledger.get("readers", f"t:{key}") or ())
    }
    for key in touch.keys | counted:
        for cell in known.ledger.get("reads", key) or ():
            what, _, name = cell.partition(":")
            if what in "il":
                yield from known.aiming(name)
            if what != "l":
                yield from known.at(name)
    after: list[str] = []
    for path in touch.checked:
        facts = known.facts(path)
        if facts is not None:
            after += facts.after
            told = known.aiming("#supersedes") if "#supersedes" in facts.keys else ()
            for other in (path, *told):
                yield other
                for key in _names(known, other):
                    yield from known.at(key)
            for local in facts.items:
                yield from known.aiming(facts.public_id(local))
    yield from _following(known, after)


def _names(known: Known, path: str) -> Iterable[str]:
    facts = known.facts(path)
    return facts.keys if facts else ()


def _following(known: Known, ids: Iterable[str]) -> Iterator[str]:
    """Yield the files of all that comes before some records: copied, used, superseded by them."""
    waiting, seen = list(ids), set[str]()
    while waiting:
        id = waiting.pop()
        if id in seen:
            continue
        seen.add(id)
        for path in known.at(id):
            yield path
            facts = known.facts(path)
            waiting += facts.after if facts else ()
