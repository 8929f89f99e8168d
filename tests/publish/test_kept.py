"""What a host builds is kept: the host runs when something that it reads has changed."""

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dossier.publish.kept import Read, host_output, inputs_digest


@dataclass
class CountingHost:
    """A host that copies one file, and counts how often it does so."""

    source: Path
    reads: Sequence[str] | None = ("source",)
    runs: int = 0
    meanwhile: list[Callable[[], object]] = field(default_factory=list)

    def build(self, into: Path) -> Read | None:
        self.runs += 1
        digest = self.digest(self.reads or ())
        (into / "index.html").write_bytes(self.source.read_bytes())
        (into / "assets").mkdir()
        (into / "assets/style.css").write_text("p {}", "utf-8")
        for act in self.meanwhile:
            act()
        return None if self.reads is None else Read(tuple(self.reads), digest)

    def digest(self, inputs: Sequence[str]) -> str:
        return hashlib.sha256(repr([*inputs]).encode() + self.source.read_bytes()).hexdigest()


@pytest.fixture
def host(tmp_path: Path) -> CountingHost:
    source = tmp_path / "source"
    source.write_text("one", "utf-8")
    return CountingHost(source)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def output(kept: Path, host: CountingHost) -> str:
    return (host_output(kept, host) / "index.html").read_text("utf-8")


def test_the_host_runs_once_for_the_same_inputs(kept: Path, host: CountingHost) -> None:
    assert [output(kept, host) for _ in range(3)] == ["one"] * 3
    assert host.runs == 1


def test_the_host_runs_again_when_an_input_has_changed(kept: Path, host: CountingHost) -> None:
    output(kept, host)
    host.source.write_text("two", "utf-8")
    assert inputs_digest(kept, host) == ""
    assert [output(kept, host) for _ in range(2)] == ["two"] * 2
    assert host.runs == 2


def test_new_times_of_the_inputs_change_nothing(kept: Path, host: CountingHost) -> None:
    output(kept, host)
    os.utime(host.source, (0, 0))
    os.utime(kept / "site/index.html", (0, 0))
    output(kept, host)
    assert host.runs == 1


def test_what_cannot_be_told_is_never_kept(kept: Path, host: CountingHost) -> None:
    host.reads = None
    output(kept, host)
    output(kept, host)
    assert host.runs == 2
    assert inputs_digest(kept, host) == ""


def test_an_input_that_changes_while_the_host_runs_counts_as_changed(
    kept: Path, host: CountingHost
) -> None:
    host.meanwhile.append(lambda: host.source.write_text("two", "utf-8"))
    assert output(kept, host) == "one"
    host.meanwhile.clear()
    assert output(kept, host) == "two"


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: damaged(kept / "inputs.json"),
        lambda kept: (kept / "inputs.json").unlink(),
        lambda kept: (kept / "inputs.json").write_bytes(b"\xff" * 100),
        lambda kept: damaged(kept / "site/index.html"),
        lambda kept: (kept / "site/index.html").unlink(),
        lambda kept: (kept / "site/stray.html").write_text("stray", "utf-8"),
        lambda kept: (kept / "site").rename(kept / "elsewhere"),
        lambda kept: (kept.rename(kept.with_name("old")), kept.write_text("a file", "utf-8")),
        lambda kept: (kept.rename(kept.with_name("old")), kept.symlink_to("nowhere")),
        lambda kept: (kept.rename(kept.with_name("old")), kept.symlink_to(kept.parent)),
    ],
    ids=[
        *("note cut short", "no note", "note of rubbish", "file cut short", "no file"),
        *("a file too many", "no files", "a file instead", "a broken link", "a link"),
    ],
)
def test_what_is_damaged_is_built_anew(
    damage: Callable[[Path], object], kept: Path, host: CountingHost
) -> None:
    output(kept, host)
    damage(kept)
    assert [output(kept, host) for _ in range(2)] == ["one"] * 2
    assert sorted(file.name for file in (kept / "site").iterdir()) == ["assets", "index.html"]
    assert host.runs == 2
    assert host.source.read_text("utf-8") == "one", "a link is removed, not what it leads to"


def test_a_host_that_fails_leaves_nothing_that_could_be_taken_for_its_output(
    kept: Path, host: CountingHost
) -> None:
    output(kept, host)
    host.source.write_text("two", "utf-8")

    def fail() -> None:
        raise RuntimeError("the host failed")

    host.meanwhile.append(fail)
    with pytest.raises(RuntimeError):
        output(kept, host)
    host.meanwhile.clear()
    host.source.write_text("one", "utf-8")
    assert inputs_digest(kept, host) == ""
    assert output(kept, host) == "one"
    assert host.runs == 3
