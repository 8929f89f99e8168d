"""Accounts at odds: which are told, and what settles them."""

from pathlib import Path

import pytest

from tests.checks.test_rules import event, found
from tests.maker import ARTICLE

FIRST = event(kind="announcement", actor="ministry", target="acme")


@pytest.mark.parametrize(
    ("other", "is_told"),
    [
        ({"date": "2021-12-14"}, True),
        ({"date": "2022-01-10"}, True),
        ({"date": "2022-01-20"}, False),
        ({"date": "2021-12"}, False),
        ({"date": "2021-12-14~"}, False),
        ({"date": "2021-12-14", "kind": "order"}, False),
        ({"date": "2021-12-14", "target": ""}, False),
        ({"date": "2021-12-14", "place": "acme"}, False),
        ({"date": "2021-12-14", "planned": "true"}, False),
        ({"date": "2021-12-14", "distinct_from": "first"}, False),
        ({"date": "2021-12-14", "conflicts_with": "first", "public_note": "N."}, False),
    ],
)
def test_events_alike_and_near_each_other_are_told_unless_settled(
    other: dict[str, str], is_told: bool, tmp_path: Path
) -> None:
    given = {"kind": "announcement", "actor": "ministry", "target": "acme"} | other
    article = ARTICLE.replace("2021-12", "2022-12")
    files = {"events/first.yml": FIRST, "events/second.yml": event(**given)}
    problems = [
        one
        for one in found(tmp_path, files | {"articles/gazette.yml": article})
        if "planned" not in one
    ]
    assert problems == (["events/second.yml:2:7 contradiction"] if is_told else [])


def test_the_earlier_event_may_settle_it_as_well(tmp_path: Path) -> None:
    second = event(date="2021-12-14", kind="announcement", actor="ministry", target="acme")
    files = {"events/first.yml": FIRST + "distinct_from: second\n", "events/second.yml": second}
    assert found(tmp_path, files) == []


def test_events_without_any_party_are_not_compared(tmp_path: Path) -> None:
    files = {"events/a.yml": event(), "events/b.yml": event(date="2021-12-11")}
    assert found(tmp_path, files) == []


def figure(fields: str) -> str:
    return (
        ARTICLE + f"figures: [{{id: f, about: [acme], measure: staff, unit: people, {fields}}}]\n"
    )


@pytest.mark.parametrize(
    ("other", "is_told"),
    [
        ("value: 60", True),
        ("value: 40", False),
        ("value: 41, qualifier: about", False),
        ("value: 43, qualifier: about", True),
        ("value: 30, qualifier: at-least", False),
        ("value: 50, qualifier: at-least", True),
        ("value: 50, qualifier: at-most", False),
        ("value: 30, qualifier: less-than", True),
        ("value: 60, as_of: 2020", False),
        ("value: 60, as_of: 2021-06", True),
        ("value: 60, variant_of: a#f, public_note: N.", False),
    ],
)
def test_two_values_of_a_measure_are_told_unless_they_agree_or_are_settled(
    other: str, is_told: bool, tmp_path: Path
) -> None:
    files = {
        "articles/a.yml": figure("value: 40, as_of: 2021"),
        "articles/b.yml": figure(other),
    }
    problems = found(tmp_path, files)
    assert [one.rpartition(" ")[2] for one in problems] == (["contradiction"] if is_told else [])


def test_variants_of_one_figure_are_not_held_against_each_other(tmp_path: Path) -> None:
    variant = "variant_of: a#f, public_note: N."
    files = {
        "articles/a.yml": figure("value: 40"),
        "articles/b.yml": figure(f"value: 60, {variant}"),
        "articles/c.yml": figure(f"value: 80, {variant}"),
    }
    assert found(tmp_path, files) == []


def test_a_conversion_needs_no_note(tmp_path: Path) -> None:
    euro = ARTICLE + (
        "figures:\n  - {id: f, about: [acme], measure: size, unit: USD, value: 10}\n"
        "  - {id: g, about: [acme], measure: size, unit: EUR, value: 9, converted_from: f}\n"
    )
    assert found(tmp_path, {"articles/a.yml": euro}) == []


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({"stage": "signed"}, True),
        ({"stage": "signed", "instruments": "[act, order]"}, False),
        ({"stage": "passed"}, False),
        ({"stage": "signed", "distinct_from": "first"}, False),
        ({"stage": "in-force"}, False),
    ],
)
def test_a_step_of_an_instrument_is_taken_once_however_far_apart(
    fields: dict[str, str], is_told: bool, tmp_path: Path
) -> None:
    law = "title: {en: Act, fr: Loi}\nkind: law\n"
    step = {"instruments": "act", "actor": "ministry"}
    files = {
        "instruments/act.yml": law,
        "instruments/order.yml": law,
        "events/first.yml": event(date="2019-01-01", stage=fields["stage"], **step),
        "events/second.yml": event(date="2021-12-01", **step | {"actor": "acme"} | fields),
    }
    if fields["stage"] == "passed":
        files["events/first.yml"] = event(date="2019-01-01", stage="signed", **step)
    problems = [one for one in found(tmp_path, files) if "contradiction" in one]
    assert problems == (["events/second.yml:2:7 contradiction"] if is_told else [])


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("measure: {en: Staff, fr: Effectif}, unit: people", True),
        ("measure: {fr: effectif, en: head count}, unit: people", True),
        ("measure: {fr: Autre, en: 'STAFF '}, unit: People", True),
        ("measure: {fr: Autre, en: Other}, unit: people", False),
        ("measure: {en: Staff, fr: Effectif}, unit: offices", False),
    ],
)
def test_one_measure_may_be_named_in_another_language_first(
    words: str, is_told: bool, tmp_path: Path
) -> None:
    one = figure("value: 40").replace("measure: staff", "measure: {en: Staff, fr: Effectif}")
    two = figure("value: 60").replace("measure: staff, unit: people", words)
    problems = found(tmp_path, {"articles/a.yml": one, "articles/b.yml": two})
    told = [problem for problem in problems if "contradiction" in problem]
    assert len(told) == is_told
