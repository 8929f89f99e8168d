"""Pages made by a Dask cluster: two worker processes on this machine."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from bench.maker import write
from dossier.publish.tree import tree_digest
from tests.conftest import REPOSITORY, Run

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def test_a_cluster_makes_the_same_bytes(address: str, tmp_path: Path, run: Run) -> None:
    write(60, tmp_path)
    here = run("dossier", "build", "--no-search", "--workers", "1", cwd=tmp_path)
    assert here.returncode == 0, here.stderr
    expected = tree_digest(tmp_path / "build/site")
    there = run("dossier", "build", "--no-search", "--clean", "--executor", address, cwd=tmp_path)
    assert there.returncode == 0, there.stderr
    assert tree_digest(tmp_path / "build/site") == expected
    assert re.search(r"[1-9]\d* pages written, 0 kept", there.stderr)


def test_an_edit_reaches_the_workers(address: str, tmp_path: Path, run: Run) -> None:
    """They keep what they have read, but only for as long as it is the same."""
    write(60, tmp_path)
    build = ("dossier", "build", "--no-search", "--executor", address)
    assert run(*build, cwd=tmp_path).returncode == 0
    record = tmp_path / "content/entities/00/party-0.yml"
    record.write_text(
        re.sub(r"name: .*", "name: Renamed Party", record.read_text("utf-8")), "utf-8"
    )
    done = run(*build, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    page = tmp_path / "build/site/entities/party-0/index.html"
    assert "<title>Renamed Party" in page.read_text("utf-8")
    assert run("dossier", "build", "--no-search", "--verify", cwd=tmp_path).returncode == 0


def test_without_a_cluster_the_site_is_as_it_was(tmp_path: Path, run: Run) -> None:
    write(10, tmp_path)
    done = run("dossier", "build", "--executor", "tcp://127.0.0.1:9", cwd=tmp_path)
    assert done.returncode == 3
    assert "there is no Dask cluster at tcp://127.0.0.1:9" in done.stderr
    assert not (tmp_path / "build/site").exists()


_CLUSTER = """
import time
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(1, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        time.sleep(120)
"""


def test_a_cluster_that_is_lost_is_the_machines_fault_and_the_site_is_as_it_was(
    tmp_path: Path,
) -> None:
    write(100, tmp_path / "dossier")
    script = tmp_path / "cluster.py"
    script.write_text(_CLUSTER, "utf-8")
    cluster = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    with cluster:
        assert cluster.stdout is not None
        address = cluster.stdout.readline().strip()
        building = subprocess.Popen(
            [sys.executable, "-m", "dossier", "build", "--no-search", "--executor", address],
            cwd=tmp_path / "dossier",
            env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
            stderr=subprocess.PIPE,
            text=True,
        )
        made = tmp_path / "dossier/build/.site.dossier/made"
        while not (made.is_dir() and any(made.iterdir())):
            assert building.poll() is None, building.communicate()
            time.sleep(0.01)
        os.killpg(cluster.pid, signal.SIGKILL)
    _, said = building.communicate(timeout=120)
    assert building.returncode == 3, said
    assert said.splitlines()[-1] == f"Error: the Dask cluster at {address} was lost"
    assert not (tmp_path / "dossier/build/site").exists()
