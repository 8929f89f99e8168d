"""Neutral words: what is marked, and what is not."""

from pathlib import Path

import pytest

from tests.checks.test_rules import event, found
from tests.maker import BOTH

ALLEGED = (
    "kind: claim\nby: ministry\nsaid: 2021\ncites: [gazette]\nstatus: alleged\n"
    "text:\n  {lang}: {text}\n"
)


def marked(tmp_path: Path, text: str, lang: str = "en") -> list[str]:
    statement = ALLEGED.format(lang=lang, text=text)
    problems = found(tmp_path, {"statements/a.yml": statement}, languages=BOTH)
    return [one.removeprefix("statements/a.yml:") for one in problems]


@pytest.mark.parametrize(
    ("text", "lang", "problems"),
    [
        ("The ministry alleges that Acme did it.", "en", []),
        ("According to the ministry, Acme did it.", "en", []),
        ("Acme did it.", "en", ["7:7 stated-as-fact"]),
        ("Acme did what “the ministry says” it did.", "en", ["7:7 stated-as-fact"]),
        ("The report reveals that Acme did it.", "en", ["7:18 stated-as-fact"]),
        ("The ministry says that the report proves it.", "en", ["7:41 stated-as-fact"]),
        ("The ministry says that it “proves” it.", "en", []),
        ("Selon le ministère, Acme l’a fait.", "fr", []),
        ("Acme l’a fait.", "fr", ["7:7 stated-as-fact"]),
        ("Le rapport révèle qu’Acme l’a fait.", "fr", ["7:18 stated-as-fact"]),
        ("Le rapport dit « révèle » sans plus.", "fr", []),
        ("Acme hat es getan.", "de", []),
        ("The ministry says that Acme did it. Acme knew.", "en", ["7:43 stated-as-fact"]),
        ("Acme knew. It did it, the ministry says.", "en", ["7:7 stated-as-fact"]),
        ("Le ministère affirme qu’Acme l’a fait. Elle savait.", "fr", ["7:46 stated-as-fact"]),
        ("The ministry says so… Acme did it.", "en", ["7:29 stated-as-fact"]),
        ("The ministry says “Acme did it.” Acme knew.", "en", ["7:40 stated-as-fact"]),
        ("Le ministère écrit « Acme l’a fait. » Elle savait.", "fr", ["7:45 stated-as-fact"]),
        ("The report, the ministry says, does not prove it.", "en", []),
        ("The report has never been confirmed.", "en", []),
        ("The report not only proves it.", "en", ["7:27 stated-as-fact"]),
        ("Le ministère affirme que le rapport ne prouve rien.", "fr", []),
    ],
)
def test_an_unproven_statement_is_attributed(
    text: str, lang: str, problems: list[str], tmp_path: Path
) -> None:
    assert sorted(set(marked(tmp_path, text, lang))) == problems


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ("against: [acme]\nreply_not_sought: [acme]\n", ["a.yml:2:7 stated-as-fact"]),
        ("about: [acme]\n", []),
    ],
)
def test_what_is_reported_is_attributed_where_it_accuses(
    fields: str, problems: list[str], tmp_path: Path
) -> None:
    statement = "kind: claim\ntext: Acme did it.\nby: ministry\nsaid: 2021\ncites: [gazette]\n"
    told = found(tmp_path, {"statements/a.yml": statement + fields})
    assert [one for one in told if "reply" not in one] == [f"statements/{one}" for one in problems]


def test_a_retraction_says_itself_what_was_wrong(tmp_path: Path) -> None:
    statement = ALLEGED.format(lang="en", text="Acme did not do it.")
    files = {"statements/a.yml": statement.replace("kind: claim", "kind: retraction")}
    assert found(tmp_path, files) == []


def test_what_is_established_may_be_said_plainly(tmp_path: Path) -> None:
    statement = ALLEGED.format(lang="en", text="Acme did it.").replace("alleged", "established")
    files = {"statements/a.yml": statement + "ground: {by: acme, source: gazette}\n"}
    assert found(tmp_path, files) == []


@pytest.mark.parametrize(
    ("title", "problems"),
    [
        ("A notorious firm", ["1:10 loaded-word"]),
        ("A “notorious” firm", []),
        ("A ‘notorious’ firm", []),
        ("A ‘firm’s notorious’ head", []),
        ("A 'notorious' firm", []),
        ("A firm that ‘isn’t notorious’", []),
        ("The ministers’ notorious firm of 2010’s", ["1:23 loaded-word"]),
        ("A firm’s notorious plan, the firm’s own", ["1:17 loaded-word"]),
        ("The ‘90s notorious firm, the ministers’ own", ["1:17 loaded-word"]),
        ("The ministers' notorious firm, the ministers' own", ["1:23 loaded-word"]),
        ("In the '90s notorious, the ministers' firm", ["1:20 loaded-word"]),
        ("The ‘firm’ is notorious, the ‘head’ is not", ["1:22 loaded-word"]),
        ("The notoriety of a firm", []),
        ("Orwellian; ORWELLIAN", ["1:8 loaded-word", "1:19 loaded-word"]),
    ],
)
def test_a_loaded_word_outside_a_quotation_is_marked(
    title: str, problems: list[str], tmp_path: Path
) -> None:
    told = found(tmp_path, {"events/a.yml": event(title=title)})
    assert [one.removeprefix("events/a.yml:") for one in told] == problems


def test_the_words_of_a_reference_are_the_editors(tmp_path: Path) -> None:
    files = {"events/a.yml": "summary: See [[acme|the notorious firm]]\n" + event()}
    assert found(tmp_path, files) == ["events/a.yml:1:25 loaded-word"]


def test_an_id_is_no_word(tmp_path: Path) -> None:
    files = {
        "entities/notorious.yml": "name: Acme\nkind: company\n",
        "events/a.yml": event(summary="What [[notorious]] did."),
    }
    assert found(tmp_path, files) == []


def test_a_dossier_may_have_words_of_its_own(tmp_path: Path) -> None:
    files = {"events/a.yml": event(title="A notorious  juggernaut")}
    assert found(tmp_path, files, loaded_words=(("en", ("juggernaut",)),)) == [
        "events/a.yml:1:21 loaded-word"
    ]
