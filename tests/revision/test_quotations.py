"""An edit to what is quoted, to its receipts or to a snapshot: the site as built from nothing."""

import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from dossier.assembly import look_up_afresh
from dossier.build import build
from dossier.errors import Code
from dossier.host.frames import Host
from dossier.publish.tree import differing
from tests.maker import codes
from tests.revision.edited import Copied, Edited

ARTICLE = "articles/2021/gazette-2021-listing.md"
RECEIPTS = "receipts/gazette-2021-listing.json"
QUOTE = "Ces accusations sont infondées"


def pages_with(dossier: Edited, words: str) -> set[str]:
    return {
        path.parent.relative_to(dossier.site).as_posix()
        for path in dossier.site.rglob("index.html")
        if words in path.read_text("utf-8")
    }


def test_a_receipt_shows_wherever_the_quotation_does(dossier: Edited) -> None:
    shown = pages_with(dossier, QUOTE)
    assert pages_with(dossier, "in the snapshot of 22 November 2021") == set()
    found = pages_with(dossier, "in the snapshot of 22 November 2026, character for character")
    found |= pages_with(dossier, "se trouve dans la copie du 22 novembre 2026, au caractère près")
    assert found == shown != set()
    dossier.replace(RECEIPTS, "2026-11-22", "2025-01-31")
    assert dossier.touched() is not None
    dossier.built_as_anew()
    now = pages_with(dossier, "in the snapshot of 31 January 2025")
    assert now | pages_with(dossier, "dans la copie du 31 janvier 2025") == shown


def test_without_its_receipt_a_quotation_is_shown_as_not_checked(dossier: Edited) -> None:
    shown = pages_with(dossier, QUOTE)
    dossier.file(RECEIPTS).unlink()
    made = dossier.built_as_anew()
    assert made.warnings == 2, "one more than before"
    now = pages_with(dossier, "not checked yet") | pages_with(dossier, "pas encore vérifié")
    assert now == shown


def test_a_snapshot_that_goes_touches_what_is_quoted_from_it(dossier: Edited) -> None:
    shutil.rmtree(dossier.root / "snapshots")
    text = dossier.file(ARTICLE).read_text("utf-8")
    start, end = text.index("snapshots:"), text.index("mentions:")
    dossier.file(ARTICLE).write_text(text[:start] + text[end:], "utf-8")
    dossier.file(RECEIPTS).unlink()
    dossier.built_as_anew()
    assert "gazette-2021-listing" in " ".join(pages_with(dossier, "not checkable"))


def test_another_article_with_a_snapshot_has_its_quotations_looked_up_elsewhere(
    dossier: Edited,
) -> None:
    """The record that quotes did not change, and yet there is something wrong with it now."""
    text = "Nothing of the kind.\n"
    (dossier.root / "snapshots/other.txt").write_text(text)
    digest = sha256(text.encode()).hexdigest()
    kept = [{"captured": "2026-11-22", "sha256": digest}]
    dossier.change("articles/2021/ministry-2021-release.yml", snapshots=kept)
    found = dossier.refused_as_anew()
    assert [one.code for one in found if not one.is_warning] == [Code.QUOTE_NOT_FOUND]
    assert {one.origin.path for one in found if not one.is_warning} == {
        "content/statements/ministry-claim.yml"
    }


def test_a_text_that_changes_in_the_store_is_looked_into_again(dossier: Edited) -> None:
    (text,) = (dossier.root / "snapshots").iterdir()
    text.write_text("Ces accusations sont fondées.\n")
    found = dossier.refused_as_anew()
    assert Code.QUOTE_NOT_FOUND in codes(found)


def test_words_changed_after_the_look_are_refused_without_the_store(dossier: Edited) -> None:
    shutil.rmtree(dossier.root / "snapshots")
    dossier.built_as_anew()
    dossier.replace(ARTICLE, QUOTE, "Ces accusations sont fondées")
    assert Code.QUOTE_CHANGED in codes(dossier.refused_as_anew())


@pytest.mark.parametrize("folder", ["", "elsewhere"])
def test_the_site_is_the_same_without_the_store_and_with_another(
    folder: str, dossier: Edited, tmp_path: Path
) -> None:
    store = dossier.root / "snapshots"
    if folder:
        shutil.move(store, tmp_path / folder)
    found = tmp_path / folder if folder else None
    host: Host | Copied = Copied(dossier.work / "host/site")
    options = replace(dossier.options, snapshots=found, site_dir=str(tmp_path / "site"))
    build(options, host, with_search=False, workers=1)
    assert list(differing(dossier.site, tmp_path / "site")) == []


def test_receipts_as_written_are_those_of_the_sample(dossier: Edited) -> None:
    assert look_up_afresh(dossier.options) == ()


def test_what_was_built_is_not_looked_up_again(
    dossier: Edited, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(
        "dossier.evidence.finding.look_up", lambda text, *rest: looked.append(text) or 1 / 0
    )
    monkeypatch.setattr("dossier.revision.touch.SHARE", 0)
    dossier.change("entities/example-unit.yml", note="Look again.")
    dossier.build()
    assert looked == []
