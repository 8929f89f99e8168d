"""References in a build: files of sources, what an edit makes again, and without pandoc."""

import json
import shutil
from pathlib import Path

import click
import pytest

from dossier.bibliography.bibliography import Bibliography
from dossier.bibliography.pandoc import Pandoc, installed_pandoc
from dossier.build import build
from dossier.cli import option
from dossier.errors import UsageError
from dossier.host.config import options_of, read_options
from dossier.host.frames import Host
from tests.cli.built import tree
from tests.conftest import Run
from tests.maker import ARTICLE

RELEASE = "articles/ministry-2021-release"


def made(folder: Path) -> list[int]:
    """How many references each call of pandoc makes in a build of a dossier."""
    given: list[int] = []
    real = Pandoc.references

    def counted(self: Pandoc, style: object, items: dict[str, object]) -> dict[str, str]:
        given.append(len(items))
        return real(self, style, items)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pandoc, "references", counted)
        options = read_options(None, folder)
        build(options, Host("mkdocs", folder / "mkdocs.yml"), with_search=False, workers=1)
    return given


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


needs_pandoc = pytest.mark.skipif(
    installed_pandoc() is None, reason="pandoc is not installed: pip install pypandoc_binary"
)


@needs_pandoc
def test_an_edit_has_pandoc_make_what_changed_and_nothing_else(sample: Path) -> None:
    articles = len(list(sample.glob("content/articles/**/*.yml"))) + 1
    page = 1  # all pages of a day are cited alike
    assert made(sample) == [articles + page] * 2
    assert made(sample) == []
    release = sample / "content/articles/2021/ministry-2021-release.yml"
    edit(release, "title: Ministry lists one company", "title: Ministry lists another company")
    assert made(sample) == [1, 1]
    claim = next(sample.glob("content/statements/*.yml"))
    claim.write_text(claim.read_text("utf-8") + "note: looked at again\n", "utf-8")
    assert made(sample) == []
    assert "Ministry Lists Another Company" in (
        sample / "build/site" / RELEASE / "index.html"
    ).read_text("utf-8")


@needs_pandoc
def test_a_publishers_new_name_reaches_its_references_in_one_call_a_language(sample: Path) -> None:
    made(sample)
    ministry = next(sample.glob("content/entities/**/ministry.yml"))
    text = ministry.read_text("utf-8").splitlines()
    text = ["name: Renamed" if line.startswith("name:") else line for line in text]
    ministry.write_text("\n".join(text) + "\n", "utf-8")
    assert len(made(sample)) <= 2
    assert "<li>Renamed. “<a" in (sample / "build/site/sources/index.html").read_text("utf-8")


@needs_pandoc
def test_a_damaged_cache_costs_calls_and_changes_nothing(sample: Path) -> None:
    made(sample)
    before = tree(sample / "build/site")
    (sample / "build/.site.dossier/references.db").write_bytes(b"damaged")
    edit(sample / "mkdocs.yml", "Sample Dossier", "Other Dossier")
    edit(sample / "mkdocs.yml", "Other Dossier", "Sample Dossier")
    shutil.rmtree(sample / "build/.site.dossier/ledger")
    (sample / "build/.site.dossier/last.json").unlink()
    assert len(made(sample)) == 2
    assert tree(sample / "build/site") == before


@needs_pandoc
def test_another_style_makes_all_references_anew(sample: Path) -> None:
    made(sample)
    edit(sample / "mkdocs.yml", 'as_of: "2026', 'citation_style: apa\n      as_of: "2026')
    assert len(made(sample)) == 2
    page = (sample / "build/site" / RELEASE / "index.html").read_text("utf-8")
    assert "(2021, December 10). <em>" in page


def test_a_style_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="citation_style: 'harvard' is none of chicago-notes"):
        options_of({}, {"citation_style": "harvard"}, tmp_path)


def test_every_source_has_its_files_and_a_source_that_goes_leaves_none(
    sample: Path, run: Run
) -> None:
    extra = sample / "content/articles/extra.yml"
    extra.write_text(ARTICLE, "utf-8")
    assert run("dossier", "build", "--no-search", cwd=sample).returncode == 0
    site = sample / "build/site"
    for ending in ("json", "bib", "ris"):
        assert (site / f"articles/extra/cite.{ending}").is_file()
        assert "extra" in (site / f"sources/sources.{ending}").read_text("utf-8")
        assert not (site / f"fr/articles/extra/cite.{ending}").exists()
    extra.unlink()
    assert run("dossier", "build", "--no-search", cwd=sample).returncode == 0
    assert not (site / "articles/extra").exists()
    ids = [one["id"] for one in json.loads((site / "sources/sources.json").read_text("utf-8"))]
    assert "ministry-2021-release" in ids
    assert "extra" not in ids


def test_what_an_editor_says_is_printed_whatever_the_style(sample: Path, run: Run) -> None:
    release = sample / "content/articles/2021/ministry-2021-release.yml"
    release.write_text(f"{release.read_text('utf-8')}cite_as: 12 Rel. 34 <2021>\n", "utf-8")
    assert run("dossier", "build", "--no-search", cwd=sample).returncode == 0
    page = (sample / "build/site" / RELEASE / "index.html").read_text("utf-8")
    assert '<dd class="d-citation">12 Rel. 34 &lt;2021&gt;.' in page
    listed = (sample / "build/site/sources/index.html").read_text("utf-8")
    assert '/ministry-2021-release/">12 Rel. 34 &lt;2021&gt;</a>.' in listed


def test_without_pandoc_references_are_plain_and_that_is_said_once(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in ("dossier.bibliography.pandoc", "dossier.cli.option"):
        monkeypatch.setattr(f"{module}.pandoc_program", lambda: None)
    options = read_options(None, sample)
    build(options, Host("mkdocs", sample / "mkdocs.yml"), with_search=False, workers=1)
    page = (sample / "build/site/sources/index.html").read_text("utf-8")
    assert "References in a plain form, not in that of a citation style." in page
    assert "<cite>" in page
    with click.Context(click.Command("build")):
        option.say_if_plain(options, quiet=True)
        option.say_if_plain(options, quiet=False)
    said = capsys.readouterr().err
    assert said.count("References are plain, not in the style chicago-notes") == 1
    assert "pip install 'mkdocs-dossier[cite]'" in said


def test_a_plain_bibliography_calls_nothing(tmp_path: Path) -> None:
    plain = Bibliography(file=tmp_path / "kept.db")
    plain.prepare([])
    plain.complete()
    assert not (tmp_path / "kept.db").exists()
