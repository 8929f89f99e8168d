"""A folder of files as digests."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.publish.tree import differing, is_card, is_source_file, listed, tree_digest


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_the_digest_of_a_folder_is_that_of_what_sha256sum_says_whatever_the_names(
    tmp_path: Path,
) -> None:
    (tmp_path / "a").mkdir()
    names = [b"a/x.html", b"a.html", "é.css".encode(), b"\xff.css", "\U00010000.css".encode()]
    for name in names:
        (tmp_path / os.fsdecode(name)).write_bytes(name)
    said = subprocess.run(
        ["sha256sum", *sorted(names)], cwd=tmp_path, capture_output=True, check=True
    )
    whole = subprocess.run(["sha256sum"], input=said.stdout, capture_output=True, check=True)
    assert tree_digest(tmp_path) == whole.stdout.split()[0].decode()
    (tmp_path / os.fsdecode(b"\xff.css")).unlink()
    assert tree_digest(tmp_path) != whole.stdout.split()[0].decode()


def test_what_differs_between_two_folders_is_named_but_for_what_no_two_have_in_common(
    tmp_path: Path,
) -> None:
    for folder, files in {
        "one": {"same": "x", "other": "x", "gone": "x", "build.json": "1", "pagefind/a": "1"},
        "two": {"same": "x", "other": "y", "new": "x", "build.json": "2", "pagefind/b": "2"},
    }.items():
        for path, text in files.items():
            file = tmp_path / folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
    assert list(differing(tmp_path / "one", tmp_path / "two")) == ["gone", "new", "other"]
    assert list(differing(tmp_path / "one", tmp_path / "one")) == []


def test_a_folder_that_is_missing_has_nothing_in_it(tmp_path: Path) -> None:
    assert (listed(tmp_path / "x").files, listed(tmp_path / "x").folders) == ({}, {})


def test_what_belongs_to_a_page_is_told_by_its_name() -> None:
    assert is_source_file("articles/a/cite.bib")
    assert not is_source_file("articles/a/index.html")
    assert is_card("entities/a/card.png")
    assert not is_card("entities/card.png/index.html")
