"""How each step of each workflow is tried, or why not."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

from tests.conftest import SAMPLE
from tests.maker import ARTICLE, make_dossier
from tests.repository import Repository

Prepare = Callable[["Place"], None]
"""Sets something up for a trial, and may add variables."""


@dataclass(slots=True)
class Place:
    """Where a step runs: a clone, a folder for what it leaves, one that a server serves."""

    clone: Path
    temp: Path
    served: Path
    address: str
    variables: dict[str, str] = field(default_factory=dict)
    folder: Path | None = None
    """Where it runs in the place of the clone."""


def nothing(place: Place) -> None:
    """Set nothing up."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A run of a step: what its expressions are, the exit status, and what it says or leaves."""

    values: Mapping[str, str] = field(default_factory=dict)
    status: int = 0
    said: str = ""
    output: str = ""
    summary: str = ""
    prepare: Prepare = nothing


def live(manifest: str) -> Prepare:
    """Serve this as `build.json`."""

    def prepare(place: Place) -> None:
        (place.served / "build.json").write_text(manifest, "utf-8")
        place.variables["PAUSE"] = "0"

    return prepare


def fetched_from_here(place: Place) -> None:
    """A clone whose remote has its own `main`, and that stands at an older commit."""
    repository = Repository.at(place.clone)
    repository.git("remote", "set-url", "origin", str(place.clone))
    repository.git("checkout", "--quiet", "--detach", "main^")


def commit_of(revision: str, length: int = 40) -> Prepare:
    """Ask for the commit that a revision is at."""

    def prepare(place: Place) -> None:
        found = Repository.at(place.clone).git("rev-parse", revision)
        place.variables["COMMIT"] = found[:length]

    return prepare


def tagged(version: str, *, on_main: bool = True) -> Prepare:
    """A tag `v0.1.0`, with that version in the changelog."""

    def prepare(place: Place) -> None:
        place.variables["GITHUB_REF_NAME"] = "v0.1.0"
        repository = Repository.at(Path(mkdtemp(dir=place.temp)))
        shutil.copytree(place.clone / ".git", repository.folder / ".git")
        repository.git("checkout", "--quiet", "--force", "main")
        changelog = repository.folder / "CHANGELOG.md"
        if version:
            changelog.write_text(f"## {version}\n{changelog.read_text('utf-8')}", "utf-8")
        repository.git("commit", "--quiet", "--all", "--allow-empty", "--message", "x")
        if on_main:
            repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
        place.folder = repository.folder

    return prepare


def with_nobody_there(place: Place) -> None:
    """Documents at addresses that no server has: the name ends in `.invalid`."""
    place.folder = Path(mkdtemp(dir=place.temp))
    files = {f"articles/{id}.yml": f"{ARTICLE}url: http://{id}.invalid/\n" for id in ("a", "b")}
    make_dossier(files, place.folder)
    (place.folder / "mkdocs.yml").write_text(
        "site_name: A\nplugins: [{dossier: {snapshots: ../store}}]\n", "utf-8"
    )
    (place.folder / ".venv").symlink_to(place.clone / ".venv")


def without_configuration(place: Place) -> None:
    """A configuration without the plugin, so nothing can be asked."""
    with_nobody_there(place)
    assert place.folder is not None
    (place.folder / "mkdocs.yml").write_text("site_name: A\n", "utf-8")


def of_another(place: Place) -> None:
    """The repository of another dossier."""
    place.folder = place.temp / "another"
    if not place.folder.exists():
        shutil.copytree(SAMPLE, place.folder, ignore=shutil.ignore_patterns("build"))
        for name in ("pip", "venv"):
            module = place.folder / f"{name}.py"
            module.write_text("raise SystemExit('the dossier ran code of its own')\n", "utf-8")
        repository = Repository(place.folder)
        repository.git("add", "--all")
        repository.git("commit", "--quiet", "--message", "x")
    place.variables["GITHUB_ACTION_PATH"] = str(place.clone)


def broken(place: Place) -> None:
    """The repository of another dossier, with a record that has a problem."""
    of_another(place)
    assert place.folder is not None
    sound = place.folder
    place.folder = place.temp / "broken"
    shutil.copytree(sound, place.folder, dirs_exist_ok=True)
    (place.folder / "content" / "events" / "bad.yml").write_text("titel: A\n", "utf-8")


OUTSIDE = "github.event.pull_request.head.repo.full_name != github.repository"
LABEL = "github.event.action == 'labeled' && github.event.label.name == 'looked at by an owner'"
CONTACT = "vars.DOSSIER_CONTACT || format('{0}/{1}/issues', github.server_url, github.repository)"
REPOSITORY_URL = {"github.server_url": "https://code.example", "github.repository": "some/dossier"}
MANIFEST = json.dumps({"commit": "1", "tree": "2"})
LIVE = {"needs.deploy.outputs.address": "ADDRESS", "needs.build.outputs.manifest": MANIFEST}
ACTION = {"inputs.folder": ".", "inputs.against": ""}
COMMIT = {"inputs.commit": "COMMIT"}

TRIALS: Mapping[str, tuple[Trial, ...]] = {
    "audit.yml newest: try the newest hosts": (),
    "audit.yml advisories: look dependencies up": (),
    "ci.yml test: test": (),
    ".gitlab-ci.yml test: script": (),
    "ci.yml test: annotate the records": (Trial(),),
    "ci.yml test: find facts that changed without a correction": (Trial(),),
    "guard.yml guard: list what is not a record": (
        Trial({OUTSIDE: "true", LABEL: "false"}, 1, said="::error file=README.md::"),
        Trial({OUTSIDE: "true", LABEL: "true"}, said="1 files are not records"),
        Trial({OUTSIDE: "false", LABEL: "false"}, said="::notice file=README.md::"),
    ),
    "pages.yml build: go back to a commit": (
        Trial(COMMIT, 1, "::error::a commit is 7", prepare=commit_of("HEAD", 6)),
        Trial({"inputs.commit": "--help"}, 1, "::error::a commit is 7"),
        Trial({"inputs.commit": "0" * 40}, 128, "fatal: "),
        Trial(COMMIT, 1, "::error::main never stood at", prepare=commit_of("HEAD^2")),
        Trial(COMMIT, prepare=commit_of("main")),
        Trial(COMMIT, prepare=commit_of("HEAD^1", 12)),
    ),
    "pages.yml build: install what draws networks": (
        Trial(said="sudo apt-get install -y -qq --no-install-recommends graphviz\n"),
    ),
    "pages.yml build: build the site": (
        Trial({"vars.SITE_URL": "", CONTACT: "https://code.example/issues", **REPOSITORY_URL}),
    ),
    "pages.yml build: note what was built": (Trial(output='manifest={  "generator": "dossier '),),
    "pages.yml live: fetch build.json until its commit and digest are those built": (
        Trial(LIVE, said=f"live:  {MANIFEST}\n", prepare=live(MANIFEST)),
        Trial(LIVE, 1, "::error::what is live is not", prepare=live('{"commit": "0"}')),
        Trial(
            LIVE | {"needs.deploy.outputs.address": "http://127.0.0.1:9"},
            1,
            "live:  none\n",
            prepare=live(MANIFEST),
        ),
    ),
    "links.yml links: install the tool and what archiving needs": (Trial(),),
    "links.yml links: ask for every document": (
        Trial(REPOSITORY_URL, summary="2     unreachable\n", prepare=with_nobody_there),
        Trial(REPOSITORY_URL, 2, "not among the plugins", prepare=without_configuration),
    ),
    "release.yml build: hold the tag to the version, the changelog and main": (
        Trial(said="## 0.1.0\n", prepare=tagged("0.1.0")),
        Trial(status=1, said="::error file=CHANGELOG.md::", prepare=tagged("")),
        Trial(
            status=1, said="::error::the tag is not on main", prepare=tagged("0.1.0", on_main=False)
        ),
    ),
    "release.yml build: build the distributions and the bill of materials": (
        Trial(said="  mkdocs_dossier-0.1.0-py3-none-any.whl\n"),
    ),
    "action.yml action: install": (Trial(prepare=of_another),),
    "action.yml action: check": (
        Trial(ACTION, prepare=of_another),
        Trial(ACTION | {"inputs.against": "HEAD"}, prepare=of_another),
        Trial(ACTION, 1, "::error file=content/events/bad.yml,line=1,", prepare=broken),
    ),
    "action.yml action: build": (Trial(ACTION, output="site=TEMP/site\n", prepare=of_another),),
    ".gitlab-ci.yml check: script": (Trial(),),
    ".gitlab-ci.yml create-pages: script": (Trial(prepare=fetched_from_here),),
}
"""Every step by its name: how it is tried, or nothing where `EXCUSES` has the reason."""

EXCUSES: Mapping[str, str] = {
    "ci.yml test: test": "it is what runs this test",
    ".gitlab-ci.yml test: script": "it is what runs this test",
    "audit.yml advisories: look dependencies up": "advisories are on the network",
    "audit.yml newest: try the newest hosts": "what is newest differs from day to day",
}
