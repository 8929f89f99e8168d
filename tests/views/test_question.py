"""The ledger of open questions."""

from typing import Any

from dossier.model.record import Record
from dossier.views.composer import Composer
from dossier.views.question import OpenRow, QuestionsPage, questions_page
from tests.maker import (
    make_article,
    make_entity,
    make_event,
    make_site,
    make_statement,
    make_theme,
)

SEARCH = {"party": "acme", "looked_in": "Its site."}
ARTICLE, ACME, MINISTRY = make_article(), make_entity(), make_entity("ministry")


def page(*records: Record, lang: str = "en", **options: Any) -> QuestionsPage:
    return questions_page(Composer(make_site(ARTICLE, ACME, MINISTRY, *records, **options), lang))


def said(rows: tuple[OpenRow, ...]) -> list[tuple[str, str, str]]:
    """Where each row leads, its party and its date."""
    return [
        (
            row.where.href,
            row.party.text.text if row.party else "",
            str(row.date.text if row.date else ""),
        )
        for row in rows
    ]


def test_where_nothing_is_open_nothing_stands_there() -> None:
    found = page(make_event(), make_statement(against="acme"))
    assert found.questions == 0
    rows = (found.themes, found.overdue, found.unpublished, found.not_sought, found.old_searches)
    assert (*rows, found.events, found.relations, found.reviews) == ((),) * 8


def test_themes_ask_in_the_language_of_the_page() -> None:
    asked = [{"en": "Who?", "fr": "Qui ?"}, "Why?"]
    (one,) = page(make_theme(open_questions=asked), lang="fr").themes
    assert one.theme.href == "fr/themes/theme/"
    assert [(question.text, question.lang) for question in one.questions] == [
        ("Qui ?", "fr"),
        ("Why?", "en"),
    ]


def test_replies_are_overdue_or_unpublished_or_not_sought() -> None:
    claims = (
        make_statement(
            "late", replies=[{"from": "acme", "asked": "2026-11-01", "due": "2026-11-21"}]
        ),
        make_statement("soon", replies=[{"from": "acme", "due": "2026-11-22"}]),
        make_statement("come", replies=[{"from": "acme", "received": "2026-11-20"}]),
        make_statement(
            "shown",
            replies=[
                {"from": "acme", "received": "2026-11-20", "published": "2026-11-21", "text": "No."}
            ],
        ),
        make_statement("left", against="acme", reply_not_sought="acme"),
    )
    found = page(*claims)
    assert said(found.overdue) == [("statements/late/", "Acme", "2026-11-21")]
    assert said(found.unpublished) == [("statements/come/", "Acme", "2026-11-20")]
    assert said(found.not_sought) == [("statements/left/", "Acme", "2021-12-10")]


def test_a_search_is_old_after_as_many_days_as_the_dossier_says() -> None:
    claim = make_statement(against="acme", no_reply=[SEARCH | {"as_of": "2026-10-01"}])
    assert said(page(claim).old_searches) == []
    found = page(claim, reply_review_days=30).old_searches
    assert said(found) == [("statements/statement/", "Acme", "2026-10-01")]


def test_what_is_not_confirmed_is_there_wherever_it_is_written() -> None:
    inline = {"id": "e", "title": "E", "date": "2020", "kind": "other", "confirmed": "false"}
    relation = {"id": "r", "predicate": "subsidiary-of", "object": "acme", "confirmed": "false"}
    found = page(
        make_event(confirmed="false"),
        make_event("sure"),
        make_article("courier", events=[inline]),
        make_entity("unit", relations=[relation]),
    )
    assert [row.id for row in found.events] == ["courier#e", "event"]
    assert [row.other.href for row in found.relations] == ["entities/acme/"]


def test_records_are_due_after_their_day() -> None:
    found = page(
        make_event("past", review_by="2026-11-21"), make_event("today", review_by="2026-11-22")
    )
    assert said(found.reviews) == [("events/past/", "", "2026-11-21")]


def test_what_readers_may_not_see_is_not_there() -> None:
    hidden = make_event(state="draft", confirmed="false", review_by="2020-01-01")
    found = page(hidden)
    assert (found.events, found.reviews) == ((), ())
