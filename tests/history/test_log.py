"""What commits meant for readers, asked of real repositories."""

import json
from pathlib import Path

import pytest

from dossier.history import History, read_history
from dossier.history.log import NAMES
from tests.repository import Repository

EVENT = "title: A thing\ndate: 2021-12-10\n"
ENTRY = "corrections:\n- {date: 2021-02-02, kind: update, text: So.}\n"

Told = list[tuple[str, str, int, tuple[str, ...]]]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def commit(repository: Repository, day: str = "2021-01-01", **files: str | None) -> str:
    """Commit records below `content/events/`, or delete those without content."""
    return repository.commit(
        day, {f"content/events/{name}.yml": text for name, text in files.items()}
    )


def told(repository: Repository) -> list[Told]:
    """What each commit meant, newest first."""
    log = read_history(repository.folder, "content").log
    return [[(one.what, one.until, one.number, one.ids) for one in commit.news] for commit in log]


def test_records_are_added_changed_corrected_withdrawn_and_removed(repository: Repository) -> None:
    commit(repository, a=EVENT, b=EVENT, c=EVENT)
    commit(repository, a=EVENT.replace("thing", "thing more"))
    commit(repository, a=EVENT + ENTRY, d=EVENT)
    commit(repository, a=EVENT + ENTRY + "- {date: 2022, kind: update, text: T.}\n")
    commit(repository, b=f"{EVENT}state: withdrawn\n", c=None)
    assert told(repository) == [
        [("withdrawn", "", 1, ("b",)), ("removed", "", 1, ("c",))],
        [("corrected", "", 1, ("a",))],
        [("added", "", 1, ("d",)), ("corrected", "", 1, ("a",))],
        [("changed", "", 1, ("a",))],
        [("added", "", 3, ("a", "b", "c"))],
    ]


@pytest.mark.parametrize("hidden", ["state: draft\n", "state: withdrawn\n", "state: embargoed\n"])
def test_what_readers_could_not_see_is_not_told(hidden: str, repository: Repository) -> None:
    commit(repository, a=EVENT + hidden, b=EVENT)
    commit(repository, a=f"{EVENT}place: x\n{hidden}")
    commit(repository, a=EVENT)
    assert told(repository) == [
        [("added", "", 1, ("a",))],
        [],
        [("added", "", 1, ("b",))],
    ]


def test_a_draft_that_goes_leaves_no_trace(repository: Repository) -> None:
    commit(repository, a=f"{EVENT}state: draft\n", b=EVENT)
    commit(repository, a=None)
    assert told(repository) == [[], [("added", "", 1, ("b",))]]


def test_a_published_record_that_becomes_a_draft_was_removed(repository: Repository) -> None:
    commit(repository, a=EVENT)
    commit(repository, a=f"{EVENT}state: draft\n")
    assert told(repository)[0] == [("removed", "", 1, ("a",))]


def test_of_an_embargo_it_is_known_until_when(repository: Repository) -> None:
    embargo = "state: embargoed\nuntil: 2021-03-01\n"
    commit(repository, day="2021-01-01", a=EVENT + embargo, b=EVENT)
    commit(repository, day="2021-02-01", a=f"{EVENT}place: x\n{embargo}")
    commit(repository, day="2021-03-01", a=EVENT + embargo)
    assert told(repository) == [
        [("changed", "", 1, ("a",))],
        [("changed", "2021-03-01", 1, ("a",))],
        [("added", "", 1, ("b",)), ("added", "2021-03-01", 1, ("a",))],
    ]


def test_a_record_with_a_former_id_was_renamed(repository: Repository) -> None:
    commit(repository, a=EVENT)
    commit(repository, a=None, b=f"{EVENT}was: [a]\n", c=EVENT)
    assert told(repository)[0] == [("added", "", 1, ("c",)), ("renamed", "", 1, ("b",))]


def test_a_record_that_moves_is_the_same_record(repository: Repository) -> None:
    commit(repository, a=EVENT)
    repository.commit(
        "2021-01-02",
        {"content/events/a.yml": None, "content/events/2021/a.md": f"---\n{EVENT}---\nMore.\n"},
    )
    assert told(repository)[0] == [("changed", "", 1, ("a",))]


def test_a_translation_is_a_part_of_its_record(repository: Repository) -> None:
    text = f"---\n{EVENT}---\nWords.\n"
    repository.commit("2021-01-01", {"content/events/a.md": text, "content/events/a.fr.md": "M."})
    repository.commit("2021-01-02", {"content/events/a.fr.md": "Mots."})
    assert told(repository) == [[("changed", "", 1, ("a",))], [("added", "", 1, ("a",))]]


def test_only_the_fields_of_a_record_say_what_state_it_is_in(repository: Repository) -> None:
    prose = f"---\n{EVENT}---\nstate: draft\ncorrections: [{{date: 2021}}]\n"
    repository.commit("2021-01-01", {"content/events/a.md": prose})
    assert told(repository) == [[("added", "", 1, ("a",))]]


@pytest.mark.parametrize("state", ["state:   draft", '"state": "draft"', "state:\n  draft"])
def test_a_field_may_be_written_in_many_ways(state: str, repository: Repository) -> None:
    commit(repository, a=f"{EVENT}{state}\n", b=json.dumps({"title": "B", "state": "draft"}))
    assert told(repository) == [[]]


def test_a_record_in_one_line_is_read_as_well(repository: Repository) -> None:
    fields = {"title": "B", "corrections": [{"date": "2021"}]}
    commit(repository, a=json.dumps({"title": "A"}), b=json.dumps(fields))
    commit(repository, a=json.dumps(fields), b=json.dumps(fields | {"was": "old"}))
    assert told(repository)[0] == [("corrected", "", 1, ("a",)), ("changed", "", 1, ("b",))]


def test_hand_written_pages_are_counted_and_nothing_else(repository: Repository) -> None:
    files = {"content/pages/a.md": "A", "content/pages/fr/a.md": "A", "content/pages/a.png": "x"}
    repository.commit("2021-01-01", files)
    (one,) = read_history(repository.folder, "content").log
    assert (one.news, one.pages) == ((), 2)


def test_of_many_the_first_are_known_by_id(repository: Repository) -> None:
    commit(repository, **{f"e{number:04}": EVENT for number in range(NAMES + 20)})
    ((one,),) = told(repository)
    assert one[2] == NAMES + 20
    assert one[3] == tuple(f"e{number:04}" for number in range(NAMES))


def test_of_many_commits_the_latest_are_looked_into(repository: Repository) -> None:
    for number in range(4):
        commit(repository, a=f"title: {number}\n")
    history = read_history(repository.folder, "content", latest=2)
    assert (len(history.log), history.commits) == (2, 4)
    assert [one.news[0].what for one in history.log] == ["changed", "changed"]


def test_what_is_known_is_not_looked_into_again(repository: Repository) -> None:
    first = commit(repository, a=EVENT)
    known = read_history(repository.folder, "content").log
    commit(repository, a=f"{EVENT}place: x\n")
    assert read_history(repository.folder, "content", known) == read_history(
        repository.folder, "content"
    )
    marked = (type(known[0])(first, "2021-01-01", (), 7),)
    assert read_history(repository.folder, "content", marked).log[1] == marked[0]


def test_of_a_shallow_clone_it_is_said_that_it_is_one(
    repository: Repository, tmp_path: Path
) -> None:
    commit(repository, a=EVENT)
    commit(repository, b=EVENT)
    commit(repository, c=EVENT)
    origin = f"file://{repository.folder}"
    repository.git("clone", "--quiet", "--depth", "2", origin, str(tmp_path / "shallow"))
    history = read_history(tmp_path / "shallow", "content")
    assert [one.news[0].ids for one in history.log] == [("c",)]
    assert (history.commits, history.is_cut) == (1, True)


def test_a_clone_without_contents_asks_nobody_for_them(
    repository: Repository, tmp_path: Path
) -> None:
    commit(repository, a=EVENT)
    commit(repository, a=EVENT + ENTRY)
    repository.git("config", "uploadpack.allowFilter", "true")
    origin = f"file://{repository.folder}"
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--filter=blob:none", "--no-checkout", origin, str(clone))

    def missing() -> int:
        objects = repository.git(
            "-C", str(clone), "rev-list", "--objects", "--missing=print", "HEAD"
        )
        return sum(line.startswith("?") for line in objects.splitlines())

    assert missing() == 2
    history = read_history(clone, "content")
    assert [one.news[0].what for one in history.log] == ["changed", "added"]
    assert missing() == 2


def test_settings_of_whoever_builds_change_nothing(repository: Repository) -> None:
    commit(repository, a=EVENT)
    before = read_history(repository.folder, "content")
    for name in ("log.showRoot=false", "diff.renames=copies", "core.quotePath=true"):
        repository.git("config", *name.split("="))
    repository.git("config", "log.showSignature", "true")
    repository.git("config", "diff.noprefix", "true")
    assert read_history(repository.folder, "content") == before != History()


def test_of_corrections_it_is_known_which_are_new(repository: Repository) -> None:
    entry = "- {date: 2021-02-02, kind: update, text: 'The date: it was so.'}\n"
    commit(repository, a=EVENT, b=f"{EVENT}corrections:\n{entry}")
    commit(repository, a=f"{EVENT}corrections:\n{entry}", b=f"{EVENT}corrections:\n{entry}{entry}")
    commit(repository, a=f"{EVENT}state: withdrawn\ncorrections:\n- date: '2022'\n{entry}")
    log = read_history(repository.folder, "content").log
    found = [[one for news in commit.news for one in news.entries] for commit in log]
    assert [[one for one in entries if one[1].startswith("20")] for entries in found] == [
        [("a", "2022", 1)],
        [("a", "2021-02-02", 1), ("b", "2021-02-02", 2)],
        [],
    ]
