"""The file of a record's receipts: what is read, and what is said of one that is damaged."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import Code
from dossier.model.edtf import Edtf
from dossier.records.receipts import read_receipts
from tests.maker import ARTICLE, loaded, said

ENTRY: dict[str, Any] = {
    "item": "gazette#s1",
    "source": "gazette",
    "quote": "0" * 64,
    "snapshot": "1" * 64,
    "captured": "2026-11-22",
    "text": "2" * 64,
    "at": [[0, 5], [9, 12]],
    "normaliser": 1,
    "verdict": "exact",
}


def wrong(text: str) -> list[str]:
    receipts, problems = read_receipts("r.json", text)
    assert receipts == ()
    assert {one.code for one in problems} == {Code.BAD_RECEIPT}
    assert all("dossier check --receipts" in one.hint for one in problems)
    return [f"{one.origin.line}:{one.origin.column}: {one.message}" for one in problems]


def test_receipts_are_read_with_their_types() -> None:
    (receipt,), problems = read_receipts("r.json", json.dumps({"quotations": [ENTRY]}))
    assert problems == ()
    assert receipt.at == ((0, 5), (9, 12))
    assert receipt.captured == Edtf("2026-11-22")
    assert receipt.key == ("gazette#s1", "gazette", "0" * 64)
    assert receipt.ambiguous is False


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"quote": "abc"}, "quotations[0].quote: expected a SHA-256 digest"),
        ({"at": [[1]]}, "quotations[0].at[0][1]: Field required"),
        ({"at": [[-1, 3]]}, "quotations[0].at[0][0]: Input should be greater than or equal to 0"),
        ({"at": "here"}, "quotations[0].at: expected a list, found 'here'"),
        ({"verdict": "not-found"}, "quotations[0].verdict: 'not-found' is not one of exact"),
        ({"captured": "yesterday"}, "quotations[0].captured: "),
        ({"normaliser": 0}, "quotations[0].normaliser: Input should be greater than 0"),
        ({"words": "those of the document"}, "unknown key 'words'"),
    ],
)
def test_a_slip_is_named_at_its_place(fields: dict[str, object], message: str) -> None:
    text = json.dumps({"quotations": [ENTRY | fields]})
    (found,) = wrong(text)
    place, _, said = found.partition(": ")
    assert said.startswith(message) or "at[0]" in said
    line, column = map(int, place.split(":"))
    assert line == 1
    assert column > text.index(next(iter(fields))) - 3


def test_all_slips_are_named_at_once() -> None:
    entries = [ENTRY | {"quote": "abc"}, ENTRY, ENTRY | {"verdict": "perhaps"}]
    lines = ",\n".join(map(json.dumps, entries))
    found = wrong(f'{{"quotations": [\n{lines}\n]}}\n')
    assert [one.split(":")[0] for one in found] == ["2", "4"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "1:1"),
        ("{", "1:2"),
        ('{"quotations": [\n}', "2:1"),
        ("[]", "1:1"),
        ("null", "1:1"),
        ("12", "1:1"),
        ("{}", "1:1"),
        ("[" * 100_000, "1:1"),
        ('{"quotations": ' + "9" * 5000 + "}", "1:1"),
        ('{"quotations": NaN}', "1:16"),
    ],
)
def test_what_is_no_file_of_receipts_is_named(text: str, place: str) -> None:
    assert wrong(text)[0].startswith(f"{place}: ")


@given(st.text() | st.recursive(st.none() | st.text(), st.lists).map(json.dumps))
def test_nothing_makes_it_stumble(text: str) -> None:
    wrong(text)


def test_receipts_belong_to_the_record_they_are_called_after(tmp_path: Path) -> None:
    receipts = json.dumps({"quotations": [ENTRY]})
    dossier, problems = loaded(
        {"articles/2021/gazette.yml": ARTICLE, "receipts/gazette.json": receipts}, tmp_path
    )
    assert problems == ()
    (file,) = dossier.files
    assert file.paths == ("content/articles/2021/gazette.yml", "content/receipts/gazette.json")
    assert [one.item for one in file.receipts] == ["gazette#s1"]
    changed, _ = loaded({"receipts/gazette.json": receipts + "\n"}, tmp_path)
    assert changed.digests.keys() == dossier.digests.keys()
    assert changed.digests != dossier.digests


def test_other_files_among_the_receipts_are_named(tmp_path: Path) -> None:
    _, problems = loaded(
        {
            "articles/gazette.yml": ARTICLE,
            "receipts/README.md": "Receipts",
            "receipts/2021/gazette.json": "{}",
            "receipts/Gazette.json": "{}",
            "receipts/nobody.json": "{}",
        },
        tmp_path,
    )
    assert sorted(said(problems)) == [
        "receipts/2021/gazette.json:1:1 bad-file-name",
        "receipts/Gazette.json:1:1 bad-file-name",
        "receipts/README.md:1:1 bad-file-name",
        "receipts/nobody.json:1:1 orphan-receipt",
    ]
