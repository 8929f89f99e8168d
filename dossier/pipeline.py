"""Load, link, check, view, render, publish: the whole tool on one screen."""

import datetime
import os
from dataclasses import dataclass

from dossier.checks import run_checks
from dossier.errors import Problem
from dossier.graph.graph import Graph
from dossier.graph.link import link
from dossier.history import History, read_history
from dossier.model.edtf import Edtf
from dossier.model.options import Options
from dossier.records.load import load
from dossier.records.places import Places


@dataclass(frozen=True, slots=True)
class Assembled:
    """A dossier, linked and checked, with what git knows of it."""

    graph: Graph
    history: History
    problems: tuple[Problem, ...]


def assemble(options: Options) -> Assembled:
    """Read, link and check a dossier; editors' slips are collected, not raised."""
    dossier, problems = load(options.root, options.content)
    history = read_history(options.root, options.content)
    graph = link(dossier, Places(options.root), today(options, history))
    problems += run_checks(graph, options.language_codes)
    return Assembled(graph, history, tuple(sorted(set(problems))))


def today(options: Options, history: History) -> Edtf:
    """The day the dossier speaks of: as told, or that of its last commit, or the clock's."""
    if options.as_of:
        return Edtf(options.as_of)
    if history.last is not None:
        return Edtf(history.last.day)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch.isdigit() else None
    return Edtf((now or datetime.datetime.now(datetime.UTC)).date().isoformat())
