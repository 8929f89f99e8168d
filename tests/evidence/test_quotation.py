"""What is looked up of a record, and in which article."""

import hashlib

from dossier.evidence.quotation import quotations, quote_digest
from tests.maker import make_article, make_entity, make_event, make_file, make_statement

SAID = {"kind": "remark", "by": "acme", "said": "2021", "text": "T"}


def looked_up(*records: object) -> list[tuple[str, str, str, bool]]:
    return [
        (one.item, one.source, one.text, one.anchor)
        for record in records
        for one in quotations(make_file(record))  # type: ignore[arg-type]
    ]


def test_a_quotation_is_looked_up_in_its_source_or_in_the_article_it_stands_in() -> None:
    quotes = [
        {"text": "Own", "lang": "en"},
        {"text": "Copied", "lang": "en", "source": "other"},
        {"text": "Ours", "lang": "fr", "role": "our-translation"},
        {"text": "Theirs", "lang": "fr", "role": "published-rendering"},
    ]
    article = make_article(statements=[{"id": "s1", "quotes": quotes} | SAID])
    assert looked_up(article) == [
        ("gazette#s1", "gazette", "Own", False),
        ("gazette#s1", "other", "Copied", False),
        ("gazette#s1", "gazette", "Theirs", False),
    ]


def test_a_quotation_that_names_no_source_is_for_another_rule() -> None:
    assert looked_up(make_statement(quotes=[{"text": "Nowhere", "lang": "en"}])) == []


def test_the_words_of_a_locator_are_looked_up_in_what_is_cited() -> None:
    article = make_article(
        statements=[{"id": "s1", "at": {"quote": "here"}} | SAID],
        figures=[
            {
                "id": "f1",
                "about": ["acme"],
                "measure": "M",
                "value": "1",
                "unit": "U",
                "cites": [{"source": "other", "at": {"quote": {"exact": "there"}}}],
            }
        ],
        reports=[{"id": "event", "at": {"quote": "so it says"}}],
    )
    event = make_event(cites=[{"source": "gazette", "at": {"page": "3", "quote": "words"}}])
    claim = make_statement(
        quotes=[{"text": "Q", "lang": "en", "source": "gazette", "at": {"quote": "near Q"}}],
        ground={"source": "ruling", "at": {"quote": "held"}},
    )
    assert looked_up(article, event, claim, make_entity()) == [
        ("gazette#s1", "gazette", "here", True),
        ("gazette#f1", "other", "there", True),
        ("gazette", "gazette", "so it says", True),
        ("event", "gazette", "words", True),
        ("statement", "gazette", "Q", False),
        ("statement", "gazette", "near Q", True),
        ("statement", "ruling", "held", True),
    ]


def test_the_same_words_of_an_item_are_looked_up_once() -> None:
    quote = {"text": "Twice", "lang": "en", "source": "gazette"}
    assert len(looked_up(make_statement(quotes=[quote, quote]))) == 1


def test_the_digest_is_that_of_the_words_and_of_what_stands_around_them() -> None:
    assert quote_digest("Mot") == hashlib.sha256(b"Mot").hexdigest()
    assert len({quote_digest("a"), quote_digest("a", "b"), quote_digest("a", "", "b")}) == 3
