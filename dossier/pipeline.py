"""Load, link, check, view, render, publish: the whole tool on one screen."""

import datetime
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.checks import run_checks
from dossier.errors import Problem, ProblemsError
from dossier.graph.graph import Graph
from dossier.graph.link import link
from dossier.history import History, head, read_history
from dossier.model.edtf import Edtf
from dossier.model.options import Options
from dossier.publish import search
from dossier.publish.in_place import write_pages
from dossier.publish.kept import HostBuilder, host_output, inputs_digest
from dossier.publish.last import Last, read_last, write_last
from dossier.publish.manifest import Manifest
from dossier.publish.publication import Publication, Written, publishing
from dossier.publish.stamp import Stamper, frame_folders, stamped
from dossier.publish.target import MARKER
from dossier.publish.tree import differing, digest_of, listed, tree_digest
from dossier.records.dossier import combined_digest
from dossier.records.load import Spread, content_digests, load
from dossier.records.places import Places
from dossier.views.composer import Site
from dossier.workers import Order, available, make_pages, pool, spread


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
    """What a build came to: numbers of records, warnings and pages.

    `seconds` maps each stage to its elapsed time.
    """

    records: int
    warnings: int
    written: Written
    seconds: dict[str, float]


def assemble(options: Options, reading: Spread = map) -> Assembled:
    """Read, link and check a dossier; editors' slips are collected, not raised."""
    dossier, problems = load(options.root, options.content, reading)
    history = read_history(options.root, options.content)
    graph = link(dossier, Places(options.root), today(options, history))
    problems += run_checks(graph, options.language_codes)
    return Assembled(graph, history, tuple(sorted(set(problems))))


def build(
    options: Options,
    host: HostBuilder,
    *,
    strict: bool = False,
    clean: bool = False,
    with_search: bool = True,
    allow_loss: bool = False,
    workers: int = 0,
    executor: Executor | None = None,
    waiting: Callable[[], None] = lambda: None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Built:
    """Build the site; the host builds its pages and the frames.

    If `clean`, nothing is taken over from former builds. `allow_loss` lets more than a fifth of the
    published pages go. `workers` is the number of processes that make pages, 0 for as many as can
    run at once; an `executor` of another kind has so many of them itself. `progress` hears how many
    of how many pages are made. `waiting` is called if another build of the same site is waited for:
    the records are read after that, so that the last to begin is the last to be published.

    Raises:
        ProblemsError: the dossier has problems; nothing was touched.
        UsageError: the site's folder is not ours, or too many pages would go.
        MachineError: something is in the way; the published site is as it was.
    """
    clock = _Clock()
    target = options.root / options.site_dir
    sources = (options.root / options.content,)
    with publishing(target, options.root, sources, clean=clean, waiting=waiting) as publication:
        clock.stage("wait")
        kept, note = publication.folder("host"), publication.folder("last.json")
        around = _around(options)
        inputs = _inputs(options, kept, host, around, with_search=with_search)
        last = read_last(note)
        if (
            last is not None
            and inputs == last.inputs
            and last.day in ("", str(today(options, History())))
            and not (strict and last.warnings)
            and publication.published == last.site
        ):
            clock.stage("compare")
            return Built(
                last.records, last.warnings, Written(last.pages, 0, 0, False), clock.seconds
            )
        clock.stage("compare")
        assembled = assemble(options, spread(workers or available()))
        clock.stage("load and check")
        if not assembled.is_sound(strict=strict):
            raise ProblemsError(assembled.problems)
        site = Site(assembled.graph, assembled.history, options)
        folder = host_output(kept, host)
        clock.stage("host")
        making = _Making(publication, site, folder, assembled.graph.dossier.digest)
        making.run(executor, workers or available(), progress)
        clock.stage("render and write")
        if with_search and not publication.keep_index():
            search.index(publication.staged())
            publication.adopt_index()
        clock.stage("index")
        manifest = _manifest(site, publication.pages, publication.tree)
        written = publication.publish(manifest, allow_loss=allow_loss)
        warnings = sum(problem.is_warning for problem in assembled.problems)
        records = len(assembled.graph.files)
        digest = assembled.graph.dossier.digest
        inputs = _inputs(options, kept, host, around, with_search=with_search, content=digest)
        if inputs:
            day = "" if options.as_of or site.history.last else str(site.graph.today)
            last = Last(inputs, publication.staged_digest, records, written.pages, warnings, day)
            write_last(note, last)
        clock.stage("publish")
    return Built(records, warnings, written, clock.seconds)


def differences(options: Options, host: HostBuilder, *, workers: int = 0) -> tuple[str, ...]:
    """Build the site again from nothing, and compare it with the published one.

    Returns the paths of the files that differ; the search index and the manifest do not count.
    """
    target = options.root / options.site_dir
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        anew = Path(folder) / "site"
        local = replace(options, site_dir=str(anew))
        build(local, host, with_search=False, workers=workers)
        return tuple(differing(target, anew))


def _around(options: Options) -> str:
    """What else a site depends on: where the history stands, and which files there are.

    A file that is no record changes no page, but may well be a problem. All this is noted before
    anything is read, so that what changes during a build counts as changed in the next.
    """
    try:
        files = listed(options.root / options.content).files
    except OSError:
        return ""
    names = sorted((path, stamp is None) for path, stamp in files.items())
    return digest_of(repr((head(options.root), names)).encode())


def _inputs(
    options: Options,
    kept: Path,
    host: HostBuilder,
    around: str,
    *,
    with_search: bool,
    content: str = "",
) -> str:
    """The digest of all that a site is made from; nothing where that cannot be told.

    `content` is the digest of the records, where it is known already.
    """
    read_by_host = inputs_digest(kept, host)
    if not read_by_host or not around:
        return ""
    records = content or combined_digest(content_digests(options.root, options.content))
    return digest_of(repr((read_by_host, options, around, records, with_search)).encode())


@dataclass(frozen=True, slots=True)
class _Making:
    """The pages of a site on their way into its next publication."""

    publication: Publication
    site: Site
    host: Path
    digest: str

    def run(
        self, executor: Executor | None, workers: int, progress: Callable[[int, int], None]
    ) -> None:
        """Make all pages, and bring the host's other files."""
        with nullcontext(executor) if executor else pool(self.site, workers) as chosen:
            entries = list(self._pages(chosen, workers, progress))
        stamper = Stamper(self.site, self.host)
        outputs: set[str] = set()
        for output in stamper.others():
            self.publication.write(output.path, output.data, output.kind)
            outputs.add(output.path)
            if output.listed is not None:
                entries.append(output.listed)
        for output in stamper.sitemap(entries):
            self.publication.write(output.path, output.data)
            outputs.add(output.path)
        for file in sorted(self.host.rglob("*")):
            path = file.relative_to(self.host).as_posix()
            if file.is_file() and path not in outputs and not path.endswith(_STAMPED):
                self.publication.write(path, file.read_bytes())

    def _pages(
        self, executor: Executor | None, workers: int, progress: Callable[[int, int], None]
    ) -> Iterator[tuple[str, str, str]]:
        drop = self.publication.drop()
        today = str(self.site.graph.today)
        options = replace(self.site.options, root=self.site.options.root.resolve())
        host, made_here = self.host.resolve(), drop.resolve()
        order = Order(options, today, self.digest, str(host), str(made_here))
        held = self.publication.digests
        for made in make_pages(order, self.site, held, executor, lanes=workers, progress=progress):
            self.publication.take(made.path, drop / made.file, made.digest, made.kind)
            if made.listed is not None:
                yield made.listed


_STAMPED = (".html", ".xml.gz")
"""Endings of what a host builds and the core makes anew."""


def _manifest(site: Site, pages: Mapping[str, int], tree: str) -> Manifest:
    last = site.history.last
    return Manifest(
        commit=last.commit if last else None,
        as_of=str(site.graph.today),
        records=len(site.graph.files),
        pages=pages,
        tree=tree,
    )


def stamp_in_place(options: Options, assembled: Assembled, folder: Path) -> None:
    """Stamp the pages of a dossier into the folder in which a host has built."""
    site = Site(assembled.graph, assembled.history, options)
    outputs = tuple(stamped(site, folder))
    write_pages(outputs, sorted(frame_folders(site)), folder)
    search.index(folder)
    pages = Counter(output.kind for output in outputs if output.kind)
    manifest = _manifest(site, pages, tree_digest(folder))
    (folder / MARKER).write_bytes(manifest.as_json())


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
