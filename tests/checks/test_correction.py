"""What was published is not changed without a word, asked of real repositories."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dossier.cli import cli
from dossier.errors import UsageError
from tests.maker import ARTICLE
from tests.repository import Repository

DAY = "2021-01-01"
ACME = "name: Acme\nkind: company\n"
MINISTRY = "name: Ministry\nkind: public-body\n"
EVENT = (
    "title: {en: A thing happens, fr: Une chose arrive}\ndate: 2021-12-10\nkind: other\n"
    "actor: acme\ncites: [gazette]\n"
)
REMARK = "kind: remark\nby: acme\ntext: It “happens”.\nsaid: 2021-12-10\ncites: [gazette]\n"
REPORT = EVENT.replace("other", "report")
BODY = f"---\n{REPORT}---\nThe first paragraph [@gazette, p. 1].\n\n- One.\n- Two.\n"
THEME = "title: {en: T, fr: T}\nscope: All of it.\ncriteria: Listings.\n"
DIGEST = "aa" * 32
KEPT = f"{ARTICLE}snapshots: [{{captured: 2026-01-01, sha256: {DIGEST}}}]\n"
CLAIMED = (
    "kind: claim\nby: ministry\nagainst: [acme]\ntext: The ministry says so.\n"
    "said: 2021-12-10\nstatus: alleged\ncites: [gazette]\n"
)
CLAIM = f"{CLAIMED}no_reply: [{{party: acme, as_of: 2026-10, looked_in: its site}}]\n"
NOT_SOUGHT = f"{CLAIMED}reply_not_sought: [acme]\n"
ANSWER = (
    "kind: response\nby: acme\nresponds_to: [claim]\ntext: It denies it.\nsaid: 2026-11-01\n"
    "cites: [gazette]\n"
)
SOUND = {
    "content/articles/2021/gazette.yml": ARTICLE,
    "content/entities/acme.yml": ACME,
    "content/entities/ministry.yml": MINISTRY,
    "content/events/thing.yml": EVENT,
    "content/statements/remark.yml": REMARK,
    "content/events/told.md": BODY,
    "content/themes/all.yml": THEME,
    "content/articles/2021/kept.yml": KEPT,
    "content/statements/claim.yml": CLAIM,
}
ENTRY = "corrections: [{date: 2026-11-20, kind: correction, text: It was another day.}]\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "repository")
    made.commit(DAY, SOUND)
    return made


def check(folder: Path, revision: str = "HEAD", *options: str) -> Result:
    arguments = ["check", str(folder), "--as-of", "2026-11-22", "--against", revision, *options]
    return CliRunner().invoke(cli, arguments, standalone_mode=False, catch_exceptions=False)


def told(done: Result) -> list[str]:
    """What is said of changes: `path:line:column message`, the path below `content/`."""
    code = " uncorrected-change: "
    lines = (line for line in done.stdout.splitlines() if code in line)
    return [line.removeprefix("content/").replace(f":{code}", " ") for line in lines]


def changed(repository: Repository, path: str, text: str | None) -> list[str]:
    repository.write({f"content/{path}": text})
    return told(check(repository.folder))


def test_what_has_not_changed_needs_no_correction(repository: Repository) -> None:
    done = check(repository.folder)
    assert (done.stdout, done.return_value) == ("", 0)


def test_a_changed_fact_is_a_problem_with_its_words_and_a_way_out(repository: Repository) -> None:
    repository.write({"content/events/thing.yml": EVENT.replace("12-10", "12-11")})
    done = check(repository.folder)
    assert done.return_value == 1
    assert done.stdout == (
        "content/events/thing.yml:2:7: uncorrected-change: date of a published record was "
        "'2021-12-10' and is '2021-12-11'\n"
        "  | date: 2021-12-11\n"
        "  |       ^\n"
        "  hint: add to its corrections: {date: 2026-11-22, kind: correction, text: …}; "
        "or kind clarification, update; not editorial\n"
    )


def test_without_a_revision_nothing_is_asked_of_git(tmp_path: Path) -> None:
    Repository(tmp_path).write(SOUND)
    arguments = ["check", str(tmp_path), "--as-of", "2026-11-22"]
    assert CliRunner().invoke(cli, arguments, standalone_mode=False).return_value == 0


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("entities/acme.yml", ACME.replace("Acme", "Acmé"), "1:7 name"),
        ("entities/acme.yml", ACME.replace("company", "group"), "2:7 kind"),
        ("events/thing.yml", EVENT.replace("A thing", "Nothing"), "1:13 title.en"),
        ("events/thing.yml", EVENT.replace("Une", "La"), "1:34 title.fr"),
        ("events/thing.yml", EVENT.replace(", fr: Une chose arrive", ""), "1:8 title"),
        ("events/thing.yml", EVENT.replace("acme", "ministry"), "4:8 actor"),
        ("events/thing.yml", EVENT.replace("acme", "[acme, ministry]"), "4:15 actor[1]"),
        ("events/thing.yml", f"{EVENT}confirmed: false\n", "6:12 confirmed"),
        ("events/thing.yml", f"{EVENT}planned: true\n", "6:10 planned"),
        ("statements/remark.yml", REMARK.replace("happens", "happened"), "3:7 text"),
        ("statements/remark.yml", f"{REMARK}status: disputed\n", "6:9 status"),
        ("events/told.md", BODY.replace("first", "last"), "8:1 body"),
        ("events/told.md", BODY.replace("One", "Nought"), "10:1 body"),
        ("events/told.md", BODY.replace(", p. 1", ", p. 2"), "8:1 body"),
        ("events/told.md", BODY.replace("- Two.\n", ""), "7:1 body"),
        ("articles/2021/gazette.yml", ARTICLE.replace("2021-12", "2021-11"), "5:12 published"),
        ("articles/2021/gazette.yml", ARTICLE.replace("secondary", "primary"), "6:7 tier"),
        ("themes/all.yml", THEME.replace("All", "Half"), "2:8 scope"),
        ("themes/all.yml", THEME.replace("Listings", "Sanctions"), "3:11 criteria"),
        ("articles/2021/kept.yml", KEPT.replace("aa", "bb"), "7:44 snapshots[0].sha256"),
        ("articles/2021/kept.yml", ARTICLE, "1:1 snapshots"),
        ("statements/claim.yml", CLAIM.replace("2026-10", "2026-09"), "8:33 no_reply[0].as_of"),
        ("statements/claim.yml", NOT_SOUGHT, "1:1 no_reply"),
    ],
)
def test_every_fact_counts(path: str, text: str, said: str, repository: Repository) -> None:
    first = changed(repository, path, text)[0]
    assert first.startswith(f"{path}:{said} of a published record "), first


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("events/thing.yml", f"# A remark\n{EVENT}note: For editors.\n"),
        ("events/thing.yml", f"{EVENT}review_by: 2027-01-01\nwas: [former]\n"),
        ("events/thing.yml", f"{EVENT}summary: It does.\nstage:\n".replace("stage:\n", "")),
        (
            "events/thing.yml",
            EVENT.replace("[gazette]", "[gazette, {source: gazette, at: {page: 1}}]"),
        ),
        ("events/thing.yml", EVENT.replace("[gazette]", "[{source: gazette, at: {page: 1}}]")),
        ("events/thing.yml", EVENT.replace("{en: A thing", "{de: Etwas, en: A  thing")),
        ("entities/acme.yml", ACME.replace("Acme", "{en: Acme, fr: Acmé}")),
        ("entities/acme.yml", f"{ACME}aliases: [Other]\nsort_as: X\n"),
        ("statements/remark.yml", REMARK.replace("“happens”", '"happens"')),
        ("statements/remark.yml", REMARK.replace("It “", "[[acme|It]] *“*")),
        ("events/told.md", BODY.replace("first paragraph", "*first*\nparagraph")),
        ("events/told.md", BODY.replace("[@gazette, p. 1]", "[@gazette, p. 1; @gazette, p. 2]")),
        ("events/told.md", f"{BODY}- Three.\n\nAnother paragraph.\n"),
        ("articles/2021/gazette.yml", f"{ARTICLE}accessed: 2026-01-01\nlink: avoid\n"),
        ("articles/2021/kept.yml", KEPT.replace("}]", "}, {captured: 2026-02, sha256: SHA}]")),
        ("articles/2021/kept.yml", KEPT.replace("}]", ", visibility: public}]")),
        ("statements/claim.yml", CLAIM.replace("2026-10", "2026-11").replace("site", "pages")),
        ("statements/answer.yml", ANSWER),
    ],
)
def test_what_arranges_or_adds_does_not(path: str, text: str, repository: Repository) -> None:
    assert changed(repository, path, text.replace("SHA", "cd" * 32)) == []


def test_a_search_is_noted_no_more_once_the_party_has_replied(repository: Repository) -> None:
    assert len(changed(repository, "statements/claim.yml", CLAIMED)) == 1
    repository.write({"content/statements/answer.yml": ANSWER})
    assert changed(repository, "statements/claim.yml", CLAIMED) == []


def test_to_ask_again_is_no_change_and_to_have_asked_earlier_is(repository: Repository) -> None:
    asked = CLAIMED + "replies: [{from: acme, asked: 2026-11-01, due: 2026-11-20}]\n"
    repository.commit(DAY, {"content/statements/claim.yml": asked})
    later = asked.replace("11-01", "11-10").replace("11-20", "12-01")
    assert changed(repository, "statements/claim.yml", later) == []
    earlier = asked.replace("11-01", "10-01").replace("11-20", "11-10")
    assert [one.split()[1] for one in changed(repository, "statements/claim.yml", earlier)] == [
        "replies[0].asked",
        "replies[0].due",
    ]


def test_an_item_may_come_and_not_go_or_change(repository: Repository) -> None:
    path = "articles/2021/gazette.yml"
    figure = "figures:\n- {id: f1, about: [acme], measure: Size, value: 3, unit: EUR}\n"
    assert changed(repository, path, ARTICLE + figure) == []
    repository.commit(DAY, {})
    other = figure + "- {id: f2, about: [acme], measure: Size, value: 5, unit: EUR}\n"
    assert changed(repository, path, ARTICLE + other) == []
    assert changed(repository, path, ARTICLE + other.replace("value: 3", "value: 4")) == [
        f"{path}:8:49 figures[0].value of a published record was '3' and is '4'"
    ]
    assert changed(repository, path, ARTICLE + other.replace("f1", "f3")) == [
        f"{path}:8:1 figures of a published record was 'f1' and is gone"
    ]
    assert changed(repository, path, ARTICLE) == [
        f"{path}:1:1 figures of a published record was 'f1' and is gone"
    ]


@pytest.mark.parametrize("kind", ["correction", "clarification", "update"])
def test_one_new_entry_stands_for_all_changes(kind: str, repository: Repository) -> None:
    text = EVENT.replace("12-10", "12-11").replace("Une", "La")
    entry = ENTRY.replace("kind: correction", f"kind: {kind}")
    assert len(changed(repository, "events/thing.yml", text)) == 2
    assert changed(repository, "events/thing.yml", text + entry) == []


def test_an_editorial_change_is_one_of_our_words_and_of_no_fact(repository: Repository) -> None:
    entry = ENTRY.replace("kind: correction", "kind: editorial")
    words = EVENT.replace("Une", "La")
    assert changed(repository, "events/thing.yml", words + entry) == []
    date = words.replace("12-10", "12-11")
    assert [one.split()[1] for one in changed(repository, "events/thing.yml", date + entry)] == [
        "date"
    ]


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("events/told.md", BODY.replace("first", "opening"), []),
        ("events/told.md", BODY.replace("first paragraph", "2nd paragraph"), ["body"]),
        ("events/told.md", BODY.replace("first", "opening").replace("p. 1", "p. 2"), ["body"]),
        ("events/told.md", BODY.replace("- Two.\n", ""), ["body"]),
        ("statements/remark.yml", REMARK.replace("It", "That"), []),
        ("statements/remark.yml", REMARK.replace("happens", "happened"), ["text"]),
        ("events/thing.yml", EVENT.replace(", fr: Une chose arrive", ""), ["title"]),
    ],
)
def test_words_say_the_same_only_with_their_numbers_quotations_and_citations(
    path: str, text: str, said: list[str], repository: Repository
) -> None:
    entry = ENTRY.replace("kind: correction", "kind: editorial")
    corrected = text.replace("---\n", f"---\n{entry}", 1) if "---" in text else text + entry
    assert [one.split()[1] for one in changed(repository, path, corrected)] == said


def test_a_unit_is_a_part_of_its_value(repository: Repository) -> None:
    figure = "figures:\n- {id: f1, about: [acme], measure: Size, value: 3, unit: EUR}\n"
    repository.commit(DAY, {"content/articles/2021/gazette.yml": ARTICLE + figure})
    entry = ENTRY.replace("kind: correction", "kind: editorial")
    text = ARTICLE + figure.replace("EUR", "USD") + entry
    assert len(changed(repository, "articles/2021/gazette.yml", text)) == 1


def test_an_entry_that_was_given_another_day_is_no_new_one(repository: Repository) -> None:
    repository.commit(DAY, {"content/events/thing.yml": EVENT + ENTRY})
    text = EVENT.replace("12-10", "12-11") + ENTRY.replace("11-20", "11-21")
    said = [one.split()[1] for one in changed(repository, "events/thing.yml", text)]
    assert said == ["date", "corrections"]


def test_an_entry_that_was_there_does_not_speak_of_later_changes(repository: Repository) -> None:
    repository.commit(DAY, {"content/events/thing.yml": EVENT + ENTRY})
    text = EVENT.replace("12-10", "12-11")
    assert len(changed(repository, "events/thing.yml", text + ENTRY)) == 1
    altered = ENTRY.replace("It was", "It had been")
    assert [
        one.split(" ")[1] for one in changed(repository, "events/thing.yml", text + altered)
    ] == [
        "date",
        "corrections[0].text",
    ]
    second = ENTRY.replace("[{", "[{date: 2026-11-21, kind: update, text: Also this.}, {")
    assert changed(repository, "events/thing.yml", text + second) == []


@pytest.mark.parametrize("state", ["draft", "embargoed\nuntil: 2030-01-01", "withdrawn"])
def test_what_readers_could_not_see_may_change(state: str, repository: Repository) -> None:
    repository.commit(DAY, {"content/events/thing.yml": f"{EVENT}state: {state}\n"})
    assert changed(repository, "events/thing.yml", EVENT.replace("12-10", "12-11")) == []


def test_a_published_record_is_withdrawn_and_does_not_vanish(repository: Repository) -> None:
    path = "events/thing.yml"
    assert changed(repository, path, f"{EVENT}state: withdrawn\n{ENTRY}") == []
    assert changed(repository, path, f"{EVENT}state: draft\n") == [
        f"{path}:6:8 'thing' was published and is 'draft' now"
    ]
    assert changed(repository, path, None) == [f"{path}:1:1 'thing' was published and is gone"]
    assert changed(repository, "events/other.yml", f"{EVENT}was: [thing]\n") == []


@pytest.mark.parametrize("before", ["", ENTRY])
def test_a_withdrawal_has_a_reason_of_its_own(before: str, repository: Repository) -> None:
    path = "content/events/thing.yml"
    repository.commit(DAY, {path: EVENT + before, "readme.txt": before or "none"})
    for told_why in (before, ENTRY.replace("kind: correction", "kind: editorial")):
        repository.write({path: f"{EVENT}state: withdrawn\n{told_why}"})
        done = check(repository.folder)
        assert done.stdout.count("withdrawn-unexplained: 'thing' was withdrawn") == 1
    second = ENTRY.replace("[{", "[{date: 2026-11-21, kind: correction, text: It was not so.}, {")
    repository.write({path: f"{EVENT}state: withdrawn\n{second}"})
    assert "withdrawn" not in check(repository.folder).stdout


def test_what_was_withdrawn_does_not_vanish_later(repository: Repository) -> None:
    path, gone = "events/thing.yml", f"{EVENT}state: withdrawn\n{ENTRY}"
    repository.commit(DAY, {f"content/{path}": gone})
    assert changed(repository, path, None) == [f"{path}:1:1 'thing' was withdrawn and is gone"]
    assert changed(repository, path, gone.replace("withdrawn", "draft")) == [
        f"{path}:6:8 'thing' was withdrawn and is 'draft' now"
    ]
    assert changed(repository, path, gone.replace("A thing", "Something")) == []
    assert changed(repository, path, EVENT.replace("12-10", "12-11")) == []


def test_a_record_that_moved_is_compared_all_the_same(repository: Repository) -> None:
    repository.write({"content/events/thing.yml": None})
    text = EVENT.replace("12-10", "12-11")
    assert changed(repository, "events/2021/thing.yml", text) == [
        "events/2021/thing.yml:2:7 date of a published record was '2021-12-10' and is '2021-12-11'"
    ]


def test_a_folder_of_records_that_moved_is_found(repository: Repository) -> None:
    repository.git("mv", "content", "records")
    repository.write({"mkdocs.yml": "plugins: [dossier: {content: records}]\n"})
    assert told(check(repository.folder)) == []
    repository.write({"records/events/thing.yml": EVENT.replace("12-10", "12-11")})
    assert len(told(check(repository.folder))) == 1


def test_a_dossier_may_be_a_part_of_a_repository(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit(DAY, {f"sites/one/{path}": text for path, text in SOUND.items()})
    folder = tmp_path / "sites" / "one"
    assert told(check(folder)) == []
    repository.write({"sites/one/content/events/thing.yml": EVENT.replace("12-10", "12-11")})
    assert len(told(check(folder))) == 1


def test_any_name_of_a_revision_will_do(repository: Repository) -> None:
    repository.git("tag", "v1")
    commit = repository.git("rev-parse", "HEAD")
    repository.commit(DAY, {"content/events/thing.yml": EVENT.replace("12-10", "12-11")})
    for revision in ("v1", commit, commit[:8], "HEAD~1", "main^"):
        assert len(told(check(repository.folder, revision))) == 1
    assert told(check(repository.folder, "main")) == []


@pytest.mark.parametrize("revision", ["nothing", "--help", "-p", "HEAD:content", "HEAD~9"])
def test_what_is_no_revision_is_misuse(revision: str, repository: Repository) -> None:
    with pytest.raises(UsageError, match=r"git knows no revision .* here$"):
        check(repository.folder, revision)


def test_a_revision_without_records_is_misuse(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.git("rm", "--quiet", "-r", "--cached", ".")
    repository.git("commit", "--quiet", "--allow-empty", "--message", "x")
    with pytest.raises(UsageError, match="no records at the revision 'HEAD'"):
        check(repository.folder)


def test_outside_a_repository_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    folder = tmp_path / "alone"
    for path, text in SOUND.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    with pytest.raises(UsageError, match="is not in a git repository"):
        check(folder)


def test_a_shallow_clone_says_what_it_lacks(repository: Repository, tmp_path: Path) -> None:
    first = repository.git("rev-parse", "HEAD")
    repository.commit(DAY, {"content/events/thing.yml": EVENT.replace("12-10", "12-11")})
    origin = f"file://{repository.folder}"
    repository.git("clone", "--quiet", "--depth", "1", origin, str(tmp_path / "shallow"))
    assert told(check(tmp_path / "shallow")) == []
    with pytest.raises(UsageError, match="shallow clone; fetch more"):
        check(tmp_path / "shallow", first)
