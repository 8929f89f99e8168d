"""The search index depends on the pages alone."""

from pathlib import Path

import pytest

from dossier.publish import search
from tests.cli.built import tree

PAGE = '<!doctype html><html lang="en"><head><title>x</title></head><body>{}</body></html>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for name in ("one", "two"):
        (folder / name).mkdir(parents=True)
        (folder / name / "index.html").write_text(PAGE.format(name), "utf-8")
    return folder


def fragments(site: Path) -> list[str]:
    search.index(site)
    return sorted(path for path in tree(site / search.FOLDER) if path.startswith("fragment/"))


def test_settings_of_pagefind_that_lie_about_change_nothing(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fragments(site)
    assert len(before) == 2
    (tmp_path / "pagefind.yml").write_text('glob: "one/*.html"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    assert fragments(site) == before
    monkeypatch.setenv("PAGEFIND_OUTPUT_SUBDIR", "elsewhere")
    assert fragments(site) == before


def test_a_site_may_be_given_by_a_relative_path(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fragments(site)
    monkeypatch.chdir(tmp_path)
    assert fragments(Path("site")) == before
