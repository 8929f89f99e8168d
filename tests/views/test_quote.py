"""What a quotation on a page says of itself, and where it leads."""

from dataclasses import replace
from typing import Any

import pytest

from dossier.evidence.quotation import quote_digest
from dossier.graph.item import Item
from dossier.model.edtf import Edtf
from dossier.model.receipt import Receipt
from dossier.model.statement import Quote, StatementFields
from dossier.views.part import QuoteView
from dossier.views.quote import passage_link, quote_view
from tests.maker import make_article, make_entity, make_graph, make_statement

URL = "https://example.org/a"
SNAPSHOT = {"captured": "2026-11-22", "sha256": "a" * 64}
RECEIPT = Receipt.model_validate(
    {
        "item": "statement",
        "source": "gazette",
        "quote": quote_digest("We oppose it"),
        "snapshot": "a" * 64,
        "captured": "2026-11-22",
        "text": "b" * 64,
        "at": [[0, 12]],
        "normaliser": 1,
        "verdict": "normalised",
    }
)


def view(*receipts: Receipt, role: str = "original", **article: Any) -> QuoteView:
    source = make_article(**({"url": URL} | article))
    statement = make_statement(by="acme")
    item: Item[StatementFields] = make_graph(source, make_entity(), statement).statements[
        "statement"
    ]
    item = replace(item, file=replace(item.file, receipts=receipts))
    return quote_view(item, Quote(text="We oppose it", lang="en", role=role), None, source)


def test_a_receipt_tells_the_verdict_and_the_day() -> None:
    found = view(RECEIPT, snapshots=[SNAPSHOT])
    assert (found.verdict, found.captured) == ("normalised", Edtf("2026-11-22"))


@pytest.mark.parametrize(
    "other",
    [{"quote": quote_digest("We welcome it")}, {"source": "other"}, {"item": "gazette#s1"}],
)
def test_the_receipt_of_something_else_says_nothing(other: dict[str, str]) -> None:
    receipt = RECEIPT.model_copy(update=other)
    assert view(receipt, snapshots=[SNAPSHOT]).verdict == "unverified"


def test_a_receipt_from_a_snapshot_that_is_not_kept_any_more_says_nothing() -> None:
    assert view(RECEIPT).verdict == "uncheckable"
    assert view(RECEIPT, snapshots=[SNAPSHOT | {"sha256": "c" * 64}]).verdict == "unverified"


def test_without_a_snapshot_it_cannot_be_checked() -> None:
    assert view().verdict == "uncheckable"
    assert view(snapshots=[SNAPSHOT]).verdict == "unverified"


def test_our_own_translation_stands_nowhere() -> None:
    found = view(role="our-translation", snapshots=[SNAPSHOT])
    assert (found.verdict, found.passage) == ("", "")


def test_a_passage_has_an_address_where_its_document_has_one_to_link_to() -> None:
    assert view().passage == f"{URL}#:~:text=We%20oppose%20it"
    assert view(link="avoid").passage == ""
    assert view(url=None).passage == ""


@pytest.mark.parametrize(
    ("quotation", "directive"),
    [
        ("one-sided, they say & mean", "one%2Dsided%2C%20they%20say%20%26%20mean"),
        ("a b c d e f g h", "a%20b%20c%20d%20e%20f%20g%20h"),
        ("a b c d e f g h i", "a%20b%20c%20d,f%20g%20h%20i"),
        ("We oppose … our company", "We%20oppose,our%20company"),
        ("[T]he accusations", "The%20accusations"),
        ("it [the firm] says", "it%20says"),
        ("“We oppose it”", "We%20oppose%20it"),
        ("infondées", "infond%C3%A9es"),
        ("新疆", "%E6%96%B0%E7%96%86"),
    ],
)
def test_the_address_of_a_passage_names_whole_words(quotation: str, directive: str) -> None:
    assert passage_link(URL, quotation) == f"{URL}#:~:text={directive}"


def test_an_address_that_has_a_fragment_keeps_it() -> None:
    assert passage_link(f"{URL}#top", "word") == f"{URL}#top:~:text=word"
    assert passage_link(URL, "…") == ""
