"""A dossier held in memory, whose pages are made when somebody asks for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from dossier.errors import Problem, ProblemsError
from dossier.model.options import Options
from dossier.pipeline import assemble
from dossier.publish.kept import HostBuilder, host_output, inputs_digest
from dossier.publish.stamp import Stamper
from dossier.records.load import Remembered
from dossier.views.composer import Site
from dossier.views.site import files_of, page_keys


@dataclass(slots=True)
class _Edition:
    """A sound state of the dossier, and the pages of it that were asked for."""

    site: Site
    stamper: Stamper
    host: Path
    keys: Mapping[str, tuple[str, str]]
    """Path of a page to its language and key."""

    made: dict[str, bytes] = field(default_factory=dict)
    others: dict[str, bytes] | None = None

    def page(self, path: str) -> bytes | None:
        if path not in self.made:
            place = self.keys.get(path)
            if place is not None:
                lang, key = place
                for output in self.stamper.pages(lang, [key]):
                    self.made[output.path] = output.data
        return self.made.get(path) or self._other(path)

    def _other(self, path: str) -> bytes | None:
        if self.others is None:
            self.others = {output.path: output.data for output in self.stamper.others()}
        return self.others.get(path)


class Preview:
    """The last sound edition of a dossier, and what is wrong with the present one."""

    def __init__(
        self, read_options: Callable[[], Options], host: HostBuilder, folder: Path
    ) -> None:
        """`folder` is for what the host builds. The options are read anew at each refresh."""
        self._read_options = read_options
        self._host = host
        self._folders = folder / "one", folder / "other"
        self._edition: _Edition | None = None
        self._remembered = Remembered()
        self._making = Lock()
        self.problems: tuple[Problem, ...] = ()

    def refresh(self) -> int:
        """Read what has changed; the number of records.

        The last sound edition stays if this one is not.

        Raises:
            ProblemsError: the dossier has problems.
            DossierError: the configuration is wrong, or something else is in the way.
        """
        options = self._read_options()
        assembled = assemble(options, self._remembered)
        if not assembled.is_sound():
            self.problems = tuple(one for one in assembled.problems if not one.is_warning)
            raise ProblemsError(assembled.problems)
        site = Site(assembled.graph, assembled.history, options)
        chosen, other = self._folders
        if not inputs_digest(chosen, self._host):
            # The host may fail, and the last sound edition needs what it built.
            chosen, other = other, chosen
        output = host_output(chosen, self._host)
        edition = _Edition(site, Stamper(site, output), output, _keys(site))
        self._folders = chosen, other
        with self._making:
            self._edition, self.problems = edition, ()
        return len(site.graph.files)

    def file(self, path: str) -> bytes | None:
        """The bytes of a file of the site, made now if it is a page; None where there is none."""
        edition = self._edition
        if edition is None:
            return None
        with self._making:
            page = edition.page(path)
        if page is not None:
            return page
        file = (edition.host / path).resolve()
        is_asset = file.is_relative_to(edition.host.resolve()) and file.suffix != ".html"
        return file.read_bytes() if is_asset and file.is_file() else None


def _keys(site: Site) -> dict[str, tuple[str, str]]:
    return {
        path: (lang, key)
        for lang in site.options.language_codes
        for key in page_keys(site)
        for path in files_of(site, lang, key)
    }
