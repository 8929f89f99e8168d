"""What is kept of each file: by that, what an edit touches is found out."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from dossier.assembly import assemble
from dossier.graph.facts import Facts, all_facts
from dossier.model.options import Options
from dossier.records.dossier import short_digest
from tests.conftest import SAMPLE
from tests.maker import ARTICLE, TODAY, checked

Fields = Mapping[str, object]

EVENT: Fields = {"title": "E", "date": "2021-12-10", "kind": "other"}
STATEMENT: Fields = {"kind": "claim", "by": "ministry", "text": "S", "said": "2021"}
GAZETTE: Fields = yaml.safe_load(ARTICLE)


def facts(folder: Path, **records: Fields | str) -> dict[str, Facts]:
    """Those of records, each given as `type__id`; a text is a file as it is written."""
    files = {}
    for name, record in records.items():
        kind, _, id = name.partition("__")
        where = {"entity": "entities"}.get(kind, f"{kind}s")
        text = record if isinstance(record, str) else json.dumps(record)
        ending = "md" if text.startswith("---") or kind == "page" else "yml"
        files[f"{where}/{id.replace('_', '-')}.{ending}"] = text
    shutil.rmtree(folder / "content", ignore_errors=True)
    found = all_facts(checked(files, folder).graph)
    return {Path(path).stem: one for path, one in found.items()}


def article(**fields: object) -> Fields:
    return {**GAZETTE, **fields}


def items(*members: Fields, **fields: object) -> list[Fields]:
    """Members of a list with the local ids `a`, `b` …"""
    return [{"id": "abcdef"[number], **one, **fields} for number, one in enumerate(members)]


# The face


def one_record(kind: str, folder: Path, fields: Fields) -> Facts:
    return facts(folder, **{f"{kind}__it": fields})["it"]


ENTITY: Fields = {"name": "Acme", "kind": "company"}
INSTRUMENT: Fields = {"title": "Blacklist", "kind": "list"}
THEME: Fields = {"title": "Theme", "scope": "All."}
OWN_EVENT: Fields = {**EVENT, "cites": ["gazette"]}
OWN_STATEMENT: Fields = {**STATEMENT, "cites": ["gazette"]}
SHOWN: list[tuple[str, Fields, Fields]] = [
    ("article", GAZETTE, {"title": "Another"}),
    ("article", GAZETTE, {"title": {"en": "A listing", "fr": "Une liste"}}),
    ("article", GAZETTE, {"published": "2021-11"}),
    ("article", GAZETTE, {"publisher_name": "Mirror"}),
    ("article", GAZETTE, {"publisher": "mirror"}),
    ("article", GAZETTE, {"tier": "primary"}),
    ("article", GAZETTE, {"copy_of": "other"}),
    ("article", GAZETTE, {"themes": ["theme"]}),
    ("entity", ENTITY, {"name": "Acme Ltd"}),
    ("entity", ENTITY, {"kind": "person"}),
    ("entity", ENTITY, {"country": "FR"}),
    ("entity", ENTITY, {"was": ["old"]}),
    ("entity", ENTITY, {"sort_as": "A"}),
    ("instrument", INSTRUMENT, {"title": "Whitelist"}),
    ("instrument", INSTRUMENT, {"measures": ["asset-freeze"]}),
    ("theme", THEME, {"title": {"en": "Theme", "fr": "Thème"}}),
    ("theme", THEME, {"scope": "Some."}),
    ("event", OWN_EVENT, {"title": "F"}),
    ("event", OWN_EVENT, {"date": "2020"}),
    ("event", OWN_EVENT, {"actor": ["acme"]}),
    ("event", OWN_EVENT, {"summary": "In short."}),
    ("event", OWN_EVENT, {"cites": ["mirror"]}),
    ("statement", OWN_STATEMENT, {"title": "A remark"}),
    ("statement", OWN_STATEMENT, {"text": "Other words."}),
    ("statement", OWN_STATEMENT, {"said": "2020"}),
    ("statement", OWN_STATEMENT, {"status": "alleged"}),
]
INWARD: list[tuple[str, Fields, Fields]] = [
    ("article", GAZETTE, {"body": "Prose on [[acme]]."}),
    ("article", GAZETTE, {"note": "For editors."}),
    ("article", GAZETTE, {"review_by": "2027"}),
    ("article", GAZETTE, {"mentions": ["acme"]}),
    ("article", GAZETTE, {"reports": [{"id": "event"}]}),
    ("article", GAZETTE, {"events": items(EVENT)}),
    ("article", GAZETTE, {"statements": items(STATEMENT)}),
    ("article", GAZETTE, {"discrepancies": items({"stated": "S", "found": "F"})}),
    (
        "article",
        GAZETTE,
        {"figures": items({"about": ["a"], "measure": "M", "value": 5, "unit": "USD"})},
    ),
    ("article", GAZETTE, {"corrections": [{"date": "2022", "kind": "update", "text": "T"}]}),
    ("entity", ENTITY, {"body": "Prose [@gazette]."}),
    ("entity", ENTITY, {"note": "For editors."}),
    ("entity", ENTITY, {"relations": items({"predicate": "part-of", "object": "group"})}),
    ("instrument", INSTRUMENT, {"does": "It bars [@gazette]."}),
    ("instrument", INSTRUMENT, {"does_not": "It frees [@gazette]."}),
    ("theme", THEME, {"body": "Prose [@gazette]."}),
    ("event", OWN_EVENT, {"note": "For editors."}),
    ("statement", OWN_STATEMENT, {"note": "For editors."}),
]


@pytest.mark.parametrize(("kind", "fields", "change"), SHOWN, ids=str)
def test_what_other_pages_show_of_a_record_is_in_its_face(
    kind: str, fields: Fields, change: Fields, tmp_path: Path
) -> None:
    before = one_record(kind, tmp_path, fields)
    after = one_record(kind, tmp_path, {**fields, **change})
    assert before.digest != after.digest
    assert before.face != after.face


@pytest.mark.parametrize(("kind", "fields", "change"), INWARD, ids=str)
def test_what_only_its_own_page_shows_is_not_in_its_face(
    kind: str, fields: Fields, change: Fields, tmp_path: Path
) -> None:
    before = one_record(kind, tmp_path, fields)
    after = one_record(kind, tmp_path, {**fields, **change})
    assert before.digest != after.digest
    assert before.face == after.face != ""


def test_prose_below_the_fields_or_in_a_file_beside_is_not_in_the_face(tmp_path: Path) -> None:
    fields = f"---\n{ARTICLE}---\n"
    one = facts(tmp_path, article__it=fields)["it"]
    two = facts(tmp_path, article__it=f"{fields}\nProse.\n")["it"]
    (tmp_path / "content/articles/it.fr.md").write_text("De la prose.\n", "utf-8")
    three = all_facts(assemble(Options(root=tmp_path)).graph)["content/articles/it.md"]
    assert one.face == two.face == three.face
    assert len({one.digest, two.digest, three.digest}) == 3


def test_comments_and_order_make_another_file_and_comments_the_same_face(tmp_path: Path) -> None:
    one = facts(tmp_path, article__it=ARTICLE)["it"]
    two = facts(tmp_path, article__it=f"# A comment\n{ARTICLE}\n")["it"]
    assert one.digest != two.digest
    assert one.face == two.face


# Items


def test_items_are_known_by_their_local_ids_with_their_kinds(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        article__gazette=article(
            events=[{"id": "e", **EVENT}],
            statements=[{"id": "s", **STATEMENT}],
            relations=[{"id": "r", "subject": "x", "predicate": "part-of", "object": "y"}],
            figures=[{"id": "f", "about": ["x"], "measure": "M", "value": 5, "unit": "USD"}],
            discrepancies=[{"id": "d", "stated": "S", "found": "F", "cites": ["other"]}],
        ),
        article__empty=GAZETTE,
        event__own=OWN_EVENT,
        statement__said=OWN_STATEMENT,
        entity__acme={
            **ENTITY,
            "relations": [{"id": "r", "predicate": "part-of", "object": "group"}],
        },
    )
    kinds = {
        id: {local: kind for local, (kind, _) in one.items.items()} for id, one in found.items()
    }
    assert kinds == {
        "gazette": {
            "e": "event",
            "s": "statement",
            "r": "relation",
            "f": "figure",
            "d": "discrepancy",
        },
        "empty": {},
        "own": {"": "event"},
        "said": {"": "statement"},
        "acme": {"r": "relation"},
    }
    assert found["gazette"].public_id("e") == "gazette#e"
    assert found["own"].public_id("") == "own"
    assert found["own"].items[""][1] == short_digest(found["own"].face)


def test_the_digest_of_an_item_changes_with_it_and_with_nothing_beside_it(tmp_path: Path) -> None:
    one = one_record("article", tmp_path, article(events=items(EVENT, EVENT)))
    two = one_record(
        "article", tmp_path, article(title="T", events=items(EVENT, {**EVENT, "date": "2020"}))
    )
    assert one.items["a"] == two.items["a"]
    assert one.items["b"] != two.items["b"]


def test_the_digest_of_an_item_stays_where_it_only_moves(tmp_path: Path) -> None:
    first, second = items(EVENT, {**EVENT, "title": "F"})
    one = one_record("article", tmp_path, article(events=[first, second]))
    two = one_record("article", tmp_path, article(events=[second, first]))
    assert one.items == two.items


def test_an_item_changes_with_anything_deep_in_it(tmp_path: Path) -> None:
    seen = set()
    for at in ({"para": "1"}, {"para": "2"}, {"page": "1"}):
        found = one_record("article", tmp_path, article(events=items({**EVENT, "at": at})))
        seen.add(found.items["a"])
    assert len(seen) == 3


# Keys


def test_a_file_contributes_to_the_list_of_its_type(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        article__a=GAZETTE,
        entity__b=ENTITY,
        instrument__c=INSTRUMENT,
        theme__d=THEME,
        event__e=EVENT,
        statement__f=STATEMENT,
    )
    for id, one in found.items():
        types = {"article", "entity", "instrument", "theme", "event", "statement"}
        assert {f"#{type}" for type in types} & one.keys.keys() == {f"#{one.type}"}, id
        assert one.id == id
    assert found["b"].kind == "company"
    assert (found["c"].kind, found["e"].kind) == ("list", "event")


@pytest.mark.parametrize(
    ("date", "year"),
    [("2021-12-10", "#2021"), ("2021~", "#2021"), ("2021-12-30/2022-01-03", "#2021")],
)
def test_an_event_contributes_to_its_year_and_to_all(date: str, year: str, tmp_path: Path) -> None:
    event = {**EVENT, "date": date}
    for fields in ({"event__it": event}, {"article__it": article(events=items(event))}):
        found = facts(tmp_path, **fields)["it"]
        assert {"#events", "#per-year", year} <= found.keys.keys()
        assert found.years == (year,)


def test_a_statement_contributes_to_its_year_and_to_all(tmp_path: Path) -> None:
    said = {**STATEMENT, "said": "2020-02/2021"}
    inline = one_record("article", tmp_path / "inline", article(statements=items(said, STATEMENT)))
    assert {"#statements", "#said", "#said-2020", "#said-2021"} <= inline.keys.keys()
    assert inline.said == ("#said-2020", "#said-2021")
    alone = one_record("statement", tmp_path / "alone", {**OWN_STATEMENT, "said": "2020"})
    assert alone.said == ("#said-2020",)


def test_the_number_of_events_a_year_is_the_same_whatever_else_of_them_changes(
    tmp_path: Path,
) -> None:
    def found(*events: Fields) -> Facts:
        return one_record("article", tmp_path, article(events=items(*events)))

    one = found(EVENT)
    other = found({**EVENT, "title": "F", "date": "2021-01"})
    assert one.keys["#per-year"] == other.keys["#per-year"]
    assert one.keys["#2021"] != other.keys["#2021"]
    assert one.keys["#events"] != other.keys["#events"]
    moved = found({**EVENT, "date": "2020"})
    assert moved.keys["#per-year"] != one.keys["#per-year"]
    assert "#2021" not in moved.keys
    two = found(EVENT, EVENT)
    assert two.keys["#per-year"] != one.keys["#per-year"]
    assert two.years == ("#2021", "#2021")


@pytest.mark.parametrize(
    ("kind", "fields", "keys"),
    [
        ("article", GAZETTE, set()),
        ("article", article(statements=items(STATEMENT)), {"#statements", "#said", "#said-2021"}),
        (
            "article",
            article(relations=items({"subject": "x", "predicate": "part-of", "object": "y"})),
            {"#relations", "#ties", "#from-x"},
        ),
        (
            "event",
            {**OWN_EVENT, "kind": "listing", "target": ["x", "y"], "instruments": ["z"]},
            {"#events", "#2021", "#per-year", "#ties", "#from-x", "#from-y"},
        ),
        (
            "article",
            article(events=items({**EVENT, "kind": "delisting", "target": "x"})),
            {"#events", "#2021", "#per-year", "#ties", "#from-x"},
        ),
        (
            "article",
            article(figures=items({"about": ["x"], "measure": "M", "value": 5, "unit": "USD"})),
            {"#figures"},
        ),
        (
            "article",
            article(discrepancies=items({"stated": "S", "found": "F"})),
            {"#discrepancies"},
        ),
        ("statement", OWN_STATEMENT, {"#statements", "#said", "#said-2021"}),
        ("event", OWN_EVENT, {"#events", "#2021", "#per-year"}),
        (
            "entity",
            {**ENTITY, "corrections": [{"date": "2022", "kind": "update", "text": "T"}]},
            {"#corrections"},
        ),
    ],
    ids=lambda value: "+".join(sorted(value)) if isinstance(value, set) else str(value),
)
def test_only_what_is_there_contributes(
    kind: str, fields: Fields, keys: set[str], tmp_path: Path
) -> None:
    found = one_record(kind, tmp_path, fields)
    assert {key for key in found.keys if key.startswith("#")} == keys | {f"#{kind}"}


def test_corrections_are_told_apart(tmp_path: Path) -> None:
    def key(text: str, **fields: object) -> str:
        corrections = [{"date": "2022", "kind": "update", "text": text}]
        record = {**ENTITY, "corrections": corrections, **fields}
        return one_record("entity", tmp_path, record).keys["#corrections"]

    assert key("T") == key("T", body="Prose [@gazette].")
    assert key("T") != key("U")


def test_an_item_contributes_to_the_lists_of_all_it_names(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        event__own={
            **EVENT,
            "actor": "a",
            "target": [{"id": "t", "as": "T Ltd"}],
            "with": ["w"],
            "instruments": "i",
            "place": "p",
            "themes": ["th"],
            "cites": ["gazette"],
        },
        statement__said={
            **STATEMENT,
            "by": "b",
            "for": "f",
            "against": "c",
            "about": ["d"],
            "to": ["e"],
            "quotes": [{"text": "Q", "lang": "en", "source": "q"}],
            "cites": ["gazette"],
        },
        entity__acme={
            **ENTITY,
            "body": "On [[x]] [@y].",
            "relations": items({"predicate": "part-of", "object": "z", "cites": ["v"]}),
        },
        article__doc=article(
            publisher="pub", copy_of="orig", mentions=["m"], reports=[{"id": "own"}]
        ),
    )
    named = {id: {key for key in one.keys if not key.startswith("#")} for id, one in found.items()}
    assert named["own"] == {"a", "t", "w", "i", "p", "th", "gazette"}
    assert named["said"] == {"b", "f", "c", "d", "e", "q", "gazette"}
    assert named["acme"] == {"acme", "x", "y", "z", "v"}
    assert named["doc"] == {"pub", "orig", "m", "own"}


def test_a_relation_in_an_article_contributes_to_its_subject(tmp_path: Path) -> None:
    relation = {"subject": "x", "predicate": "part-of", "object": "y"}
    found = one_record("article", tmp_path, article(relations=items(relation)))
    assert {"x", "y"} <= found.keys.keys()
    assert "it" not in found.keys


def test_a_reply_names_a_claim_of_its_own_article_by_its_public_id(tmp_path: Path) -> None:
    reply = {**STATEMENT, "kind": "response"}
    found = facts(
        tmp_path,
        article__one=article(statements=items(STATEMENT, {**reply, "responds_to": ["a"]})),
        article__two=article(
            statements=[{"id": "z", **reply, "responds_to": ["one#a", "said"]}],
            reports=[{"id": "own"}],
        ),
        article__three=article(statements=[{"id": "z", **reply, "responds_to": ["a"]}]),
        statement__said=OWN_STATEMENT,
        event__own=OWN_EVENT,
    )
    assert "one#a" in found["one"].keys
    assert "a" not in found["one"].keys
    assert {"one#a", "said", "own"} <= found["two"].keys.keys()
    assert "a" in found["three"].keys, "elsewhere a local id is that of a record"


def test_a_figure_names_another_of_its_own_article_by_its_public_id(tmp_path: Path) -> None:
    figure = {"about": ["x"], "measure": "M", "value": 5, "unit": "USD"}
    found = one_record(
        "article", tmp_path, article(figures=items(figure, {**figure, "variant_of": "a"}))
    )
    assert "it#a" in found.keys
    assert "a" not in found.keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"mentions": ["acme"]}, {"mentions": ["acme", "beta"]}),
        ({"body": "On [[acme]]."}, {"body": "Again on [[acme]]."}),
        ({"body": "On [[acme]]."}, {"body": {"fr": "On [[acme]]."}}),
        ({"body": "On [[acme]]."}, {"mentions": ["acme"]}),
        (
            {"events": items({**EVENT, "actor": ["acme"]})},
            {"events": items({**EVENT, "actor": ["acme"], "title": "F"})},
        ),
        (
            {"events": items({**EVENT, "actor": ["acme"]})},
            {"events": items({**EVENT, "target": ["acme"]})},
        ),
    ],
    ids=str,
)
def test_what_it_says_of_another_record_is_told_apart(
    one: Fields, other: Fields, tmp_path: Path
) -> None:
    """But for another entry after it, which leaves its own as it was."""
    before = one_record("article", tmp_path, article(**one))
    after = one_record("article", tmp_path, article(**other))
    is_same = other.get("mentions") == ["acme", "beta"]
    assert (before.keys["acme"] == after.keys["acme"]) == is_same


def test_prose_that_says_the_same_of_another_record_contributes_the_same(tmp_path: Path) -> None:
    """What stands in other sentences does not count, wherever the sentence stands."""
    before = one_record("article", tmp_path, article(body="On [[acme]]. More."))
    after = one_record("article", tmp_path, article(body="First. On [[acme]]. Less.", note="N"))
    assert before.keys["acme"] == after.keys["acme"]


# States


@pytest.mark.parametrize(
    "state",
    [
        {"state": "draft"},
        {"state": "embargoed", "until": "2100-01-01"},
    ],
)
def test_what_readers_do_not_see_contributes_to_nothing_and_is_known(
    state: Fields, tmp_path: Path
) -> None:
    corrections = [{"date": "2022", "kind": "update", "text": "T"}]
    fields = article(events=items(EVENT), mentions=["acme"], corrections=corrections, was=["old"])
    shown = one_record("article", tmp_path, fields)
    hidden = one_record("article", tmp_path, {**fields, **state})
    assert (shown.public, hidden.public) == (True, False)
    assert {key for key in hidden.keys if key.startswith("#")} == set()
    assert set(hidden.keys) == {"acme"}, "its references are checked"
    assert (hidden.items, hidden.years) == ({}, ())
    assert (hidden.id, hidden.type, hidden.was) == ("it", "article", ("old",))
    assert hidden.digest != shown.digest


def test_of_what_was_withdrawn_only_the_reason_is_told(tmp_path: Path) -> None:
    corrections = [{"date": "2022", "kind": "update", "text": "T"}]
    fields = article(events=items(EVENT), mentions=["acme"], state="withdrawn")
    found = one_record("article", tmp_path, {**fields, "corrections": corrections})
    assert (found.public, found.withdrawn) == (False, True)
    assert set(found.keys) == {"acme", "#corrections"}
    assert not found.items
    (tmp_path / "other").mkdir()
    without = one_record("article", tmp_path / "other", fields)
    assert set(without.keys) == {"acme"}


def test_a_record_after_its_embargo_contributes(tmp_path: Path) -> None:
    assert one_record("entity", tmp_path, {**ENTITY, "state": "embargoed", "until": TODAY}).public


def test_of_two_records_with_one_id_one_is_seen(tmp_path: Path) -> None:
    found = all_facts(
        checked(
            {
                "entities/same.yml": "{name: A, kind: company}",
                "themes/same.yml": "{title: T, scope: S}",
            },
            tmp_path,
        ).graph
    )
    assert [one.public for one in found.values()].count(True) == 1
    assert {one.id for one in found.values()} == {"same"}


# The rest


def test_it_is_known_what_a_record_comes_after(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        article__a=article(copy_of="b", based_on=["c", "d"]),
        entity__e={
            **ENTITY,
            "relations": items(
                {"predicate": "supersedes", "object": "f"},
                {"predicate": "part-of", "object": "g"},
            ),
        },
        event__h=OWN_EVENT,
    )
    assert set(found["a"].after) == {"b", "c", "d"}
    assert found["e"].after == ("f",)
    assert found["h"].after == ()


def test_it_is_known_what_days_a_document_has(tmp_path: Path) -> None:
    one = one_record("article", tmp_path, GAZETTE)
    two = one_record("article", tmp_path, article(published="2022"))
    three = one_record("article", tmp_path, article(updated="2022"))
    assert len({one.dates, two.dates, three.dates}) == 3
    assert one_record("entity", tmp_path, ENTITY).dates == ""


def test_a_hand_written_page_has_no_id_and_names_what_it_refers_to(tmp_path: Path) -> None:
    page = "# About\n\nOn [[acme]] [@gazette].\n\n```timeline\ntheme: listing\n```\n"
    found = facts(tmp_path, page__about=page)["about"]
    assert (found.id, found.type, found.kind, found.face) == ("", "", "", "")
    assert set(found.keys) == {"acme", "gazette", "listing"}
    assert found.items == {}


def test_all_facts_of_the_sample_are_kept_as_json_and_found_as_they_were() -> None:
    graph = assemble(Options(root=SAMPLE, as_of=TODAY)).graph
    found = all_facts(graph)
    assert found.keys() == graph.dossier.digests.keys()
    assert len(found) == len(graph.dossier.files) + len(graph.dossier.pages) == 22
    for path, one in found.items():
        kept = json.loads(json.dumps(one.as_json(), ensure_ascii=False))
        assert "path" not in kept
        assert Facts.from_json(path, kept) == one
        assert one.digest == graph.dossier.digests[path] != ""


def test_facts_are_the_same_whenever_they_are_found() -> None:
    one, two = (all_facts(assemble(Options(root=SAMPLE, as_of=TODAY)).graph) for _ in range(2))
    assert one == two
