"""The page on quotations: its examples are true, and its numbers those of the code."""

import re
from pathlib import Path

import pytest

from dossier.evidence.match import FEWEST, GAP, look_up
from dossier.evidence.normal import VERSION
from dossier.evidence.passage import Passage
from dossier.model.kind import VERDICTS

PAGE = (Path(__file__).parents[2] / "docs/quotations.md").read_text("utf-8")
TEXT = " ".join(line[2:] for line in PAGE.splitlines() if line.startswith("> "))
_TABLE = PAGE.partition("## Examples")[2].partition("## ")[0]
EXAMPLES = re.findall(r"^\| (.*?) \| `([a-z-]+)` \|$", _TABLE, re.MULTILINE)


@pytest.mark.parametrize(("quotation", "verdict"), EXAMPLES)
def test_every_example_has_its_verdict(quotation: str, verdict: str) -> None:
    assert look_up(quotation, Passage.of(TEXT)).verdict == verdict


def test_there_are_examples_of_each_verdict_on_words() -> None:
    assert len(EXAMPLES) >= 15
    assert {verdict for _, verdict in EXAMPLES} == set(VERDICTS) - {"unverified", "uncheckable"}


def test_all_verdicts_are_explained() -> None:
    assert set(re.findall(r"^\| `([a-z-]+)` \| ", PAGE, re.MULTILINE)) >= set(VERDICTS)


def test_the_numbers_are_those_of_the_code() -> None:
    assert f"at most {GAP:,} characters" in PAGE
    assert f"fewer than {('one', 'two', 'three')[FEWEST - 1]} words" in PAGE
    assert f"version {VERSION} of the normaliser" in PAGE
