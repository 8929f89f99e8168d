"""Problems to text, JSON and annotations."""

import json
from pathlib import Path

import pytest

from dossier import __version__
from dossier.errors import Code, Origin, Problem
from dossier.report import FORMATS, report, visible


def make_problem(
    path: str = "a.yml",
    line: int = 1,
    column: int = 1,
    code: Code = Code.NO_SOURCE,
    message: str = "no source",
    hint: str = "cite one",
) -> Problem:
    return Problem(Origin(path, line, column), code, message, hint)


def excerpt(root: Path, line: str, column: int) -> tuple[str, str]:
    """The line as shown, and the one with the caret."""
    (root / "a.yml").write_text(line + "\n", "utf-8")
    shown = report([make_problem(column=column)], "text", root).splitlines()
    assert len(shown) == 4
    return shown[1], shown[2]


def test_text_shows_the_line_the_caret_and_the_hint(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("kind: press\ntitel: A\n", "utf-8")
    problem = make_problem(line=2, code=Code.UNKNOWN_KEY, message="unknown key 'titel'", hint="h")
    assert report([problem], "text", tmp_path) == (
        "a.yml:2:1: unknown-key: unknown key 'titel'\n  | titel: A\n  | ^\n  hint: h\n"
    )


def test_each_problem_of_a_file_is_shown_with_its_own_line(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("kind: press\ntitle: A\n", "utf-8")
    found = [make_problem(hint=""), make_problem(line=2, hint="")]
    assert report(found, "text", tmp_path) == (
        "a.yml:1:1: no-source: no source\n  | kind: press\n  | ^\n"
        "a.yml:2:1: no-source: no source\n  | title: A\n  | ^\n"
    )


def test_a_warning_is_called_one_in_every_format(tmp_path: Path) -> None:
    warning = make_problem(code=Code.REPLY_NOT_SOUGHT)
    assert ": reply-not-sought (warning): " in report([warning], "text", tmp_path)
    assert json.loads(report([warning], "json", tmp_path))[0]["level"] == "warning"
    assert report([warning], "github", tmp_path).startswith("::warning file=a.yml,")


@pytest.mark.parametrize(
    ("line", "column", "caret"),
    [
        ("name: x", 7, "      ^"),
        ("商汤科技: x", 7, "          ^"),
        ("e\u0301te\u0301: x", 8, "     ^"),
        ("ＡＢ: x", 3, "    ^"),
        ("short", 6, "     ^"),
    ],
)
def test_the_caret_stands_under_the_column_as_terminals_draw_it(
    line: str, column: int, caret: str, tmp_path: Path
) -> None:
    assert excerpt(tmp_path, line, column) == (f"  | {line}", f"  | {caret}")


def test_a_long_line_is_shown_around_its_column(tmp_path: Path) -> None:
    line = "a" * 400 + "HERE" + "b" * 400
    shown, caret = excerpt(tmp_path, line, 401)
    assert len(shown) < 110
    assert shown.startswith("  | …aaa")
    assert shown.endswith("bbb…")
    assert shown[caret.index("^") :].startswith("HERE")


@pytest.mark.parametrize(("column", "start", "end"), [(3, "  | 0123", "…"), (398, "  | …", "789")])
def test_the_ends_of_a_long_line_are_shown_where_it_ends(
    column: int, start: str, end: str, tmp_path: Path
) -> None:
    shown, caret = excerpt(tmp_path, "0123456789" * 40, column)
    assert shown.startswith(start)
    assert shown.endswith(end)
    assert shown[caret.index("^")] == str((column - 1) % 10)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a\\u001b[31mb"),
        ("a\u202eb", "a\\u202eb"),
        ("a\nb", "a\\u000ab"),
        ("a\u2028b", "a\\u2028b"),
        ("a\ud800b", "a\\ud800b"),
        ("a\u200bb\u0085", "a\\u200bb\\u0085"),
        ("été 商汤 🙂", "été 商汤 🙂"),
    ],
)
def test_what_a_terminal_might_act_on_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_no_control_character_of_a_message_path_hint_or_line_gets_out(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("note: \x1b]0;x\x07\u202e\n", "utf-8")
    problems = [
        make_problem(message="a\x1b[2Jb\nc", hint="d\u2066e"),
        make_problem(path="b\x1b\n.yml"),
    ]
    text = report(problems, "text", tmp_path)
    assert len(text.splitlines()) == 6
    assert all(c == "\n" or c.isprintable() for c in text)


def test_the_caret_stays_under_a_column_that_follows_a_control_character(tmp_path: Path) -> None:
    shown, caret = excerpt(tmp_path, "n: \x07X", 5)
    assert shown[caret.index("^")] == "X"


def test_a_windows_line_end_and_a_byte_order_mark_are_not_shown(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"\xef\xbb\xbfkind: x\r\nb: y\r\n")
    assert "  | kind: x\n  | ^\n" in report([make_problem()], "text", tmp_path)


@pytest.mark.parametrize("text", ["", "\n\n", "   \n"])
def test_an_empty_line_is_not_shown(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(text, "utf-8")
    assert report([make_problem()], "text", tmp_path).splitlines() == [
        "a.yml:1:1: no-source: no source",
        "  hint: cite one",
    ]


def test_a_file_that_is_not_there_gives_no_excerpt(tmp_path: Path) -> None:
    assert "  |" not in report([make_problem(path="gone.yml")], "text", tmp_path)


@pytest.mark.parametrize("as_folder", [False, True])
def test_what_a_link_leads_to_is_not_shown(as_folder: bool, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yml").write_text("password: hunter2\n", "utf-8")
    root = tmp_path / "root"
    root.mkdir()
    if as_folder:
        (root / "folder").symlink_to(outside)
        path = "folder/secret.yml"
    else:
        (root / "secret.yml").symlink_to(outside / "secret.yml")
        path = "secret.yml"
    assert "hunter2" not in report([make_problem(path=path)], "text", root)


def test_a_path_that_leads_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("password: hunter2\n", "utf-8")
    (tmp_path / "root").mkdir()
    problem = make_problem(path="../secret.yml")
    assert "hunter2" not in report([problem], "text", tmp_path / "root")


def test_a_root_that_is_itself_behind_a_link_is_read(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.yml").write_text("kind: x\n", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert "  | kind: x" in report([make_problem()], "text", tmp_path / "link")


def test_json_has_every_part_of_every_problem_sorted(tmp_path: Path) -> None:
    problems = [make_problem("b.yml", 2, 3, hint=""), make_problem("a.yml", 10), make_problem()]
    found = json.loads(report(problems, "json", tmp_path))
    assert [(one["path"], one["line"], one["column"]) for one in found] == [
        ("a.yml", 1, 1),
        ("a.yml", 10, 1),
        ("b.yml", 2, 3),
    ]
    assert found[2] == {
        "path": "b.yml",
        "line": 2,
        "column": 3,
        "code": "no-source",
        "level": "error",
        "message": "no source",
        "hint": "",
    }


@pytest.mark.parametrize("style", FORMATS)
def test_a_name_that_is_not_utf_8_makes_no_output_that_is_not(style: str, tmp_path: Path) -> None:
    name = b"caf\xe9.yml".decode("utf-8", errors="surrogateescape")
    shown = report([Problem(Origin(name), Code.BAD_FILE_NAME, "a name", "a hint")], style, tmp_path)
    assert "caf" in shown.encode("utf-8").decode("utf-8")


@pytest.mark.parametrize("style", ["json", "gitlab"])
def test_a_list_of_no_problems_is_empty(style: str, tmp_path: Path) -> None:
    assert json.loads(report([], style, tmp_path)) == []


def test_an_annotation_names_file_line_column_and_code(tmp_path: Path) -> None:
    assert report([make_problem(line=3, column=9)], "github", tmp_path) == (
        "::error file=a.yml,line=3,col=9,title=no-source::no source%0Ahint: cite one\n"
    )


@pytest.mark.parametrize(
    ("style", "named"),
    [
        ("github", "::error file=dossiers/one/a.yml,"),
        ("gitlab", '"path": "dossiers/one/a.yml"'),
        ("sarif", '"uri": "dossiers/one/a.yml"'),
    ],
)
def test_an_annotation_names_the_file_from_where_the_command_runs(
    style: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert named in report([make_problem()], style, Path("dossiers/one"))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert "dossiers" not in report([make_problem()], style, tmp_path / "dossiers" / "one")


def test_an_annotation_escapes_what_would_end_it_or_begin_another(tmp_path: Path) -> None:
    problem = make_problem(path="a,b:c%.yml", message="50 %\r\n::error::x", hint="")
    assert report([problem], "github", tmp_path) == (
        "::error file=a%2Cb%3Ac%25.yml,line=1,col=1,title=no-source::50 %25%0D%0A::error::x\n"
    )


@pytest.mark.parametrize("style", FORMATS)
def test_a_problem_found_twice_is_reported_once(style: str, tmp_path: Path) -> None:
    once = report([make_problem()], style, tmp_path)
    assert report([make_problem(), make_problem()], style, tmp_path) == once
    assert once.endswith("\n")


def test_code_quality_has_what_gitlab_asks_for(tmp_path: Path) -> None:
    found = json.loads(report([make_problem(line=3, column=9)], "gitlab", tmp_path))
    [fingerprint] = [one.pop("fingerprint") for one in found]
    assert len(fingerprint) == 64
    assert found == [
        {
            "description": "no source\nhint: cite one",
            "check_name": "no-source",
            "severity": "major",
            "location": {"path": "a.yml", "lines": {"begin": 3}},
        }
    ]


def test_a_fingerprint_stays_when_the_line_moves_and_no_two_are_the_same(tmp_path: Path) -> None:
    def fingerprints(*lines: int) -> list[str]:
        problems = [make_problem(line=line) for line in lines]
        return [one["fingerprint"] for one in json.loads(report(problems, "gitlab", tmp_path))]

    assert fingerprints(1, 2) == fingerprints(5, 9)
    assert len(set(fingerprints(1, 2, 3))) == 3


def test_sarif_has_what_the_standard_asks_for(tmp_path: Path) -> None:
    problems = [
        make_problem(line=3, column=9),
        make_problem("é b.yml", code=Code.REPLY_NOT_SOUGHT, hint=""),
        make_problem("c.yml", code=Code.REPLY_NOT_SOUGHT),
    ]
    found = json.loads(report(problems, "sarif", tmp_path))
    assert (found["version"], len(found["runs"])) == ("2.1.0", 1)
    [run] = found["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("dossier", __version__)
    assert run["columnKind"] == "unicodeCodePoints"
    rules = driver["rules"]
    assert [(one["id"], one["defaultConfiguration"]["level"]) for one in rules] == [
        ("no-source", "error"),
        ("reply-not-sought", "warning"),
    ]
    assert all(one["shortDescription"]["text"] and one["help"]["text"] for one in rules)
    assert [rules[one["ruleIndex"]]["id"] for one in run["results"]] == [
        one["ruleId"] for one in run["results"]
    ]
    first = run["results"][0]
    assert (first["level"], first["message"]) == ("error", {"text": "no source\nhint: cite one"})
    [place] = first["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "a.yml", "uriBaseId": "ROOT"},
        "region": {"startLine": 3, "startColumn": 9},
    }
    uris = [
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]
    ]
    assert uris == ["a.yml", "c.yml", "%C3%A9%20b.yml"]
    assert set(run["originalUriBaseIds"]) == {"ROOT"}


@pytest.mark.parametrize("style", ["text", "json", "gitlab", "sarif"])
def test_no_report_holds_an_order_in_githubs_older_form(style: str, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("tier: '##[stop-commands]x'\n", "utf-8")
    made = report([make_problem(message="'##[stop-commands]x' is no tier")], style, tmp_path)
    assert "stop-commands" in made
    assert "##[" not in made
    if style == "json":
        assert json.loads(made)[0]["message"] == "'##[stop-commands]x' is no tier"
