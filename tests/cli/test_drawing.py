"""Networks in a build: drawn where Graphviz is, and what is said where it is not."""

from pathlib import Path

import click
import pytest

from dossier.build import build
from dossier.cli import option
from dossier.drawing import graphviz
from dossier.host.config import read_options
from dossier.host.frames import Host
from tests.conftest import Run
from tests.drawing.graphviz import needs_graphviz


def test_without_graphviz_networks_are_tables_and_that_is_said_once(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(graphviz, "PROGRAM", "no-such-program")
    options = read_options(None, sample)
    build(options, Host("mkdocs", sample / "mkdocs.yml"), with_search=False, workers=1)
    site = sample / "build/site"
    for path in ("network/index.html", "fr/network/index.html"):
        page = (site / path).read_text("utf-8")
        assert "d-graph" not in page
        assert "d-table" in page
    unit = (site / "entities/example-unit/index.html").read_text("utf-8")
    assert "d-graph" in unit, "a neighbourhood needs no Graphviz"
    with click.Context(click.Command("build")):
        option.say_if_plain(options, quiet=True)
        option.say_if_plain(options, quiet=False)
    said = capsys.readouterr().err
    assert said.count("Networks are tables without drawings: for these, install Graphviz") == 1


@needs_graphviz
def test_the_same_records_are_drawn_the_same_elsewhere(sample: Path, run: Run) -> None:
    drawn = []
    for folder in (sample, sample.parent / "elsewhere"):
        if folder != sample:
            sample.rename(folder)
        assert run("dossier", "build", "--clean", "--no-search", cwd=folder).returncode == 0
        drawn.append((folder / "build/site/network/index.html").read_bytes())
    assert b"d-graph" in drawn[0]
    assert drawn[0] == drawn[1]


@needs_graphviz
def test_nothing_is_made_again_where_graphviz_is_the_same(sample: Path, run: Run) -> None:
    assert run("dossier", "build", "--no-search", cwd=sample).returncode == 0
    again = run("dossier", "build", "--no-search", cwd=sample)
    assert " 0 pages written" in again.stderr
