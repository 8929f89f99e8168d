"""Quotations, snapshots and receipts together: what is known with the store, and without it."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from dossier.assembly import Assembled, assemble, look_up_afresh
from dossier.errors import Code, MachineError, UsageError
from dossier.model.options import Options
from tests.maker import ARTICLE, TODAY, codes, make_dossier

TEXT = "We oppose it. “They are unfounded”, the company said. We oppose it again."
QUOTE = "We oppose it again"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def snapshots(*texts: str) -> str:
    """Snapshots of a text each, every one a year older than the one before."""
    days = [f"{{captured: {2026 - n}-11-22, sha256: {sha256(t)}}}" for n, t in enumerate(texts)]
    return f"snapshots: [{', '.join(days)}]\n"


class Scene:
    """A dossier with one article of which something is quoted, and a store of snapshots."""

    def __init__(self, root: Path) -> None:
        self.root = make_dossier({"entities/acme.yml": "name: Acme\nkind: company\n"}, root)
        self.store = root / "snapshots"
        self.store.mkdir()
        self.keep(TEXT)
        self.quote(QUOTE)

    def keep(self, text: str, name: str = "") -> None:
        (self.store / f"{name or sha256(text)}.txt").write_text(text, "utf-8")

    def quote(self, *quotations: str, kept: str = "", at: str = "") -> None:
        quotes = "".join(f"      - {{lang: en, text: {json.dumps(q)}}}\n" for q in quotations)
        place = f"    at: {{quote: {at}}}\n" if at else ""
        said = "  - id: s1\n    kind: remark\n    by: acme\n    said: 2021\n    text: T\n"
        quoted = f"    quotes:\n{quotes}" if quotes else ""
        self.article(f"{kept or snapshots(TEXT)}statements:\n{said}{quoted}{place}")

    def article(self, more: str) -> None:
        make_dossier({"articles/gazette.yml": ARTICLE + more}, self.root)

    def options(self, *, with_store: bool = True) -> Options:
        return Options(root=self.root, as_of=TODAY, snapshots=self.store if with_store else None)

    def checked(self, *, with_store: bool = True) -> Assembled:
        return assemble(self.options(with_store=with_store))

    def verdicts(self, *, with_store: bool = True) -> list[str]:
        return [one.verdict for one in self.checked(with_store=with_store).findings]

    def codes(self, *, with_store: bool = True) -> list[Code]:
        return codes(self.checked(with_store=with_store).problems)

    def write(self) -> tuple[str, ...]:
        return look_up_afresh(self.options())

    @property
    def receipts(self) -> Path:
        return self.root / "content/receipts/gazette.json"

    def entries(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.receipts.read_text("utf-8"))["quotations"]
        return found

    def forge(self, **fields: object) -> None:
        """Change what the first receipt says."""
        entries = self.entries()
        entries[0] |= fields
        self.receipts.write_text(json.dumps({"quotations": entries}), "utf-8")


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def test_a_quotation_is_found_and_its_receipt_is_missed(scene: Scene) -> None:
    assert scene.verdicts() == ["exact"]
    assert scene.codes() == [Code.RECEIPT_MISSING]
    assert scene.verdicts(with_store=False) == ["unverified"]
    assert scene.codes(with_store=False) == [Code.RECEIPT_MISSING]


def test_with_its_receipt_all_is_well_with_and_without_the_store(scene: Scene) -> None:
    assert scene.write() == ("content/receipts/gazette.json",)
    for with_store in (True, False):
        assert scene.verdicts(with_store=with_store) == ["exact"]
        assert scene.codes(with_store=with_store) == []


def test_a_receipt_has_digests_and_places_and_none_of_the_words(scene: Scene) -> None:
    scene.write()
    assert scene.entries() == [
        {
            "item": "gazette#s1",
            "source": "gazette",
            "quote": sha256(QUOTE),
            "snapshot": sha256(TEXT),
            "captured": "2026-11-22",
            "text": sha256(TEXT),
            "at": [[TEXT.index(QUOTE), TEXT.index(QUOTE) + len(QUOTE)]],
            "normaliser": 1,
            "verdict": "exact",
        }
    ]
    written = scene.receipts.read_text("utf-8")
    assert "oppose" not in written
    assert str(scene.store) not in written


def test_receipts_are_written_where_they_differ_and_go_with_their_quotations(scene: Scene) -> None:
    scene.write()
    before = scene.receipts.stat()
    assert scene.write() == ()
    assert scene.receipts.stat().st_mtime_ns == before.st_mtime_ns
    scene.quote()
    assert scene.codes() == [Code.ORPHAN_RECEIPT]
    assert scene.write() == ("content/receipts/gazette.json",)
    assert not scene.receipts.exists()
    assert scene.codes() == []


def test_receipts_come_in_the_order_of_their_keys(scene: Scene) -> None:
    scene.quote("We oppose it again", "They are unfounded", at="the company said")
    scene.write()
    keys = [(one["item"], one["source"], one["quote"]) for one in scene.entries()]
    assert keys == sorted(keys)
    assert len(keys) == 3


def test_a_changed_quotation_does_not_pass_as_checked(scene: Scene) -> None:
    scene.write()
    scene.quote("We never oppose it again")
    assert scene.codes() == [Code.QUOTE_NOT_FOUND]
    assert scene.codes(with_store=False) == [Code.QUOTE_CHANGED]
    assert scene.verdicts(with_store=False) == ["unverified"]
    scene.quote("They are unfounded")
    assert scene.codes() == [Code.RECEIPT_STALE]
    assert scene.codes(with_store=False) == [Code.QUOTE_CHANGED]


def test_a_quotation_beside_others_is_only_new(scene: Scene) -> None:
    scene.write()
    scene.quote(QUOTE, "They are unfounded")
    assert scene.codes(with_store=False) == [Code.RECEIPT_MISSING]
    assert scene.codes() == [Code.RECEIPT_MISSING]


@pytest.mark.parametrize(
    "fields",
    [
        {"at": [[0, 12]]},
        {"at": [[5000, 5010]]},
        {"at": [[40, 20]]},
        {"at": []},
        {"verdict": "normalised"},
        {"verdict": "words-only"},
        {"text": "0" * 64},
        {"normaliser": 99},
        {"snapshot": "0" * 64},
        {"captured": "1999"},
    ],
)
def test_a_receipt_that_says_something_else_than_the_snapshot_is_stale(
    fields: dict[str, object], scene: Scene
) -> None:
    scene.write()
    scene.forge(**fields)
    if "captured" in fields:
        assert scene.write() == ("content/receipts/gazette.json",)
        return
    assert scene.codes() == [Code.RECEIPT_STALE]
    assert scene.verdicts() == ["exact"]


def test_a_receipt_invented_for_other_words_is_not_believed(scene: Scene) -> None:
    scene.write()
    scene.quote("We never oppose it")
    scene.forge(quote=sha256("We never oppose it"))
    assert scene.codes() == [Code.QUOTE_NOT_FOUND]


def test_without_the_store_an_older_normaliser_or_another_snapshot_is_stale(scene: Scene) -> None:
    scene.write()
    scene.forge(normaliser=99)
    assert scene.codes(with_store=False) == [Code.RECEIPT_STALE]
    scene.forge(normaliser=1, snapshot="0" * 64)
    assert scene.codes(with_store=False) == [Code.RECEIPT_STALE]
    assert scene.verdicts(with_store=False) == ["unverified"]


def test_without_a_snapshot_a_quotation_is_not_checkable_and_nobody_is_warned(
    scene: Scene,
) -> None:
    scene.article(
        "statements: [{id: s1, kind: remark, by: acme, said: 2021, text: T, "
        "quotes: [{lang: en, text: Q}]}]\n"
    )
    assert scene.verdicts() == ["uncheckable"]
    assert scene.codes() == []


def test_the_newest_snapshot_counts_unless_an_older_one_has_a_better_verdict(
    scene: Scene,
) -> None:
    old, new = "We oppose it, again.", "We oppose it again."
    for text in (old, new):
        scene.keep(text)
    scene.quote("We oppose it, again", kept=snapshots(new, old))
    scene.write()
    assert scene.entries()[0]["snapshot"] == sha256(old)
    assert scene.entries()[0]["captured"] == "2025-11-22"
    scene.quote("We oppose it", kept=snapshots(new, old))
    scene.write()
    assert scene.entries()[0]["captured"] == "2026-11-22"


def test_a_receipt_from_a_snapshot_that_is_not_at_hand_still_counts(scene: Scene) -> None:
    scene.write()
    other = "Something else entirely."
    scene.keep(other)
    scene.quote(QUOTE, kept=snapshots(other, TEXT))
    (scene.store / f"{sha256(TEXT)}.txt").unlink()
    assert scene.codes() == []
    assert scene.verdicts() == ["exact"]
    assert scene.write() == ()


def test_the_extracted_text_of_a_snapshot_may_change(scene: Scene) -> None:
    scene.write()
    scene.keep(f"A heading. {TEXT}", sha256(TEXT))
    assert scene.codes() == [Code.RECEIPT_STALE]
    assert scene.codes(with_store=False) == []
    scene.write()
    assert scene.codes() == []


def test_words_of_a_locator_that_stand_there_twice_are_ambiguous(scene: Scene) -> None:
    scene.quote(at="We oppose it")
    scene.write()
    assert scene.entries()[0]["ambiguous"] is True
    assert scene.codes() == scene.codes(with_store=False) == [Code.QUOTE_AMBIGUOUS]
    scene.quote(at="{exact: We oppose it, suffix: again}")
    scene.write()
    assert scene.codes() == []


def test_other_punctuation_is_told_with_and_without_the_store(scene: Scene) -> None:
    scene.quote("We oppose it They are unfounded")
    scene.write()
    assert scene.codes() == scene.codes(with_store=False) == [Code.QUOTE_WORDS_ONLY]


def test_receipts_are_not_written_without_a_store(scene: Scene) -> None:
    with pytest.raises(UsageError, match="DOSSIER_SNAPSHOTS"):
        look_up_afresh(scene.options(with_store=False))


def test_a_folder_that_takes_no_receipts_is_the_machines_fault(scene: Scene) -> None:
    (scene.root / "content/receipts").write_text("in the way")
    with pytest.raises(MachineError, match=r"cannot write content/receipts/gazette\.json"):
        scene.write()


def test_every_quotation_of_drafts_is_looked_up_too(scene: Scene) -> None:
    scene.quote("We never said so")
    file = scene.root / "content/articles/gazette.yml"
    file.write_text(f"state: draft\n{file.read_text()}")
    assert scene.codes() == [Code.QUOTE_NOT_FOUND]
