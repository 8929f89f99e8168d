"""After an edit, problems and warnings are those of a build from nothing."""

import shutil

import pytest

from dossier.errors import Code
from tests.revision.edited import Edited
from tests.revision.edits import (
    ARTICLE,
    CITES,
    CLAIM,
    EVENT,
    LISTING,
    ORDER,
    REPLY,
    TITLE,
    Edit,
    both_ways,
    more_prose,
    more_prose_in_french,
)

pytestmark = pytest.mark.usefixtures("share")


def dangling(dossier: Edited) -> None:
    dossier.change("events/act-signed.yml", actor="nobody")


def unreadable(dossier: Edited) -> None:
    dossier.file("entities/gazette.yml").write_text("name: [", "utf-8")


def wrong_field(dossier: Edited) -> None:
    dossier.change("entities/gazette.yml", nmae="Gazette", kind="newspaper")


def needed_one_gone(dossier: Edited) -> None:
    dossier.file("articles/2021/ministry-2021-release.yml").unlink()


def needed_one_hidden(dossier: Edited) -> None:
    dossier.change("entities/minister.yml", state="draft")


def no_source_left(dossier: Edited) -> None:
    dossier.change("events/act-signed.yml", cites=None)


def reply_gone(dossier: Edited) -> None:
    text = dossier.file(LISTING).read_text("utf-8")
    assert "responds_to: [ministry-claim]" in text
    text = text.replace("kind: response", "kind: remark")
    dossier.file(LISTING).write_text(
        text.replace("    responds_to: [ministry-claim]\n", ""), "utf-8"
    )


def id_twice(dossier: Edited) -> None:
    dossier.write("themes/gazette.yml", {"title": TITLE, "scope": TITLE})


def former_id_taken(dossier: Edited) -> None:
    dossier.write("entities/old-company.yml", {"name": "Old", "kind": "company"})


def misplaced(dossier: Edited) -> None:
    dossier.file("entities/Wrong Name.yml").write_text("name: W\n", "utf-8")


def orphaned(dossier: Edited) -> None:
    dossier.file(LISTING).unlink()


def item_gone(dossier: Edited) -> None:
    """A hand-written page refers to it."""
    dossier.replace(LISTING, "- id: s1", "- id: s2")


def wrong_kind(dossier: Edited) -> None:
    dossier.file("instruments/example-act.yml").unlink()
    dossier.write("entities/example-act.yml", {"name": "Act", "kind": "company"})


def address_taken(dossier: Edited) -> None:
    dossier.file("pages/events.md").write_text("# Events\n", "utf-8")


SLIPS = (
    *(dangling, unreadable, wrong_field, needed_one_gone, needed_one_hidden, no_source_left),
    *(reply_gone, id_twice, former_id_taken, misplaced, orphaned, item_gone, wrong_kind),
    address_taken,
)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda one: one.__name__)
def test_an_edit_with_a_problem_is_refused_and_touches_nothing(slip: Edit, dossier: Edited) -> None:
    kept = dossier.root.with_name("content")
    shutil.copytree(dossier.file(""), kept)
    slip(dossier)
    more_prose_in_french(dossier)
    assert any(not one.is_warning for one in dossier.refused_as_anew())
    shutil.rmtree(dossier.file(""))
    kept.rename(dossier.file(""))
    assert not dossier.build().written.changed, "mended, it is as it was"


def claimed(dossier: Edited) -> None:
    dossier.write("statements/claim.yml", {**CLAIM, "against": ["example-unit"]})
    dossier.write("statements/reply.yml", {**REPLY, "responds_to": ["claim"]})


def reported(dossier: Edited) -> None:
    dossier.write("events/own.yml", EVENT)
    dossier.write("articles/reporter.yml", {**ARTICLE, "reports": [{"id": "own"}]})


def supersedes(other: str) -> list[object]:
    return [{"id": "s", "predicate": "supersedes", "object": other, "cites": CITES}]


def succeeded(dossier: Edited) -> None:
    dossier.write("instruments/a.yml", {**ORDER, "relations": supersedes("b")})
    dossier.write("instruments/b.yml", ORDER)


def succeeded_elsewhere(dossier: Edited) -> None:
    """None of the successions is stated by the instrument that takes another's place."""
    for id in "wxyz":
        dossier.write(f"instruments/{id}.yml", ORDER)
    for one, other in ("zw", "wx", "xy"):
        relation = {"id": "s", "subject": one, "predicate": "supersedes", "object": other}
        dossier.write(f"articles/{one}{other}.yml", {**ARTICLE, "relations": [relation]})


def copied(dossier: Edited) -> None:
    dossier.write("articles/a.yml", {**ARTICLE, "copy_of": "b"})
    dossier.write("articles/b.yml", ARTICLE)
    dossier.write("articles/c.yml", {**ARTICLE, "copy_of": "a"})


FAR = {
    "a reply is by another": (
        claimed,
        lambda one: one.change("statements/reply.yml", by="minister"),
        Code.NO_REPLY,
    ),
    "a reply is a draft": (
        claimed,
        lambda one: one.change("statements/reply.yml", state="draft"),
        Code.NO_REPLY,
    ),
    "a reply is gone": (
        claimed,
        lambda one: one.file("statements/reply.yml").unlink(),
        Code.NO_REPLY,
    ),
    "a report is a draft": (
        reported,
        lambda one: one.change("articles/reporter.yml", state="draft"),
        Code.NO_SOURCE,
    ),
    "a report is gone": (
        reported,
        lambda one: one.change("articles/reporter.yml", reports=None),
        Code.NO_SOURCE,
    ),
    "a report is older than the event": (
        reported,
        lambda one: one.change("articles/reporter.yml", published="2021-11"),
        Code.EVENT_AFTER_ARTICLE,
    ),
    "a source is older than the event": (
        lambda one: None,
        lambda one: one.change("articles/2021/ministry-2021-release.yml", published="2021-12-09"),
        Code.EVENT_AFTER_ARTICLE,
    ),
    "a party is a person now": (
        lambda one: None,
        lambda one: one.change("entities/example-unit.yml", kind="person", protection="private"),
        Code.BAD_RELATION,
    ),
    "two take each other's place": (
        succeeded,
        lambda one: one.change("instruments/b.yml", relations=supersedes("a")),
        Code.CIRCULAR_REFERENCE,
    ),
    "four take each other's place": (
        succeeded_elsewhere,
        lambda one: one.change("instruments/y.yml", relations=supersedes("z")),
        Code.CIRCULAR_REFERENCE,
    ),
    "three are copies of each other": (
        copied,
        lambda one: one.change("articles/b.yml", copy_of="c"),
        Code.CIRCULAR_REFERENCE,
    ),
}


@pytest.mark.parametrize("name", FAR)
def test_a_problem_in_a_file_that_was_not_edited_is_found(name: str, dossier: Edited) -> None:
    before, edit, code = FAR[name]
    before(dossier)
    dossier.built_as_anew()
    edit(dossier)
    found = dossier.refused_as_anew()
    assert code in {one.code for one in found}


@both_ways
def test_warnings_are_counted_as_in_a_build_from_nothing(dossier: Edited) -> None:
    only_english = {"en": "Only in English"}
    for number, edit in enumerate(
        (
            lambda: dossier.change("events/act-signed.yml", title=only_english),
            lambda: dossier.change("events/company-listed.yml", title=only_english),
            lambda: more_prose(dossier),
            lambda: dossier.change("events/act-signed.yml", title=TITLE),
            lambda: dossier.change("events/company-listed.yml", title=TITLE),
            lambda: dossier.change(
                "statements/ministry-claim.yml",
                against=["example-company", "example-unit"],
                reply_not_sought=None,
            ),
        )
    ):
        edit()
        made = dossier.built_as_anew()
        assert made.warnings == (2, 3, 3, 2, 1, 0)[number]
        assert dossier.kept("site", "warnings") == made.warnings


@both_ways
def test_where_warnings_are_problems_an_edit_is_refused_for_one_anywhere(dossier: Edited) -> None:
    more_prose(dossier)
    found = dossier.refused_as_anew(strict=True)
    assert [one.code for one in found] == [Code.REPLY_NOT_SOUGHT]
    dossier.change(
        "statements/ministry-claim.yml",
        against=["example-company", "example-unit"],
        reply_not_sought=None,
    )
    assert dossier.build(strict=True).warnings == 0
    dossier.change("events/act-signed.yml", title={"en": "Only in English"})
    found = dossier.refused_as_anew(strict=True)
    assert [one.code for one in found] == [Code.MISSING_TRANSLATION]
    assert dossier.built_as_anew().warnings == 1


@pytest.mark.parametrize("moved", ["first", "second"])
def test_an_event_that_comes_near_another_like_it_is_refused(dossier: Edited, moved: str) -> None:
    alike = {**EVENT, "kind": "announcement", "actor": "gazette", "cites": CITES}
    dossier.write("events/first.yml", {**alike, "date": "2020-01-01"})
    dossier.write("events/second.yml", {**alike, "date": "2020-09-01"})
    dossier.built_as_anew()
    dossier.change(f"events/{moved}.yml", date="2020-08-20" if moved == "first" else "2020-01-09")
    [problem] = [one for one in dossier.refused_as_anew() if not one.is_warning]
    assert problem.code == Code.CONTRADICTION


@pytest.mark.parametrize("changed", ["first", "second"])
def test_a_step_that_is_taken_twice_is_refused(dossier: Edited, changed: str) -> None:
    step = {**EVENT, "instruments": ["example-act"], "cites": CITES, "kind": "legislation"}
    dossier.write("events/first.yml", {**step, "date": "2019-01-01", "stage": "repealed"})
    dossier.write("events/second.yml", {**step, "date": "2021-09-01", "stage": "expired"})
    dossier.built_as_anew()
    stage = {"first": "expired", "second": "repealed"}[changed]
    dossier.change(f"events/{changed}.yml", stage=stage)
    [problem] = [one for one in dossier.refused_as_anew() if not one.is_warning]
    assert problem.code == Code.CONTRADICTION
