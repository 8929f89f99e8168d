"""A folder with a published site, again and again the same; and what may be found there later."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from dossier.publish.tree import tree_digest
from tests.conftest import REPOSITORY
from tests.publish.publisher import publish, site


@dataclass(frozen=True, slots=True)
class Scene:
    """A site of which some versions have been published, and the next is about to be."""

    name: str
    folder: Path
    published: int
    size: int = 4

    @property
    def parent(self) -> Path:
        """The folder that a publication may write in."""
        return self.folder / "build"

    @property
    def target(self) -> Path:
        """The site."""
        return self.parent / "site"

    @property
    def command(self) -> list[str]:
        """What publishes the next version."""
        module = "tests.publish.publisher"
        version, size = str(self.published), str(self.size)
        return [sys.executable, "-m", module, str(self.target), version, size]

    def set(self) -> None:
        """Begin anew."""
        shutil.rmtree(self.parent, ignore_errors=True)
        self.parent.mkdir(parents=True)
        for version in range(self.published):
            publish(self.target, site(version, self.size))

    def finding(self) -> str:
        """What is published: `old`, `new`, or what is wrong with it."""
        found = contents(self.target)
        if found == self._site(self.published):
            return "new"
        return "old" if found == self._site(self.published - 1) else "neither old nor new"

    def recovery(self) -> str:
        """What comes of publishing the new version again, and once more the old and the new."""
        done = subprocess.run(
            self.command, cwd=REPOSITORY, capture_output=True, text=True, check=False
        )
        if done.returncode or self.finding() != "new":
            return f"not recovered: {done.stderr}"
        left = sorted(file.name for file in self.parent.iterdir())
        inside = {file.name for file in (self.parent / ".site.dossier").iterdir()}
        known = {"folders.json", "lock", "spare", "state.json"}
        if left != [".site.dossier", "site"] or not inside <= known:
            return f"leftovers: {left}, {inside}"
        for version in (self.published + 1, self.published):
            publish(self.target, site(version, self.size))
            if contents(self.target) != site(version, self.size):
                return "a later publication is wrong"
        return "recovered"

    def _site(self, version: int) -> dict[str, bytes] | None:
        return site(version, self.size) if version >= 0 else None


def contents(target: Path) -> dict[str, bytes] | None:
    """The files of a site but for its manifest; nothing if there is none.

    A site whose manifest is missing or of other files has nothing in common with any.
    """
    if not target.exists():
        return None
    try:
        said = json.loads((target / "build.json").read_bytes())["tree"]
    except (OSError, ValueError):
        return {"": b"no manifest"}
    if said != tree_digest(target):
        return {"": b"the manifest is of another site"}
    return {
        file.relative_to(target).as_posix(): file.read_bytes()
        for file in target.rglob("*")
        if file.is_file() and file != target / "build.json"
    }


def scenes(folder: Path) -> list[Scene]:
    """The first publication, the second (which has no spare yet) and the third."""
    names = ("first", "second", "third")
    return [Scene(name, folder / name, published) for published, name in enumerate(names)]
