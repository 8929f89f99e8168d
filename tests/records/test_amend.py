"""A snapshot is added to a file, and every other byte of it stays."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dossier.records import amend
from dossier.records.amend import AmendError, NewSnapshot, add_snapshot, with_snapshot
from dossier.records.yaml_tree import read_tree

DIGEST = "ab" * 32
OTHER = "cd" * 32
NEW = NewSnapshot("2026-11-22", DIGEST)
ENTRY = f"{{captured: 2026-11-22, sha256: {DIGEST}, visibility: private}}"
BARE = "kind: press\ntitle: A listing\nlang: en\nurl: https://example.org/1\ntier: secondary\n"


def amended(text: str, path: str = "a.yml", snapshot: NewSnapshot = NEW) -> str:
    return with_snapshot(path, text.encode(), snapshot).decode()


def test_the_first_snapshot_follows_the_address() -> None:
    assert amended(BARE) == BARE.replace(
        "example.org/1\n", f"example.org/1\nsnapshots:\n  - {ENTRY}\n"
    )


def test_the_first_snapshot_follows_the_day_of_reading_where_there_is_one() -> None:
    text = "accessed: 2026-11  # at home\n" + BARE
    assert amended(text).startswith(
        f"accessed: 2026-11  # at home\nsnapshots:\n  - {ENTRY}\nkind: press\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            f"snapshots:\n  - captured: 2026-01-01  # first\n    sha256: {OTHER} # x\n# end\n",
            f"snapshots:\n  - captured: 2026-01-01  # first\n    sha256: {OTHER} # x\n"
            f"  - {ENTRY}\n# end\n",
        ),
        (
            f"snapshots:\n- {{captured: 2026-01-01, sha256: {OTHER}}}\n\n",
            f"snapshots:\n- {{captured: 2026-01-01, sha256: {OTHER}}}\n- {ENTRY}\n\n",
        ),
        (
            f"snapshots: [{{captured: 2026-01-01, sha256: {OTHER}}}, ]\n",
            f"snapshots: [{{captured: 2026-01-01, sha256: {OTHER}}}, {ENTRY}, ]\n",
        ),
        ("snapshots: []  # none yet\n", f"snapshots: [{ENTRY}]  # none yet\n"),
        (
            f"snapshots:\n  -\n    captured: 2026-01-01\n    sha256: >-\n      {OTHER}\n\n\n",
            f"snapshots:\n  -\n    captured: 2026-01-01\n    sha256: >-\n      {OTHER}\n"
            f"  - {ENTRY}\n\n\n",
        ),
    ],
)
def test_a_further_snapshot_follows_the_last(before: str, after: str) -> None:
    assert amended(before + BARE) == after + BARE
    assert amended(BARE + before) == BARE + after
    bare_end, end = before.rstrip("\n"), after.rstrip("\n")
    assert amended(BARE + bare_end) == BARE + end, "at the end of a file without a last line break"


def test_what_is_there_already_is_not_added_again() -> None:
    once = amended(BARE)
    assert amended(once, snapshot=NewSnapshot("2026-11-23", DIGEST)) == once


def test_front_matter_is_changed_and_prose_is_not() -> None:
    prose = "\nIt says `snapshots: []`.\n\n---\n\nurl: no\n"
    text = f"---\n{BARE}---\n{prose}"
    assert amended(text, "a.md") == f"---\n{amended(BARE)}---\n{prose}"


def test_lines_end_as_they_did() -> None:
    text = BARE.replace("\n", "\r\n")
    assert amended(text) == amended(BARE).replace("\n", "\r\n")
    assert amended(f"---\r\n{text}---\r\nProse\r\n", "a.md").count("\r\n") == 10


def test_a_byte_order_mark_stays() -> None:
    assert amended("\ufeff" + BARE) == "\ufeff" + amended(BARE)


def test_a_record_in_braces_stays_in_braces() -> None:
    text = "{kind: press, lang: en, url: 'https://example.org/1' , tier: secondary}\n"
    assert amended(text) == text.replace("' ,", f"', snapshots: [{ENTRY}] ,")


def test_a_record_that_is_set_in_stays_set_in() -> None:
    text = "".join(f"  {line}\n" for line in BARE.splitlines())
    assert f"\n  snapshots:\n    - {ENTRY}\n  tier:" in amended(text)


def test_an_address_with_marks_of_yaml_is_quoted() -> None:
    address = "https://archive.example/20261122/https://a.example/?q=1,2&r=[3],#x:'y'"
    text = amended(BARE, snapshot=NewSnapshot("2026-11-22", DIGEST, address))
    assert read_tree("a.yml", text).data["snapshots"][0]["url"] == address


@pytest.mark.parametrize(
    "text",
    [
        "snapshots: {captured: 2026-01-01}\n" + BARE,
        "snapshots: none\n" + BARE,
        "- kind: press\n",
        "title: Nothing else\n",
        "url: [\n",
        "",
        BARE + "url: https://example.org/2\n",
        f"snapshots:\n  - captured: 2026-01-01\n    sha256: |+\n      {OTHER}\n\n\n" + BARE,
    ],
)
def test_what_leaves_no_sure_place_is_refused(text: str) -> None:
    with pytest.raises(AmendError):
        amended(text)


def test_what_would_be_no_snapshot_is_not_added() -> None:
    with pytest.raises(AmendError, match="not sound: 'someday'"):
        amended(BARE, snapshot=NewSnapshot("someday", DIGEST))


@pytest.mark.parametrize("text", [BARE, f"---\n{BARE}", f"---\n{BARE}note: \u202e\n---\n"])
def test_a_record_with_problems_is_not_touched(text: str) -> None:
    with pytest.raises(AmendError, match="problems that dossier check names"):
        amended(text, "a.md")


_COMMENT = st.sampled_from(["", "  # why", " # snapshots: []", "\n# between\n", "\n\n"])
_VALUES = {
    "url": ["https://a.example/x", "'https://a.example/x'", "\n  https://a.example/x"],
    "title": ["A: b".replace(": ", ":"), '"two\n  lines"', "|\n  block\n\n  text", ">-\n  a\n  b"],
    "accessed": ["2026-11", '"2026-11-22"'],
    "kind": ["press"],
    "lang": ["en", "zh-Hans"],
    "author": ["[A, B]", "\n  - A\n  - B", "\n- A\n- B", "[\n  A,\n  B\n  ]"],
    "container": ['"中文 #1"', "Échos — « x »"],
    "snapshots": [
        "[]",
        "[ ]",
        f"[{{captured: 2026-01-01, sha256: {OTHER}}}]",
        f"[\n  {{captured: 2026-01-01, sha256: {OTHER}}},\n  ]",
        f"\n  - captured: 2026-01-01\n    sha256: {OTHER}",
        f"\n- sha256: '{OTHER}'\n  captured: 2026-01-01",
        f"\n    - {{captured: 2026-01-01,\n       sha256: {OTHER}}}",
        f"\n  # first\n  -\n    captured: 2026-01-01 # day\n    sha256: {OTHER}",
    ],
}


@st.composite
def records(draw: st.DrawFn) -> str:
    optional = draw(st.sets(st.sampled_from(["title", "accessed", "author", "snapshots", "url"])))
    names = draw(st.permutations(["kind", "lang", "container", *sorted(optional)]))
    lines = [f"{name}: {draw(st.sampled_from(_VALUES[name]))}{draw(_COMMENT)}" for name in names]
    lines = [line.replace(": \n", ":\n") for line in lines]
    text = draw(st.sampled_from(["", "# Top\n", "---\n"])) + "\n".join(lines)
    text += draw(st.sampled_from(["", "\n", "\n\n", "\n# end\n", "\n...\n"]))
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


@given(records(), st.booleans())
@example("kind: press\nlang: en", False)
def test_only_one_stretch_is_inserted_and_only_one_field_changes(text: str, in_prose: bool) -> None:
    before = read_tree("a.yml", text)
    assert before.problems == []
    path = "a.yml"
    if in_prose and "---" not in text and "..." not in text:
        before = read_tree("a.md", f"{text}\n")
        path, text = "a.md", f"---\n{text}\n---\nProse.\n"
    after = amended(text, path)
    assert any(
        after.startswith(text[:at]) and after.endswith(text[at:]) for at in range(len(text) + 1)
    )
    assert ENTRY in after
    inner = after if path == "a.yml" else after.split("---\n")[1]
    data = read_tree("a.yml", inner).data
    assert data.pop("snapshots") == [*before.data.pop("snapshots", []), NEW.fields]
    assert data == before.data


def test_a_file_keeps_its_permissions_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text(BARE, "utf-8")
    file.chmod(0o640)
    add_snapshot(tmp_path, "a.yml", NEW)
    assert file.read_text("utf-8") == amended(BARE)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.yml"]


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_disk_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    file = tmp_path / "a.yml"
    file.write_text(BARE, "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if call == "write":
        monkeypatch.setattr("dossier.records.whole.open", full, raising=False)
    else:
        monkeypatch.setattr(os, call, full)
    with pytest.raises(OSError, match="No space"):
        add_snapshot(tmp_path, "a.yml", NEW)
    assert file.read_text("utf-8") == BARE
    assert os.listdir(tmp_path) == ["a.yml"]


@pytest.mark.parametrize("last", ["fsync", "chmod", "replace", "nothing"])
def test_a_process_that_dies_leaves_the_old_file_or_the_new(tmp_path: Path, last: str) -> None:
    """It is ended at a call, with no chance to clear up."""
    file = tmp_path / "a.yml"
    file.write_text(BARE, "utf-8")
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from dossier.records.amend import NewSnapshot, add_snapshot\n"
        "setattr(os, sys.argv[1], lambda *_: os._exit(9))\n"
        f"add_snapshot(Path(sys.argv[2]), 'a.yml', NewSnapshot('2026-11-22', {DIGEST!r}))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, last, str(tmp_path)], check=False)
    assert done.returncode == (0 if last == "nothing" else 9)
    assert file.read_text("utf-8") == (amended(BARE) if last == "nothing" else BARE)


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "real.yml").write_text(BARE, "utf-8")
    (tmp_path / "a.yml").symlink_to("real.yml")
    with pytest.raises(AmendError, match="link"):
        add_snapshot(tmp_path, "a.yml", NEW)
    assert (tmp_path / "real.yml").read_text("utf-8") == BARE


def test_a_file_that_an_editor_saves_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yml"
    file.write_text(BARE, "utf-8")
    slow = with_snapshot

    def edited(path: str, data: bytes, snapshot: NewSnapshot) -> bytes:
        file.write_text(BARE + "note: mine\n", "utf-8")
        return slow(path, data, snapshot)

    monkeypatch.setattr(amend, "with_snapshot", edited)
    with pytest.raises(AmendError, match="same moment"):
        add_snapshot(tmp_path, "a.yml", NEW)
    assert file.read_text("utf-8") == BARE + "note: mine\n"
