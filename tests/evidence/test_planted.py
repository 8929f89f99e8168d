"""Two thousand quotations with known verdicts."""

from collections import Counter

import pytest

from dossier.evidence.match import look_up
from dossier.evidence.passage import Passage
from tests.evidence.planted import FAITHFUL, UNFAITHFUL, Planted, planted


@pytest.fixture(scope="module")
def found() -> list[tuple[Planted, str]]:
    return [(one, look_up(one.quotation, Passage.of(one.text)).verdict) for one in planted(2000, 5)]


def test_no_faithful_quotation_is_refused(found: list[tuple[Planted, str]]) -> None:
    refused = [one for one, got in found if got == "not-found" and got not in one.verdicts]
    assert refused == []
    assert sum("not-found" not in one.verdicts for one, _ in found) == 1000


def test_no_unfaithful_quotation_is_accepted(found: list[tuple[Planted, str]]) -> None:
    accepted = [one for one, got in found if got != "not-found" and "not-found" in one.verdicts]
    assert accepted == []
    assert sum(one.verdicts == ("not-found",) for one, _ in found) == 1000


def test_each_verdict_is_the_right_one(found: list[tuple[Planted, str]]) -> None:
    assert [(one.kind, got) for one, got in found if got not in one.verdicts] == []


def test_every_kind_is_among_them_many_times(found: list[tuple[Planted, str]]) -> None:
    kinds = Counter(one.kind for one, _ in found)
    assert len(kinds) == len(FAITHFUL) + len(UNFAITHFUL)
    assert min(kinds.values()) >= 50
    assert {got for _, got in found} == {"exact", "normalised", "words-only", "not-found"}
