"""The page of changes: what commits meant, in the terms of the dossier."""

from dataclasses import replace

from dossier.history import History
from dossier.history.log import Commit, News
from dossier.model.record import Record
from dossier.render.news import text_of, title_of
from dossier.render.words import Words
from dossier.views.change import ChangesPage, changes_page
from dossier.views.composer import Composer
from dossier.views.page import FeedEntry
from tests.maker import make_entity, make_site

HASH = "0123456789abcdef0123456789abcdef01234567"


def news(what: str, *ids: str, until: str = "", number: int = 0) -> News:
    return News(what, until, number or len(ids), ids)  # type: ignore[arg-type]


def commit(*told: News, day: str = "2026-11-20", pages: int = 0, of: str = HASH) -> Commit:
    return Commit(of, day, told, pages)


def page(
    *log: Commit, records: tuple[Record, ...] = (), lang: str = "en", commits: int = 0
) -> ChangesPage:
    made = records or (make_entity("acme"), make_entity("beta"))
    site = make_site(*made, site_url="https://example.org/d/")
    history = History(log=log, commits=commits or len(log))
    return changes_page(Composer(replace(site, history=history), lang))


def entries(found: ChangesPage) -> tuple[FeedEntry, ...]:
    assert found.news is not None
    return found.news.entries


def words(found: ChangesPage, lang: str = "en") -> list[tuple[str, str]]:
    rows = [one.commit for one in entries(found) if one.commit]
    return [(title_of(Words(lang), row), text_of(Words(lang), row)) for row in rows]


def test_a_commit_is_told_in_words_with_the_names_of_records() -> None:
    found = page(commit(news("added", "acme"), news("corrected", "beta"), pages=1))
    assert words(found) == [
        (
            "20 November 2026: 1 record added, 1 record corrected, 1 hand-written page changed",
            "1 record added: Acme. 1 record corrected: Beta. 1 hand-written page changed.",
        )
    ]
    assert words(page(commit(news("removed", number=2)), lang="fr"), "fr") == [
        ("20 novembre 2026\u00a0: 2 fiches supprimées", "2 fiches supprimées.")
    ]


def test_records_that_readers_do_not_see_now_are_counted_and_not_named() -> None:
    records = (make_entity("acme"), make_entity("secret", state="draft"))
    found = page(commit(news("added", "acme", "secret", "gone")), records=records)
    (row,) = found.months[0].commits[0].changes
    assert [link.text.text for link in row.links] == ["Acme"]
    assert (row.number, row.more) == (3, 2)
    assert "Secret" not in str(found)


def test_of_an_embargo_nothing_is_told_before_its_day() -> None:
    told = (news("added", "acme"), news("added", "beta", until="2026-11-23"))
    ((_, before),) = words(page(commit(*told)))
    assert before == "1 record added: Acme."
    told = (told[0], replace(told[1], until="2026-11-22"))
    ((_, after),) = words(page(commit(*told)))
    assert after == "2 records added: Acme; Beta."


def test_of_many_records_some_are_named() -> None:
    records = tuple(make_entity(f"e{number:02}") for number in range(20))
    told = news("added", *(one.id for one in records), number=10_000)
    ((title, text),) = words(page(commit(told), records=records))
    assert title == "20 November 2026: 10,000 records added"
    assert text.startswith("10,000 records added: E00; E01; ")
    assert text.endswith("; E07 and 9,992 more.")


def test_commits_stand_by_month_and_those_that_mean_nothing_are_left_out() -> None:
    log = (
        commit(news("added", "acme"), of="1" * 40),
        commit(of="2" * 40),
        commit(pages=1, day="2026-10-31", of="3" * 40),
    )
    found = page(*log)
    assert [(str(one.month.text), len(one.commits)) for one in found.months] == [
        ("2026-11", 1),
        ("2026-10", 1),
    ]
    assert [one.href for one in entries(found)] == [
        "changes/#_c-1111111111",
        "changes/#_c-3333333333",
    ]


def test_it_is_said_how_many_changes_there_are() -> None:
    found = page(commit(news("added", "acme")), commits=340)
    assert (found.shown, found.all, found.is_cut) == (1, 340, False)


def test_of_a_corrected_or_withdrawn_record_it_is_said_what_was_told_then() -> None:
    entries = [
        {"date": "2026-11-01", "kind": "correction", "text": "First."},
        {"date": "2026-11-20", "kind": "update", "text": "Second."},
        {"date": "2026-11-20", "kind": "correction", "text": "Third."},
    ]
    records = (
        make_entity("acme", corrections=entries),
        make_entity("beta", state="withdrawn", corrections=entries[:1]),
    )
    told = (
        replace(news("corrected", "acme"), entries=(("acme", "2026-11-20", 2),)),
        replace(
            news("withdrawn", "beta"), entries=(("beta", "2026-11-01", 1), ("beta", "2020", 1))
        ),
    )
    corrected, withdrawn = page(commit(*told), records=records).months[0].commits[0].changes
    assert [(one.record.text.text, one.text.text) for one in corrected.notes] == [
        ("Acme", "Third.")
    ]
    assert [(one.record.href, one.text.text) for one in withdrawn.notes] == [
        ("entities/beta/", "First.")
    ]


def test_the_names_on_a_page_have_an_end() -> None:
    records = tuple(make_entity(f"e{number:03}") for number in range(900))
    told = news("added", *(one.id for one in records))
    log = (commit(told, of=f"{number}" * 40) for number in range(4))
    rows = [one.changes[0] for one in page(*log, records=records).months[0].commits]
    assert [len(row.links) for row in rows] == [900, 900, 200, 8]
    assert [row.number - len(row.links) for row in rows] == [row.more for row in rows]
