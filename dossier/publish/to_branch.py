"""Publishing a built site as a branch of a git repository: one commit, one change of the branch.

All is done in a repository of its own, which is then thrown away: the dossier's, its index and its
branches are never touched, nor is the author's name or address read.
"""

import contextlib
import datetime
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dossier.errors import MachineError, UsageError
from dossier.publish.finished import Finished, refuse_older
from dossier.publish.manifest import Manifest
from dossier.publish.publication import refuse_loss
from dossier.publish.target import MARKER
from dossier.report import visible

PROTOCOLS = ("file", "https", "ssh")
"""How a repository may be reached; the others are unsafe, or start programs."""

AUTHOR = "dossier <publish@dossier.invalid>"
"""Who commits: nobody, at an address that belongs to nobody (RFC 2606)."""

_HELPER = re.compile(r"[A-Za-z0-9][A-Za-z0-9+.-]*::")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_USER = re.compile(r"(://)[^/\s]*@")

_SETTINGS = ("core.askpass", "core.sshcommand", "credential.", "http.", "safe.", "ssh.", "url.")
"""What is taken over of git's configuration: that by which it reaches a repository."""

_VARIABLES = (
    *("GIT_ASKPASS", "GIT_CURL", "GIT_EXEC_PATH", "GIT_HTTP", "GIT_PROXY", "GIT_SSH", "GIT_SSL"),
    *("GIT_TERMINAL_PROMPT", "GIT_TRACE"),
)
"""The same of its variables, by how their names begin."""

_OLD = "refs/heads/published"
_NEW = "refs/heads/site"


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of a repository: its path or address, or that of the remote that was named."""

    repository: str
    name: str

    def __str__(self) -> str:
        return f"{shown(self.repository)}#{self.name}"

    @property
    def ref(self) -> str:
        """The branch's full name."""
        return f"refs/heads/{self.name}"


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a publication came to: the branch's commit, and whether it is a new one."""

    commit: str
    changed: bool


def branch_at(text: str, root: Path) -> Branch:
    """The branch that REMOTE#BRANCH names; a remote's name is that of the dossier's repository.

    Raises:
        UsageError: it names none, or one that may not be reached so.
        MachineError: there is no git.
    """
    written, _, name = text.rpartition("#")
    given = f"git:{shown(text)}"
    if not written or not name:
        raise UsageError(f"{given}: expected git:REMOTE#BRANCH, as in git:origin#pages")
    if written.startswith("-"):
        raise UsageError(f"{given}: a remote does not begin with '-'")
    git = ["git", "-C", str(root)]
    named = _done([*git, "remote", "get-url", "--push", written])
    base = Path()
    repository = written
    if named.returncode == 0:
        repository = os.fsdecode(named.stdout).removesuffix("\n")
        top = _done([*git, "rev-parse", "--show-toplevel"])
        base = Path(os.fsdecode(top.stdout).removesuffix("\n"))
    _check_protocol(repository)
    if _done(["git", "check-ref-format", f"refs/heads/{name}"]).returncode or name[0] == "-":
        raise UsageError(f"{given}: {name!r} cannot be the name of a branch")
    path = (base / repository).resolve()
    return Branch(str(path) if path.exists() else repository, name)


def _check_protocol(repository: str) -> None:
    scheme = _SCHEME.match(repository)
    if repository.startswith("-") or _HELPER.match(repository):
        raise UsageError(f"{shown(repository)} is no address of a repository that is allowed")
    if scheme and scheme[1] not in PROTOCOLS:
        raise UsageError(
            f"{shown(repository)}: {scheme[1]} is not allowed; "
            f"it may be a path, or one of {', '.join(PROTOCOLS)}"
        )


def shown(repository: str) -> str:
    """A repository's address, as it may be told to anybody: a password may stand in it."""
    return visible(_USER.sub(r"\1", repository))


def publish_to_branch(
    site: Finished,
    branch: Branch,
    root: Path,
    work: Path,
    *,
    allow_loss: bool = False,
    allow_older: bool = False,
) -> Pushed:
    """Put a site in the place of the one in a branch, as its next commit.

    Nothing is pushed where that has the same files. The same site upon the same commit makes the
    same commit. A file `.nojekyll` is added, and `CNAME`, in which a host keeps the site's domain,
    stays. `work` is a folder in which the commit is made; `root` is the dossier's.

    Raises:
        UsageError: the branch holds something else, the site is not as it was built, more than a
            fifth of the pages would go, or a newer site is there; the branch is as it was.
        MachineError: git failed, or somebody else was faster; the branch is as it was, or another
            whole site.
    """
    with _repository(root, work) as git:
        tip = git.fetched(branch)
        kept = git.checked(site, branch, root, allow_loss=allow_loss, allow_older=allow_older)
        commit = git.committed(site, tip, kept)
        if tip and git.tree(_OLD) == git.tree(_NEW):
            return Pushed(tip, changed=False)
        git.push(branch, tip, commit)
    return Pushed(commit, changed=True)


@contextlib.contextmanager
def _repository(root: Path, work: Path) -> Iterator["_Repository"]:
    for left in work.glob("push-*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix="push-", dir=work)).absolute()
    try:
        git = _Repository(_environment(root, folder))
        git.run("init", "--quiet", "--bare", "--template=", str(folder))
        yield git
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _environment(root: Path, folder: Path) -> dict[str, str]:
    """Git's variables: of the configuration in force in `root`, that which reaches repositories."""
    inherited = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("GIT_") or key.startswith(_VARIABLES)
    }
    listed = os.fsdecode(_done(["git", "-C", str(root), "config", "--list", "-z"]).stdout)
    settings = {}
    found = [entry.partition("\n") for entry in listed.split("\0")]
    for number, (key, written, value) in enumerate(
        entry for entry in found if entry[0].startswith(_SETTINGS)
    ):
        settings[f"GIT_CONFIG_KEY_{number}"] = key
        settings[f"GIT_CONFIG_VALUE_{number}"] = value if written else "true"
    return {
        **inherited,
        **settings,
        "GIT_CONFIG_COUNT": str(len(settings) // 2),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_ALLOW_PROTOCOL": ":".join(PROTOCOLS),
        "GIT_DIR": str(folder),
        "LC_ALL": "C",
    }


@dataclass(frozen=True, slots=True)
class _Repository:
    """The repository in which a publication is made, reached by git's variables."""

    environment: Mapping[str, str]

    def run(self, *arguments: str, given: IO[bytes] | None = None) -> bytes:
        """What git answers, to what it is given.

        Raises:
            MachineError: it could not do it.
        """
        done = _done(["git", *arguments], self.environment, given)
        if done.returncode:
            raise MachineError(_told(done.stderr))
        return done.stdout

    def tip(self, branch: Branch) -> str:
        """The hash of the branch's commit there; empty where there is no such branch."""
        lines = self.run("ls-remote", "--", branch.repository, branch.ref).decode().splitlines()
        return next((commit for commit, _, ref in map(_tabbed, lines) if ref == branch.ref), "")

    def fetched(self, branch: Branch) -> str:
        """Have the branch's commit and its files, and no more of its history; its hash."""
        if not self.tip(branch):
            return ""
        options = ("--quiet", "--depth=1", "--no-tags")
        self.run("fetch", *options, "--", branch.repository, f"+{branch.ref}:{_OLD}")
        return self.run("rev-parse", "--verify", _OLD).decode().strip()

    def checked(
        self, site: Finished, branch: Branch, root: Path, *, allow_loss: bool, allow_older: bool
    ) -> dict[str, str]:
        """The files of the branch that stay, by path, once the site may take the others' place."""
        files = self._files()
        if not files:
            return {}
        manifest = self._manifest(files, branch)
        if not allow_older:
            refuse_older(root, site.manifest, manifest, str(branch))
        if not allow_loss:
            refuse_loss(files, site.paths)
        return {"CNAME": files["CNAME"]} if "CNAME" in files else {}

    def _files(self) -> dict[str, str]:
        """The hashes of what was fetched, by path."""
        if self._asked("rev-parse", "--quiet", "--verify", _OLD) is None:
            return {}
        entries = os.fsdecode(self.run("ls-tree", "-r", "-z", _OLD)).split("\0")
        return {path: about.split(" ")[2] for about, _, path in map(_tabbed, entries) if path}

    def _manifest(self, files: Mapping[str, str], branch: Branch) -> Manifest:
        try:
            return Manifest.read(self.run("cat-file", "blob", files[MARKER]))
        except (KeyError, ValueError):
            raise UsageError(
                f"{branch} holds files that dossier did not write; choose another branch"
            ) from None

    def _asked(self, *arguments: str) -> bytes | None:
        done = _done(["git", *arguments], self.environment)
        return None if done.returncode else done.stdout

    def committed(self, site: Finished, tip: str, kept: Mapping[str, str]) -> str:
        """Make a commit of a site, after the one at the tip; its hash."""
        with tempfile.TemporaryFile(dir=self.environment["GIT_DIR"]) as stream:
            for part in _stream(site, tip, kept):
                stream.write(part)
            stream.seek(0)
            self.run("fast-import", "--quiet", "--done", "--date-format=raw", given=stream)
        return self.run("rev-parse", "--verify", _NEW).decode().strip()

    def tree(self, ref: str) -> bytes:
        """The hash of all files of a commit."""
        return self.run("rev-parse", "--verify", f"{ref}^{{tree}}")

    def push(self, branch: Branch, tip: str, commit: str) -> None:
        """Let the branch go from the tip to the commit, unless it is there already.

        Raises:
            MachineError: it has gone elsewhere meanwhile, or could not be moved.
        """
        lease = f"--force-with-lease={branch.ref}:{tip}"
        command = ["git", "push", "--quiet", "--no-verify", lease, "--", branch.repository]
        done = _done([*command, f"{_NEW}:{branch.ref}"], self.environment)
        if done.returncode == 0:
            return
        now = self.tip(branch)
        if now == tip:
            raise MachineError(f"{branch} is as it was: {_told(done.stderr)}")
        if now != commit:
            raise MachineError(
                f"{branch} was published to by somebody else meanwhile, and is as they left it; "
                "to publish upon that, run this again"
            )


def _stream(site: Finished, tip: str, kept: Mapping[str, str]) -> Iterator[bytes]:
    """Yield what `git fast-import` reads: a commit with the files of a site."""
    day = datetime.datetime.fromisoformat(site.manifest.as_of).replace(tzinfo=datetime.UTC)
    message = _message(site.manifest).encode()
    yield f"commit {_NEW}\ncommitter {AUTHOR} {max(0, int(day.timestamp()))} +0000\n".encode()
    yield b"data %d\n%s\n" % (len(message), message)
    yield f"from {tip}\ndeleteall\n".encode() if tip else b""
    for path, blob in kept.items():
        yield f"M 100644 {blob} {path}\n".encode()
    if ".nojekyll" not in site.paths:
        yield b"M 100644 inline .nojekyll\ndata 0\n\n"
    for path, data in site.files():
        yield b"M 100644 inline %s\ndata %d\n%s\n" % (_quoted(path), len(data), data)
    yield b"done\n"


def _message(manifest: Manifest) -> str:
    of = f" of {manifest.commit[:12]}" if manifest.commit else ""
    source = f"commit {manifest.commit}\n" if manifest.commit else ""
    return f"Publish the site{of}\n\n{source}as of {manifest.as_of}\ntree {manifest.tree}\n"


def _quoted(path: str) -> bytes:
    """A path as git reads it, whatever its bytes."""
    if any(part.casefold() == ".git" for part in path.split("/")):
        raise UsageError(f"{path} cannot be in a branch: git keeps that name for itself")
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return b'"%s"' % os.fsencode(escaped)


def _tabbed(line: str) -> tuple[str, str, str]:
    return line.partition("\t")


def _told(errors: bytes) -> str:
    """What git says of an error, on a line."""
    lines = errors.decode("utf-8", "replace").splitlines()
    return "git: " + "; ".join(shown(line.strip()) for line in lines if line.strip())


def _done(
    command: list[str],
    environment: Mapping[str, str] | None = None,
    given: IO[bytes] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - git, and words that are checked
            command,
            env=environment,
            stdin=given or subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise MachineError("there is no git here, which publishing to a branch needs") from error
