"""Dossiers made for measuring: sound, and the same whenever they are made."""

from pathlib import Path

from bench.maker import write
from tests.maker import checked, files_below


def content(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in files_below(folder)}


def test_a_made_dossier_is_sound_at_any_size(tmp_path: Path) -> None:
    for articles in (1, 30, 200):
        root = tmp_path / str(articles)
        count = write(articles, root)
        found = checked({}, root)
        assert found.problems == ()
        assert len(found.graph.files) == count
        assert len(found.graph.events) >= articles


def test_the_same_seed_makes_the_same_bytes_and_another_makes_others(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write(20, tmp_path / name, seed)
    assert content(tmp_path / "one") == content(tmp_path / "again")
    assert content(tmp_path / "one") != content(tmp_path / "other")
