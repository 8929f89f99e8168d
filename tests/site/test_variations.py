"""The same records give the same bytes, wherever and whenever they are built."""

from pathlib import Path

import pytest

from tests.deep.variations import Variation, built, source

MANY = Variation(
    "another place, zone, locale, order, mask, and one process",
    folder="a für b",
    environment={"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "12345"},
    arguments=("--workers", "1"),
    umask=0o077,
    shuffled=True,
)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return source(tmp_path_factory.mktemp("variations") / "origin", 20)


@pytest.fixture(scope="module")
def plain(origin: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return built(origin, Variation("plain"), tmp_path_factory.mktemp("plain"))


@pytest.mark.parametrize(
    "variation", [MANY, Variation("a year later", later=True)], ids=lambda one: one.name
)
def test_circumstances_make_no_difference(
    variation: Variation, origin: Path, plain: str, tmp_path: Path
) -> None:
    assert len(plain) == 64, plain
    assert built(origin, variation, tmp_path) == plain
