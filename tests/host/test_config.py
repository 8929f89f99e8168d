"""Where the private snapshots are, by the configuration and by the environment."""

from pathlib import Path

import pytest

from dossier.errors import UsageError
from dossier.evidence.snapshot import store_of
from dossier.host.config import read_options


def configured(root: Path, option: str = "") -> Path | None:
    line = f"      snapshots: {option}\n" if option else "      contact: x@example.org\n"
    (root / "mkdocs.yml").write_text(f"docs_dir: pages\nplugins:\n  - dossier:\n{line}")
    return read_options(None, root).snapshots


def test_the_option_names_a_folder_beside_the_configuration(tmp_path: Path) -> None:
    assert configured(tmp_path) is None
    assert configured(tmp_path, "kept") == tmp_path / "kept"
    assert store_of(read_options(None, tmp_path)) is None, "it need not be at hand"
    (tmp_path / "kept").mkdir()
    assert store_of(read_options(None, tmp_path)) is not None


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("kept", "elsewhere"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("DOSSIER_SNAPSHOTS", str(tmp_path / "elsewhere"))
    assert configured(tmp_path, "kept") == tmp_path / "elsewhere"
    assert read_options(None, tmp_path / "kept").snapshots == tmp_path / "elsewhere"
    monkeypatch.setenv("DOSSIER_SNAPSHOTS", str(tmp_path / "nowhere"))
    with pytest.raises(UsageError, match="DOSSIER_SNAPSHOTS: there is no folder"):
        store_of(read_options(None, tmp_path))


@pytest.mark.parametrize("public", ["content/kept", "site", "pages/../pages/kept", "content"])
def test_snapshots_must_not_lie_where_they_would_be_published(public: str, tmp_path: Path) -> None:
    (tmp_path / public).mkdir(parents=True)
    with pytest.raises(UsageError, match="would not stay private"):
        configured(tmp_path, public)


def test_options_say_the_same_of_themselves_with_and_without_the_store(tmp_path: Path) -> None:
    without = repr(read_options(None, tmp_path))
    configured(tmp_path)
    (tmp_path / "kept").mkdir()
    assert configured(tmp_path, "kept") is not None
    assert "kept" not in repr(read_options(None, tmp_path))
    assert "kept" not in without
