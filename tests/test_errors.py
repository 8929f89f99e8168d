"""Problems, their codes, and the page that explains them."""

import re
from importlib import resources

import pytest

from dossier.cli.explain import explanations
from dossier.errors import (
    MAX_ALIKE,
    WARNINGS,
    Code,
    Origin,
    Problem,
    ProblemsError,
    named,
)

PAGE = (resources.files("dossier") / "problems.md").read_text("utf-8")


def test_every_code_has_a_section_and_every_section_a_code() -> None:
    assert sorted(re.findall(r"^### (.*)$", PAGE, re.MULTILINE)) == sorted(Code)


def test_the_sections_stand_in_the_order_of_the_codes_but_for_the_warnings() -> None:
    sections = re.findall(r"^### (.*)$", PAGE, re.MULTILINE)
    warnings = [code for code in Code if code in WARNINGS]
    assert sections[-len(warnings) :] == warnings


@pytest.mark.parametrize("code", Code)
def test_a_code_is_kebab_case_and_explained_in_a_paragraph(code: Code) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    assert len(explanations()[code].split()) >= 8
    assert explanations()[code].endswith(".")


def test_a_problem_reads_as_one_line_and_a_hint() -> None:
    problem = Problem(Origin("content/vote.yml", 3, 12), Code.UNKNOWN_ID, "no entity 'x'", "add it")
    assert str(problem) == "content/vote.yml:3:12: unknown-id: no entity 'x'\n  hint: add it"
    assert str(Problem(Origin("a.yml"), Code.SYMLINK, "a link")) == "a.yml:1:1: symlink: a link"


def messages(slips: list[tuple[str, int]]) -> list[str]:
    def problem(slip: tuple[str, int]) -> Problem:
        return Problem(Origin("a.yml", slip[1]), Code.UNKNOWN_KEY, f"{slip[0]}{slip[1]}")

    return [one.message for one in named(slips, lambda slip: slip[0], problem)]


def test_of_many_problems_of_a_kind_in_a_file_the_last_named_says_how_many_more_there_are() -> None:
    slips = [(kind, number) for number in range(1, MAX_ALIKE + 1) for kind in "ab"]
    assert messages(slips) == [f"{kind}{number}" for kind, number in slips]
    more = [("a", number) for number in range(MAX_ALIKE + 1, 2_000)]
    assert messages([*slips, *more, ("c", 1)]) == [
        *(f"{kind}{number}" for kind, number in slips[:-2]),
        f"a{MAX_ALIKE}; and 1,899 more of this kind in this file",
        f"b{MAX_ALIKE}",
        "c1",
    ]


def test_problems_sort_by_where_they_are() -> None:
    places = [Origin("a", 2, 1), Origin("a", 10, 1), Origin("a", 10, 2), Origin("b", 1, 1)]
    problems = [Problem(place, Code.NO_SOURCE, "m") for place in places]
    backwards = problems[::-1]
    assert sorted(backwards) == problems


@pytest.mark.parametrize("code", Code)
def test_only_the_warnings_let_a_build_go_on(code: Code) -> None:
    warnings = {"reply-not-sought", "reply-overdue", "reply-unpublished", "reply-search-old"}
    warnings |= {
        "review-due",
        "planned-in-past",
        "missing-translation",
        "stated-as-fact",
        "loaded-word",
    }
    warnings |= {"quote-words-only", "quote-ambiguous", "receipt-missing", "receipt-stale"}
    warnings |= {"source-changed", "source-moved", "mixed-scripts", "tracking-parameters"}
    assert Problem(Origin("a"), code, "m").is_warning == (code in warnings)


def test_the_error_of_a_build_carries_the_problems() -> None:
    problems = (Problem(Origin("a"), Code.SYMLINK, "m"), Problem(Origin("b"), Code.SYMLINK, "m"))
    error = ProblemsError(problems)
    assert error.problems == problems
    assert "2 problems" in str(error)
