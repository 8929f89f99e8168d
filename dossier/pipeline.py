"""Load, link, check, view, render, publish: the whole tool on one screen."""

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from dossier.assembly import Assembled, assemble
from dossier.bibliography.bibliography import REFERENCES, Bibliography, bibliography
from dossier.drawing.graphviz import installed_graphviz
from dossier.errors import DossierError, Problem, ProblemsError
from dossier.graph.facts import all_facts
from dossier.history import History, head, read_history
from dossier.model.options import Options
from dossier.publish import search
from dossier.publish.in_place import write_pages
from dossier.publish.kept import HostBuilder, host_output
from dossier.publish.ledger import Ledger, kept_ledger, new_ledger
from dossier.publish.manifest import Manifest
from dossier.publish.publication import Publication, Written
from dossier.publish.sitemap import sitemap
from dossier.publish.stamp import (
    Output,
    Stamper,
    frame_files,
    frame_folders,
    hand_written,
    headers_of,
    stamped,
)
from dossier.publish.target import MARKER
from dossier.publish.tree import digest_of, tree_digest
from dossier.records.load import load
from dossier.revision.account import (
    Account,
    Basis,
    Entry,
    begin,
    go_on,
    read_history_of,
    read_pages,
    records_now,
    warnings_now,
)
from dossier.revision.touch import Touched, part, touched
from dossier.start import Clock, Start, latest, today
from dossier.views.bibliography import all_sources
from dossier.views.composer import Site
from dossier.views.reading import NotLoadedError
from dossier.views.site import CHANGES, page_keys
from dossier.workers import Order, available, frame_digest, make_pages, pool, spread


@dataclass(frozen=True, slots=True)
class Edit:
    """What has become of a dossier since a build: `pages` are those of that build, by path."""

    basis: Basis
    pages: Mapping[str, Entry]
    touch: Touched


def edit_since(
    ledger: Ledger,
    start: Start,
    host: HostBuilder,
    folder: Path,
    held: Mapping[str, str] | None = None,
) -> Edit | None:
    """Find out what an edit touches since the build of a ledger; None where that is everything.

    `folder` is what the host has built now. `held` has the digests of what is published now, by
    path, where that may not be what was published then.
    """
    options = start.options
    known = history = read_history_of(ledger)
    if ledger.get("site", "head") != start.head:
        history = read_history(options.root, options.content, known.log)
    basis = _basis(start, host, folder, history)
    if not basis.digest or ledger.get("site", "basis") != basis.digest:
        return None
    pages = read_pages(ledger)
    stale = set(_stale(ledger, basis, known))
    if held is not None:
        stale |= {entry.key for path, entry in pages.items() if held.get(path) != entry.digest}
    day = today(options, history)
    touch = touched(ledger, start.found, start.digests, stale, options, day)
    return None if touch is None else Edit(basis, pages, touch)


def part_site(
    edit: Edit, start: Start, keys: Collection[str]
) -> tuple[Site, tuple[Problem, ...]] | None:
    """A site of no more records than some pages need that an edit touches, and warnings.

    It is None where there are problems, or where all records may as well be read. Whoever makes a
    page of it that needs more than it has gets a NotLoadedError.
    """
    options, history = start.options, edit.basis.history
    touch = replace(edit.touch, keys=frozenset(keys))
    day = today(options, history)
    found = part(touch, start.found, start.digests, options, day, latest(options, day))
    if found is None:
        return None
    return Site(found[0], history, options, graphviz=start.graphviz), found[1]


def _basis(start: Start, host: HostBuilder, folder: Path, history: History) -> Basis:
    """What all pages are made from; its digest is empty where the host cannot tell."""
    software, options = host.digest(()), start.options
    frames = [digest_of((folder / file).read_bytes()) for file in sorted(frame_files(options))]
    day = str(today(options, history))
    drawn = start.graphviz, start.cards
    all_of_it = (software, options, day, frames, start.snapshots, *drawn)
    digest = digest_of(repr(all_of_it).encode()) if software else ""
    written = {path: digest_of(data) for path, data in hand_written(options, folder)}
    return Basis(digest, start.head, history, written)


def _stale(ledger: Ledger, basis: Basis, known: History) -> Iterator[str]:
    """Yield the keys of pages that the host or the history made stale."""
    host = ledger.get("site", "host")
    for path in host.keys() | basis.host.keys():
        if host.get(path) != basis.host.get(path):
            yield path
    if known is basis.history:
        return
    if _latest(known) != _latest(basis.history):
        yield CHANGES
    changes = known.changes, basis.history.changes
    for path in changes[0].keys() | changes[1].keys():
        if changes[0].get(path) != changes[1].get(path):
            yield PurePosixPath(path).name.split(".")[0]


def _latest(history: History) -> tuple[object, ...]:
    """What the page of changes is made of."""
    return history.log, history.commits, history.is_cut


@dataclass(frozen=True, slots=True)
class Made:
    """A site that is made, and not published yet; to `enter` it is to tell the next build."""

    history: History
    digests: Mapping[str, str]
    records: int
    warnings: int
    enter: Callable[[], None]


def made_pages(
    site: Site,
    folder: Path,
    keys: Collection[str],
    wanted: Callable[[str], bool],
    langs: Iterable[str],
) -> list[Output]:
    """The pages of some keys in some languages, and the hand-written ones that are wanted.

    Where a reference on them is not there yet, all such are made at once, and the pages again.

    Raises:
        NotLoadedError: they need records that the site does not hold.
    """
    while True:
        stamper = Stamper(site, folder)
        outputs = [output for lang in langs for output in stamper.pages(lang, keys)]
        outputs += stamper.others(wanted)
        if site.bibliography.is_complete:
            return outputs
        site.bibliography.complete()


@dataclass(frozen=True, slots=True)
class Work:
    """The pages of a site on their way into its next publication."""

    options: Options
    host: HostBuilder
    publication: Publication
    start: Start
    clock: Clock
    progress: Callable[[int, int], None]
    strict: bool
    workers: int
    executor: Executor | None
    bibliography: Bibliography

    def publish(self, *, with_search: bool, allow_loss: bool) -> tuple[Made, Written]:
        """Make what has to be made, and put the next site in the place of the published one.

        Raises:
            ProblemsError: the dossier has problems.
            UsageError: too many pages would go.
            MachineError: something is in the way.
        """
        publication = self.publication
        with kept_ledger(publication.folder("ledger")) as ledger:
            made = (self.go_on(ledger) if ledger else None) or self.begin()
            if with_search:
                search.bring_up_to_date(publication, publication.folder("search.json"), available())
            self.clock.stage("index")
            manifest = _manifest(
                *(self.options, made.history, made.records, publication.pages, publication.tree),
                self.start.head,
            )
            written = publication.publish(manifest, allow_loss=allow_loss)
            self.clock.stage("publish")
            with contextlib.suppress(OSError, sqlite3.Error):
                made.enter()
        return made, written

    def begin(self) -> Made:
        """Make everything."""
        built: list[Path] = []

        def let_host_build() -> None:
            # What is wrong with the records is to be said before what the host says.
            with contextlib.suppress(DossierError):
                built.append(self._host_output())

        is_safe = self._is_safe_for_host()
        assembled = self._assembled(None, let_host_build if is_safe else lambda: None)
        graph, history = assembled.graph, assembled.history
        folder = built[0] if built else self._host_output()
        site = self._prepared(Site(graph, history, self.options))
        account = Account()
        self._make(site, folder, page_keys(site), account)
        for output in Stamper(site, folder).others():
            self._write(output, account)
        self._rest(folder, account)
        self.clock.stage("render and write")
        basis = _basis(self.start, self.host, folder, history)

        def enter() -> None:
            facts = all_facts(graph)
            digests = graph.dossier.digests
            with new_ledger(self.publication.folder("ledger")) as ledger:
                begin(ledger, basis, facts, digests, account, assembled.problems, graph)

        number = len(assembled.problems)
        return Made(history, graph.dossier.digests, len(graph.files), number, enter)

    def go_on(self, ledger: Ledger) -> Made | None:
        """Make what an edit touches; None where that is everything."""
        if not self._is_safe_for_host():
            return None
        folder = self._host_output()
        start, options = self.start, self.options

        edit = edit_since(ledger, start, self.host, folder, self.publication.held)
        if edit is None:
            return None
        touch, basis, history = edit.touch, edit.basis, edit.basis.history
        checked: Collection[str] = touch.checked
        account = Account()
        made = self._part(edit, folder)
        if made is not None:
            site, warnings, outputs = made
        else:
            assembled = self._assembled(history)
            site = self._prepared(Site(assembled.graph, history, options))
            warnings, outputs = assembled.problems, []
            checked = assembled.graph.dossier.digests
            if checked != start.digests:
                return None
        records = records_now(ledger, touch.known)
        number = warnings_now(ledger, touch.known, checked, warnings)
        if self.strict and number:
            return None
        if made is None:
            self._make(site, folder, [k for k in page_keys(site) if k in touch.keys], account)
            outputs = list(Stamper(site, folder).others(touch.keys.__contains__))
        for output in outputs:
            self._write(output, account)
        listed = set(account.listed())
        before = edit.pages.items()
        kept = {path: entry for path, entry in before if entry.key not in touch.keys}
        listed ^= {one.listed for path, one in before if path not in kept and one.listed}
        self.publication.keep(
            {path: entry.digest for path, entry in kept.items()},
            {path: entry.kind for path, entry in kept.items() if entry.kind},
        )
        account.pages |= kept
        self._rest(folder, account, ledger.get("site", "sitemap") if not listed else "")
        self.clock.stage("render and write")

        def enter() -> None:
            go_on(ledger, basis, touch.known, start.digests, account, checked, warnings)
            ledger.save()

        return Made(history, start.digests, records, number, enter)

    def _part(
        self, edit: Edit, folder: Path
    ) -> tuple[Site, tuple[Problem, ...], list[Output]] | None:
        """The pages that an edit touches, out of no more records than they need."""
        found = part_site(edit, self.start, edit.touch.keys)
        if found is None:
            return None
        site, warnings = found
        self.clock.stage("load and check")
        site = replace(site, bibliography=self.bibliography)
        wanted = edit.touch.keys
        keys = [key for key in page_keys(site) if key in wanted]
        try:
            return (
                site,
                warnings,
                made_pages(site, folder, keys, wanted.__contains__, self.options.language_codes),
            )
        except NotLoadedError:
            return None

    def _prepared(self, site: Site) -> Site:
        """A site with all references that its pages may show."""
        self.bibliography.prepare(all_sources(site))
        self.clock.stage("references")
        return replace(site, bibliography=self.bibliography, graphviz=self.start.graphviz)

    def _assembled(
        self, history: History | None, meanwhile: Callable[[], None] = lambda: None
    ) -> Assembled:
        lanes = available() if self.executor else self._lanes()
        assembled = assemble(self.options, spread(lanes, meanwhile), history)
        self.clock.stage("load and check")
        if not assembled.is_sound(strict=self.strict):
            raise ProblemsError(assembled.problems)
        return assembled

    def _is_safe_for_host(self) -> bool:
        """Whether nothing is wrong with the hand-written pages, and the files beside them."""
        _, problems = load(self.start.found, only=self.start.found.pages())
        return all(one.is_warning for one in problems)

    def _host_output(self) -> Path:
        folder = host_output(self.publication.folder("host"), self.host)
        self.clock.stage("host")
        return folder

    def _lanes(self) -> int:
        return self.workers or available()

    def _make(self, site: Site, folder: Path, keys: Sequence[str], account: Account) -> None:
        """Make pages, with other processes where that pays."""
        drop = self.publication.drop()
        options = replace(site.options, root=site.options.root.resolve())
        host, made_here = folder.resolve(), drop.resolve()
        digest = site.graph.dossier.digest
        references = str(self.publication.folder(REFERENCES).resolve())
        frame = frame_digest(options, site.history, host)
        order = Order(
            *(options, str(site.graph.today), digest, frame, str(host), str(made_here)),
            *(references, site.graphviz),
        )
        held = self.publication.digests
        pages = len(keys) * len(options.languages)
        lanes = self._lanes()
        with nullcontext(self.executor) if self.executor else pool(pages, lanes) as chosen:
            for made in make_pages(
                order, site, keys, held, chosen, lanes=lanes, progress=self.progress
            ):
                self.publication.take(made.path, drop / made.file, made.digest, made.kind)
                entry = Entry(made.digest, made.kind, made.key, made.listed)
                account.add(made.path, entry, made.reads, made.tally)

    def _write(self, output: Output, account: Account) -> None:
        self.publication.write(output.path, output.data, output.kind)
        entry = Entry(digest_of(output.data), output.kind, output.key, output.listed)
        account.add(output.path, entry, output.reads, output.tally)

    def _rest(self, folder: Path, account: Account, same: str = "") -> None:
        """Have the headers, the sitemap, which may be the `same`, and what else the host built."""
        others = headers_of(self.options, folder)
        self.publication.write(others.path, others.data)
        path = "sitemap.xml"
        if same and self.publication.held.get(path) == same:
            self.publication.keep({path: same}, {})
            account.sitemap = same
        elif self.options.site_url:
            data = sitemap(self.options, account.listed()).encode("utf-8")
            self.publication.write(path, data)
            account.sitemap = digest_of(data)
        ours = {path, f"{path}.gz"} if self.options.site_url else {f"{path}.gz"}
        for file in sorted(folder.rglob("*")):
            path = file.relative_to(folder).as_posix()
            if file.is_file() and path not in ours and file.suffix != ".html":
                self.publication.write(path, file.read_bytes())


def _manifest(
    options: Options,
    history: History,
    records: int,
    pages: Mapping[str, int],
    tree: str,
    head: str,
) -> Manifest:
    return Manifest(
        commit=history.last.commit if history.last else None,
        as_of=str(today(options, history)),
        records=records,
        pages=pages,
        tree=tree,
        head=head.partition(" ")[0] or None,
    )


def stamp_in_place(options: Options, assembled: Assembled, folder: Path) -> None:
    """Stamp the pages of a dossier into the folder in which a host has built."""
    references = bibliography(options.citation_style)
    site = Site(assembled.graph, assembled.history, options, references, installed_graphviz())
    references.prepare(all_sources(site))
    outputs = tuple(stamped(site, folder))
    write_pages(outputs, sorted(frame_folders(site)), folder)
    search.index(folder, available())
    pages = Counter(output.kind for output in outputs if output.kind)
    records = len(site.graph.files)
    manifest = _manifest(
        *(options, site.history, records, pages, tree_digest(folder)), head(options.root)
    )
    (folder / MARKER).write_bytes(manifest.as_json())
