"""Problems, their codes, and the page that explains them."""

import re
from importlib import resources

import pytest

from dossier.cli.explain import explanations
from dossier.errors import WARNINGS, Code, Origin, Problem, ProblemsError

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
