"""The editorial rules: where each speaks, and where it must keep silent."""

import datetime
from pathlib import Path

import pytest

from dossier.assembly import assemble
from dossier.errors import Code
from dossier.model.options import Options
from tests.maker import ARTICLE, BOTH, checked, codes, said
from tests.repository import Repository

ACME = "name: Acme\nkind: company\n"
MINISTRY = "name: Ministry\nkind: public-body\n"
LIST = "title: List\nkind: list\n"
PEOPLE = {"entities/acme.yml": ACME, "entities/ministry.yml": MINISTRY}
CLAIM = (
    "kind: claim\nby: ministry\nagainst: acme\ntext: It says so.\nsaid: 2021-12-10\n"
    "cites: [gazette]\n"
)
REPLY = "kind: response\nby: acme\ntext: R.\nsaid: 2021-12-11\ncites: [gazette]\n"


def found(tmp_path: Path, files: dict[str, str], **options: object) -> list[str]:
    """The problems of some files beside an article and two parties."""
    whole = {"articles/gazette.yml": ARTICLE} | PEOPLE | files
    return said(checked(whole, tmp_path, **options).problems)


def event(**fields: str) -> str:
    given = {"title": "E", "date": "2021-12-10", "kind": "other", "cites": "[gazette]"} | fields
    return "".join(f"{name}: {value}\n" for name, value in given.items() if value)


@pytest.mark.parametrize(
    ("reply", "is_one"),
    [
        ("responds_to: claim\n", True),
        ("responds_to: [claim]\n", True),
        ("responds_to: claim\nby: speaker\nfor: acme\n", True),
        ("responds_to: claim\nby: ministry\n", False),
        ("responds_to: claim\nstate: draft\n", False),
        ("responds_to: claim\nstate: embargoed\nuntil: 2026-11-22\n", True),
        ("responds_to: claim\nstate: embargoed\nuntil: 2026-11-23\n", False),
    ],
)
def test_a_reply_is_by_the_accused_or_for_them_and_published(
    reply: str, is_one: bool, tmp_path: Path
) -> None:
    given = REPLY.replace("by: acme\n", "") if "by:" in reply else REPLY
    problems = found(
        tmp_path,
        {
            "entities/speaker.yml": ACME,
            "statements/claim.yml": CLAIM,
            "statements/reply.yml": given + reply,
        },
    )
    assert problems == ([] if is_one else ["statements/claim.yml:3:10 no-reply"])


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ("no_reply: [{party: acme, as_of: 2026, looked_in: L}]\n", []),
        ("reply_not_sought: acme\n", ["claim.yml:7:19 reply-not-sought"]),
        ("reply_not_sought: ministry\n", ["3:10 no-reply", "7:19 reply-contradicted"]),
        (
            "reply_not_sought: acme\nno_reply: [{party: acme, as_of: 2026, looked_in: L}]\n",
            ["7:19 reply-contradicted", "7:19 reply-not-sought"],
        ),
    ],
)
def test_a_missing_reply_is_noted_once_for_the_accused(
    fields: str, problems: list[str], tmp_path: Path
) -> None:
    shown = found(tmp_path, {"statements/claim.yml": CLAIM + fields})
    assert len(shown) == len(problems)
    assert all(one.endswith(other) for one, other in zip(shown, problems, strict=True))


def test_a_reply_within_an_article_answers_by_its_local_id(tmp_path: Path) -> None:
    statements = (
        "statements:\n"
        "  - {id: s1, kind: claim, by: ministry, against: acme, text: Say, said: 2021-12-01}\n"
        "  - {id: s2, kind: response, by: acme, responds_to: s1, text: R, said: 2021-12-02}\n"
    )
    assert found(tmp_path, {"articles/gazette.yml": ARTICLE + statements}) == []


@pytest.mark.parametrize(
    ("published", "fields", "speaks"),
    [
        ("2021-12", {"date": "2021-12-31"}, False),
        ("2021-12", {"date": "2022-01-01"}, True),
        ("2021-12-10", {"date": "2021-12-10"}, False),
        ("2021-12-10", {"date": "2021-12-11"}, True),
        ("2021-12-10", {"date": "2021"}, False),
        ("2021-12-10", {"date": "2022~"}, False),
        ("2021-12-10", {"date": "2022?"}, False),
        ("2021-12~", {"date": "2022-06"}, False),
        ("2021-12-10", {"date": "2021-12-11/.."}, True),
        ("2021-12-10", {"date": "/2022"}, False),
        ("2021-12-10", {"date": "2030", "planned": "true"}, False),
        ("2021-12-10\nupdated: 2022-02-01", {"date": "2022-01-15"}, False),
    ],
)
def test_an_event_is_after_its_article_only_where_that_is_certain(
    published: str, fields: dict[str, str], speaks: bool, tmp_path: Path
) -> None:
    article = ARTICLE.replace("published: 2021-12", f"published: {published}")
    shown = found(tmp_path, {"articles/gazette.yml": article, "events/e.yml": event(**fields)})
    assert shown == (["events/e.yml:2:7 event-after-article"] if speaks else [])


def test_an_article_may_announce_what_came_after_it(tmp_path: Path) -> None:
    later = ARTICLE.replace("2021-12", "2022-06")
    files = {
        "articles/gazette.yml": ARTICLE + "reports: [{id: e, as: announced}]\n",
        "articles/later.yml": later,
        "events/e.yml": event(date="2022-01", cites="[later]"),
    }
    assert found(tmp_path, files) == []
    files["articles/gazette.yml"] = ARTICLE + "reports: [{id: e}]\n"
    assert found(tmp_path, files) == ["events/e.yml:2:7 event-after-article"]


@pytest.mark.parametrize(
    ("date", "speaks"), [("2026-11-21", True), ("2026-11-22", False), ("2026", False)]
)
def test_what_is_planned_lies_ahead(date: str, speaks: bool, tmp_path: Path) -> None:
    shown = found(tmp_path, {"events/e.yml": event(date=date, planned="true")})
    assert shown == (["events/e.yml:5:10 planned-in-past"] if speaks else [])


def test_what_a_record_that_cannot_be_made_would_add_is_not_missed(tmp_path: Path) -> None:
    files = {
        "articles/gazette.yml": ARTICLE + "reports: [{id: e}]\nnonsense: x\n",
        "events/e.yml": event(cites=""),
        "articles/wire.yml": ARTICLE,
        "statements/claim.yml": CLAIM.replace("gazette", "wire"),
        "statements/reply.yml": REPLY.replace("response", "rseponse") + "responds_to: claim\n",
    }
    assert found(tmp_path, files) == [
        "articles/gazette.yml:8:1 unknown-key",
        "statements/reply.yml:1:7 bad-choice",
    ]


def test_an_article_reports_its_own_events_by_defining_them(tmp_path: Path) -> None:
    own = "events: [{id: e1, title: E, date: 2021-12-10, kind: other}]\nreports: [{id: e1}]\n"
    shown = found(tmp_path, {"articles/gazette.yml": ARTICLE + own})
    assert shown == ["articles/gazette.yml:8:11 duplicate-citation"]


def test_an_embargo_ends_on_one_certain_day(tmp_path: Path) -> None:
    for until in ("2026-11", "2026", "2026-11-22~", "2026-11-22/2026-11-30"):
        files = {"articles/wire.yml": f"{ARTICLE}state: embargoed\nuntil: {until}\n"}
        assert found(tmp_path, files) == ["articles/wire.yml:8:8 bad-date"]


def test_prose_is_not_there_twice_in_one_language(tmp_path: Path) -> None:
    whole = {f"articles/wire.{end}": "One.\n" for end in ("en.md", "fr.md")}
    whole["articles/wire.md"] = f"---\n{ARTICLE}---\nOne.\n"
    shown = found(tmp_path, whole, languages=BOTH)
    assert shown == ["articles/wire.en.md:1:1 body-twice"]


def test_an_event_that_an_article_reports_has_its_source(tmp_path: Path) -> None:
    sourceless = event(cites="")
    assert found(tmp_path, {"events/e.yml": sourceless}) == ["events/e.yml:1:1 no-source"]
    reported = {"articles/gazette.yml": ARTICLE + "reports: [{id: e}]\n"}
    assert found(tmp_path, {"events/e.yml": sourceless} | reported) == []


def test_what_stands_in_an_article_has_its_source(tmp_path: Path) -> None:
    items = (
        "events: [{id: e, title: E, date: 2021, kind: other}]\n"
        "statements: [{id: s, kind: remark, by: acme, text: T, said: 2021,"
        " quotes: [{text: Q, lang: en}]}]\n"
        "relations: [{id: r, subject: acme, predicate: part-of, object: ministry}]\n"
        "figures: [{id: f, about: [acme], measure: M, value: 5, unit: USD}]\n"
    )
    assert found(tmp_path, {"articles/gazette.yml": ARTICLE + items}) == []


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("body: States things [@gazette].\n", []),
        ("body: {en: 'States [@gazette].', fr: Dit.}\n", ["entities/beta.yml:3:38 no-source"]),
        ("body: On [[gazette]].\n", ["entities/beta.yml:3:7 no-source"]),
        ("body: '`[@gazette]`'\n", ["entities/beta.yml:3:7 no-source"]),
    ],
)
def test_the_text_of_an_entity_cites_in_every_language(
    body: str, problems: list[str], tmp_path: Path
) -> None:
    assert found(tmp_path, {"entities/beta.yml": ACME + body}) == problems


def test_the_summary_of_an_article_is_its_own_source(tmp_path: Path) -> None:
    assert found(tmp_path, {"articles/gazette.yml": ARTICLE + "body: It says so.\n"}) == []


@pytest.mark.parametrize(
    ("cites", "problems"),
    [
        ("[gazette, other]", []),
        ("[{source: gazette, at: {page: 1}}, {source: gazette, at: {page: 2}}]", []),
        ("[gazette, gazette]", ["events/e.yml:4:18 duplicate-citation"]),
        (
            "[{source: gazette, at: {page: 1}}, {source: gazette, at: {page: 1}}]",
            ["events/e.yml:4:43 duplicate-citation"],
        ),
    ],
)
def test_a_source_may_be_cited_at_several_places_but_at_none_twice(
    cites: str, problems: list[str], tmp_path: Path
) -> None:
    files = {"articles/other.yml": ARTICLE, "events/e.yml": event(cites=cites)}
    assert found(tmp_path, files) == problems


def test_an_article_that_reports_an_event_is_not_cited_by_it_too(tmp_path: Path) -> None:
    files = {
        "articles/gazette.yml": ARTICLE + "reports: [{id: e, at: {page: 2}}]\n",
        "events/e.yml": event(),
    }
    assert found(tmp_path, files) == ["articles/gazette.yml:7:11 duplicate-citation"]


@pytest.mark.parametrize(
    ("one", "predicate", "other", "speaks"),
    [
        ("acme", "part-of", "ministry", False),
        ("acme", "administers", "list", False),
        ("acme", "administers", "ministry", True),
        ("list", "part-of", "acme", True),
        ("acme", "examined-in", "gazette", False),
        ("acme", "associated-with", "list", False),
    ],
)
def test_a_relation_joins_only_what_its_predicate_may(
    one: str, predicate: str, other: str, speaks: bool, tmp_path: Path
) -> None:
    relation = f"{{id: r, subject: {one}, predicate: {predicate}, object: {other}}}"
    files = {
        "articles/gazette.yml": f"{ARTICLE}relations: [{relation}]\n",
        "instruments/list.yml": LIST,
    }
    assert bool(found(tmp_path, files)) == speaks


@pytest.mark.parametrize(
    ("since", "until", "speaks"),
    [
        ("2020", "2021", False),
        ("2021", "2021", False),
        ("2021-06", "2021", False),
        ("2021", "2020", True),
        ("2021~", "2020", False),
    ],
)
def test_a_relation_ends_after_it_begins(
    since: str, until: str, speaks: bool, tmp_path: Path
) -> None:
    relation = (
        "relations:\n  - {id: r, subject: acme, predicate: part-of, object: ministry,"
        f" since: {since}, until: {until}}}\n"
    )
    shown = found(tmp_path, {"articles/gazette.yml": ARTICLE + relation})
    assert [one.split()[-1] for one in shown] == (["end-before-start"] if speaks else [])


def test_two_documents_that_copy_each_other_are_one_circle(tmp_path: Path) -> None:
    files = {f"articles/{a}.yml": f"{ARTICLE}copy_of: {b}\n" for a, b in ("ab", "bc", "ca")}
    assert found(tmp_path, files) == ["articles/a.yml:7:1 circular-reference"]


def test_every_source_of_a_document_is_followed_round_a_circle(tmp_path: Path) -> None:
    based = {"a": "[x, b]", "b": "[x, c]", "c": "[x, a]", "x": "[]"}
    files = {f"articles/{a}.yml": f"{ARTICLE}based_on: {b}\n" for a, b in based.items()}
    assert found(tmp_path, files) == ["articles/a.yml:7:1 circular-reference"]


def test_two_circles_are_two_problems_and_one_is_never_two(tmp_path: Path) -> None:
    based = {"a": "[b]", "b": "[a]", "c": "[d, a]", "d": "[c, b]", "e": "[a, b, c, d]"}
    files = {f"articles/{a}.yml": f"{ARTICLE}based_on: {b}\n" for a, b in based.items()}
    assert found(tmp_path, files) == [
        "articles/a.yml:7:1 circular-reference",
        "articles/c.yml:7:1 circular-reference",
    ]


def test_a_copy_of_a_copy_is_no_circle(tmp_path: Path) -> None:
    files = {f"articles/{a}.yml": f"{ARTICLE}copy_of: {b}\n" for a, b in ("ab", "bc")}
    assert found(tmp_path, files | {"articles/c.yml": ARTICLE}) == []


@pytest.mark.parametrize(
    ("title", "missing"),
    [("{en: E, fr: F}", 0), ("E", 1), ("{fr: F}", 1), ("{zh-Hans: Z}", 2)],
)
def test_a_title_is_wanted_in_every_language_of_the_site(
    title: str, missing: int, tmp_path: Path
) -> None:
    shown = found(tmp_path, {"events/e.yml": event(title=title)}, languages=BOTH)
    assert shown == ["events/e.yml:1:8 missing-translation"] * missing


@pytest.mark.parametrize(
    ("state", "problems"),
    [
        ("", []),
        ("state: published\n", []),
        ("state: draft\n", ["articles/gazette.yml:7:12 unpublished-reference"]),
        (
            "state: withdrawn\ncorrections: [{date: 2021, kind: correction, text: No.}]\n",
            ["articles/gazette.yml:7:12 unpublished-reference"],
        ),
        (
            "state: embargoed\nuntil: 2026-11-23\n",
            ["articles/gazette.yml:7:12 unpublished-reference"],
        ),
        ("state: embargoed\nuntil: 2026-11-22\n", []),
        ("state: embargoed\nuntil: 2026-11-21\n", []),
    ],
)
def test_what_is_published_refers_to_what_is_published(
    state: str, problems: list[str], tmp_path: Path
) -> None:
    files = {
        "articles/gazette.yml": ARTICLE + "mentions: [beta]\n",
        "entities/beta.yml": ACME + state,
    }
    assert found(tmp_path, files) == problems


def test_a_draft_may_refer_to_a_draft_but_to_nothing_unknown(tmp_path: Path) -> None:
    draft = ARTICLE + "state: draft\nmentions: [beta, nobody]\n"
    files = {"articles/draft.yml": draft, "entities/beta.yml": ACME + "state: draft\n"}
    assert found(tmp_path, files) == ["articles/draft.yml:8:18 unknown-id"]


def test_a_draft_needs_no_source_yet_but_must_be_well_formed(tmp_path: Path) -> None:
    draft = event(cites="", kind="listing", state="draft")
    assert found(tmp_path, {"events/e.yml": draft}) == []


@pytest.mark.parametrize(
    ("was", "speaks"),
    [("[old]", False), ("[acme]", True), ("[old, older]", False), ("[beta]", True)],
)
def test_a_former_id_is_nobody_elses(was: str, speaks: bool, tmp_path: Path) -> None:
    files = {"entities/beta.yml": f"{ACME}was: {was}\n"}
    assert [one.split()[-1] for one in found(tmp_path, files)] == (
        ["former-id-in-use"] if speaks else []
    )


def test_a_hand_written_page_is_checked_for_what_it_refers_to(tmp_path: Path) -> None:
    page = (
        "# Title\n\n<div>On [[acme]], [[nobody]] and [@gazette].</div>\n\n"
        "See [[nobody]], [[Acme]], [@acme] and [@gazette, nowhere].\n\n"
        "```timeline\nentity: gazette\n```\n"
    )
    assert found(tmp_path, {"pages/index.md": page}) == [
        "pages/index.md:5:5 unknown-id",
        "pages/index.md:5:17 bad-id",
        "pages/index.md:5:27 wrong-kind",
        "pages/index.md:5:39 bad-locator",
        "pages/index.md:7:1 wrong-kind",
    ]


def test_problems_are_sorted_and_each_stands_once(tmp_path: Path) -> None:
    files = {
        "events/b.yml": event(actor="[nobody, nobody]"),
        "events/a.yml": event(cites="[nowhere]", actor="nobody"),
    }
    problems = checked({"articles/gazette.yml": ARTICLE} | files, tmp_path).problems
    assert list(problems) == sorted(set(problems))
    assert Code.UNKNOWN_ID in codes(problems)


def asked(**days: str) -> str:
    pairs = "".join(f", {name}: {value}" for name, value in days.items())
    return f"{CLAIM}replies: [{{from: acme{pairs}}}]\n"


@pytest.mark.parametrize(
    ("days", "problems"),
    [
        ({"asked": "2026-11-01"}, []),
        ({"asked": "2026-11-01", "due": "2026-11-22"}, []),
        ({"asked": "2026-11-01", "due": "2026-11-21"}, ["7:48 reply-overdue"]),
        ({"due": "2026-11-21", "received": "2026-11-22"}, ["7:51 reply-unpublished"]),
        ({"received": "2026-11-22", "published": "2026-11-23", "text": "No."}, []),
        ({"received": "2026-11-20", "published": "2026-11-21", "text": "No."}, []),
        ({"published": "2026-11-21", "source": "gazette"}, []),
        ({"published": "2026-11-21"}, ["7:35 missing-field"]),
    ],
)
def test_a_reply_asked_for_is_waited_for_and_then_published(
    days: dict[str, str], problems: list[str], tmp_path: Path
) -> None:
    found_here = found(tmp_path, {"statements/claim.yml": asked(**days)})
    assert found_here == [f"statements/claim.yml:{one}" for one in problems]


@pytest.mark.parametrize(
    ("published", "contradicts"), [("2026-11-21", True), ("2026-11-23", False)]
)
def test_a_published_reply_is_no_missing_one(
    published: str, contradicts: bool, tmp_path: Path
) -> None:
    claim = asked(published=published, text="No.") + "reply_not_sought: acme\n"
    code = "reply-contradicted" if contradicts else "reply-not-sought"
    assert found(tmp_path, {"statements/claim.yml": claim}) == [f"statements/claim.yml:8:19 {code}"]


@pytest.mark.parametrize(
    ("as_of", "days", "is_old"),
    [
        ("2025-11-22", 365, False),
        ("2025-11-21", 365, True),
        ("2025-11", 365, False),
        ("2025", 365, False),
        ("2024", 365, True),
        ("2026-11-01", 20, True),
        ("2026-11-02", 20, False),
    ],
)
def test_a_search_for_a_reply_grows_old(
    as_of: str, days: int, is_old: bool, tmp_path: Path
) -> None:
    claim = f"{CLAIM}no_reply: [{{party: acme, as_of: {as_of}, looked_in: L}}]\n"
    problems = found(tmp_path, {"statements/claim.yml": claim}, reply_review_days=days)
    assert problems == (["statements/claim.yml:7:33 reply-search-old"] if is_old else [])


@pytest.mark.parametrize(
    ("day", "is_due"), [("2026-11-21", True), ("2026-11-22", False), ("2026-11", False)]
)
def test_a_record_is_due_for_review_after_its_day(day: str, is_due: bool, tmp_path: Path) -> None:
    problems = found(tmp_path, {"events/e.yml": event(review_by=day)})
    assert problems == (["events/e.yml:5:12 review-due"] if is_due else [])


def test_what_is_not_committed_yet_may_be_of_the_clocks_day(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit("2021-01-01", {"content/articles/gazette.yml": ARTICLE})
    days = datetime.datetime.now(datetime.UTC).date(), datetime.date(2999, 1, 1)
    for day, expected in zip(days, ([], ["articles/gazette.yml:7:11 date-to-come"]), strict=True):
        repository.write({"content/articles/gazette.yml": f"{ARTICLE}accessed: {day}\n"})
        assert said(assemble(Options(root=tmp_path)).problems) == expected
