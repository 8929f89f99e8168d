"""What is installed is what was looked at, and what is released is what was committed."""

import base64
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from tests.conftest import REPOSITORY, Run

LOCKS = sorted(REPOSITORY.glob("requirements*.lock"))
NOT_DJANGO = "B610"
"""This rule takes every function called `extra` for one of Django's."""

LOCKED = ("--require-hashes", "--only-binary=:all:")


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_everything_in_a_lock_is_pinned_with_digests(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = re.split(r"\n(?=\S)", path.read_text("utf-8").strip())
    for entry in entries:
        requirement, *digests = re.split(r" \\\n +--hash=", entry)
        [pin] = Requirement(requirement).specifier
        assert pin.operator == "=="
        assert digests
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in digests), entry
    with capsys.disabled():
        print(f"\n{path.name}: {len(entries)} packages, all with digests", end="")


def test_what_is_installed_comes_from_a_lock() -> None:
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    assert f"LOCKED := {' '.join(LOCKED)}\n" in makefile
    installs = [line for line in makefile.splitlines() if "$(PIP)" in line]
    from_locks = [line for line in installs if "$(LOCKED)" in line]
    others = [line.strip() for line in installs if line not in from_locks]
    assert len(from_locks) == len(LOCKS)
    assert others == [
        '$(PIP) --upgrade --upgrade-strategy eager "mkdocs<2" "mkdocs-material" properdocs',
        "$(PIP) $(ITSELF)",
        "$(BIN)/python -c '$(PEERS)' | xargs $(PIP) --upgrade",
    ]


def test_direct_dependencies_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    number = len(project["dependencies"])
    with capsys.disabled():
        print(f"\n{number} direct dependencies at run time, against 8 as the aim", end="")
    said = (REPOSITORY / "SECURITY.md").read_text("utf-8")
    assert f"{number} packages are asked for directly" in said


def make_wheel(folder: Path) -> str:
    """A wheel of a package that does nothing; its digest."""
    path = folder / "nothing-1.0-py3-none-any.whl"
    info = "nothing-1.0.dist-info"
    files = {
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: nothing\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = f"{info}/RECORD,,\n"
    for name, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=")
        record += f"{name},sha256={digest.decode()},{len(text)}\n"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (files | {f"{info}/RECORD": record}).items():
            archive.writestr(name, text)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def make_sdist(folder: Path) -> str:
    """A source distribution whose installation would run a script; its digest."""
    path = folder / "nothing-1.0.tar.gz"
    (folder / "setup.py").write_text("raise SystemExit('ran')\n", "utf-8")
    with tarfile.open(path, "w:gz") as archive:
        archive.add(folder / "setup.py", "nothing-1.0/setup.py")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def install(folder: Path, digest: str) -> subprocess.CompletedProcess[str]:
    lock = folder / "lock.txt"
    lock.write_text(f"nothing==1.0 --hash=sha256:{digest}\n", "utf-8")
    arguments = ["--no-index", "--find-links", str(folder), "--target", str(folder / "target")]
    command = [sys.executable, "-m", "pip", "install", *arguments, *LOCKED, "-r", str(lock)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_package_with_another_digest_is_not_installed(tmp_path: Path) -> None:
    digest = make_wheel(tmp_path)
    refused = install(tmp_path, "0" * 64)
    assert refused.returncode != 0
    assert "DO NOT MATCH THE HASHES" in refused.stderr
    assert not (tmp_path / "target").exists()
    assert install(tmp_path, digest).returncode == 0


def test_no_script_of_a_package_runs_to_install_it(tmp_path: Path) -> None:
    refused = install(tmp_path, make_sdist(tmp_path))
    assert refused.returncode != 0
    assert "ran" not in refused.stdout.split() + refused.stderr.split()
    assert not (tmp_path / "target").exists()


def test_bandit_finds_nothing_of_medium_severity_without_a_reason_beside_it(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--quiet", "--format", "json", "--skip", NOT_DJANGO]
    done = run("bandit", *options, "--recursive", "dossier", cwd=REPOSITORY)
    found = json.loads(done.stdout)
    assert found["errors"] == []
    severe = [one for one in found["results"] if one["issue_severity"] in ("MEDIUM", "HIGH")]
    unexplained = [one for one in severe if not is_explained(one)]
    with capsys.disabled():
        lines = found["metrics"]["_totals"]["loc"]
        print(f"\nbandit: {len(unexplained)} of medium severity or more in {lines} lines", end="")
        print(f", and {len(severe) - len(unexplained)} that are marked as looked at", end="")
    assert lines > 10_000
    assert unexplained == []


def is_explained(finding: dict[str, Any]) -> bool:
    """Whether its line is marked for the same rule of ruff: S608 where bandit has B608."""
    path = REPOSITORY / finding["filename"]
    line = path.read_text("utf-8").splitlines()[finding["line_number"] - 1]
    return f"# noqa: S{finding['test_id'].removeprefix('B')}" in line


@pytest.mark.parametrize(("mark", "explained"), [("", False), ("S506", True), ("S608", False)])
def test_a_mark_explains_only_its_own_rule(mark: str, explained: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(f"import yaml\nyaml.load(a)  # noqa: {mark}\n", "utf-8")
    finding = {"filename": str(path), "line_number": 2, "test_id": "B506"}
    assert is_explained(finding) is explained
