"""What a build leaves in the ledger for the next one."""

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from dossier.publish.tree import digest_of, is_page
from dossier.revision import touch
from tests.revision.edited import Edited

TITLE = {"en": "Something", "fr": "Quelque chose"}
EVENT = {"title": TITLE, "date": "1999", "kind": "other", "cites": ["ministry-2021-release"]}
ROOMS = ("facts", "at", "former", "aims", "reads", "readers", "tallies", "warnings", "site")


@pytest.fixture(autouse=True)
def share(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each edit be made out of a part of the records."""
    monkeypatch.setattr(touch, "SHARE", 0)


def contents(dossier: Edited) -> dict[str, dict[str, Any]]:
    """All that is kept, by room and key."""
    found: dict[str, dict[str, Any]] = {room: {} for room in ROOMS}
    with closing(sqlite3.connect(dossier.work / "ledger/ledger.db")) as base:
        for room, key, value in base.execute("SELECT room, key, value FROM kept"):
            found[room][key] = json.loads(value)
    return found


def essence(dossier: Edited) -> dict[str, dict[str, Any]]:
    """What is kept, without the order of lists, and without readers that are gone."""
    kept = contents(dossier)
    pages = {key for _, _, key, _ in kept["site"]["pages"].values()}
    reads = {page: set(cells) for page, cells in kept["reads"].items() if page in pages}
    places = {room: {k: sorted(v) for k, v in kept[room].items()} for room in ("at", "aims")}
    former = {id: sorted(paths) for id, paths in kept["former"].items()}
    named = {room: kept[room] for room in ("facts", "warnings", "site")}
    named["tallies"] = {id: tally for id, tally in kept["tallies"].items() if id in pages}
    return {**named, **places, "former": former, "reads": reads}


def edits(dossier: Edited) -> list[Any]:
    """One edit after the other; each leaves a sound dossier."""
    listing = "articles/2021/gazette-2021-listing.md"
    lone = {"name": "Lone", "kind": "company", "was": ["single"]}
    return [
        lambda: dossier.replace(listing, "## What it leaves", "More.\n\n## What it leaves"),
        lambda: dossier.change("entities/gazette.yml", name="Courier"),
        lambda: dossier.write("events/early.yml", EVENT),
        lambda: dossier.write("entities/lone.yml", lone),
        lambda: dossier.change("events/early.yml", actor="lone", date="2021"),
        lambda: dossier.change("events/early.yml", title={"en": "Only in English"}),
        lambda: dossier.change("events/early.yml", state="draft"),
        lambda: dossier.change("entities/lone.yml", was=None),
        lambda: dossier.change("events/early.yml", state=None, actor=None, title=TITLE),
        lambda: dossier.file("entities/lone.yml").unlink(),
        lambda: dossier.file("events/early.yml").unlink(),
    ]


def test_after_any_edits_the_ledger_is_that_of_a_build_from_nothing(dossier: Edited) -> None:
    for number, edit in enumerate(edits(dossier)):
        edit()
        dossier.build()
        kept, found = contents(dossier), essence(dossier)
        for page, cells in found["reads"].items():
            for cell in cells:
                assert page in kept["readers"][cell], f"{page} reads {cell}"
        if number % 3 == 2 or number == 10:
            dossier.build(clean=True)
            assert essence(dossier) == found


def test_it_is_known_which_pages_were_published_as_what(dossier: Edited) -> None:
    pages = contents(dossier)["site"]["pages"]
    for path, (digest, kind, key, listed) in pages.items():
        assert digest_of((dossier.site / path).read_bytes()) == digest
        assert key
        is_listed = is_page(path) and kind != "redirect" and not path.endswith("404.html")
        assert is_listed == (listed is not None), path
    assert pages["entities/gazette/index.html"][1:3] == ["entity", "gazette"]
    assert pages["fr/entities/old-company/index.html"][1:3] == ["redirect", "example-company"]
    assert pages["about/index.html"][1:3] == ["hand-written", "about/index.html"]


def test_both_languages_of_a_page_are_one_reader(dossier: Edited) -> None:
    """French prose cites less than English: what either of them reads counts."""
    fields = {"name": "Lone", "kind": "company"}
    body = {"en": "On [[gazette]] [@ministry-2021-release].", "fr": "Sur [@copy-of-release]."}
    dossier.write("entities/lone.yml", {**fields, "body": body})
    dossier.built_as_anew()
    for id in ("gazette", "ministry-2021-release", "copy-of-release"):
        assert "lone" in dossier.kept("readers", f"c:{id}")
    assert "w:lone" in dossier.kept("reads", "lone")
    assert not [cell for cell in dossier.kept("reads", "lone") if cell.startswith("c:")]


def test_where_records_stand_and_stood_is_known(dossier: Edited) -> None:
    home = "content/entities/example-company.yml"
    assert dossier.kept("at", "example-company") == [home]
    assert dossier.kept("former", "old-company") == [home]
    dossier.change("entities/example-company.yml", was=["older-company"])
    dossier.file("entities/deep").mkdir()
    dossier.file("entities/example-company.yml").rename(
        dossier.file("entities/deep/example-company.yml")
    )
    dossier.build()
    home = "content/entities/deep/example-company.yml"
    assert dossier.kept("at", "example-company") == [home]
    assert dossier.kept("former", "old-company") is None
    assert dossier.kept("former", "older-company") == [home]
    assert dossier.kept("facts", "content/entities/example-company.yml") is None


def test_an_edit_that_is_refused_leaves_the_ledger_as_it_was(dossier: Edited) -> None:
    before = contents(dossier)
    dossier.change("events/act-signed.yml", actor="nobody")
    assert dossier.refused_as_anew()
    assert contents(dossier) == before


@pytest.mark.parametrize("name", ["ledger.db", "digest.json"])
def test_without_a_ledger_everything_is_made_and_one_is_begun(name: str, dossier: Edited) -> None:
    before = essence(dossier)
    (dossier.work / "ledger" / name).write_bytes(b"damaged")
    dossier.change("entities/gazette.yml", note="For editors.")
    assert not dossier.built_as_anew().written.changed
    after = essence(dossier)
    assert after["reads"] == before["reads"]
    assert after["facts"] != before["facts"]


def test_a_ledger_that_was_left_behind_by_a_former_build_is_caught_up(dossier: Edited) -> None:
    """As after a crash between the publication and the ledger's saving."""
    kept = {file.name: file.read_bytes() for file in (dossier.work / "ledger").iterdir()}
    for edit in edits(dossier)[:5]:
        edit()
        dossier.build()
    for name, data in kept.items():
        (dossier.work / "ledger" / name).write_bytes(data)
    dossier.change("events/act-signed.yml", note="For editors.")
    dossier.built_as_anew()
    found = essence(dossier)
    dossier.build(clean=True)
    assert essence(dossier) == found
