"""A record in Markdown: its fields, its prose, and what must not pass for either."""

import pytest

from dossier.errors import Code, Problem
from dossier.records.front_matter import Parts, split
from dossier.records.yaml_tree import read_tree


def parts(text: str) -> Parts:
    found = split("a.md", text)
    assert isinstance(found, Parts), found
    return found


def line_of(text: str, word: str) -> int:
    return next(number for number, line in enumerate(text.split("\n")) if word in line)


@pytest.mark.parametrize(
    "text",
    [
        "---\nkind: press\n---\nProse.\n",
        "---\nkind: press\n---\n\n\nProse.\n",
        "---  \nkind: press\ntitle: A\n---\t\nProse.\n",
        "---\r\nkind: press\r\n---\r\n\r\nProse.\r\n",
        "---\nkind: press\nnote: a --- b\n---\nProse.\n",
        "---\nkind: press\n---\nProse.\n\n---\n\nMore prose.\n",
        "---\n# ---- a comment\nkind: press\n---\nProse.",
    ],
)
def test_fields_and_prose_keep_their_lines(text: str) -> None:
    found = parts(text)
    tree = read_tree("a.md", found.fields)
    assert tree.data["kind"] == "press"
    assert tree.keys["kind",] == (line_of(text, "kind"), 0)
    assert found.prose_line + line_of(found.prose, "Prose") == line_of(text, "Prose")


def test_a_rule_in_the_prose_is_prose() -> None:
    assert parts("---\na: b\n---\none\n\n---\n\ntwo\n").prose == "\none\n\n---\n\ntwo\n"


def test_there_may_be_no_prose() -> None:
    assert parts("---\na: b\n---").prose == ""
    assert parts("---\na: b\n---\n").prose.strip() == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Prose.\n",
        "\n---\na: b\n---\n",
        " ---\na: b\n---\n",
        "----\na: b\n----\n",
        "--- a: b\n---\n",
        "kind: press\n---\nProse.\n",
    ],
)
def test_without_fields_the_whole_is_not_taken_for_prose(text: str) -> None:
    problem = split("a.md", text)
    assert isinstance(problem, Problem)
    assert (str(problem.origin), problem.code) == ("a.md:1:1", Code.NO_FRONT_MATTER)


@pytest.mark.parametrize(
    "text", ["---\n", "---\nkind: press\n", "---\nkind: press\n ---\n", "---\nkind: x\n----\nP.\n"]
)
def test_fields_without_an_end_are_named(text: str) -> None:
    problem = split("a.md", text)
    assert isinstance(problem, Problem)
    assert (str(problem.origin), problem.code) == ("a.md:1:1", Code.UNCLOSED_FRONT_MATTER)
