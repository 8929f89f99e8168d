"""Plain data to the model: every slip in one go, at its place, with a way out."""

from typing import Any

import pytest

from dossier.errors import Code, Origin, Problem
from dossier.model.article import Article
from dossier.model.entity import Entity
from dossier.model.event import Event
from dossier.model.key_path import KeyPath
from dossier.model.statement import Statement
from dossier.records.decode import MODELS, decode, spelt
from dossier.records.yaml_tree import read_tree

EVENT = "title: A\ndate: 2021\nkind: other\n"
ARTICLE = "title: A\nkind: press\nlang: en\ntier: primary\n"
STATEMENT = "kind: claim\nby: acme\nsaid: 2021\ntext: A\n"
ENTITY = "name: A\nkind: company\n"


def problems(model: Any, text: str) -> tuple[Problem, ...]:
    tree = read_tree("a.yml", text)
    assert tree.problems == []
    record, found = decode(
        model,
        tree.data,
        lambda path: tree.value_at("a.yml", path),
        lambda path: tree.key_at("a.yml", path),
    )
    assert (record is None) == bool(found)
    return found


@pytest.mark.parametrize(
    ("model", "text", "problem", "hint"),
    [
        (Event, EVENT + "knd: x\n", "4:1: unknown-key: unknown key 'knd'", "did you mean 'kind'?"),
        (
            Event,
            EVENT + "actor: [{id: a, ass: b}]\n",
            "4:17: unknown-key: unknown key 'ass'",
            "did you mean 'as'?",
        ),
        (
            Event,
            EVENT + "cites: [{source: a, at: {pge: 3}}]\n",
            "4:26: unknown-key: unknown key 'pge'",
            "did you mean 'page'?",
        ),
        (
            Event,
            EVENT + "cites: [{source: a, zzz: b}]\n",
            "4:21: unknown-key: unknown key 'zzz'",
            "one of at, source",
        ),
        (
            Event,
            EVENT + "cites: [{at: {page: 3}}]\n",
            "4:9: missing-field: cites[0] has no 'source'",
            "The article that says it.",
        ),
        (
            Event,
            "title: A\nkind: other\n",
            "1:1: missing-field: the record has no 'date'",
            "When (EDTF). Such as 2021-12-10, 2021-12, 2021, 2021-12~ (about), 2021? (uncertain), "
            "2019-10-09/..",
        ),
        (
            Event,
            EVENT + "number: {a: b}\n",
            "4:9: wrong-type: number[0]: expected text, found a mapping",
            "write the text itself",
        ),
        (
            Event,
            EVENT + "note: [a]\n",
            "4:7: wrong-type: note: expected text, found a list",
            "take the brackets or the dash away",
        ),
        (
            Article,
            ARTICLE + "mentions: acme\n",
            "5:11: wrong-type: mentions: expected a list, found 'acme'",
            "write [acme]",
        ),
        (
            Article,
            ARTICLE + "mentions: {a: b}\n",
            "5:11: wrong-type: mentions: expected a list, found a mapping",
            "write it as a list: [a, b]",
        ),
        (
            Article,
            ARTICLE + "events: [soon]\n",
            "5:10: wrong-type: events[0]: expected a mapping, found 'soon'",
            "write it as a mapping: {key: value}",
        ),
        (
            Entity,
            ENTITY + "names: Acme\n",
            "3:8: wrong-type: names: expected a mapping, found 'Acme'",
            "write it as a mapping: {key: value}",
        ),
        (
            Entity,
            ENTITY + "ids: {lei: [a]}\n",
            "3:12: wrong-type: ids.lei: expected text, found a list",
            "take the brackets or the dash away",
        ),
        (
            Entity,
            ENTITY + "names: {english: Acme}\n",
            "3:18: bad-language: names.english: 'english' is not a language such as en, fr or"
            " zh-Hans",
            "languages are written as in BCP 47: fr, en-GB, zh-Hans",
        ),
        (
            Event,
            "title: A\ndate: 2021\nkind: listng\n",
            "3:7: bad-choice: kind: 'listng' is not one of ",
            "did you mean 'listing'?",
        ),
        (
            Entity,
            "name: A\nkind: xyzzy\n",
            "2:7: bad-choice: kind: 'xyzzy' is not one of ",
            "one of company, court, group, media,",
        ),
        (
            Event,
            "title: A\nkind: other\ndate: 2021-13\n",
            "3:7: bad-date: date: '2021-13': there is no month 13",
            "EDTF: 2021-12-10, 2021-12, 2021,",
        ),
        (
            Event,
            "title: A\nkind: other\ndate: [2021-12-08..2021-12-10]\n",
            "3:7: bad-date: date: a date in square brackets must be quoted",
            'write "[2021-12-08..2021-12-10]"',
        ),
        (
            Article,
            ARTICLE + "until: 2026\n",
            "5:8: bad-date: until: '2026' is not one day such as 2026-11-30",
            "write the year, the month and the day",
        ),
        (
            Event,
            EVENT + "actor: [a, A b]\n",
            "4:12: bad-id: actor[1].id: 'A b' is not an id: small letters, digits and single"
            " hyphens",
            "an id is the name of a record's file, without its ending",
        ),
        (
            Statement,
            STATEMENT + "responds_to: a#b#c\n",
            "5:14: bad-id: responds_to[0]: 'a#b#c' is not an id, nor an item's id such as"
            " article#s1",
            "an id is the name of a record's file, without its ending",
        ),
        (
            Article,
            ARTICLE + "url: example.org\n",
            "5:6: bad-url: url: 'example.org' is not a web address that begins with https:// or"
            " http://",
            "copy the address from the browser, and encode blanks as %20",
        ),
        (
            Article,
            ARTICLE + "figures: [{id: f, about: [a], measure: m, value: '1,5', unit: m}]\n",
            "5:50: bad-number: figures[0].value: '1,5' is not a number such as 767000000 or 3.85",
            "digits, with a point for decimals and no separators",
        ),
        (
            Article,
            ARTICLE + "snapshots: [{captured: 2021, sha256: abc}]\n",
            "5:38: bad-digest: snapshots[0].sha256: expected a SHA-256 digest of 64 hexadecimal"
            " digits",
            "run sha256sum on the snapshot",
        ),
        (
            Article,
            ARTICLE + "confirmed: yes\n",
            "5:12: wrong-type: confirmed: expected true or false, not a word such as yes",
            "see the fields of this type of record",
        ),
        (
            Entity,
            ENTITY + "country: France\n",
            "3:10: bad-country: country: 'France' is not a country code such as FR (ISO 3166-1),"
            " EU, UN or INT",
            "two capital letters; for no country, leave the key out",
        ),
    ],
)
def test_a_slip_is_named_at_its_place_with_a_way_out(
    model: Any, text: str, problem: str, hint: str
) -> None:
    [found] = problems(model, text)
    assert str(found).partition("\n")[0].startswith(f"a.yml:{problem}")
    assert found.hint.startswith(hint)


def test_five_wrong_fields_are_five_problems() -> None:
    text = "title: [A]\nkind: x\ndate: y\nnumbr: 5\nplanned: yes\n"
    assert [one.code for one in problems(Event, text)] == [
        Code.WRONG_TYPE,
        Code.BAD_DATE,
        Code.BAD_CHOICE,
        Code.WRONG_TYPE,
        Code.UNKNOWN_KEY,
    ]


def test_slips_deep_within_an_article_are_all_named() -> None:
    text = ARTICLE + (
        "events:\n"
        "  - {id: e1, title: A, date: 20211, kind: other}\n"
        "  - {title: A, date: 2021, kind: other, actr: x}\n"
        "statements:\n"
        "  - id: s1\n"
        "    kind: claim\n"
        "    by: acme\n"
        "    said: 2021\n"
        "    text: {english: A}\n"
    )
    assert [str(one).partition(": ")[0] + f" {one.code}" for one in problems(Article, text)] == [
        "a.yml:6:30 bad-date",
        "a.yml:7:5 missing-field",
        "a.yml:7:41 unknown-key",
        "a.yml:13:11 bad-language",
    ]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ((), ""),
        (("kind",), "kind"),
        (("events", 1, "kind"), "events[1].kind"),
        (("names", "xx", "[key]"), "names.xx"),
        (("a", 0, 1), "a[0][1]"),
    ],
)
def test_a_path_is_spelt_as_editors_would_say_it(path: KeyPath, words: str) -> None:
    assert spelt(path) == words


@pytest.mark.parametrize("type", MODELS)
def test_an_empty_record_lacks_what_it_requires(type: str) -> None:
    model = MODELS[type]
    required = [name for name, field in model.model_fields.items() if field.is_required()]
    record, found = decode(model, {}, lambda _: Origin("a.yml"), lambda _: Origin("a.yml"))
    assert record is None
    assert {one.code for one in found} == {Code.MISSING_FIELD}
    assert [one.message for one in found] == [f"the record has no '{name}'" for name in required]
    assert all(one.hint for one in found)
