"""A folder to records: what is one, what is not, and that nothing is touched."""

import hashlib
import inspect
import os
import sys
from pathlib import Path

import pytest

from dossier.checks import run_checks
from dossier.errors import Code, UsageError
from dossier.graph.link import link
from dossier.model.article import Article
from dossier.model.edtf import Edtf
from dossier.model.entity import Entity
from dossier.model.options import Options
from dossier.model.text import Text
from dossier.records import text_file
from dossier.records.load import load
from dossier.records.markdown import tokens
from dossier.records.places import Places
from dossier.records.survey import survey
from tests.hostile.asset import png
from tests.maker import ARTICLE, TODAY, checked, codes, files_below, loaded, make_dossier, said

ENTITY = "name: Acme\nkind: company\n"


def test_a_folder_says_the_type_and_a_file_the_id(tmp_path: Path) -> None:
    dossier, problems = loaded(
        {
            "articles/gazette.yml": ARTICLE,
            "entities/acme.yml": ENTITY,
            "events/e.yml": "title: E\ndate: 2021\nkind: other\n",
            "instruments/i.yml": "title: I\nkind: law\n",
            "statements/s.yml": "kind: claim\nby: acme\nsaid: 2021\ntext: T\n",
            "themes/t.yml": "title: T\nscope: S\n",
        },
        tmp_path,
    )
    assert problems == ()
    assert [(file.type, file.record.id) for file in dossier.files] == [
        ("article", "gazette"),
        ("entity", "acme"),
        ("event", "e"),
        ("instrument", "i"),
        ("statement", "s"),
        ("theme", "t"),
    ]


def test_subfolders_are_free_and_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    dossier, problems = loaded(
        {
            "articles/2021/December 10/b.yml": ARTICLE,
            "articles/a.yml": ARTICLE,
            "articles/2020/été/c.yml": ARTICLE,
        },
        tmp_path,
    )
    assert problems == ()
    assert [file.path for file in dossier.files] == [
        "content/articles/2020/été/c.yml",
        "content/articles/2021/December 10/b.yml",
        "content/articles/a.yml",
    ]
    assert [file.record.id for file in dossier.files] == ["c", "b", "a"]


def test_records_are_found_by_their_type(tmp_path: Path) -> None:
    dossier, _ = loaded({"articles/a.yml": ARTICLE, "entities/b.yml": ENTITY}, tmp_path)
    assert [one.id for one in dossier.records(Entity)] == ["b"]
    assert [one.id for one in dossier.records(Article)] == ["a"]


def test_dotfiles_and_dotfolders_are_passed_over(tmp_path: Path) -> None:
    dossier, problems = loaded(
        {
            ".gitkeep": "",
            "articles/.DS_Store": b"\x00\xff",
            "articles/.a.yml.swp": b"\xff",
            "articles/.obsidian/x.json": "{}",
            "articles/a.yml": ARTICLE,
        },
        tmp_path,
    )
    assert problems == ()
    assert len(dossier.files) == 1


@pytest.mark.parametrize(
    ("path", "code", "hint"),
    [
        ("a.yml", Code.MISPLACED_FILE, "move it into one of articles,"),
        ("README.md", Code.MISPLACED_FILE, "move it into one of articles,"),
        ("article/a.yml", Code.MISPLACED_FILE, "did you mean 'articles'?"),
        ("zzz/a.yml", Code.MISPLACED_FILE, "one of articles, entities,"),
        ("articles/a.yaml", Code.BAD_FILE_NAME, "rename it to a.yml"),
        ("articles/A.yml", Code.BAD_FILE_NAME, "small letters"),
        ("articles/a b.yml", Code.BAD_FILE_NAME, "small letters"),
        ("articles/été.yml", Code.BAD_FILE_NAME, "small letters"),
        ("articles/a--b.yml", Code.BAD_FILE_NAME, "small letters"),
        ("articles/a.txt", Code.BAD_FILE_NAME, "small letters"),
        ("articles/a", Code.BAD_FILE_NAME, "small letters"),
        ("articles/a.fr.yml", Code.BAD_FILE_NAME, "small letters"),
        ("articles/a.french.md", Code.BAD_FILE_NAME, "small letters"),
        ("articles/a.fr.old.md", Code.BAD_FILE_NAME, "small letters"),
        (f"articles/{'a' * 81}.yml", Code.BAD_FILE_NAME, "small letters"),
    ],
)
def test_a_file_that_is_no_record_is_named(
    path: str, code: Code, hint: str, tmp_path: Path
) -> None:
    dossier, [problem] = loaded({path: ARTICLE}, tmp_path)
    assert dossier.files == ()
    assert (problem.origin.path, problem.code) == (f"content/{path}", code)
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize("target", ["articles/a.yml", "../outside.yml", "gone.yml", "articles"])
def test_links_are_named_and_not_followed(target: str, tmp_path: Path) -> None:
    make_dossier({"articles/a.yml": ARTICLE}, tmp_path)
    (tmp_path / "outside.yml").write_text(ENTITY, "utf-8")
    (tmp_path / "content/entities").mkdir()
    (tmp_path / "content/entities/x.yml").symlink_to(tmp_path / "content" / target)
    dossier, problems = load(survey(tmp_path, "content"))
    assert [file.record.id for file in dossier.files] == ["a"]
    assert said(problems) == ["entities/x.yml:1:1 symlink"]


def test_a_pipe_is_named_and_not_read(tmp_path: Path) -> None:
    make_dossier({"articles/a.yml": ARTICLE}, tmp_path)
    os.mkfifo(tmp_path / "content/articles/b.yml")
    assert said(load(survey(tmp_path, "content"))[1]) == ["articles/b.yml:1:1 symlink"]


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    make_dossier(
        {
            "articles/a.yml": ARTICLE + "mentions: [acme]\n",
            "entities/acme.yml": ENTITY,
            "entities/beta.yml": ENTITY,
        },
        tmp_path,
    )
    found = survey(tmp_path, "content")
    (tmp_path / "content/entities/acme.yml").unlink()
    dossier, [problem] = load(found)
    assert (problem.code, problem.message) == (
        Code.UNREADABLE_FILE,
        "cannot be read: No such file or directory",
    )
    assert [file.record.id for file in dossier.files] == ["a", "beta"]
    assert [one.id for one in dossier.unread] == ["acme"]
    graph = link(dossier, Places(tmp_path), Edtf(TODAY))
    assert run_checks(graph, Options(tmp_path)) == (), "what names it is not at fault"


def test_a_file_beside_pages_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    make_dossier({"pages/a.csv": "x\n", "pages/b.csv": "x\n"}, tmp_path)
    found = survey(tmp_path, "content")
    (tmp_path / "content/pages/a.csv").unlink()
    assert said(load(found)[1]) == ["pages/a.csv:1:1 unreadable-file"]


def test_a_folder_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    """Its path is longer than systems take."""
    make_dossier({"articles/a.yml": ARTICLE}, tmp_path)
    name = "d" * 200
    at = os.open(tmp_path / "content/articles", os.O_RDONLY)
    for _ in range(30):
        os.mkdir(name, dir_fd=at)
        below = os.open(name, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)
    dossier, [problem] = loaded({}, tmp_path)
    assert (problem.code, problem.message) == (
        Code.UNREADABLE_FILE,
        "cannot be read: File name too long",
    )
    assert [file.record.id for file in dossier.files] == ["a"]


def test_receipts_of_a_record_that_cannot_be_made_are_read_all_the_same(tmp_path: Path) -> None:
    files = {"articles/a.yml": ARTICLE + "knd: x\n", "receipts/a.json": "[\n"}
    dossier, problems = loaded(files, tmp_path)
    assert [one.id for one in dossier.unread] == ["a"]
    assert codes(problems) == [Code.UNKNOWN_KEY, Code.BAD_RECEIPT]


def test_a_missing_folder_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder content in"):
        load(survey(tmp_path, "content"))


def test_prose_stands_below_the_fields_and_translations_beside(tmp_path: Path) -> None:
    dossier, problems = loaded(
        {
            "articles/2021/a.md": f"---\n{ARTICLE}---\nProse.\n",
            "articles/2021/a.fr.md": "Texte.\n",
            "articles/2021/a.zh-Hans.md": "文。\n",
        },
        tmp_path,
    )
    assert problems == ()
    [file] = dossier.files
    assert file.record.body == Text((("", "\nProse.\n"), ("fr", "Texte.\n"), ("zh-Hans", "文。\n")))
    assert file.paths == (
        "content/articles/2021/a.md",
        "content/articles/2021/a.fr.md",
        "content/articles/2021/a.zh-Hans.md",
    )


def test_prose_may_exist_in_another_language_only(tmp_path: Path) -> None:
    dossier, _ = loaded(
        {"articles/a.md": f"---\n{ARTICLE}---\n", "articles/a.fr.md": "Texte.\n"}, tmp_path
    )
    assert dossier.files[0].record.body == Text((("fr", "Texte.\n"),))


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ("body: Prose.\n", (("", "Prose."),)),
        ("body: {en: Prose., fr: Texte.}\n", (("en", "Prose."), ("fr", "Texte."))),
        (
            "body:\n  en: |\n    Prose.\n  fr: |\n    Texte.\n",
            (("en", "Prose.\n"), ("fr", "Texte.\n")),
        ),
    ],
)
def test_the_prose_of_a_yaml_record_is_its_body(
    body: str, values: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    dossier, problems = loaded({"articles/a.yml": ARTICLE + body}, tmp_path)
    assert problems == ()
    assert dossier.files[0].record.body == Text(values)


def test_a_yaml_and_a_markdown_record_of_the_same_fields_are_equal(tmp_path: Path) -> None:
    yml, _ = loaded({"articles/a.yml": ARTICLE}, tmp_path / "yml")
    md, _ = loaded({"articles/a.md": f"---\n{ARTICLE}---\n"}, tmp_path / "md")
    crlf = ARTICLE.replace("\n", "\r\n")
    windows, _ = loaded({"articles/a.md": f"---\r\n{crlf}---\r\n"}, tmp_path / "windows")
    assert yml.files[0].record == md.files[0].record == windows.files[0].record


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"articles/b.fr.md": "Texte."}, "articles/b.fr.md:1:1 orphan-translation"),
        (
            {"articles/b.yml": ARTICLE, "articles/b.fr.md": "Texte."},
            "articles/b.fr.md:1:1 orphan-translation",
        ),
        (
            {"articles/b.md": f"---\n{ARTICLE}---\n", "articles/x/b.fr.md": "Texte."},
            "articles/x/b.fr.md:1:1 orphan-translation",
        ),
        (
            {"articles/b.md": f"---\n{ARTICLE}---\n", "articles/b.fr.md": "---\na: b\n---\nT."},
            "articles/b.fr.md:1:1 translation-with-fields",
        ),
        (
            {"articles/b.md": f"---\n{ARTICLE}---\n", "articles/b.fr.md": b"\xe9t\xe9"},
            "articles/b.fr.md:1:1 not-utf8",
        ),
        (
            {"articles/b.md": f"---\n{ARTICLE}body: Prose.\n---\nMore."},
            "articles/b.md:8:1 body-twice",
        ),
        (
            {"articles/b.md": f"---\n{ARTICLE}body: Prose.\n---\n", "articles/b.fr.md": "Texte."},
            "articles/b.md:8:1 body-twice",
        ),
    ],
)
def test_a_translation_belongs_to_a_markdown_record_beside_it(
    files: dict[str, str], problem: str, tmp_path: Path
) -> None:
    assert said(loaded(files, tmp_path)[1]) == [problem]


def test_an_id_in_the_file_must_be_that_of_the_file(tmp_path: Path) -> None:
    _, problems = loaded(
        {"entities/acme.yml": ENTITY + "id: acme\n", "entities/beta.yml": ENTITY + "id: bta\n"},
        tmp_path,
    )
    assert said(problems) == ["entities/beta.yml:3:5 id-not-file-name"]


@pytest.mark.parametrize(
    ("content", "place"),
    [("", "1:1"), ("# only a comment\n", "1:1"), ("- a\n- b\n", "1:1"), ("\n\nwords\n", "3:1")],
)
def test_a_record_is_a_mapping(content: str, place: str, tmp_path: Path) -> None:
    dossier, problems = loaded({"entities/acme.yml": content}, tmp_path)
    assert said(problems) == [f"entities/acme.yml:{place} not-a-mapping"]
    assert [one.id for one in dossier.unread] == ["acme"]


BROKEN = {
    "bytes": b"\xff",
    "syntax": "name: 'Acme\n",
    "empty": "",
    "fields": "name: Acme\nkind: firm\n",
    "missing": "kind: company\n",
    "too deep": "name: Acme\nkind: company\nbody: " + "[" * 40,
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=list(BROKEN))
def test_an_unread_record_is_one_problem_and_not_one_for_each_reference(
    broken: str | bytes, tmp_path: Path
) -> None:
    found = checked(
        {
            "entities/acme.yml": broken,
            "articles/a.yml": ARTICLE
            + "mentions: [acme]\npublisher: acme\nbody: '[[acme]] and [[acme|again]]'\n"
            + "events: [{id: e, title: E, date: 2021, kind: other, actor: acme}]\n",
            "articles/b.md": f"---\n{ARTICLE}---\nOn [[acme]].\n",
            "pages/index.md": "On [[acme]].\n\n```entity-card\nid: acme\n```\n",
        },
        tmp_path,
    )
    assert {one.origin.path for one in found.problems} <= {
        "content/entities/acme.yml",
        "content/articles/a.yml",
    }
    assert Code.UNKNOWN_ID not in codes(found.problems)
    assert len([one for one in found.problems if one.origin.path.endswith("acme.yml")]) == 1


def test_what_an_unread_record_refers_to_is_checked_all_the_same(tmp_path: Path) -> None:
    found = checked(
        {
            "entities/acme.yml": ENTITY,
            "articles/a.md": f"---\n{ARTICLE}publishd: 2021\nmentions: [acme, nobody]\n---\n\n"
            "On [[acme]], [[nobody-else]] and [@acme].\n",
        },
        tmp_path,
    )
    assert said(found.problems) == [
        "articles/a.md:8:1 unknown-key",
        "articles/a.md:9:18 unknown-id",
        "articles/a.md:12:14 unknown-id",
        "articles/a.md:12:34 wrong-kind",
    ]


def test_every_problem_of_a_file_is_found_in_one_run(tmp_path: Path) -> None:
    found = checked(
        {
            "articles/a.md": b"---\nkind: pres\ntitle: A\nlang: english\nnote: a #b\n"
            b"publisher: nobody\ntier: primary\nvia: &x y\nnumber: \xe2\x80\x8bz\n---\n\n<b>x</b>\n"
        },
        tmp_path,
    )
    assert said(found.problems) == [
        "articles/a.md:2:7 bad-choice",
        "articles/a.md:4:7 bad-language",
        "articles/a.md:5:9 cut-comment",
        "articles/a.md:6:12 unknown-id",
        "articles/a.md:8:6 anchor-refused",
        "articles/a.md:9:9 control-character",
    ]


def test_hand_written_pages_are_the_hosts_business_but_for_references_and_blocks(
    tmp_path: Path,
) -> None:
    dossier, problems = loaded(
        {
            "pages/index.md": "# Title\n\n<div>[[acme]]</div>\n\nOn [[acme]].\n\n```counts\n```\n",
            "pages/fr/a b.md": "---\ntitle: x\n---\n![x](x.png)\n",
            "pages/img/logo.png": png(),
            "pages/data/table.csv": "a,b\n",
        },
        tmp_path,
    )
    assert problems == ()
    assert [page.path for page in dossier.pages] == [
        "content/pages/fr/a b.md",
        "content/pages/index.md",
    ]
    assert [line for line, _ in dossier.pages[1].blocks] == [6]


def test_reading_touches_nothing(tmp_path: Path) -> None:
    make_dossier(
        {
            "articles/a.yml": ARTICLE,
            "articles/b.md": f"---\r\n{ARTICLE}---\r\nP [[x]].\r\n",
            "articles/b.fr.md": "\ufeffTexte.",
            "entities/broken.yml": "a: [",
            "entities/bytes.yml": b"\xff\xfe",
            "zzz/other.txt": "x",
        },
        tmp_path,
    )

    def digests() -> dict[str, tuple[str, int]]:
        return {
            path.as_posix(): (
                hashlib.sha256(path.read_bytes()).hexdigest(),
                path.stat().st_mtime_ns,
            )
            for path in files_below(tmp_path)
        }

    before = digests()
    assert checked({}, tmp_path).problems
    assert digests() == before
    assert len(before) == 6


@pytest.mark.parametrize(
    ("line", "code"),
    [("title: null", "empty-value"), ("title: !x A", None), ("title: *a", "anchor-refused")],
)
def test_a_required_value_that_was_refused_is_not_called_missing_too(
    line: str, code: str | None, tmp_path: Path
) -> None:
    text = ARTICLE.replace("title: A listing", line)
    _, problems = loaded({"articles/a.yml": text}, tmp_path)
    assert [str(one.code) for one in problems] == [code or "tag-refused"]


def test_prose_in_another_language_is_written_or_absent(tmp_path: Path) -> None:
    files = {"articles/a.md": f"---\n{ARTICLE}---\nOne.\n", "articles/a.fr.md": " \n"}
    dossier, problems = loaded(files, tmp_path)
    assert said(problems) == ["articles/a.fr.md:1:1 empty-value"]
    [file] = dossier.files
    assert file.record.body == Text((("", "\nOne.\n"),))


def test_the_prose_of_a_markdown_record_has_a_limit_too(tmp_path: Path) -> None:
    long = "word " * 14_000
    files = {"articles/a.md": f"---\n{ARTICLE}---\n{long}\n", "articles/a.fr.md": long}
    _, problems = loaded(files, tmp_path)
    assert sorted(said(problems)) == [
        "articles/a.fr.md:1:1 scalar-too-long",
        "articles/a.md:9:1 scalar-too-long",
    ]


def test_a_record_that_cannot_be_made_keeps_its_translations(tmp_path: Path) -> None:
    files = {
        "articles/a.md": f"---\n{ARTICLE}nonsense: x\n---\nOne.\n",
        "articles/a.fr.md": "See [[nobody]].\n",
    }
    assert said(checked(files, tmp_path).problems) == [
        "articles/a.fr.md:1:5 unknown-id",
        "articles/a.md:8:1 unknown-key",
    ]


def test_folders_may_be_nested_as_deep_as_the_machine_allows(tmp_path: Path) -> None:
    deep = "/".join(["d"] * 400)
    root = make_dossier({f"articles/{deep}/a.yml": ARTICLE}, tmp_path)
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 200)
    try:
        dossier, problems = load(survey(root, "content"))
    finally:
        sys.setrecursionlimit(usual)
    assert problems == ()
    assert [file.record.id for file in dossier.files] == ["a"]


@pytest.mark.parametrize("by_name", [False, True], ids=["below-a-folder", "by-name"])
@pytest.mark.parametrize("what", ["link", "pipe", "hard link", "folder"])
def test_what_takes_the_place_of_a_file_after_it_was_found_is_not_read(
    what: str, by_name: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor where a system cannot open a file below an open folder."""
    if by_name:
        monkeypatch.setattr(text_file, "_FOLLOWS_NOTHING", False)
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "acme.yml").write_text("name: Secret\nkind: company\n")
    root = make_dossier({"entities/acme.yml": "name: Acme\nkind: company\n"}, tmp_path / "x")
    found = survey(root, "content")
    file = root / "content/entities/acme.yml"
    file.unlink()
    if what == "link":
        file.symlink_to(secret / "acme.yml")
    elif what == "pipe":
        os.mkfifo(file)
    elif what == "hard link":
        os.link(secret / "acme.yml", file)
    else:
        file.parent.rmdir()
        file.parent.symlink_to(secret)
    dossier, problems = load(found)
    assert dossier.files == ()
    assert said(problems) == ["entities/acme.yml:1:1 symlink"]


def test_the_folder_of_the_content_itself_may_be_a_link(tmp_path: Path) -> None:
    make_dossier({"entities/acme.yml": "name: Acme\nkind: company\n"}, tmp_path / "kept")
    (tmp_path / "content").symlink_to(tmp_path / "kept/content")
    dossier, problems = load(survey(tmp_path, "content"))
    assert problems == ()
    assert [file.record.id for file in dossier.files] == ["acme"]


def test_windows_line_ends_make_no_difference(tmp_path: Path) -> None:
    text = f"---\n{ARTICLE}---\nSee [[acme]].\n\n- One\n- Two\n\n```\ncode\n\nmore\n```\n"
    one, other = (
        loaded({"articles/a.md": version}, tmp_path / name)[0].files[0].record
        for name, version in [("unix", text), ("windows", text.replace("\n", "\r\n"))]
    )
    assert one.model_copy(update={"body": None}) == other.model_copy(update={"body": None})
    assert one.body is not None
    assert other.body is not None
    assert _kinds(one.body) == _kinds(other.body)


def _kinds(body: Text) -> tuple[list[str], str]:
    found = tokens(body.values[0][1])
    words = "".join(token.value for token in found if token.kind == "text")
    return [token.kind for token in found if token.kind != "text"], words
