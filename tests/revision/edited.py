"""A small dossier that was built, to be edited and built again; each test finds it as it was."""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from dossier.build import Built, build
from dossier.errors import Problem, ProblemsError
from dossier.history import History
from dossier.host.config import read_options
from dossier.host.frames import Host
from dossier.model.options import Options
from dossier.publish.kept import Read
from dossier.publish.ledger import Ledger, kept_ledger
from dossier.publish.target import work_folder
from dossier.publish.tree import differing, listed
from dossier.records.survey import Survey, survey
from dossier.revision.touch import Touched, part, touched
from dossier.start import today


@dataclass(frozen=True)
class Copied:
    """A host whose output is there already."""

    output: Path

    def build(self, into: Path) -> Read | None:
        shutil.copytree(self.output, into, dirs_exist_ok=True)
        return None

    def digest(self, inputs: Sequence[str]) -> str:
        return ""


@dataclass(frozen=True)
class Edited:
    """A dossier in a folder, built there; `elsewhere` is for builds from nothing."""

    root: Path
    elsewhere: Path

    @property
    def options(self) -> Options:
        return read_options(self.root / "mkdocs.yml", self.root)

    @property
    def host(self) -> Host:
        return Host("mkdocs", self.root / "mkdocs.yml")

    @property
    def site(self) -> Path:
        return self.root / "build/site"

    @property
    def work(self) -> Path:
        return work_folder(self.site)

    def file(self, path: str) -> Path:
        """The file of a record or page, by its path below `content/`."""
        return self.root / "content" / path

    def write(self, path: str, fields: Mapping[str, object]) -> None:
        """Write a record below `content/`."""
        self.file(path).parent.mkdir(parents=True, exist_ok=True)
        self.file(path).write_text(json.dumps(fields, ensure_ascii=False), "utf-8")

    def change(self, path: str, **fields: object) -> None:
        """Set fields of a record in YAML; those that are None are taken away."""
        content = yaml.safe_load(self.file(path).read_text("utf-8"))
        text = json.dumps(content, default=str) if content else "{}"
        kept = {
            name: value for name, value in (json.loads(text) | fields).items() if value is not None
        }
        self.write(path, kept)

    def replace(self, path: str, old: str, new: str) -> None:
        """Put words in the place of others that are there once."""
        text = self.file(path).read_text("utf-8")
        assert text.count(old) == 1
        self.file(path).write_text(text.replace(old, new), "utf-8")

    def build(self, *, strict: bool = False, clean: bool = False) -> Built:
        """Build it where it was built."""
        return build(
            self.options,
            self.host,
            strict=strict,
            clean=clean,
            with_search=False,
            allow_loss=True,
            workers=1,
        )

    def anew(self, *, strict: bool = False, host: Host | None = None) -> Built:
        """Build it from nothing, elsewhere; the host's pages are those of the last build."""
        shutil.rmtree(self.elsewhere, ignore_errors=True)
        self.elsewhere.mkdir()
        return build(
            replace(self.options, site_dir=str(self.elsewhere / "site")),
            host or Copied(self.work / "host/site"),
            strict=strict,
            clean=True,
            with_search=False,
            workers=1,
        )

    def built_as_anew(self, host: Host | None = None) -> Built:
        """Build it, and see that it is what a build from nothing gives."""
        made = self.build()
        other = self.anew(host=host)
        assert list(differing(self.site, self.elsewhere / "site")) == []
        assert (made.records, made.warnings) == (other.records, other.warnings)
        assert made.written.pages == other.written.pages
        return made

    def refused_as_anew(self, *, strict: bool = False) -> tuple[Problem, ...]:
        """Try to build it, and see that the problems are those of a build from nothing."""
        before = stamps(self.root / "build")
        found = problems(lambda: self.build(strict=strict))
        assert found == problems(lambda: self.anew(strict=strict))
        assert stamps(self.root / "build") == before, "nothing was touched"
        return found

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        with kept_ledger(self.work / "ledger") as found:
            assert found is not None
            yield found

    def kept(self, room: str, key: str) -> Any:
        """A value of the ledger."""
        with self.ledger() as ledger:
            return ledger.get(room, key)

    def touched(self) -> set[str] | None:
        """The keys of the pages that have to be made again because of what changed in records."""
        with self._touched() as (touch, _, _):
            return None if touch is None else set(touch.keys)

    def read_for_it(self) -> set[str]:
        """The paths below `content/` of what is read for that, where not all is."""
        with self._touched() as (touch, found, digests):
            assert touch is not None
            made = part(touch, found, digests, self.options, today(self.options, History()))
            assert made is not None
            return {path.removeprefix("content/") for path in made[0].dossier.digests}

    @contextmanager
    def _touched(self) -> Iterator[tuple[Touched | None, Survey, dict[str, str]]]:
        with self.ledger() as ledger:
            found = survey(self.root, "content")
            digests, day = found.digests(), today(self.options, History())
            yield touched(ledger, found, digests, (), self.options, day), found, digests


def problems(act: Any) -> tuple[Problem, ...]:
    """The problems for which a build is refused; none where it is not."""
    try:
        act()
    except ProblemsError as error:
        return error.problems
    return ()


def stamps(folder: Path) -> dict[str, object]:
    """The stamps of all files below a folder but for the lock and what the host builds."""
    return {
        path: stamp
        for path, stamp in listed(folder).files.items()
        if not path.endswith("/lock") and "/host/" not in path
    }
