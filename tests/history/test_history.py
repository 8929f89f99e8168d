"""What git knows about the files of a dossier, asked of real repositories."""

from pathlib import Path

import pytest

from dossier.errors import MachineError
from dossier.history import Change, History, head, read_history
from tests.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def days(history: History) -> dict[str, str]:
    return {path: change.day for path, change in history.changes.items()}


def test_each_file_has_its_last_change(repository: Repository) -> None:
    first = repository.commit("2021-01-01", {"content/a.yml": "1", "content/b.yml": "1"})
    second = repository.commit("2021-02-03", {"content/a.yml": "2"})
    history = read_history(repository.folder, "content")
    assert history.changes == {
        "content/a.yml": Change(second, "2021-02-03"),
        "content/b.yml": Change(first, "2021-01-01"),
    }
    assert history.last == Change(second, "2021-02-03")
    assert len(second) == 40


def test_the_day_is_the_committers_and_not_the_authors(repository: Repository) -> None:
    repository.commit("2021-05-06", {"content/a.yml": "1"})
    assert days(read_history(repository.folder, "content")) == {"content/a.yml": "2021-05-06"}


def test_changes_outside_the_folder_do_not_count(repository: Repository) -> None:
    repository.commit("2021-01-01", {"content/a.yml": "1", "contents/x.yml": "1"})
    repository.commit("2021-02-01", {"README.md": "x", "contents/x.yml": "2"})
    history = read_history(repository.folder, "content")
    assert days(history) == {"content/a.yml": "2021-01-01"}
    assert history.last is not None
    assert history.last.day == "2021-01-01"


def test_a_dossier_may_be_a_part_of_a_repository(repository: Repository) -> None:
    repository.commit(
        "2021-01-01", {"sites/one/content/a.yml": "1", "sites/two/content/b.yml": "1"}
    )
    history = read_history(repository.folder / "sites" / "one", "content")
    assert days(history) == {"content/a.yml": "2021-01-01"}


def test_a_renamed_file_was_changed_when_it_was_renamed(repository: Repository) -> None:
    repository.commit("2021-01-01", {"content/old.yml": "some text\n" * 9})
    repository.git("mv", "content/old.yml", "content/new.yml")
    repository.git("commit", "--quiet", "--message", "x", day="2021-03-04")
    assert days(read_history(repository.folder, "content"))["content/new.yml"] == "2021-03-04"


@pytest.mark.parametrize(
    "name",
    ["a b.yml", "  a.yml", "été/商汤.yml", "« a ».md", 'a"b.yml', "a\\b.yml", "a\tb.yml", "-a.yml"],
)
def test_a_name_may_hold_anything(name: str, repository: Repository) -> None:
    repository.commit("2021-01-01", {f"content/{name}": "1", "content/z.yml": "1"})
    assert days(read_history(repository.folder, "content")) == {
        f"content/{name}": "2021-01-01",
        "content/z.yml": "2021-01-01",
    }


def test_a_change_made_on_a_branch_keeps_its_own_commit(repository: Repository) -> None:
    repository.commit("2021-01-01", {"content/a.yml": "1", "content/b.yml": "1"})
    repository.git("checkout", "--quiet", "-b", "branch")
    change = repository.commit("2021-02-01", {"content/a.yml": "2"})
    repository.git("checkout", "--quiet", "main")
    repository.commit("2021-03-01", {"content/b.yml": "2"})
    repository.git("merge", "--quiet", "--no-ff", "--message", "x", "branch", day="2021-04-01")
    history = read_history(repository.folder, "content")
    assert history.changes["content/a.yml"] == Change(change, "2021-02-01")
    assert days(history)["content/b.yml"] == "2021-03-01"
    assert history.last is not None
    assert history.last.day == "2021-03-01"


def test_a_deleted_file_moves_the_last_day_on(repository: Repository) -> None:
    repository.commit("2021-01-01", {"content/a.yml": "1", "content/b.yml": "1"})
    (repository.folder / "content/a.yml").unlink()
    repository.commit("2021-02-01", {})
    history = read_history(repository.folder, "content")
    assert history.last is not None
    assert history.last.day == "2021-02-01"
    assert days(history)["content/b.yml"] == "2021-01-01"


def test_a_file_not_committed_yet_has_no_change(repository: Repository) -> None:
    repository.commit("2021-01-01", {"content/a.yml": "1"})
    (repository.folder / "content/new.yml").write_text("1", "utf-8")
    (repository.folder / "content/a.yml").write_text("2", "utf-8")
    assert days(read_history(repository.folder, "content")) == {"content/a.yml": "2021-01-01"}


def test_an_empty_repository_knows_nothing(repository: Repository) -> None:
    assert read_history(repository.folder, "content") == History()


def test_a_folder_without_commits_knows_nothing(repository: Repository) -> None:
    repository.commit("2021-01-01", {"README.md": "x"})
    assert read_history(repository.folder, "content") == History()


def test_outside_a_repository_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert read_history(tmp_path, "content") == History()


def test_without_git_nothing_is_known(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit("2021-01-01", {"content/a.yml": "1"})
    monkeypatch.setenv("PATH", str(repository.folder))
    assert read_history(repository.folder, "content") == History()


def test_reading_leaves_the_repository_as_it_was(repository: Repository) -> None:
    repository.commit("2021-01-01", {"content/a.yml": "1"})
    before = sorted(path.as_posix() for path in (repository.folder / ".git").rglob("*"))
    read_history(repository.folder, "content")
    assert sorted(path.as_posix() for path in (repository.folder / ".git").rglob("*")) == before
    assert repository.git("status", "--porcelain") == ""


def test_of_a_shallow_clone_only_what_changed_within_it_is_known(
    repository: Repository, tmp_path: Path
) -> None:
    repository.commit("2021-03-01", {"content/a.yml": "1", "content/b.yml": "1"})
    repository.commit("2021-04-01", {"content/a.yml": "2"})
    repository.commit("2021-05-01", {"content/c.yml": "1"})
    origin = f"file://{repository.folder}"
    repository.git("clone", "--quiet", "--depth", "2", origin, str(tmp_path / "shallow"))
    history = read_history(tmp_path / "shallow", "content")
    assert days(history) == {"content/c.yml": "2021-05-01"}
    assert history.last is not None
    assert history.last.day == "2021-05-01"


def test_where_git_trusts_nobody_the_way_out_is_named(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without history the same records would give another site."""
    repository.commit("2021-01-01", {"content/a.yml": "1"})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    for ask in (head, lambda folder: read_history(folder, "content")):
        with pytest.raises(MachineError, match=r"git config --global --add safe\.directory /"):
            ask(repository.folder)


def test_a_detached_head_has_the_same_history(repository: Repository) -> None:
    commit = repository.commit("2021-01-01", {"content/a.yml": "1"})
    before = read_history(repository.folder, "content")
    repository.git("checkout", "--quiet", "--detach", commit)
    assert read_history(repository.folder, "content") == before


def test_nobody_is_known_by_a_name_or_an_address(repository: Repository) -> None:
    repository.commit("2021-01-01", {"content/articles/a.yml": "title: A"})
    known = repr(read_history(repository.folder, "content"))
    for name in ("%an", "%ae", "%cn", "%ce"):
        assert repository.git("log", f"--format={name}").strip() not in known


def test_what_git_filters_a_file_through_changes_nothing(repository: Repository) -> None:
    """Records are read as they lie on the disk."""
    repository.git("config", "filter.shout.smudge", "tr a-z A-Z")
    repository.git("config", "filter.shout.clean", "cat")
    files = {"content/articles/a.yml": "title: A", ".gitattributes": "*.yml filter=shout"}
    commit = repository.commit("2021-01-01", files)
    assert (repository.folder / "content/articles/a.yml").read_text() == "title: A"
    assert (
        read_history(repository.folder, "content").changes["content/articles/a.yml"].commit
        == commit
    )
