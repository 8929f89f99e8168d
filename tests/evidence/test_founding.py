"""The founding dossier's quotations, in the snapshots that are kept of its articles."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.assembly import Assembled, assemble
from dossier.evidence.receipt import as_json
from dossier.host.config import read_options
from dossier.model.receipt import FOUND
from tests.conftest import REPOSITORY, SNAPSHOTS

KEPT = Path(SNAPSHOTS or REPOSITORY.parent / "shared" / "snapshots")

needs_snapshots = pytest.mark.skipif(
    not KEPT.is_dir(), reason="the private snapshots are not here: set DOSSIER_SNAPSHOTS"
)


def founding(snapshots: Path | None) -> Assembled:
    return assemble(replace(read_options(None, REPOSITORY), snapshots=snapshots))


def test_all_that_is_quoted_from_an_article_with_a_snapshot_has_a_receipt() -> None:
    found = founding(None)
    doubtful = [one for one in found.findings if one.verdict not in (*FOUND, "uncheckable")]
    assert doubtful == []
    assert sum(one.verdict in FOUND for one in found.findings) >= 27
    quoted = {
        (one.quotation.source, one.quotation.anchor)
        for one in found.findings
        if one.verdict in FOUND
    }
    assert quoted >= {("actuia-2021-sensetime", False), ("actuia-2021-sensetime", True)}


@needs_snapshots
def test_the_receipts_are_those_that_a_look_at_the_snapshots_gives() -> None:
    found = founding(KEPT)
    assert [one for one in found.findings if one.standing or one.verdict == "not-found"] == []


@needs_snapshots
def test_no_receipt_has_words_of_a_snapshot() -> None:
    texts = [path.read_text("utf-8") for path in KEPT.glob("*.txt")]
    assert texts
    words = {word for text in texts for word in text.split() if len(word) > 11 and word.isalpha()}
    receipts = [one.receipt for one in founding(KEPT).findings if one.receipt]
    written = as_json(receipts)
    assert [word for word in sorted(words) if word in written] == []
    assert os.fspath(KEPT) not in written
