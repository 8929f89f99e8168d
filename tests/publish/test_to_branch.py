"""Publishing a built site as a branch of a git repository."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dossier.errors import MachineError, UsageError
from dossier.publish import to_branch
from dossier.publish.finished import read_finished
from dossier.publish.target import work_folder
from dossier.publish.to_branch import Branch, Pushed, branch_at, publish_to_branch
from tests.publish.bare import Bare
from tests.publish.publisher import page, publish, site
from tests.repository import Repository

MANIFEST = ("build.json", ".nojekyll")


@pytest.fixture
def bare(tmp_path: Path) -> Bare:
    return Bare(tmp_path / "pages.git")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A dossier's folder with a built site."""
    publish(tmp_path / "dossier/build/site", site(0))
    return tmp_path / "dossier"


def push(root: Path, bare: Bare, *, allow_loss: bool = False, allow_older: bool = False) -> Pushed:
    built = root / "build/site"
    branch = Branch(str(bare.folder), bare.BRANCH)
    return publish_to_branch(
        *(read_finished(built), branch, root, work_folder(built)),
        allow_loss=allow_loss,
        allow_older=allow_older,
    )


def published(bare: Bare, commit: str = Bare.BRANCH) -> dict[str, bytes]:
    """The files of a site in a branch, but for its manifest."""
    found = bare.files(commit)
    assert found[".nojekyll"] == b""
    return {path: data for path, data in found.items() if path not in MANIFEST}


def test_a_branch_gets_a_commit_for_each_site_upon_the_one_before(root: Path, bare: Bare) -> None:
    commits: list[str] = []
    for version in range(3):
        publish(root / "build/site", site(version))
        pushed = push(root, bare)
        commits.insert(0, pushed.commit)
        assert pushed.changed
        assert published(bare) == site(version)
        assert bare.files()["build.json"] == (root / "build/site/build.json").read_bytes()
    assert bare.commits() == commits
    assert bare.is_sound()


def test_the_same_site_again_pushes_nothing(root: Path, bare: Bare) -> None:
    first = push(root, bare)
    assert push(root, bare) == Pushed(first.commit, changed=False)
    assert bare.commits() == [first.commit]


def test_the_same_site_upon_the_same_commit_makes_the_same_commit(
    root: Path, bare: Bare, tmp_path: Path
) -> None:
    assert push(root, bare).commit == push(root, Bare(tmp_path / "other.git")).commit


def test_nobody_is_named_in_a_commit_and_the_source_is(
    root: Path, bare: Bare, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(root)
    repository.git("config", "user.email", "editor@example.org")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "editor@example.org")
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Editor")
    commit = repository.commit("2021-01-01", {"a": "1"})
    publish(root / "build/site", site(1), commit=commit)
    push(root, bare)
    said = bare.git("cat-file", "commit", bare.BRANCH).decode()
    assert "ditor" not in said
    assert said.count("dossier <publish@dossier.invalid>") == 2
    assert f"commit {commit}\nas of 2026-11-22\ntree " in said


def test_nothing_is_written_into_the_repository_of_the_dossier(root: Path, bare: Bare) -> None:
    repository = Repository(root)
    repository.commit("2021-01-01", {"a": "1", ".gitignore": "build/\n"})
    repository.git("remote", "add", "pages", str(bare.folder))
    before = {path: path.read_bytes() for path in (root / ".git").rglob("*") if path.is_file()}
    for version in (0, 1):
        publish(root / "build/site", site(version))
        branch = branch_at("pages#pages", root)
        built = root / "build/site"
        publish_to_branch(read_finished(built), branch, root, work_folder(built))
    after = {path: path.read_bytes() for path in (root / ".git").rglob("*") if path.is_file()}
    assert after == before
    assert not list(work_folder(built).glob("push-*"))


def test_settings_that_reach_a_repository_are_taken_over_and_hooks_are_not(
    root: Path, bare: Bare, tmp_path: Path
) -> None:
    repository = Repository(root)
    repository.git("config", "url.file://.insteadOf", "https://pages.example.org")
    repository.git("config", "core.hooksPath", str(tmp_path))
    (tmp_path / "pre-push").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "pre-push").chmod(0o755)
    branch = Branch(f"https://pages.example.org{bare.folder}", bare.BRANCH)
    built = root / "build/site"
    publish_to_branch(read_finished(built), branch, root, work_folder(built))
    assert published(bare) == site(0)


@pytest.mark.parametrize("protocol", ["", "file://"])
def test_a_site_in_a_branch_with_a_history_is_reached_by_path_and_address(
    protocol: str, root: Path, bare: Bare
) -> None:
    for version in range(3):
        publish(root / "build/site", site(version))
        branch = branch_at(f"{protocol}{bare.folder}#pages", root)
        built = root / "build/site"
        publish_to_branch(read_finished(built), branch, root, work_folder(built))
    assert len(bare.commits()) == 3
    assert bare.is_sound()


def test_a_branch_that_holds_something_else_is_left_alone(root: Path, tmp_path: Path) -> None:
    source = Repository(tmp_path / "source")
    commit = source.commit("2021-01-01", {"README.md": "mine", "package/build.json": "{}"})
    other = source.git("commit-tree", "-m", "x", f"{commit}^{{tree}}")
    for name in ("main", "dist"):
        branch = Branch(str(tmp_path / "source"), name)
        if name == "dist":
            source.git("branch", "dist", other)
            source.git("checkout", "--quiet", "dist")
            source.commit("2021-01-01", {"build.json": "{}"})
            source.git("checkout", "--quiet", "main")
        before = source.git("rev-parse", name)
        built = root / "build/site"
        with pytest.raises(UsageError, match="files that dossier did not write"):
            publish_to_branch(read_finished(built), branch, root, work_folder(built))
        assert source.git("rev-parse", name) == before


def test_an_empty_branch_and_other_branches_of_a_repository_do_not_stand_in_the_way(
    root: Path, tmp_path: Path
) -> None:
    source = Repository(tmp_path / "source")
    main = source.commit("2021-01-01", {"README.md": "mine"})
    nothing = source.git(
        "commit-tree", "-m", "x", source.git("hash-object", "-t", "tree", "--stdin", "-w")
    )
    source.git("branch", "pages", nothing)
    built = root / "build/site"
    for name in ("pages", "new/pages"):
        branch = Branch(str(tmp_path / "source"), name)
        publish_to_branch(read_finished(built), branch, root, work_folder(built))
        assert source.git("show", f"{name}:style.css") == "p {}"
    assert source.git("rev-parse", "main", "pages^").split() == [main, nothing]


def test_the_domain_that_a_host_keeps_in_a_branch_stays(
    root: Path, bare: Bare, tmp_path: Path
) -> None:
    push(root, bare)
    bare.git("clone", "--quiet", "--branch", "pages", ".", str(tmp_path / "clone"))
    clone = Repository(tmp_path / "clone")
    clone.commit("2021-01-01", {"CNAME": "dossier.example.org\n"})
    clone.git("push", "--quiet", str(bare.folder), "HEAD:pages")
    publish(root / "build/site", site(1))
    push(root, bare)
    assert published(bare) == site(1) | {"CNAME": b"dossier.example.org\n"}
    assert not push(root, bare).changed
    publish(root / "build/site", site(1) | {"CNAME": b"other.example.org\n", ".nojekyll": b""})
    push(root, bare)
    assert bare.files()["CNAME"] == b"other.example.org\n"


def test_pages_are_lost_and_older_sites_published_only_when_told(root: Path, bare: Bare) -> None:
    repository = Repository(root)
    old = repository.commit("2021-01-01", {"a": "1"})
    new = repository.commit("2021-01-02", {"a": "2"})
    publish(root / "build/site", site(1), commit=new)
    push(root, bare)
    publish(root / "build/site", site(0), commit=old)
    with pytest.raises(UsageError, match="which is newer"):
        push(root, bare)
    assert published(bare) == site(1)
    push(root, bare, allow_older=True)
    assert published(bare) == site(0)
    publish(root / "build/site", site(0, size=2), commit=new, allow_loss=True)
    with pytest.raises(UsageError, match="--allow-loss"):
        push(root, bare)
    push(root, bare, allow_loss=True)
    assert published(bare) == site(0, size=2)
    assert len(bare.commits()) == 3


def test_a_site_that_was_changed_by_hand_is_not_published(root: Path, bare: Bare) -> None:
    (root / "build/site/index.html").unlink()
    (root / "build/site/index.html").write_bytes(page("changed"))
    with pytest.raises(UsageError, match="not those"):
        push(root, bare)
    assert bare.commits() == []


def test_names_with_any_bytes_are_published_and_those_of_git_refused(
    root: Path, bare: Bare
) -> None:
    odd = {'a "b" \\ c/é ü.css': b"1", "with\nbreak": b"2", " lead": b"3"}
    publish(root / "build/site", site(0) | odd)
    push(root, bare)
    assert published(bare) == site(0) | odd
    publish(root / "build/site", site(1) | {"a/.Git/config": b""})
    with pytest.raises(UsageError, match="git keeps that name"):
        push(root, bare)
    assert published(bare) == site(0) | odd


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Has something done once, between the making of the next commit and its push."""

    def at_the_next_commit(action: Callable[[], object]) -> None:
        committed = to_branch._Repository.committed

        def overtaken(self: to_branch._Repository, *arguments: Any) -> str:
            commit = committed(self, *arguments)
            monkeypatch.undo()
            action()
            return commit

        monkeypatch.setattr(to_branch._Repository, "committed", overtaken)

    return at_the_next_commit


Meanwhile = Callable[[Callable[[], object]], None]


def test_what_was_pushed_by_somebody_else_meanwhile_is_not_overwritten(
    root: Path, bare: Bare, tmp_path: Path, meanwhile: Meanwhile
) -> None:
    push(root, bare)
    publish(tmp_path / "rival/build/site", site(2))
    publish(root / "build/site", site(1))
    meanwhile(lambda: push(tmp_path / "rival", bare))
    with pytest.raises(MachineError, match="somebody else meanwhile"):
        push(root, bare)
    assert published(bare) == site(2)
    assert push(root, bare).changed
    assert published(bare) == site(1)


@pytest.mark.parametrize("known", [True, False])
def test_the_same_site_pushed_by_two_at_once_is_published(
    known: bool, root: Path, bare: Bare, tmp_path: Path, meanwhile: Meanwhile
) -> None:
    if known:
        push(root, bare)
    for folder in (root, tmp_path / "rival"):
        publish(folder / "build/site", site(1))
    meanwhile(lambda: push(tmp_path / "rival", bare))
    assert push(root, bare).commit == bare.commits()[0]
    assert len(bare.commits()) == 1 + known


def test_a_branch_that_was_deleted_meanwhile_is_not_made_again(
    root: Path, bare: Bare, meanwhile: Meanwhile
) -> None:
    push(root, bare)
    publish(root / "build/site", site(1))
    meanwhile(lambda: bare.git("update-ref", "-d", "refs/heads/pages"))
    with pytest.raises(MachineError, match="somebody else meanwhile"):
        push(root, bare)
    assert bare.commits() == []


def test_a_hook_that_refuses_is_heard(root: Path, bare: Bare) -> None:
    push(root, bare)
    hook = bare.folder / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nprintf 'not on Sundays \\033[31m\\n' >&2\nexit 1\n")
    hook.chmod(0o755)
    publish(root / "build/site", site(1))
    with pytest.raises(
        MachineError, match="pages is as it was: git: remote: not on Sundays"
    ) as told:
        push(root, bare)
    assert "\033" not in str(told.value)
    assert published(bare) == site(0)


def test_a_push_of_which_no_answer_comes_back_counts_if_the_branch_has_moved(
    root: Path, bare: Bare
) -> None:
    push(root, bare)
    hook = bare.folder / "hooks/post-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nkill -9 $PPID\n")
    hook.chmod(0o755)
    publish(root / "build/site", site(1))
    assert push(root, bare).commit == bare.commits()[0]
    assert published(bare) == site(1)


def test_a_remote_that_is_not_there_or_not_allowed_is_told(root: Path, tmp_path: Path) -> None:
    built = root / "build/site"
    for repository in (
        str(tmp_path / "nowhere"),
        "file:///nowhere/at/all",
        "https://user:secret@127.0.0.1:1/x.git",
        "ssh://127.0.0.1:1/x.git",
    ):
        with pytest.raises(MachineError, match="git: ") as told:
            publish_to_branch(
                read_finished(built), Branch(repository, "pages"), root, work_folder(built)
            )
        assert "secret" not in str(told.value)
    for repository in ("ext::sh -c touch% /tmp/x", "git://127.0.0.1/x", "http://127.0.0.1:1/x"):
        with pytest.raises(MachineError, match="not allowed"):
            publish_to_branch(
                read_finished(built), Branch(repository, "pages"), root, work_folder(built)
            )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("origin", "expected git:REMOTE#BRANCH"),
        ("#pages", "expected git:REMOTE#BRANCH"),
        ("origin#", "expected git:REMOTE#BRANCH"),
        ("--upload-pack=touch x#pages", "does not begin with"),
        ("ext::sh -c x#pages", "no address of a repository that is allowed"),
        ("http://example.org/x#pages", "http is not allowed"),
        ("git://example.org/x#pages", "git is not allowed"),
        ("fd::17#pages", "no address"),
        ("https://example.org/x#-f", "cannot be the name of a branch"),
        ("https://example.org/x#a..b", "cannot be the name of a branch"),
        ("https://example.org/x#a b", "cannot be the name of a branch"),
        ("https://example.org/x#a:b", "cannot be the name of a branch"),
        ("sly#pages", "no address of a repository that is allowed"),
        ("dashed#pages", "no address of a repository that is allowed"),
    ],
)
def test_what_would_be_an_option_or_start_a_program_is_refused(
    text: str, reason: str, tmp_path: Path
) -> None:
    repository = Repository(tmp_path)
    repository.git("config", "remote.sly.url", "ext::sh -c x")
    repository.git("config", "remote.dashed.url", "--upload-pack=x")
    with pytest.raises(UsageError, match=reason):
        branch_at(text, tmp_path)


@pytest.mark.parametrize("password", ["secret", "se@cret", "s%40ecret"])
@pytest.mark.parametrize("branch", ["", "-f", "a..b", "pages"])
def test_a_password_in_an_address_is_told_to_nobody(
    password: str, branch: str, tmp_path: Path
) -> None:
    said = ""
    try:
        said = str(branch_at(f"https://user:{password}@example.org/x.git#{branch}", tmp_path))
    except UsageError as error:
        said = str(error)
    assert "https://example.org/x.git" in said
    assert "cret" not in said


def test_a_branch_is_named_by_a_remote_a_path_or_an_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "dossier"
    repository = Repository(root)
    repository.git("remote", "add", "origin", "../site.git")
    repository.git("remote", "add", "far", "https://user:secret@example.org/x.git")
    Bare(tmp_path / "site.git")
    monkeypatch.chdir(tmp_path)
    here = Branch(str((tmp_path / "site.git").resolve()), "a/b")
    assert branch_at("origin#a/b", root) == branch_at("site.git#a/b", root) == here
    assert str(branch_at("far#pages", root)) == "https://example.org/x.git#pages"
    assert branch_at("host.example.org:x.git#pages", root).repository == "host.example.org:x.git"
    assert branch_at("file:///x#y#pages", root) == Branch("file:///x#y", "pages")


def test_without_git_it_is_said_that_it_is_needed(
    root: Path, bare: Bare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(MachineError, match="there is no git here"):
        push(root, bare)
    with pytest.raises(MachineError, match="there is no git here"):
        branch_at("origin#pages", root)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may put a disk that is full in its place")
def test_a_disk_that_is_full_leaves_the_branch_as_it_was(root: Path, bare: Bare) -> None:
    push(root, bare)
    files = site(1) | {f"big/{number}.css": os.urandom(100_000) for number in range(20)}
    publish(root / "build/site", files)
    work = root / "full"
    work.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(work)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        built = root / "build/site"
        branch = Branch(str(bare.folder), bare.BRANCH)
        with pytest.raises((MachineError, OSError), match="No space left"):
            publish_to_branch(read_finished(built), branch, root, work)
        assert list(work.iterdir()) == []
    finally:
        subprocess.run(["umount", str(work)], check=True)
    assert published(bare) == site(0)
    push(root, bare)
    assert published(bare) == files


def test_what_a_killed_publication_left_is_cleared_away(root: Path, bare: Bare) -> None:
    left = work_folder(root / "build/site") / "push-left"
    (left / "objects").mkdir(parents=True)
    push(root, bare)
    assert not left.exists()
