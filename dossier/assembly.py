"""Load, link, check: the records of a dossier, and every problem in them."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.checks import run_checks
from dossier.checks.correction import uncorrected_changes
from dossier.errors import Problem, UsageError
from dossier.evidence.finding import Finding, findings
from dossier.evidence.receipt import write_receipts
from dossier.evidence.snapshot import store_of
from dossier.graph.graph import Graph
from dossier.graph.link import link
from dossier.history import History, read_history
from dossier.history.past import restore
from dossier.model.options import Options
from dossier.records.load import Spread, load
from dossier.records.places import Places
from dossier.records.survey import survey
from dossier.start import latest, today


@dataclass(frozen=True, slots=True)
class Assembled:
    """A dossier, linked and checked, with what git knows of it."""

    graph: Graph
    history: History
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...] = ()
    """What is known of its quotations."""

    def is_sound(self, *, strict: bool = False) -> bool:
        """Whether nothing stands in the way of publishing it; when strict, not even warnings."""
        return all(problem.is_warning and not strict for problem in self.problems)


def assemble(options: Options, reading: Spread = map, history: History | None = None) -> Assembled:
    """Read, link and check a dossier; editors' slips are collected, not raised."""
    dossier, problems = load(survey(options.root, options.content), reading)
    if history is None:
        history = read_history(options.root, options.content)
    graph = link(dossier, Places(options.root), today(options, history))
    found = findings(graph, store_of(options))
    problems += run_checks(graph, options, found, latest(options, graph.today))
    return Assembled(graph, history, tuple(sorted(set(problems))), found)


def look_up_afresh(options: Options) -> tuple[str, ...]:
    """Look every quotation up in the store of snapshots, and write the receipts.

    Returns the paths of the receipts that changed.

    Raises:
        UsageError: there is no store.
        MachineError: it cannot be read, or a receipt not written.
    """
    store = store_of(options)
    if store is None:
        raise UsageError("there are no snapshots at hand: name their folder in DOSSIER_SNAPSHOTS")
    dossier, _ = load(survey(options.root, options.content))
    graph = link(dossier, Places(options.root), today(options, History()))
    found = findings(graph, store, afresh=True)
    return write_receipts(options.root, options.content, dossier.files, found)


def against(options: Options, found: Assembled, revision: str) -> Assembled:
    """The same, with a problem for each fact changed since a revision without a correction.

    Raises:
        UsageError: git knows no such revision, or there were no records then.
        MachineError: there is no git.
    """
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        restore(options.root, options.content, revision, Path(folder))
        before, _ = load(survey(Path(folder), options.content))
    problems = {*found.problems, *uncorrected_changes(found.graph, before)}
    return replace(found, problems=tuple(sorted(problems)))
