"""What a build leaves in the ledger for the next one.

The rooms of the ledger: `facts` of files by path; `at` and `former`, the paths of the records that
have or had an id; `aims`, the paths of the files that refer to an id or contribute to the lists
under a key; `reads`, the cells that the page of a key needs; `readers`, the keys of the pages that
read a cell; `tallies` by id; the number of `warnings` by path; and `site`, for all else.
"""

import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field
from typing import Any, NamedTuple

from dossier.errors import Problem
from dossier.graph.facts import Facts
from dossier.graph.graph import Graph
from dossier.history import Change, History
from dossier.history.log import Commit, News
from dossier.publish.ledger import Ledger
from dossier.records.decode import MODELS
from dossier.revision.known import Known, places

Listed = tuple[str, str, str]


class Entry(NamedTuple):
    """A page that was published: see `Output`."""

    digest: str
    kind: str
    key: str
    listed: Listed | None


@dataclass(slots=True)
class Account:
    """The pages of a site by path, and what those that were made now have read, by key.

    `sitemap` is the digest of the sitemap, empty where there is none.
    """

    sitemap: str = ""
    pages: dict[str, Entry] = field(default_factory=dict)
    reads: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    tallies: dict[str, list[Any]] = field(default_factory=dict)

    def add(self, path: str, entry: Entry, reads: Collection[str], tally: list[Any] | None) -> None:
        """Take a page in that was made now.

        The same few cells are read by most pages, so there is one text for each.
        """
        self.pages[path] = entry
        if tally is not None:
            self.tallies[entry.key] = tally
        if entry.key:
            self.reads[entry.key].update(map(sys.intern, reads))

    def listed(self) -> Iterator[Listed]:
        """Yield what the sitemap says."""
        for entry in self.pages.values():
            if entry.listed is not None:
                yield entry.listed


@dataclass(frozen=True, slots=True)
class Basis:
    """What all pages of a build are made from, besides records: if it changes, they all do.

    `host` maps the host's own pages to their digests: they change one by one.
    """

    digest: str
    head: str
    history: History
    host: Mapping[str, str]


def read_history_of(ledger: Ledger) -> History:
    """The history that the last build knew."""
    kept = ledger.get("site", "history")
    changes = {path: Change(*change) for path, change in kept["changes"].items()}
    last = Change(*kept["last"]) if kept["last"] else None
    return History(changes, last, tuple(map(_commit, kept["log"])), *kept["extent"])


def _commit(kept: Any) -> Commit:
    commit, day, news, pages = kept
    told = (
        News(what, until, number, tuple(ids), tuple(map(tuple, entries)))
        for what, until, number, ids, entries in news
    )
    return Commit(commit, day, tuple(told), pages)


def read_pages(ledger: Ledger) -> dict[str, Entry]:
    """The pages that the last build published."""
    return {
        path: Entry(digest, kind, key, tuple(listed) if listed else None)
        for path, (digest, kind, key, listed) in ledger.get("site", "pages").items()
    }


def begin(
    ledger: Ledger,
    basis: Basis,
    facts: Mapping[str, Facts],
    digests: Mapping[str, str],
    account: Account,
    warnings: Iterable[Problem],
    graph: Graph,
) -> None:
    """Put down all that is known after a build that made everything, of a graph."""
    rooms: dict[str, defaultdict[str, list[str]]]
    rooms = {name: defaultdict(list) for name in ("at", "former", "aims", "readers")}
    for path, one in facts.items():
        for room, keys in places(one):
            for key in keys:
                rooms[room][key].append(path)
    for page, cells in account.reads.items():
        for cell in cells:
            rooms["readers"][cell].append(page)
    found = _by_path(warnings)
    records = sum(bool(one.id) and one.public for one in facts.values())
    totals: dict[str, Any] = {"records": records, "warnings": sum(found.values())}
    totals |= {"years": graph.event_counts, "said": graph.statement_counts}
    contents: dict[str, Iterable[tuple[str, Any]]] = {
        **{name: sorted(values.items()) for name, values in rooms.items()},
        "facts": ((path, facts[path].as_json()) for path in sorted(facts)),
        "reads": ((page, _needs(account.reads[page])) for page in sorted(account.reads)),
        "tallies": sorted(account.tallies.items()),
        "warnings": sorted(found.items()),
        "site": sorted((totals | _site(basis, digests, account)).items()),
    }
    for room in sorted(contents):
        ledger.put(room, contents[room])


def go_on(
    ledger: Ledger,
    basis: Basis,
    known: Known,
    digests: Mapping[str, str],
    account: Account,
    checked: Collection[str],
    warnings: Iterable[Problem],
) -> None:
    """Put down what is known now, after a build that made what an edit touches.

    `checked` are the paths of the files that were checked, `warnings` what was found in them.
    """
    total = warnings_now(ledger, known, checked, warnings)
    totals: dict[str, Any] = {"records": records_now(ledger, known), "warnings": total}
    totals |= {"years": known.event_counts(), "said": known.statement_counts()}
    gone = {path: None for path, facts in known.changed.items() if facts is None}
    ledger.put("warnings", dict.fromkeys(checked) | gone | _by_path(warnings))
    standing: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for path, facts in known.changed.items():
        for one in (known.before(path), facts):
            for room, keys in places(one):
                for key in keys:
                    standing[room, key].add(path)
    for (room, key), paths in standing.items():
        kept = [path for path in ledger.get(room, key) or () if path not in paths]
        now = [path for path in paths if _stands(known.changed[path], room, key)]
        ledger.put(room, {key: sorted(kept + now) or None})
    for page, cells in account.reads.items():
        for cell in cells:
            readers = ledger.get("readers", cell) or []
            if page not in readers:
                ledger.put("readers", {cell: [*readers, page]})
        ledger.put("reads", {page: _needs(cells)})
    ledger.put("tallies", account.tallies)
    facts_now = {path: one.as_json() if one else None for path, one in known.changed.items()}
    ledger.put("facts", facts_now)
    ledger.put("site", totals | _site(basis, digests, account))


def _needs(cells: Iterable[str]) -> list[str]:
    """The cells of which a page needs more than the ledger knows."""
    needless = ("c:", "t:")
    return sorted(cell for cell in cells if cell not in NEEDLESS and not cell.startswith(needless))


NEEDLESS = frozenset(
    {
        *("l:#files", "l:#per-year", "l:#years", "l:#said", "l:#said-years"),
        *(f"l:#{type}" for type in MODELS),
    }
)
"""Lists of which it is known without reading them what pages show."""


def records_now(ledger: Ledger, known: Known) -> int:
    """How many records readers see."""
    number: int = ledger.get("site", "records")
    for path, facts in known.changed.items():
        before = known.before(path)
        number += _is_seen(facts) - _is_seen(before)
    return number


def warnings_now(
    ledger: Ledger, known: Known, checked: Collection[str], warnings: Iterable[Problem]
) -> int:
    """How many warnings there are, given those found in the files that were checked."""
    total: int = ledger.get("site", "warnings")
    for path in {*checked, *known.changed}:
        total -= ledger.get("warnings", path) or 0
    return total + sum(1 for _ in warnings)


def _is_seen(facts: Facts | None) -> bool:
    return facts is not None and facts.public and bool(facts.id)


def _by_path(warnings: Iterable[Problem]) -> dict[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    for warning in warnings:
        found[warning.origin.path] += 1
    return dict(found)


def _stands(facts: Facts | None, room: str, key: str) -> bool:
    return any(key in keys for name, keys in places(facts) if name == room)


def _site(basis: Basis, digests: Mapping[str, str], account: Account) -> dict[str, Any]:
    known = basis.history
    last = known.last
    log = [
        (one.commit, one.day, [astuple(news) for news in one.news], one.pages) for one in known.log
    ]
    changes = {path: (one.commit, one.day) for path, one in known.changes.items()}
    return {
        "basis": basis.digest,
        "head": basis.head,
        "history": {
            "changes": changes,
            "last": (last.commit, last.day) if last else None,
            "log": log,
            "extent": (known.commits, known.is_cut),
        },
        "host": dict(basis.host),
        "digests": dict(digests),
        "pages": account.pages,
        "sitemap": account.sitemap,
    }
