"""Pages made by several processes at once: the same bytes, however many there are."""

import importlib
import logging
import multiprocessing
import multiprocessing.connection
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TypeVar

from dossier import __version__
from dossier.bibliography.bibliography import bibliography
from dossier.drawing.graphviz import Graphviz, installed_graphviz
from dossier.errors import DossierError, MachineError
from dossier.graph.link import link
from dossier.history import History, read_history
from dossier.model.edtf import Edtf
from dossier.model.options import Options
from dossier.publish.stamp import Made, Stamper, frame_files
from dossier.publish.tree import digest_of
from dossier.records.load import load
from dossier.records.places import Places
from dossier.records.survey import survey
from dossier.views.bibliography import all_sources
from dossier.views.composer import Site
from dossier.views.site import files_of

_V = TypeVar("_V")
_R = TypeVar("_R")

_FEW = 400
"""Up to so many pages, starting other processes costs more than it saves."""

_PATIENCE = 10
"""Seconds to wait for a cluster to answer."""

_PORTION = 250
"""How many pages a process makes before it reports."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a process needs to know to make pages of a site: where to read it, where to put them.

    `host` is the folder with the frames, `drop` that for finished pages. `digest` is that of the
    records, `frame` that of all else a page is framed with: by them a process that reads these
    itself finds out whether they are still the same. `references` is the file with all references,
    `graphviz` what draws networks.
    """

    options: Options
    today: str
    digest: str
    frame: str
    host: str
    drop: str
    references: str = ""
    graphviz: Graphviz | None = None


@dataclass(frozen=True, slots=True)
class Portion:
    """Some pages of one language; `held` maps the paths of published files to their digests."""

    number: int
    lang: str
    keys: tuple[str, ...]
    held: Mapping[str, str]


def make_pages(
    order: Order,
    site: Site,
    keys: Sequence[str],
    held: Mapping[str, str],
    executor: Executor | None,
    *,
    lanes: int,
    progress: Callable[[int, int], None],
) -> Iterator[Made]:
    """Yield the pages of some keys, in no particular order; `progress` hears of (done, all).

    `lanes` says how many portions are under way at a time. Each lane keeps to one language as long
    as it can, because a process that has made pages of a language makes the next ones faster.
    """
    _STAMPERS.clear()
    _STAMPERS[order] = Stamper(site, Path(order.host))
    portions = _portions(site, keys, held)
    total = sum(len(portion.keys) for lane in portions for portion in lane)
    done = 0
    progress(0, total)
    under_way: dict[Future[tuple[Made, ...]], tuple[int, Portion]] = {}
    try:
        if executor is None:
            for portion in (portion for lane in portions for portion in lane):
                yield from make_portion(order, portion)
                done += len(portion.keys)
                progress(done, total)
            return
        for lane in range(lanes):
            _start(executor, order, portions, lane % max(len(portions), 1), under_way)
        while under_way:
            finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in finished:
                lane, portion = under_way.pop(future)
                _start(executor, order, portions, lane, under_way)
                yield from future.result()
                done += len(portion.keys)
                progress(done, total)
    finally:
        # After a failure nothing may go on to write where the next build makes its pages.
        for future in under_way:
            future.cancel()
        wait(under_way)
        _STAMPERS.clear()


def _start(
    executor: Executor,
    order: Order,
    portions: Sequence[list[Portion]],
    lane: int,
    under_way: dict[Future[tuple[Made, ...]], tuple[int, Portion]],
) -> None:
    """Hand out the next portion of a lane's language, or of another when that is done."""
    for shift in range(len(portions)):
        waiting = portions[(lane + shift) % len(portions)]
        if waiting:
            portion = waiting.pop(0)
            under_way[executor.submit(make_portion, order, portion)] = (lane, portion)
            return


def _portions(site: Site, keys: Sequence[str], held: Mapping[str, str]) -> list[list[Portion]]:
    """The work, language by language."""
    found: list[list[Portion]] = []
    number = 0
    for lang in site.options.language_codes:
        found.append([])
        for start in range(0, len(keys), _PORTION):
            portion = tuple(keys[start : start + _PORTION])
            files = (path for key in portion for path in files_of(site, lang, key))
            paths = {path: held[path] for path in files if path in held}
            found[-1].append(Portion(number, lang, portion, paths))
            number += 1
    return found


def make_portion(order: Order, portion: Portion) -> tuple[Made, ...]:
    """Make some pages, in whatever process this is.

    Raises:
        MachineError: this process reads other records than the one that gave the order.
    """
    stamper = _STAMPERS.get(order)
    if stamper is None:
        _STAMPERS.clear()
        stamper = _STAMPERS[order] = _read(order)
    drop = Path(order.drop)
    made = tuple(stamper.made(portion.lang, portion.keys, portion.held, drop, f"{portion.number}"))
    if not stamper.has_all_references:
        raise DossierError("a reference was not made before the pages that show it")
    return made


_STAMPERS: dict[Order, Stamper] = {}
"""What this process has read, or was born with."""


def _read(order: Order) -> Stamper:
    options = order.options
    dossier, _ = load(survey(options.root, options.content))
    if dossier.digest != order.digest:
        raise MachineError("the records changed while the site was being built")
    graph = link(dossier, Places(options.root), Edtf(order.today))
    drawing = installed_graphviz()
    if _version(drawing) != _version(order.graphviz):
        raise MachineError("a process that makes pages has another Graphviz than the others")
    history = read_history(options.root, options.content)
    if frame_digest(options, history, Path(order.host)) != order.frame:
        raise MachineError(
            "a process that makes pages has other frames, another history or another dossier than "
            "the others: build again, or start it anew with the same version and the same folder"
        )
    kept = Path(order.references) if order.references else None
    references = bibliography(options.citation_style, kept)
    site = Site(graph, history, options, references, drawing)
    references.prepare(all_sources(site))
    return Stamper(site, Path(order.host))


def frame_digest(options: Options, history: History, host: Path) -> str:
    """The digest of what a page is framed with: the host's frames, its commits, and this tool."""
    frames = [digest_of((host / file).read_bytes()) for file in sorted(frame_files(options))]
    changes = sorted(history.changes.items())
    told = (changes, history.last, history.log, history.commits, history.is_cut)
    return digest_of(repr((__version__, frames, told)).encode())


def _version(graphviz: Graphviz | None) -> str:
    return graphviz.version if graphviz else ""


def available() -> int:
    """How many processes can run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def pool(pages: int, workers: int) -> Iterator[Executor | None]:
    """Processes for so many pages of a site; none where they would not pay.

    They begin as copies of this one where the system can do that, and so need not read the records
    again: begin the pool when the records are read.
    """
    if workers < 2 or pages <= _FEW:
        yield None
        return
    with _processes(workers) as executor:
        yield executor


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """The Dask cluster at an address (`tcp://…`), and how many of its threads can work at once.

    Its workers read the records and write the pages themselves: the dossier's folder must be theirs
    too, under the same path.

    Raises:
        MachineError: Dask is not installed, there is no cluster, or it is lost.
    """
    try:
        distributed = importlib.import_module("distributed")
    except ModuleNotFoundError:
        raise MachineError("dask is not installed: pip install 'mkdocs-dossier[dask]'") from None
    try:
        client = distributed.Client(address, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise MachineError(f"there is no Dask cluster at {address}: {error}") from error
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise MachineError(f"the Dask cluster at {address} has no workers")
        # What it would tell of a loss, an error tells.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            # A page is made for its file, not for its result: none may stand for another.
            yield client.get_executor(pure=False), threads
        except distributed.KilledWorker as error:
            raise MachineError(
                f"workers of the Dask cluster at {address} were ended: is there enough memory?"
            ) from error
        except (CancelledError, distributed.client.ClosedClientError) as error:
            raise MachineError(f"the Dask cluster at {address} was lost") from error


def spread(
    workers: int, meanwhile: Callable[[], None] = lambda: None
) -> Callable[[Callable[[_V], _R], Sequence[_V]], Iterable[_R]]:
    """A `map` that lets so many processes do the work where that pays.

    This one does something else `meanwhile`.
    """

    def spread_out(function: Callable[[_V], _R], values: Sequence[_V]) -> Iterable[_R]:
        if workers < 2 or len(values) <= _FEW:
            return map(function, values)
        with _processes(workers) as executor:
            results = executor.map(function, values, chunksize=64)
            meanwhile()
            return list(results)

    return spread_out


@contextmanager
def _processes(workers: int) -> Iterator[Executor]:
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(workers, context, initializer=_begin) as executor:
        try:
            yield executor
        except BrokenExecutor as error:
            raise MachineError(
                "a process that makes pages was ended from outside: is there enough memory?"
            ) from error


def _begin() -> None:
    """Let this process end with the one that started it, which may be killed."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:  # pragma: no cover - in other processes only
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
