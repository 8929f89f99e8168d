"""Where a new dossier takes the tool from."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from dossier import __version__
from dossier.errors import UsageError
from dossier.scaffold import tool
from dossier.scaffold.tool import Tool, installed_tool, named_tool, tool_of

COMMIT = "0123456789abcdef" * 2 + "01234567"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            {"url": "file:///a/check%20out", "dir_info": {"editable": True}},
            Tool("", source="--editable '/a/check out'"),
        ),
        ({"url": "file:///a/checkout", "dir_info": {}}, Tool("", source="/a/checkout")),
        (
            {"url": "file:///a/b.whl", "archive_info": {"hashes": {"sha256": "0f"}}},
            Tool("", source="/a/b.whl"),
        ),
        (
            {"url": "file:///a/b", "vcs_info": {"vcs": "git", "commit_id": "0f"}},
            Tool("", source="git+file:///a/b@0f"),
        ),
        (
            {"url": "https://example.org/t.git", "vcs_info": {"vcs": "git", "commit_id": "0f"}},
            Tool("mkdocs-dossier @ git+https://example.org/t.git@0f"),
        ),
        (
            {"url": "https://example.org/t.whl", "archive_info": {"hashes": {"sha256": "0f"}}},
            Tool("mkdocs-dossier @ https://example.org/t.whl#sha256=0f"),
        ),
        (
            {"url": "https://example.org/t.whl", "archive_info": {}},
            Tool("mkdocs-dossier @ https://example.org/t.whl"),
        ),
    ],
)
def test_a_tool_comes_from_where_it_was_installed_from(
    note: dict[str, Any], expected: Tool
) -> None:
    assert tool_of(note) == expected


def test_a_place_on_this_machine_stands_in_no_requirement(tmp_path: Path) -> None:
    found = named_tool(str(tmp_path))
    assert found == Tool("", str(tmp_path))
    assert Tool() == Tool(f"mkdocs-dossier=={__version__}")


@pytest.mark.parametrize(
    ("text", "requirement"),
    [
        ("mkdocs-dossier==1.2", "mkdocs-dossier==1.2"),
        ("mkdocs-dossier[cards] ~= 1.2", "mkdocs-dossier[cards] ~= 1.2"),
        (
            f"git+https://example.org/t@{COMMIT}",
            f"mkdocs-dossier @ git+https://example.org/t@{COMMIT}",
        ),
        (
            f"git+https://example.org/t@{COMMIT}#egg=t",
            f"mkdocs-dossier @ git+https://example.org/t@{COMMIT}#egg=t",
        ),
        (
            f"mkdocs-dossier @ git+https://example.org/t@{COMMIT}",
            f"mkdocs-dossier @ git+https://example.org/t@{COMMIT}",
        ),
        ("https://example.org/t.whl", "mkdocs-dossier @ https://example.org/t.whl"),
    ],
)
def test_a_requirement_or_an_address_may_be_named(text: str, requirement: str) -> None:
    assert named_tool(text) == Tool(requirement)


@pytest.mark.parametrize(
    "address",
    [
        "t",
        "t@main",
        "t@v1.0",
        "t@0f",
        f"t@{COMMIT[1:]}",
        f"t@{COMMIT}0",
        f"t#@{COMMIT}x",
        f"t#@{COMMIT}",
    ],
)
@pytest.mark.parametrize("begin", ["", "mkdocs-dossier @ ", "mkdocs-dossier@"])
def test_a_repository_is_named_with_a_whole_commit(begin: str, address: str) -> None:
    with pytest.raises(UsageError, match="does not say which commit"):
        named_tool(f"{begin}git+https://example.org/{address}")


@pytest.mark.parametrize(
    "text", ["/nowhere", "other==1", "mkdocs-dossier", "mkdocs-dossier==1\n--x", "http://x/t.whl"]
)
def test_what_names_no_tool_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--tool"):
        named_tool(text)


def test_a_folder_with_a_line_break_in_its_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a\nb").mkdir()
    with pytest.raises(UsageError, match="line break"):
        named_tool(str(tmp_path / "a\nb"))


def test_a_tool_that_is_not_installed_is_that_of_a_release(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tool, "NAME", "mkdocs-dossier-elsewhere")
    assert installed_tool() == Tool()


def test_make_and_the_shell_read_the_place_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "a 'b' $(c) #d é"
    folder.mkdir()
    (tmp_path / "local.mk").write_text(named_tool(str(folder)).as_make, "utf-8")
    (tmp_path / "Makefile").write_text("include local.mk\n\nall:\n\t@ls -d $(DOSSIER_SOURCE)\n")
    done = subprocess.run(["make", "-s"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == str(folder), done.stderr
