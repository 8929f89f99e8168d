"""Whether what the dossier relies on is still there."""

from pathlib import Path

import pytest

from dossier.errors import Code
from dossier.evidence.archive import articles
from dossier.evidence.document import Document, Kind
from dossier.evidence.drift import (
    Reading,
    Verdict,
    read_again,
    reading_problems,
    store_problems,
)
from dossier.evidence.keep import Store
from dossier.evidence.quoted import quoted_by_source
from dossier.records.places import Places
from tests.evidence.server import Answer, Server, leads_to, make_client, no_manners, page, status
from tests.maker import ARTICLE, codes, loaded

THEN = b"<html><p>Acme was listed.</p><p>It denies it.</p></html>"
TEXT = "Acme was listed.\nIt denies it.\n"
QUOTE = """statements:
  - {id: s1, kind: response, by: acme, said: 2021-12-10, text: No., quotes: [
      {text: It denies it., lang: en}]}
"""


class Case:
    """An article at an address, with a snapshot of it in the store."""

    def __init__(self, root: Path, server: Server, more: str = QUOTE) -> None:
        self.server = server
        self.store = Store(root / "store")
        digest = self.store.keep(Document(THEN, Kind.HTML), TEXT)
        record = f"{ARTICLE}url: {server.url('/a')}\nsnapshots:\n"
        record += f"  - {{captured: 2026-11-22, sha256: {digest}}}\n{more}"
        acme = "name: Acme\nkind: company\n"
        self.dossier, problems = loaded(
            {"articles/gazette.yml": record, "entities/acme.yml": acme}, root / "dossier"
        )
        assert problems == ()
        self.places = Places(root / "dossier")
        self.digest = digest

    def reading(self, answer: Answer) -> Reading:
        self.server.answers["/a"] = answer
        client = make_client()
        _, article = articles(self.dossier)["gazette"]
        quoted = quoted_by_source(self.dossier).get("gazette", ())
        return read_again(client, no_manners(client), self.store, article, quoted)

    def said(self, reading: Reading) -> list[str]:
        file, _ = articles(self.dossier)["gazette"]
        quoted = quoted_by_source(self.dossier).get("gazette", ())
        return [
            f"{one.origin.line}:{one.origin.column} {one.code}"
            for one in reading_problems(self.places, file, reading, quoted)
        ]


@pytest.fixture
def case(tmp_path: Path, server: Server) -> Case:
    return Case(tmp_path, server)


def test_the_same_bytes_are_unchanged(case: Case) -> None:
    reading = case.reading(page(THEN))
    assert (reading.verdict, case.said(reading)) == (Verdict.UNCHANGED, [])


def test_other_bytes_with_the_same_words_are_unchanged(case: Case) -> None:
    reading = case.reading(page(THEN.replace(b"<p>", b"<p class=new>") + b"<!-- token 42 -->"))
    assert (reading.verdict, case.said(reading)) == (Verdict.UNCHANGED, [])


def test_other_words_around_what_is_quoted_are_a_change(case: Case) -> None:
    reading = case.reading(page(THEN.replace(b"was listed", b"was blacklisted")))
    assert (reading.verdict, case.said(reading)) == (Verdict.CHANGED, ["7:6 source-changed"])


def test_other_words_in_what_is_quoted_are_drift_at_the_quotation(case: Case) -> None:
    reading = case.reading(page(THEN.replace(b"denies it", b"regrets it")))
    assert reading.verdict is Verdict.DRIFTED
    assert case.said(reading) == ["12:14 source-drifted"]
    assert [one.text for one in reading.lost] == ["It denies it."]


def test_what_was_never_there_is_not_lost(tmp_path: Path, server: Server) -> None:
    """That a quotation is wrong is for the check of quotations to say."""
    case = Case(tmp_path, server, QUOTE.replace("text: It denies it.,", "text: It denied it.,"))
    assert case.reading(page(b"<p>Other</p>")).verdict is Verdict.CHANGED


def test_without_the_text_of_then_what_is_not_there_now_is_lost(case: Case) -> None:
    (case.store.folder / f"{case.digest}.txt").unlink()
    assert case.reading(page(b"<p>Other</p>")).verdict is Verdict.DRIFTED


@pytest.mark.parametrize(
    ("answer", "verdict", "said"),
    [
        (status(404), Verdict.GONE, Code.SOURCE_GONE),
        (status(410), Verdict.GONE, Code.SOURCE_GONE),
        (status(500), Verdict.UNREACHABLE, Code.SOURCE_UNREACHABLE),
        (page("x", "video/mp4"), Verdict.REFUSED, Code.SOURCE_UNREACHABLE),
    ],
)
def test_what_cannot_be_had_says_why(
    case: Case, answer: Answer, verdict: Verdict, said: Code
) -> None:
    reading = case.reading(answer)
    assert (reading.verdict, case.said(reading)) == (verdict, [f"7:6 {said}"])


def test_a_document_that_moved_is_read_where_it_is(case: Case) -> None:
    case.server.answers["/b"] = page(THEN)
    reading = case.reading(leads_to("/b", 301))
    assert (reading.verdict, case.said(reading)) == (Verdict.UNCHANGED, ["7:6 source-moved"])


def test_a_snapshot_must_be_in_the_store_whole(case: Case) -> None:
    file, article = articles(case.dossier)["gazette"]

    def problems() -> list[Code]:
        return codes(tuple(store_problems(case.store, case.places, file, article)))

    assert problems() == []
    path = case.store.folder / f"{case.digest}.html"
    path.write_bytes(THEN + b" ")
    assert problems() == [Code.SNAPSHOT_DAMAGED]
    path.unlink()
    assert problems() == [Code.SNAPSHOT_DAMAGED], "its text is there, and has another digest"
    (case.store.folder / f"{case.digest}.txt").unlink()
    assert problems() == [Code.SNAPSHOT_LOST]
