"""Load, link, check, view, render, publish: the whole tool on one screen."""

import datetime
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dossier.checks import run_checks
from dossier.errors import Problem, ProblemsError
from dossier.graph.graph import Graph
from dossier.graph.link import link
from dossier.history import History, read_history
from dossier.model.edtf import Edtf
from dossier.model.options import Options
from dossier.publish import search
from dossier.publish.manifest import manifest
from dossier.publish.stamp import frame_folders, stamped
from dossier.publish.write import Written, check_target, write_marker, write_pages, write_site
from dossier.records.load import load
from dossier.records.places import Places
from dossier.views.composer import Site


@dataclass(frozen=True, slots=True)
class Assembled:
    """A dossier, linked and checked, with what git knows of it."""

    graph: Graph
    history: History
    problems: tuple[Problem, ...]

    def is_sound(self, *, strict: bool = False) -> bool:
        """Whether nothing stands in the way of publishing it; when strict, not even warnings."""
        return all(problem.is_warning and not strict for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to; `seconds` maps each stage to its elapsed time."""

    assembled: Assembled
    written: Written
    seconds: dict[str, float]


def assemble(options: Options) -> Assembled:
    """Read, link and check a dossier; editors' slips are collected, not raised."""
    dossier, problems = load(options.root, options.content)
    history = read_history(options.root, options.content)
    graph = link(dossier, Places(options.root), today(options, history))
    problems += run_checks(graph, options.language_codes)
    return Assembled(graph, history, tuple(sorted(set(problems))))


def build(options: Options, build_frames: Callable[[Path], None], *, strict: bool = False) -> Built:
    """Build the site; `build_frames` lets a host build its pages and frames into a folder.

    Raises:
        ProblemsError: the dossier has problems; nothing was touched.
    """
    clock = _Clock()
    assembled = assemble(options)
    clock.stage("load and check")
    if not assembled.is_sound(strict=strict):
        raise ProblemsError(assembled.problems)
    target = options.root / options.site_dir
    check_target(target)
    site = Site(assembled.graph, assembled.history, options)
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        build_frames(Path(folder))
        clock.stage("host")
        written = write_site(stamped(site, Path(folder)), Path(folder), target)
    clock.stage("render and write")
    if written.changed or not (target / search.FOLDER).is_dir():
        search.index(target)
    clock.stage("index")
    write_marker(target, manifest(site, written))
    return Built(assembled, written, clock.seconds)


def stamp_in_place(options: Options, assembled: Assembled, folder: Path) -> None:
    """Stamp the pages of a dossier into the folder in which a host has built."""
    site = Site(assembled.graph, assembled.history, options)
    frames = sorted(frame_folders(site))
    written = write_pages(tuple(stamped(site, folder)), frames, folder)
    search.index(folder)
    write_marker(folder, manifest(site, written))


def today(options: Options, history: History) -> Edtf:
    """The day the dossier speaks of: as told, or that of its last commit, or the clock's."""
    if options.as_of:
        return Edtf(options.as_of)
    if history.last is not None:
        return Edtf(history.last.day)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch.isdigit() else None
    return Edtf((now or datetime.datetime.now(datetime.UTC)).date().isoformat())


class _Clock:
    """Elapsed time by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.monotonic()

    def stage(self, name: str) -> None:
        now = time.monotonic()
        self.seconds[name], self._last = now - self._last, now
