"""People who are not public figures, and victims, are not laid open."""

import json
import time
from pathlib import Path

import pytest

from tests.maker import ARTICLE, checked, said

PERSON = "name: {en: Somebody Named, fr: Quelqu’un Nommé}\nnames: {zh-Hans: 某某某}\nkind: person\n"
VICTIM = f"{PERSON}protection: victim\n"
EVENT = "title: A thing happens\ndate: 2021-12-10\nkind: other\ncites: [gazette]\n"


def problems(tmp_path: Path, **files: str) -> list[str]:
    given = {f"{path.replace('__', '/')}.yml": text for path, text in files.items()}
    found = said(checked({"articles/gazette.yml": ARTICLE, **given}, tmp_path).problems)
    return [one for one in found if one.endswith("protected-person")]


@pytest.mark.parametrize(
    "words",
    [
        "She was born on 3 May 1990.",
        "Née le 3 mai 1990 à Kachgar.",
        "Born in May 1990, she moved.",
        "Date of birth unknown to us.",
        "某某某1990年出生。",
        "She lives at number 5.",
        "Her home address is known.",
        "12, rue des Lilas, Paris.",
        "At 221 Baker Street.",
        "Write to somebody@example.org.",
        "Call +33 6 12 34 56 78.",
        "WeChat: @somebody",
        "See <https://www.facebook.com/somebody>.",
        "[Portrait](https://example.org/faces/somebody.jpg)",
        "Year of birth: 1990.",
        "生日是五月三日。",
        "Her number is 653121199005032127.",
        "Held at 39.4677, 75.9938 since.",
        "On the map: https://maps.app.goo.gl/abc.",
        "Call 06 12 34 56 78.",
        "Call (202) 555-0100.",
        "Call 13800138000.",
        "她的電話不明。",
        "See facebook.com/somebody.",
        "See <https://bsky.app/profile/somebody>.",
    ],
)
def test_what_gives_a_protected_person_away_is_refused(words: str, tmp_path: Path) -> None:
    text = f"{VICTIM}body: {words!r}\n"
    assert len(problems(tmp_path, entities__somebody=text)) == 1
    public = text.replace("victim", "public-figure")
    assert problems(tmp_path, entities__somebody=public) == []


@pytest.mark.parametrize(
    "words",
    [
        "She was born in Kashgar.",
        "A teacher, held from 2017 to 2019 according to her [@gazette, p. 3].",
        "Elle est née dans le Xinjiang.",
        "She lives in exile.",
        "One of 1,260 people named in the report.",
        "Sentenced in 2019 to 7.5, later 9.25 years.",
        "She worked for X.com and for Facebook.",
        "According to judgment 2019-12345678 she was 24.",
    ],
)
def test_what_tells_of_them_without_is_not(words: str, tmp_path: Path) -> None:
    assert problems(tmp_path, entities__somebody=f"{VICTIM}body: {words!r}\n") == []


def test_identifiers_elsewhere_are_refused(tmp_path: Path) -> None:
    text = f"{PERSON}protection: private\nids: {{wikidata: Q1}}\n"
    assert problems(tmp_path, entities__somebody=text) == [
        "entities/somebody.yml:5:1 protected-person"
    ]


def test_nor_are_they_given_away_where_others_tell_of_them(tmp_path: Path) -> None:
    told = f"{EVENT}target: [somebody]\nsummary: She lives at 5 rue Haute.\n"
    body = (
        "body: |\n  One of them, [[somebody]], was born on 3 May 1990.\n\n  Call +33 6 12 34 56.\n"
    )
    assert problems(
        tmp_path,
        entities__somebody=VICTIM,
        events__e=told,
        entities__acme=f"name: A\nkind: group\n{body}",
    ) == [
        "entities/acme.yml:4:34 protected-person",
        "events/e.yml:6:14 protected-person",
        "events/e.yml:6:23 protected-person",
    ]


def test_they_are_named_by_references_only(tmp_path: Path) -> None:
    plain = EVENT.replace("A thing", "To Somebody  Named a thing") + "target: [somebody]\n"
    written = f"{EVENT}target: [somebody]\nsummary: '[[somebody|Somebody Named]] and 某某某.'\n"
    assert problems(tmp_path, entities__somebody=VICTIM, events__e=plain, events__f=written) == [
        "events/e.yml:1:11 protected-person",
        "events/f.yml:6:43 protected-person",
    ]


def test_quotations_are_not_changed_for_it(tmp_path: Path) -> None:
    statement = (
        "kind: remark\nby: acme\nabout: [somebody]\nsaid: 2021-12-10\ntext: It speaks of her.\n"
        "quotes: [{text: Somebody Named is well, lang: en, role: original, source: gazette}]\n"
        "cites: [gazette]\n"
    )
    acme = "name: Acme\nkind: company\n"
    assert (
        problems(tmp_path, entities__somebody=VICTIM, entities__acme=acme, statements__s=statement)
        == []
    )


def test_nor_are_they_named_in_what_other_pages_show_of_their_record(tmp_path: Path) -> None:
    own = (
        f"{VICTIM}body: Somebody Named is a teacher.\n"
        "corrections: [{date: 2021-12-10, kind: correction, text: Somebody Named is well.}]\n"
        "relations:\n"
        "  - id: r\n    predicate: associated-with\n    object: acme\n    cites: [gazette]\n"
        "    public_note: So says Quelqu’un Nommé.\n"
    )
    acme = "name: Acme\nkind: company\n"
    assert problems(tmp_path, entities__somebody=own, entities__acme=acme) == [
        "entities/somebody.yml:6:58 protected-person",
        "entities/somebody.yml:12:26 protected-person",
    ]


def test_nor_in_a_record_that_mentions_them_without_a_reference_in_words(tmp_path: Path) -> None:
    told = f"{ARTICLE}mentions: [somebody]\nbody: Of Somebody Named.\n"
    assert problems(tmp_path, entities__somebody=VICTIM, articles__told=told) == [
        "articles/told.yml:8:10 protected-person"
    ]


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("Rahima", "To Rahima it happened.", True),
        ("Rahima", "It is Rahima’s.", True),
        ("Rahima", "It is Rahima-like.", True),
        ("Rahima", "[[somebody|Rahima]] says so.", False),
        ("Rahima", "Rahimabad is a town.", False),
        ("Hope", "We hope so.", False),
        ("Li", "Li is a unit too.", False),
        ("pseudonym", "It is a pseudonym.", False),
        ("رحيمة", "Of رحيمة here.", True),
    ],
)
def test_nor_by_a_name_of_one_word_if_it_is_long_and_written_like_one(
    name: str, words: str, found: bool, tmp_path: Path
) -> None:
    person = VICTIM.replace("kind: person", f"aliases: [{name}]\nkind: person")
    told = f"{ARTICLE}mentions: [somebody]\nbody: {json.dumps(words)}\n"
    assert bool(problems(tmp_path, entities__somebody=person, articles__told=told)) is found


def test_nor_by_another_name_that_a_document_uses(tmp_path: Path) -> None:
    told = f"{EVENT}target: [{{id: somebody, as: Somebody Else}}]\n"
    assert problems(tmp_path, entities__somebody=VICTIM, events__e=told) == [
        "events/e.yml:5:29 protected-person"
    ]


@pytest.mark.parametrize("title", ["A girl is born", "Naissance à Kachgar", "Birth of a poet"])
def test_nor_is_their_birth_an_event(title: str, tmp_path: Path) -> None:
    born = f"{EVENT.replace('A thing happens', title)}with: [somebody]\n"
    found = problems(tmp_path, entities__somebody=VICTIM, events__e=born)
    assert [one.partition(":")[0] for one in found] == ["events/e.yml"]


def test_what_is_done_about_births_is_none_of_that(tmp_path: Path) -> None:
    done = f"{EVENT.replace('A thing happens', 'Birth control is imposed')}target: [somebody]\n"
    assert problems(tmp_path, entities__somebody=VICTIM, events__e=done) == []


@pytest.mark.parametrize("piece", ["a", "a.", "-a", "www.", "//", "//x", "[[", "[@", " \n", "a\n "])
def test_long_texts_take_no_time(piece: str, tmp_path: Path) -> None:
    text = f"{VICTIM}body: {json.dumps((piece * 60_000)[:60_000])}\n"
    began = time.process_time()
    problems(tmp_path, entities__somebody=text)
    assert time.process_time() - began < 2
