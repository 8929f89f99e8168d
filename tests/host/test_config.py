"""The configuration, and where the private snapshots are by it and by the environment."""

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


@pytest.mark.parametrize(
    ("line", "said"),
    [
        *(
            (f"{name}: {value}", f"{name}: .* is not a text")
            for name in ("content", "contact", "as_of", "citation_style", "snapshots")
            for value in ("[x]", "{a: b}", "3", "true")
        ),
        *((f"cards: {value}", "cards: .* is neither true nor") for value in ("[x]", "3", "'yes'")),
        *(
            (f"{name}: {value}", f"{name}: .* is not a number")
            for name in ("timeline_split", "reply_review_days")
            for value in ("[3]", "true", "'3'", "0", "3.5")
        ),
        *((f"languages: {value}", "expected a map such as") for value in ("[en]", "en", "{}", "1")),
        ("languages: {1: {name: One}}", "languages: 1 is not a language"),
        ("languages: {en: {name: [x]}}", "languages: en needs a name"),
        ("languages: {en: {name: E, site_name: [x]}}", "languages: en: site_name: .* not a text"),
        ("languages: {en: {name: E, 1: a, b: c}}", "languages: en has no option '1'"),
        *((f"loaded_words: {value}", "expected a map such as") for value in ("[en]", "en", "1")),
        ("loaded_words: {en: infamous}", "loaded_words: en needs a list of words"),
        ("loaded_words: {en: [1]}", "loaded_words: en needs a list of words"),
        ("1: a", "no option '1'"),
    ],
)
def test_an_option_of_another_type_is_named(line: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"plugins:\n  - dossier:\n      {line}\n")
    with pytest.raises(UsageError, match=said):
        read_options(None, tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *(
            (f"{name}: [x]\nplugins: [dossier]", f"{name}: .* is not a text")
            for name in ("site_name", "site_description", "site_url", "repo_url", "site_dir")
        ),
        ("docs_dir: [x]\nplugins: [dossier]", "docs_dir: .* is not a text"),
        ("edit_uri: [x]\nrepo_url: a\nplugins: [dossier]", "edit_uri: .* is not a text"),
        ("plugins: dossier", "is not a list of plugins"),
        ("plugins: 3", "is not a list of plugins"),
        ("plugins: [3, [x]]", "'dossier' is not among the plugins"),
        ("plugins:\n  - dossier: [x]", "are not a mapping"),
        ("plugins:\n  dossier: x", "are not a mapping"),
        ("[x]", "expected a mapping"),
    ],
)
def test_so_is_a_setting_of_the_hosts(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(UsageError, match=said):
        read_options(None, tmp_path)


def test_a_day_may_be_a_date_and_what_is_empty_has_its_default(tmp_path: Path) -> None:
    lines = "as_of: 2026-11-22\n      contact:\n      content:\n"
    (tmp_path / "mkdocs.yml").write_text(f"plugins:\n  - dossier:\n      {lines}")
    options = read_options(None, tmp_path)
    assert (options.as_of, options.contact, options.content) == ("2026-11-22", "", "content")
