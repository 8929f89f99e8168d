"""A dossier whose pages are made when somebody asks for them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Protocol

from dossier.assembly import assemble
from dossier.bibliography.bibliography import REFERENCES, Bibliography, bibliography
from dossier.drawing.graphviz import installed_graphviz
from dossier.errors import DossierError, ProblemsError
from dossier.model.options import Options
from dossier.pipeline import Edit, edit_since, made_pages, part_site
from dossier.publish.kept import HostBuilder, host_output, inputs_digest
from dossier.publish.ledger import copied_ledger
from dossier.publish.stamp import Stamper, language_of
from dossier.publish.target import work_folder
from dossier.publish.tree import digest_of
from dossier.records.load import Remembered
from dossier.revision.account import records_now
from dossier.start import Start
from dossier.views.bibliography import all_sources
from dossier.views.composer import Site
from dossier.views.reading import NotLoadedError
from dossier.views.site import files_of, page_keys


class _Edition(Protocol):
    """A sound state of the dossier; `host` is the folder of what the host built."""

    @property
    def records(self) -> int: ...

    @property
    def host(self) -> Path: ...

    def page(self, path: str) -> bytes | None:
        """A page; None where there is none.

        Raises:
            NotLoadedError: it takes more to make it than is known here.
        """


@dataclass(slots=True)
class _Whole:
    """All records, and the pages that were asked for."""

    site: Site
    host: Path
    stamper: Stamper = field(init=False)
    keys: Mapping[str, tuple[str, str]] = field(init=False)
    made: dict[str, bytes] = field(default_factory=dict)
    others: dict[str, bytes] | None = None

    def __post_init__(self) -> None:
        self.stamper = Stamper(self.site, self.host)
        self.keys = _keys(self.site, page_keys(self.site))

    @property
    def records(self) -> int:
        return len(self.site.graph.files)

    def page(self, path: str) -> bytes | None:
        if path not in self.made and path in self.keys:
            lang, key = self.keys[path]
            self.made |= {output.path: output.data for output in self.stamper.pages(lang, [key])}
        return self.made.get(path) or self._other(path)

    def _other(self, path: str) -> bytes | None:
        if self.others is None:
            self.others = {output.path: output.data for output in self.stamper.others()}
        return self.others.get(path)


@dataclass(slots=True)
class _Edited:
    """A site that was built in a folder, and the pages that were asked for of those edited since.

    Each of these is made of the few records that it needs. `renewed` maps the paths of what there
    was not before to languages and keys.
    """

    start: Start
    edit: Edit
    records: int
    host: Path
    folder: Path
    renewed: Mapping[str, tuple[str, str]]
    bibliography: Bibliography
    made: dict[str, bytes] = field(default_factory=dict)

    def page(self, path: str) -> bytes | None:
        entry = self.edit.pages.get(path)
        if entry is not None and entry.key not in self.edit.touch.keys:
            return self._kept(path, entry.digest)
        if path not in self.made:
            lang, key = self.renewed.get(path, ("", entry.key if entry else ""))
            if key:
                self._make(lang or language_of(self.start.options, path), key)
        return self.made.get(path)

    def _kept(self, path: str, digest: str) -> bytes:
        try:
            data = (self.folder / path).read_bytes()
        except OSError:
            data = b""
        if digest_of(data) != digest:
            raise NotLoadedError(f"{path} has been built anew")
        return data

    def _make(self, lang: str, key: str) -> None:
        found = part_site(self.edit, self.start, [key])
        if found is None:
            raise NotLoadedError(f"{key} needs more than a part of the records")
        site = replace(found[0], bibliography=self.bibliography)
        keys = {key}.intersection(page_keys(site))
        for output in made_pages(site, self.host, keys, key.__eq__, [lang]):
            self.made[output.path] = output.data


class Preview:
    """The last sound edition of a dossier."""

    def __init__(
        self, read_options: Callable[[], Options], host: HostBuilder, folder: Path
    ) -> None:
        """Have a `folder` for what the host builds, and for the `site` that somebody may build.

        After an edit, what the last such build knew saves reading everything again. The options are
        read anew at each refresh.
        """
        self.site = folder / "site"
        self._read_options = read_options
        self._host = host
        self._folders = folder / "one", folder / "other"
        self._edition: _Edition | None = None
        self._remembered = Remembered()
        self._making = Lock()

    def refresh(self) -> int:
        """Read what has changed; the number of records.

        The last sound edition stays if this one is not.

        Raises:
            ProblemsError: the dossier has problems.
            DossierError: the configuration is wrong, or something else is in the way.
        """
        options = replace(self._read_options(), site_dir=str(self.site))
        start = Start.read(options)
        chosen, other = self._folders
        if not inputs_digest(chosen, self._host):
            # The host may fail, and the last sound edition needs what it built.
            chosen, other = other, chosen
        output = host_output(chosen, self._host)
        edition = self._since_build(start, output) or self._whole(options, output)
        self._folders = chosen, other
        with self._making:
            self._edition = edition
        return edition.records

    def _since_build(self, start: Start, host: Path) -> _Edition | None:
        """The site as it was built last, but for the pages that edits have touched since."""
        ledger = copied_ledger(work_folder(self.site) / "ledger")
        if ledger is None:
            return None
        edit = edit_since(ledger, start, self._host, host)
        found = part_site(edit, start, ()) if edit else None
        if edit is None or found is None:
            return None
        site, _ = found
        renewed = _keys(site, edit.touch.keys.intersection(page_keys(site)))
        records = records_now(ledger, edit.touch.known)
        references = self._references(start.options)
        return _Edited(start, edit, records, host, self.site, renewed, references)

    def _whole(self, options: Options, host: Path) -> _Edition:
        assembled = assemble(options, self._remembered)
        if not assembled.is_sound():
            raise ProblemsError(assembled.problems)
        references = self._references(options)
        graphviz = installed_graphviz()
        site = Site(assembled.graph, assembled.history, options, references, graphviz)
        references.prepare(all_sources(site))
        return _Whole(site, host)

    def _references(self, options: Options) -> Bibliography:
        """The references that the build in the background has, or will."""
        folder = work_folder(self.site)
        folder.mkdir(parents=True, exist_ok=True)
        return bibliography(options.citation_style, folder / REFERENCES)

    def file(self, path: str) -> bytes | None:
        """The bytes of a file of the site, made now if it is a page; None where there is none."""
        with self._making:
            edition = self._edition
            if edition is None:
                return None
            try:
                page = edition.page(path)
            except NotLoadedError:
                page = self._from_whole(path, edition)
        if page is not None:
            return page
        file = (edition.host / path).resolve()
        is_asset = file.is_relative_to(edition.host.resolve()) and file.suffix != ".html"
        return file.read_bytes() if is_asset and file.is_file() else None

    def _from_whole(self, path: str, edition: _Edition) -> bytes | None:
        """A page, made once everything is read; None if that is not sound any more."""
        try:
            options = replace(self._read_options(), site_dir=str(self.site))
            self._edition = self._whole(options, edition.host)
        except DossierError:
            return None
        return self._edition.page(path)


def _keys(site: Site, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The paths of pages, each with its language and key."""
    return {
        path: (lang, key)
        for lang in site.options.language_codes
        for key in keys
        for path in files_of(site, lang, key)
    }
