"""The peers of the benchmark get the same pages to make, and make as many with as many links."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench import hugo, markdown
from bench.count import Count, counted, kind_of, links_in
from bench.measure import CommandFailedError, measured
from bench.run import disagreements
from bench.tool import QUIET, missing, ours, peer
from tests.maker import files_below

ARTICLES = 40


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our site of a small dossier."""
    tool = ours(tmp_path_factory.mktemp("ours") / "dossier", ARTICLES, 1)
    measured(tool.command, tool.folder, QUIET)
    return tool.built


def content(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in files_below(folder)}


def test_the_hugo_site_of_a_dossier_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        hugo.write(ARTICLES, tmp_path / name, seed=seed)
    assert content(tmp_path / "one") == content(tmp_path / "again")
    assert content(tmp_path / "one") != content(tmp_path / "other")


def test_the_first_sentence_ends_where_ours_does_and_keeps_its_references() -> None:
    lead, rest = hugo.lead_and_rest("Law of [[party-1]] and [[p-2]] [@a-1, p. 4]. And more. End.")
    assert lead == [
        {"text": "Law of "},
        {"ref": "party-1"},
        {"text": " and "},
        {"ref": "p-2"},
        {"cite": "a-1", "page": "4"},
        {"text": "."},
    ]
    assert rest == "And more. End."


@pytest.mark.parametrize("name", ["hugo", "mkdocs", "zensical"])
def test_a_peer_makes_as_many_pages_and_links_as_ours(
    name: str, site: Path, tmp_path: Path
) -> None:
    if why := missing(name):
        pytest.skip(why)
    tool = peer(name, tmp_path / name, ARTICLES, 1, site)
    measured(tool.command, tool.folder, QUIET)
    mine, theirs = counted(site), counted(tool.built)
    for count in (mine, theirs):
        del count.pages["other"], count.links["other"]  # pages to search, and of missing pages
    assert theirs.pages == mine.pages
    assert theirs.links == mine.links
    assert mine.links["article"] > 10 * ARTICLES


def test_markdown_of_a_page_has_its_links_as_sources(site: Path) -> None:
    texts = dict(markdown.source_files(site))
    assert "](../entities/party-" in texts["articles/article-3.md"]
    assert "](../index.md" not in texts["articles/article-3.md"]
    assert "](article-3.md)" in texts["fr/articles/index.md"]


def test_links_outside_the_content_are_not_counted() -> None:
    page = b'<a href="/">1</a><article class="md-content__inner"><a class="x" href="/a">2</a>'
    page += b'<a id="n">none</a><abbr href=""></abbr></article></main><a href="/">3</a>'
    assert links_in(page) == 1


def test_pages_are_told_apart_by_their_address() -> None:
    kinds = {"": "home", "articles": "register", "articles/a": "article", "404.html": "other"}
    assert {path: kind_of(path) for path in kinds} == kinds


def test_a_missing_page_or_too_many_links_are_a_disagreement() -> None:
    mine, theirs = Count(), Count()
    mine.pages["article"], theirs.pages["article"] = 10, 9
    mine.links["article"], theirs.links["article"] = 1000, 1010
    assert disagreements(mine, theirs) == ["article: 9 pages for our 10"]
    theirs.links["article"] = 1011
    assert len(disagreements(mine, theirs)) == 2


def test_the_cost_of_a_command_includes_what_it_starts(tmp_path: Path) -> None:
    inner = "sum(i * i for i in range(3_000_000)); bytearray(60_000_000)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}], check=True)"
    cost = measured([sys.executable, "-c", code], tmp_path)
    assert cost.peak > 60_000_000
    assert cost.cpu > 0.05
    assert cost.elapsed > 0.05


def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(CommandFailedError, match="exit 3"):
        measured([sys.executable, "-c", "raise SystemExit(3)"], tmp_path)


def test_the_benchmark_says_what_it_can_do() -> None:
    command = [sys.executable, "-m", "bench.run", "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "--sizes" in said.stdout
