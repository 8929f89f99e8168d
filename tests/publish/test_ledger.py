"""What a build leaves for the next: found again as it was saved, or not at all."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dossier.publish.ledger import VERSION, copied_ledger, kept_ledger, new_ledger
from dossier.publish.note import read_note, write_note
from tests.conftest import REPOSITORY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "ledger"


def write(folder: Path, **rooms: dict[str, Any]) -> None:
    """Begin a ledger, and save it."""
    with new_ledger(folder) as ledger:
        for room, values in rooms.items():
            ledger.put(room, values)


def read(folder: Path, room: str, key: str) -> Any:
    """A value of a ledger that is believed."""
    with kept_ledger(folder) as ledger:
        assert ledger is not None
        return ledger.get(room, key)


def is_believed(folder: Path) -> bool:
    with kept_ledger(folder) as ledger:
        return ledger is not None


def many(room: str, number: int = 300) -> dict[str, Any]:
    """Values that fill several pages of the file."""
    return {f"key-{one}": [room, one, "x" * 40] for one in range(number)}


def test_what_was_saved_is_found_again(folder: Path) -> None:
    write(folder, facts=many("facts"), reads=many("reads"))
    for room in ("facts", "reads"):
        for key, value in many(room).items():
            assert read(folder, room, key) == value


def test_what_is_not_there_is_none(folder: Path) -> None:
    write(folder, facts={"a": 1})
    assert read(folder, "facts", "b") is None
    assert read(folder, "reads", "a") is None, "each room has keys of its own"
    assert read(folder, "", "") is None


def test_a_copy_is_read_while_the_next_is_written(folder: Path) -> None:
    assert copied_ledger(folder) is None
    write(folder, facts={"a": 1})
    copy = copied_ledger(folder)
    assert copy is not None
    with new_ledger(folder) as ledger:
        ledger.put("facts", {"a": 2})
        assert copy.get("facts", "a") == 1
    copy.close()
    assert read(folder, "facts", "a") == 2
    (folder / "ledger.db").write_bytes(b"damaged")
    assert copied_ledger(folder) is None


def test_where_there_is_none_there_is_none(folder: Path) -> None:
    assert not is_believed(folder)
    folder.write_text("a file where a folder should be", "utf-8")
    assert not is_believed(folder)


VALUES = [
    *(0, -1, 2**80, 0.1, True, False, "", "a", "null", "\0", "\n\u2028", "é 示例 مىسال 🗞"),
    *([], {}, [None], [[[]]], {"": {"": None}}, [1, "1", 1.5, True, None]),
    {"key": ["a", {"deeper": [False]}], "ключ": None},
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_of_any_shape_is_found_as_it_was(value: object, folder: Path) -> None:
    write(folder, facts={"key": value})
    found = read(folder, "facts", "key")
    assert found == value
    assert type(found) is type(value), "what is true is not 1"


KEYS = [
    *("", " ", "a b", "#2021", "c:acme", "'", '"', "%", "_", "?", "\\", "\n", "\0", "a\0b"),
    *(
        "é",
        "e\u0301",
        "示例公司",
        "مىسال",
        "\ufeff",
        "\u2028",
        "🗞",
        "\U0010ffff",
        "A",
        "a",
        "x" * 5000,
    ),
]


def test_a_key_is_any_text_and_none_is_taken_for_another(folder: Path) -> None:
    write(folder, facts={key: [key] for key in KEYS})
    assert len(set(KEYS)) == len(KEYS)
    for key in KEYS:
        assert read(folder, "facts", key) == [key]
        assert read(folder, "facts", f"{key}.") is None


def test_a_tuple_is_a_list_thereafter(folder: Path) -> None:
    write(folder, facts={"key": ("a", ("b", 1))})
    assert read(folder, "facts", "key") == ["a", ["b", 1]]


def test_pairs_are_as_good_as_a_mapping(folder: Path) -> None:
    with new_ledger(folder) as ledger:
        ledger.put("facts", ((key, value) for key, value in (("a", 1), ("b", 2), ("a", 3))))
        assert ledger.get("facts", "a") == 3, "of two values under one key the last one stays"
    assert read(folder, "facts", "b") == 2


def test_none_takes_a_value_away_and_others_stay(folder: Path) -> None:
    write(folder, facts={"a": 1, "b": 2, "c": 3}, reads={"a": 4})
    with kept_ledger(folder) as ledger:
        assert ledger is not None
        ledger.put("facts", {"a": None, "b": 5, "never-there": None})
        assert ledger.get("facts", "a") is None, "it is gone at once"
        ledger.save()
    assert [read(folder, "facts", key) for key in "abc"] == [None, 5, 3]
    assert read(folder, "reads", "a") == 4


def test_a_ledger_goes_on_from_build_to_build(folder: Path) -> None:
    write(folder, facts={"n": 0})
    for number in range(1, 5):
        assert read(folder, "facts", "n") == number - 1
        with kept_ledger(folder) as ledger:
            assert ledger is not None
            ledger.put("facts", {"n": number, f"at-{number}": True})
            ledger.put("facts", many("facts", 20))
            ledger.save()
    assert [read(folder, "facts", f"at-{number}") for number in range(1, 5)] == [True] * 4
    assert sorted(file.name for file in folder.iterdir()) == ["digest.json", "ledger.db"]


def test_a_new_ledger_holds_nothing_of_the_former_one(folder: Path) -> None:
    write(folder, facts=many("facts"))
    (folder / "stray").write_text("x", "utf-8")
    write(folder, facts={"b": 2})
    assert read(folder, "facts", "key-1") is None
    assert read(folder, "facts", "b") == 2
    assert not (folder / "stray").exists()


def test_to_read_changes_nothing(folder: Path) -> None:
    write(folder, facts=many("facts"))
    before = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()}
    for _ in range(2):
        assert read(folder, "facts", "key-7") == ["facts", 7, "x" * 40]
    assert before == {
        file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()
    }


# What is not believed


class Broken(dict[str, Any]):
    """Values of which one cannot be told."""

    def items(self) -> Any:
        yield "b", 1
        yield "c", 1 // 0


def test_what_was_put_and_not_saved_makes_the_whole_worth_nothing(folder: Path) -> None:
    write(folder, facts={"a": 1})
    with kept_ledger(folder) as ledger:
        assert ledger is not None
        ledger.put("facts", {"a": 2})
        assert ledger.get("facts", "a") == 2
    assert not is_believed(folder)


def test_what_fails_on_the_way_leaves_none(folder: Path) -> None:
    write(folder, facts={"a": 1})
    with pytest.raises(ZeroDivisionError):
        write(folder, facts={"a": 2}, reads=Broken())
    assert not is_believed(folder)


CRASHES = """\
import os, sys
from pathlib import Path
from dossier.publish import ledger

folder, when = Path(sys.argv[1]), sys.argv[2]
if when == "saving":
    ledger.write_note = lambda *_: os._exit(9)
many = {f"key-{one}": "y" * 90 for one in range(int(sys.argv[3]))}
context = ledger.new_ledger if when.startswith("new") else ledger.kept_ledger
with context(folder) as found:
    if when == "new, empty":
        os._exit(9)
    found.put("facts", many)
    found.put("reads", {"b": 1})
    if when in ("put", "new, put"):
        os._exit(9)
    found.save()
"""


@pytest.mark.parametrize("number", [1, 5000])
@pytest.mark.parametrize("when", ["put", "saving", "new, empty", "new, put"])
def test_after_a_crash_before_it_was_saved_nothing_is_believed(
    when: str, number: int, folder: Path
) -> None:
    """With many values some are in the file by then, with few none is."""
    write(folder, facts=many("facts"))
    done = subprocess.run(
        [sys.executable, "-c", CRASHES, str(folder), when, str(number)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (9, "")
    assert not is_believed(folder)
    write(folder, facts={"a": 3})
    assert read(folder, "facts", "a") == 3, "the next build begins one anew"
    assert read(folder, "facts", "key-1") is None


def flip(file: Path, place: int) -> None:
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize("name", ["ledger.db", "digest.json"])
def test_with_any_byte_changed_it_is_not_believed(name: str, folder: Path) -> None:
    """First and last bytes, and some in every page between them."""
    write(folder, facts=many("facts"), site={"head": "abc"})
    size = (folder / name).stat().st_size
    assert name != "ledger.db" or size > 5 * 4096
    places = {*range(min(size, 100)), *range(0, size, 509), *range(size - 20, size)}
    for place in sorted(places):
        flip(folder / name, place)
        assert not is_believed(folder), f"byte {place} of {name}"
        flip(folder / name, place)
    assert is_believed(folder)


@pytest.mark.parametrize("name", ["ledger.db", "digest.json"])
def test_cut_at_any_length_it_is_not_believed(name: str, folder: Path) -> None:
    write(folder, facts=many("facts"))
    whole = (folder / name).read_bytes()
    for length in {*range(0, len(whole), max(len(whole) // 50, 1)), len(whole) - 1}:
        (folder / name).write_bytes(whole[:length])
        assert not is_believed(folder)
    (folder / name).write_bytes(whole + b"\0")
    assert not is_believed(folder)


def exchanged(folder: Path) -> None:
    """A ledger with the note of another."""
    data = (folder / "ledger.db").read_bytes()
    write(folder, facts={"a": 9})
    (folder / "ledger.db").write_bytes(data)


def noted(version: int, **content: object) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        known = read_note(folder / "digest.json", VERSION)
        known.pop("version")
        write_note(folder / "digest.json", version, known | content)

    return act


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no base": lambda folder: (folder / "ledger.db").unlink(),
    "no note": lambda folder: (folder / "digest.json").unlink(),
    "an empty base": lambda folder: (folder / "ledger.db").write_bytes(b""),
    "a note without a checksum": lambda folder: (folder / "digest.json").write_text("{}", "utf-8"),
    "the note of another": exchanged,
    "an older version": noted(VERSION - 1),
    "a newer version": noted(VERSION + 1),
    "no digest": noted(VERSION, digest=None),
    "another digest": noted(VERSION, digest="0" * 64),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_without_its_parts_as_they_were_it_is_not_believed(damage: str, folder: Path) -> None:
    write(folder, facts={"a": 1})
    assert is_believed(folder)
    DAMAGES[damage](folder)
    assert not is_believed(folder)
    write(folder, facts={"a": 2})
    assert read(folder, "facts", "a") == 2


def test_a_ledger_that_is_carried_elsewhere_is_believed_there(folder: Path, tmp_path: Path) -> None:
    write(folder, facts={"a": 1})
    os.rename(folder, tmp_path / "elsewhere")
    assert read(tmp_path / "elsewhere", "facts", "a") == 1
