"""New dossiers."""

import os
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from dossier.assembly import assemble
from dossier.errors import UsageError
from dossier.host.config import read_options
from dossier.records.schema import schemas
from dossier.scaffold import new
from dossier.scaffold.new import LANGUAGES, dossier_files, new_dossier
from dossier.scaffold.tool import Tool
from tests.conftest import REPOSITORY
from tests.workflows.workflow import GITLAB

TYPES = {"articles", "entities", "instruments", "events", "statements", "themes", "pages"}


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_dossier_has_a_sound_record_of_each_type(lang: str, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    new_dossier(folder, "A dossier", lang, Tool())
    found = assemble(read_options(None, folder))
    assert found.problems == ()
    assert {path.name for path in (folder / "content").iterdir()} == TYPES
    assert {one.type for one in found.graph.files.values()} == {
        *("article", "entity", "instrument", "event", "statement", "theme")
    }
    claim = found.graph.statements["example-gazette-2024-listing#s1"]
    assert found.graph.replies[claim.id]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_record_says_that_it_is_an_example_in_the_words_of_the_readme(
    lang: str, tmp_path: Path
) -> None:
    new_dossier(tmp_path / "new", "A dossier", lang, Tool())
    files = contents(tmp_path / "new")
    words = re.findall(r"grep -rl '(.*)' content", files["README.md"])
    records = [path for path in files if re.match("content/(?!pages/)", path)]
    assert len(words) == 1
    assert len(records) == 9
    assert [path for path in records if words[0] not in files[path]] == []
    assert all("example" in path for path in records)
    assert not re.findall(r"https?://(?!example\.org)", "".join(files[path] for path in records))


def test_the_files_are_those_that_were_meant_and_nothing_is_left_to_fill_in(tmp_path: Path) -> None:
    number = new_dossier(tmp_path / "new", 'A "dossier": <<lang>> #1', "fr", Tool())
    files = contents(tmp_path / "new")
    assert len(files) == number
    assert {path.split("/")[0] for path in files} == {
        *(".ci", ".github", ".gitignore", ".gitlab-ci.yml", ".vscode", "Makefile", "README.md"),
        *("content", "mkdocs.yml", "requirements.lock", "requirements.txt", "schemas"),
        "requirements-archive.lock",
    }
    assert read_options(None, tmp_path / "new").site_name == 'A "dossier": <<lang>> #1'
    assert [path for path in files if "<<" in files[path].replace("<<lang>>", "")] == []
    assert "  - Chronologie: [timeline/index.md]\n" in files["mkdocs.yml"]
    assert {path: files[f"schemas/{path}"] for path in schemas()} == schemas()


def test_what_other_files_repeat_is_the_same_there() -> None:
    files = dossier_files("A dossier", "en", Tool())
    paths = ["requirements.lock", ".vscode/settings.json", ".vscode/extensions.json"]
    paths += [".ci/guard.py", ".github/CODEOWNERS", ".github/workflows/guard.yml"]
    for path in paths:
        assert files[path] == (REPOSITORY / path).read_text("utf-8"), (
            f"copy {path} to dossier/scaffold/files/all"
        )


def test_what_asks_for_documents_is_locked_as_it_is_here() -> None:
    lock = dossier_files("A dossier", "en", Tool())["requirements-archive.lock"]
    blocks = re.findall(r"^\S+==\S+ (?:\\\n +--hash=\S+ ?)+\n", lock, re.MULTILINE)
    assert "".join(blocks) == lock
    ours = (REPOSITORY / "requirements-dev.lock").read_text("utf-8")
    assert [block for block in blocks if f"\n{block}" not in ours] == [], "make lock"
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {one.partition(">")[0] for one in project["optional-dependencies"]["archive"]}
    assert {block.partition("==")[0] for block in blocks} == wanted | {"six"}


def test_documents_are_asked_for_as_they_are_here() -> None:
    workflow = dossier_files("A dossier", "en", Tool())[".github/workflows/links.yml"]
    ours = (REPOSITORY / ".github/workflows/links.yml").read_text("utf-8")
    assert workflow == ours.replace("make .venv/test.stamp", "make .venv/archive.stamp")


def test_actions_are_pinned_to_what_this_repository_uses() -> None:
    files = dossier_files("A dossier", "en", Tool())
    workflows = (REPOSITORY / ".github/workflows").glob("*.yml")
    known = {use for path in workflows for use in uses(path.read_text("utf-8"))}
    found = {use for path, text in files.items() if ".github" in path for use in uses(text)}
    assert len(found) == 5
    assert found <= known
    image = yaml.safe_load(files[".gitlab-ci.yml"])["default"]["image"]
    assert image == yaml.safe_load(GITLAB.read_text("utf-8"))["default"]["image"]


def uses(workflow: str) -> set[str]:
    found = set(re.findall(r"uses: (.*)", workflow))
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", use) for use in found)
    return found


def test_a_tool_on_this_machine_stands_in_a_file_that_git_ignores(tmp_path: Path) -> None:
    files = dossier_files("A dossier", "en", Tool(source=str(tmp_path)))
    assert files["local.mk"] == f"DOSSIER_SOURCE ?= {tmp_path}\n"
    assert "/local.mk\n" in files[".gitignore"]
    assert [path for path, text in files.items() if str(tmp_path) in text] == ["local.mk"]
    assert "local.mk" not in dossier_files("A dossier", "en", Tool())


def test_an_empty_folder_and_a_repository_without_files_are_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "cloned/.git").mkdir(parents=True)
    inode = (tmp_path / "empty").stat().st_ino
    for name in ("empty", "cloned", "below/missing"):
        new_dossier(tmp_path / name, "A dossier", "en", Tool())
        assert (tmp_path / name / "mkdocs.yml").is_file()
    assert (tmp_path / "empty").stat().st_ino == inode, "somebody may be in it"
    assert sorted(os.listdir(tmp_path)) == ["below", "cloned", "empty"]
    assert os.listdir(tmp_path / "below") == ["missing"]


def test_an_empty_folder_may_be_a_disk_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    rename = Path.rename

    def renamed(self: Path, target: Path) -> Path:
        if not self.is_relative_to(disk):
            raise OSError(18, "Invalid cross-device link", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", renamed)
    number = new_dossier(disk, "A dossier", "en", Tool())
    assert len(contents(disk)) == number


@pytest.mark.parametrize("name", ["full", "file", "link", "hidden"])
def test_a_folder_that_holds_something_is_left_alone(name: str, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/precious.txt").write_text("mine")
    (tmp_path / "hidden/.config").mkdir(parents=True)
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to("full")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UsageError, match="not an empty folder"):
        new_dossier(tmp_path / name, "A dossier", "en", Tool())
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x1b[31m"])
def test_what_is_no_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--name"):
        new_dossier(tmp_path / "new", name, "en", Tool())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("at", range(13))
def test_what_cannot_be_moved_in_leaves_the_folder_empty(
    at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    calls = iter(range(100))
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if next(calls) == at:
            raise OSError(28, "No space left on device", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="No space left"):
        new_dossier(tmp_path / "empty", "A dossier", "en", Tool())
    monkeypatch.undo()
    assert os.listdir(tmp_path) == ["empty"]
    assert os.listdir(tmp_path / "empty") == []


def test_what_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = iter(range(100))
    write_text = Path.write_text

    def fail(self: Path, data: str, encoding: str) -> int:
        if next(calls) == 20:
            raise OSError(28, "No space left on device", str(self))
        return write_text(self, data, encoding)

    monkeypatch.setattr(Path, "write_text", fail)
    with pytest.raises(OSError, match="No space left"):
        new_dossier(tmp_path / "new", "A dossier", "en", Tool())
    assert os.listdir(tmp_path) == []


def test_each_language_has_the_same_files() -> None:
    english, french = (set(dossier_files("A dossier", lang, Tool())) for lang in ("en", "fr"))
    assert english == french
    assert new.LANGUAGES == ("en", "fr")
