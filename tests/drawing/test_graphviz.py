"""Calling Graphviz."""

import os
import stat
from pathlib import Path

import pytest

from dossier.drawing.graphviz import Graphviz, installed_graphviz
from dossier.drawing.shape import Box
from dossier.errors import MachineError
from tests.drawing.graphviz import installed, needs_graphviz

BOXES = [Box(0, 0, 60, 15)] * 4
PAIRS = [(0, 1), (1, 2), (2, 3)]


def program(folder: Path, script: str) -> str:
    """A program that is found in the place of Graphviz."""
    file = folder / "neato"
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)


@needs_graphviz
def test_it_finds_a_place_for_each_box_of_each_net() -> None:
    nets = [(BOXES, PAIRS), (BOXES[:3], PAIRS[:2])]
    placed = installed().placed(nets)
    assert [len(boxes) for boxes in placed] == [4, 3]
    for boxes in placed:
        assert len({box.middle for box in boxes}) == len(boxes)
        for box in boxes:
            assert (box.width, box.height) == pytest.approx((60, 15), abs=0.1)


@needs_graphviz
def test_boxes_are_moved_apart() -> None:
    here = [Box(one, 0, 60, 15) for one in range(4)]
    (boxes,) = installed().apart([(here, PAIRS)])
    for one, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:one])


@needs_graphviz
def test_the_same_nets_have_the_same_places_in_any_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nets = [(BOXES, PAIRS)]
    first = installed().placed(nets)
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert installed().placed(nets) == first


def test_nothing_takes_no_program() -> None:
    assert Graphviz("nowhere", "").placed([]) == ()


def test_where_there_is_none_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert installed_graphviz() is None
    program(tmp_path, "exit 1")
    assert installed_graphviz() is None, "it says that it cannot be used"


def test_another_version_is_another_graphviz(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = []
    for version in ("2.43", "12.2.0"):
        program(tmp_path, f"echo neato - graphviz version {version} >&2")
        found.append(installed_graphviz())
    assert [one.version for one in found if one] == [
        "neato - graphviz version 2.43",
        "neato - graphviz version 12.2.0",
    ]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo too bad >&2; exit 3", "Graphviz cannot draw: too bad"),
        ("cat >/dev/null; echo graph 1 1 1; echo stop", "Graphviz has not placed everything"),
        ("cat >/dev/null", "Graphviz has not placed everything"),
    ],
)
def test_a_failure_is_one_of_the_machine(script: str, said: str, tmp_path: Path) -> None:
    broken = Graphviz(program(tmp_path, script), "")
    with pytest.raises(MachineError, match=said):
        broken.placed([(BOXES, PAIRS)])


def test_a_program_that_is_gone_is_one_too(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="Graphviz cannot be run"):
        Graphviz(str(tmp_path / "neato"), "").apart([(BOXES, PAIRS)])


def test_it_is_told_numbers_only(tmp_path: Path) -> None:
    told = tmp_path / "told"
    answer = "; ".join(f"echo node {one} 1 1 1 1" for one in range(4))
    graphviz = Graphviz(
        program(tmp_path, f"cat >{told}; echo graph 1 9 9; {answer}; echo stop"), ""
    )
    (boxes,) = graphviz.placed([(BOXES, PAIRS)])
    assert [box.middle for box in boxes] == [(72, -72)] * 4
    written = told.read_text("utf-8")
    assert written.startswith("graph{0[width=0.8333 height=0.2083];")
    assert "0--1;1--2;2--3}" in written
    assert os.path.exists(told)
