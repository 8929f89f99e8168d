"""Pages made by several processes: the same bytes, however many there are."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bench.maker import write
from dossier import workers
from dossier.assembly import assemble
from dossier.build import Built, build
from dossier.drawing.graphviz import Graphviz, installed_graphviz
from dossier.errors import MachineError
from dossier.host.config import read_options
from dossier.host.frames import Host
from dossier.model.options import Options
from dossier.publish.kept import Read
from dossier.publish.lock import locked
from dossier.publish.stamp import Made
from dossier.publish.tree import tree_digest
from dossier.views.composer import Site
from dossier.views.site import files_of, page_keys
from dossier.workers import (
    Order,
    Portion,
    frame_digest,
    make_pages,
    make_portion,
    pool,
    spread,
)
from tests.repository import Repository


@dataclass(frozen=True)
class Copied:
    """A host whose output is there already."""

    output: Path

    def build(self, into: Path) -> Read | None:
        shutil.copytree(self.output, into, dirs_exist_ok=True)
        return Read((), "")

    def digest(self, inputs: Sequence[str]) -> str:
        return ""


@dataclass(frozen=True)
class Made150:
    """A made dossier, and the tree that one process makes of it."""

    options: Options
    host: Copied
    tree: str
    pages: int

    def built(self, folder: Path, *, workers: int = 0, executor: Executor | None = None) -> Built:
        """Build it elsewhere, and compare the trees."""
        options = replace(self.options, site_dir=str(folder / "site"))
        heard: list[tuple[int, int]] = []
        done = build(
            options,
            self.host,
            with_search=False,
            workers=workers,
            executor=executor,
            progress=lambda done, total: heard.append((done, total)),
        )
        assert tree_digest(folder / "site") == self.tree
        assert heard == sorted(heard)
        assert {total for _, total in heard} == {heard[-1][0]}, "it reaches its total"
        assert not (folder / ".site.dossier/made").exists()
        return done


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made150:
    root = tmp_path_factory.mktemp("workers") / "made"
    write(150, root)
    options = read_options(root / "mkdocs.yml", root)
    (root / "host").mkdir()
    Host("mkdocs", root / "mkdocs.yml").build(root / "host")
    host = Copied(root / "host")
    done = build(options, host, with_search=False, workers=1)
    return Made150(options, host, tree_digest(root / "build/site"), done.written.pages)


@pytest.fixture(autouse=True)
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a small dossier is work for several processes."""
    monkeypatch.setattr(workers, "_FEW", 100)
    monkeypatch.setattr(workers, "_PORTION", 30)


def site_of(made: Made150) -> tuple[Site, Order]:
    found = assemble(made.options)
    today, digest = str(found.graph.today), found.graph.dossier.digest
    frame = frame_digest(made.options, found.history, made.host.output)
    order = Order(made.options, today, digest, frame, str(made.host.output), "")
    return Site(found.graph, found.history, made.options), order


@pytest.mark.parametrize("number", [2, 3])
def test_so_many_processes_make_the_same_bytes(number: int, made: Made150, tmp_path: Path) -> None:
    assert made.built(tmp_path, workers=number).written.written == made.pages
    assert multiprocessing.active_children() == [], "no process is left"


def test_small_portions_made_by_one_process_are_the_same_bytes(
    made: Made150, tmp_path: Path
) -> None:
    made.built(tmp_path, workers=1)


def test_threads_make_the_same_bytes(made: Made150, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as executor:
        made.built(tmp_path, workers=4, executor=executor)


@pytest.mark.filterwarnings("default::DeprecationWarning")
def test_processes_that_read_the_records_themselves_make_the_same_bytes(
    made: Made150, tmp_path: Path
) -> None:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, spawn) as executor:
        made.built(tmp_path / "one", workers=2, executor=executor)
        made.built(tmp_path / "two", workers=2, executor=executor)
    assert multiprocessing.active_children() == []


def test_more_lanes_than_processes_or_portions_make_the_same_bytes(
    made: Made150, tmp_path: Path
) -> None:
    with ThreadPoolExecutor(1) as executor:
        made.built(tmp_path, workers=50, executor=executor)


def test_a_process_that_finds_other_records_than_ordered_refuses(made: Made150) -> None:
    _, order = site_of(made)
    stale = replace(order, digest="0" * 64)
    with pytest.raises(MachineError, match="the records changed while the site was being built"):
        make_portion(stale, Portion(0, "en", ("search/",), {}))


def test_a_process_that_would_draw_otherwise_refuses(made: Made150) -> None:
    _, order = site_of(made)
    other = replace(order, graphviz=Graphviz("neato", "another version"))
    with pytest.raises(MachineError, match="another Graphviz than the others"):
        make_portion(other, Portion(0, "en", ("search/",), {}))


def test_a_process_with_other_frames_or_another_history_refuses(made: Made150) -> None:
    _, order = site_of(made)
    other = replace(order, frame="0" * 64, graphviz=installed_graphviz())
    with pytest.raises(MachineError, match="other frames, another history or another dossier"):
        make_portion(other, Portion(0, "en", ("search/",), {}))


@pytest.mark.filterwarnings("default::DeprecationWarning")
def test_processes_that_outlive_a_build_make_the_next_one_with_its_frames_and_history(
    made: Made150, tmp_path: Path
) -> None:
    root, host = tmp_path / "made", tmp_path / "host"
    shutil.copytree(made.options.root, root, ignore=shutil.ignore_patterns("build", "host"))
    shutil.copytree(made.host.output, host)
    options = replace(made.options, root=root, site_dir=str(tmp_path / "site"))
    alone = replace(options, site_dir=str(tmp_path / "alone"))
    trees = []

    def build_both(executor: Executor) -> None:
        build(options, Copied(host), with_search=False, workers=1, executor=executor)
        build(alone, Copied(host), with_search=False, workers=1)
        trees.append(tree_digest(tmp_path / "site"))
        assert trees[-1] == tree_digest(tmp_path / "alone")

    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, spawn) as executor:
        build_both(executor)
        for frame in host.rglob("index.html"):
            frame.write_text(frame.read_text("utf-8").replace("Benchmark", "Changed"), "utf-8")
        build_both(executor)
        repository = Repository(root)
        repository.git("add", "content")
        repository.git("commit", "--quiet", "--message", "x", day="2025-12-01")
        build_both(executor)
    assert len(set(trees)) == 3


def test_a_changed_record_stops_processes_that_read_it_themselves(
    made: Made150, tmp_path: Path
) -> None:
    root = tmp_path / "made"
    shutil.copytree(made.options.root, root)
    site, order = site_of(made)
    order = replace(order, options=replace(made.options, root=root), drop=str(tmp_path))
    record = root / "content/themes/theme-0.yml"
    record.write_text(record.read_text("utf-8") + "\n", "utf-8")
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, spawn) as executor, pytest.raises(MachineError, match="changed"):
        list(
            make_pages(
                order,
                site,
                page_keys(site),
                {},
                executor,
                lanes=1,
                progress=lambda done, total: None,
            )
        )


class Failing:
    """An executor's worth of pages of which one fails."""

    def __init__(self, at: int) -> None:
        self.at = at

    def __call__(self, order: Order, portion: Portion) -> tuple[Made, ...]:
        if portion.number == self.at:
            raise RuntimeError(f"portion {portion.number}")
        return make_portion(order, portion)


class Dying(Failing):
    """A process that the system ends while it makes pages."""

    def __call__(self, order: Order, portion: Portion) -> tuple[Made, ...]:
        if portion.number == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        return make_portion(order, portion)


@pytest.mark.parametrize("number", [1, 2])
def test_a_page_that_fails_fails_the_build_and_leaves_the_site_as_it_was(
    number: int, made: Made150, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.built(tmp_path)
    monkeypatch.setattr(workers, "make_portion", Failing(3))
    options = replace(made.options, site_dir=str(tmp_path / "site"), contact="a@example.org")
    with pytest.raises(RuntimeError, match="portion 3"):
        build(options, made.host, with_search=False, workers=number)
    assert tree_digest(tmp_path / "site") == made.tree
    assert not (tmp_path / ".site.dossier/made").exists()
    assert multiprocessing.active_children() == []


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs fork")
def test_a_process_that_is_killed_is_the_machines_fault(
    made: Made150, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "make_portion", Dying(3))
    with pytest.raises(MachineError, match="was ended from outside"):
        made.built(tmp_path, workers=2)
    assert not (tmp_path / "site").exists()
    assert multiprocessing.active_children() == []


_KILLED = """
import multiprocessing, sys, time
from pathlib import Path
from dossier.publish.lock import locked
from dossier.workers import pool
with locked(Path(sys.argv[1]), lambda: None), pool(10_000, 2) as executor:
    for _ in range(4):
        executor.submit(time.sleep, 60)
    print(len(multiprocessing.active_children()), flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs fork")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_the_processes_of_a_build_that_is_killed_end_with_it_and_leave_its_lock(
    tmp_path: Path, how: signal.Signals
) -> None:
    command = [sys.executable, "-c", _KILLED, str(tmp_path / "lock")]
    killed = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert killed.stdout is not None
    assert killed.stdout.readline() == b"2\n"
    killed.send_signal(how)
    # All of them have this end of the pipe: it is read to its end when the last is gone.
    killed.communicate(timeout=20)
    with locked(tmp_path / "lock", lambda: pytest.fail("somebody holds it")):
        pass


def test_nothing_is_made_any_more_once_a_page_has_failed(
    made: Made150, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, order = site_of(made)
    order = replace(order, drop=str(tmp_path))
    monkeypatch.setattr(workers, "make_portion", Failing(0))
    with ThreadPoolExecutor(2) as executor:
        with pytest.raises(RuntimeError, match="portion 0"):
            list(
                make_pages(
                    order,
                    site,
                    page_keys(site),
                    {},
                    executor,
                    lanes=9,
                    progress=lambda done, total: None,
                )
            )
        left = len(list(tmp_path.iterdir()))
        executor.submit(int).result()
    assert len(list(tmp_path.iterdir())) == left


def test_the_page_of_a_record_that_is_held_is_not_written_again(
    made: Made150, tmp_path: Path
) -> None:
    site, order = site_of(made)
    order = replace(order, drop=str(tmp_path))

    def pages(held: dict[str, str]) -> list[Made]:
        quiet = lambda done, total: None  # noqa: E731 - one word for nothing
        return list(make_pages(order, site, page_keys(site), held, None, lanes=1, progress=quiet))

    first = pages({})
    assert len(list(tmp_path.iterdir())) == len(first)
    of_records = {
        path
        for lang in ("en", "fr")
        for key in site.graph.files
        for path in files_of(site, lang, key)
    }
    differing = "entities/party-1/index.html"
    again = pages({one.path: one.digest for one in first if one.path != differing})
    written = {one.path for one in again if one.file}
    assert written & of_records == {differing}
    assert [(one.path, one.digest) for one in again] == [(one.path, one.digest) for one in first]


@pytest.mark.parametrize(("number", "few"), [(1, 0), (2, 100_000)])
def test_where_they_would_not_pay_no_processes_are_started(
    number: int, few: int, made: Made150, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_FEW", few)
    site, _ = site_of(made)
    with pool(len(page_keys(site)), number) as executor:
        assert executor is None


def test_records_are_read_alike_by_one_process_and_by_several(made: Made150) -> None:
    one, several = (assemble(made.options, spread(number)) for number in (1, 2))
    assert several.graph.dossier == one.graph.dossier
    assert several.problems == one.problems
