"""The sample dossier, built by a real host; each test finds it as it was then."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.revision import touch
from tests.conftest import SAMPLE
from tests.revision.edited import Edited

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there
"""Where there is one: a disk takes its time to have every file written through."""


@pytest.fixture(scope="session")
def _built() -> Iterator[tuple[Edited, Path]]:
    where = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="dossier-revision-", dir=where) as name:
        folder = Path(name).resolve()
        dossier = Edited(folder / "sample", folder / "elsewhere")
        shutil.copytree(SAMPLE, dossier.root, ignore=shutil.ignore_patterns("build"))
        dossier.build()
        shutil.copytree(dossier.root, folder / "kept")
        yield dossier, folder / "kept"


@pytest.fixture
def dossier(_built: tuple[Edited, Path]) -> Edited:
    """The sample, built; always in the same folder, for a host builds anew in another."""
    dossier, kept = _built
    for folder in (dossier.root, dossier.elsewhere, kept.with_name("content")):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(kept, dossier.root)
    return dossier


@pytest.fixture
def share(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of so few records almost every edit needs so many that all are read, unless told not to."""
    monkeypatch.setattr(touch, "SHARE", getattr(request, "param", 0))
