"""`dossier build` in real folders."""

import json
import re
from pathlib import Path

import pytest
from lxml import html

from dossier.publish.tree import tree_digest
from tests.cli.built import summary, tree
from tests.conftest import Run
from tests.maker import ARTICLE, make_dossier


def test_a_second_build_writes_no_page_and_changes_no_byte(sample: Path, run: Run) -> None:
    first = run("dossier", "build", cwd=sample)
    assert first.returncode == 0, first.stderr
    built = tree(sample / "build/site")
    times = {path: path.stat().st_mtime_ns for path in (sample / "build/site").rglob("*.html")}
    second = run("dossier", "build", cwd=sample)
    assert second.returncode == 0
    assert ", 0 pages written," in summary(second.stderr)
    assert tree(sample / "build/site") == built
    assert times == {path: path.stat().st_mtime_ns for path in times}


def test_two_clean_builds_are_equal_byte_for_byte(
    sample: Path, sample_site: Path, run: Run
) -> None:
    """All but the search index: Pagefind orders that anew each time."""
    assert run("dossier", "build", cwd=sample).returncode == 0
    ours, theirs = tree(sample / "build/site"), tree(sample_site)
    for built in (ours, theirs):
        for path in [path for path in built if path.startswith("pagefind/")]:
            del built[path]
    assert ours == theirs


def test_an_edited_record_changes_the_pages_it_touches_and_no_other(sample: Path, run: Run) -> None:
    run("dossier", "build", cwd=sample)
    before = tree(sample / "build/site")
    record = sample / "content/entities/gazette.yml"
    record.write_text(
        record.read_text("utf-8").replace("A newspaper", "A daily newspaper"), "utf-8"
    )
    done = run("dossier", "build", cwd=sample)
    assert done.returncode == 0
    after = tree(sample / "build/site")
    changed = {path for path in before if path.endswith(".html") and before[path] != after[path]}
    touched = ("entities/gazette/", "articles/gazette-2021-listing/")
    assert changed == {f"{root}{page}index.html" for root in ("", "fr/") for page in touched}, (
        "its own page, and that of the article it cites, which shows the sentence"
    )
    assert b"A daily newspaper" in after["entities/gazette/index.html"]


def test_a_deleted_record_leaves_nothing_behind(sample: Path, run: Run) -> None:
    run("dossier", "build", cwd=sample)
    (sample / "content/articles/copy-of-release.yml").unlink()
    remark = sample / "content/statements/minister-remark.yml"
    remark.write_text(remark.read_text("utf-8").replace(", copy-of-release", ""), "utf-8")
    done = run("dossier", "build", cwd=sample)
    assert done.returncode == 0, done.stdout
    assert ", 2 removed," in summary(done.stderr)
    left = tree(sample / "build/site")
    assert not [path for path in left if "copy-of-release" in path]
    assert not [path for path, data in left.items() if b"copy-of-release" in data]


def test_a_former_id_redirects_in_every_language(sample_site: Path) -> None:
    target = "../example-company/"
    for root in ("", "fr/"):
        html = (sample_site / f"{root}entities/old-company/index.html").read_text("utf-8")
        assert f'<meta http-equiv="refresh" content="0; url={target}">' in html
        assert '<meta name="robots" content="noindex">' in html
        assert f'<a href="{target}">' in html


def test_a_dossier_with_problems_leaves_the_old_site_in_place(sample: Path, run: Run) -> None:
    run("dossier", "build", cwd=sample)
    before = tree(sample / "build/site")
    record = sample / "content/entities/gazette.yml"
    record.write_text("name: Gazette\nkind: paper\n", "utf-8")
    done = run("dossier", "build", cwd=sample)
    assert done.returncode == 1
    assert "content/entities/gazette.yml:2:7: bad-choice" in done.stdout
    assert "the site is as it was" in done.stderr
    assert tree(sample / "build/site") == before


def test_warnings_stop_a_build_only_when_strict(sample: Path, run: Run) -> None:
    done = run("dossier", "build", "--strict", cwd=sample)
    assert done.returncode == 1
    assert "reply-not-sought" in done.stdout
    assert not (sample / "build/site").exists()


def test_a_folder_that_is_not_a_site_of_ours_is_left_alone(sample: Path, run: Run) -> None:
    precious = sample / "build/site/precious.txt"
    precious.parent.mkdir(parents=True)
    precious.write_text("mine", "utf-8")
    done = run("dossier", "build", cwd=sample)
    assert done.returncode == 2
    assert "files that dossier did not write" in done.stderr
    assert tree(sample / "build/site") == {"precious.txt": b"mine"}


def test_inputs_are_never_touched(sample: Path, run: Run) -> None:
    before = tree(sample / "content")
    run("dossier", "check", cwd=sample)
    run("dossier", "build", cwd=sample)
    assert tree(sample / "content") == before


def test_the_manifest_says_what_the_site_was_built_from(sample_site: Path) -> None:
    manifest = json.loads((sample_site / "build.json").read_text("utf-8"))
    pages = list(sample_site.rglob("*.html"))
    assert manifest["as_of"] == "2026-11-22"
    assert manifest["records"] == 18
    assert sum(manifest["pages"].values()) == len(pages)
    assert manifest["pages"]["redirect"] == 2
    assert manifest["tree"] == tree_digest(sample_site)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("check",), 0, ""),
        (("check", "nowhere"), 2, "does not exist"),
        (("check", "--as-of", "yesterday"), 2, "yesterday"),
        (("build", "--host", "jekyll"), 2, "'jekyll' is not one of"),
        (("build", "-f", "other.yml"), 2, "other.yml"),
        (("serve", "-a", "here"), 2, "is not an address"),
        (("serve", "-a", "127.0.0.1:65536"), 2, "is not an address"),
        (("chek",), 2, "No such command"),
        (("explain", "unknown-idd"), 2, "did you mean unknown-id?"),
    ],
)
def test_misuse_is_told_from_problems(
    arguments: tuple[str, ...], status: int, said: str, sample: Path, run: Run
) -> None:
    done = run("dossier", *arguments, cwd=sample)
    assert done.returncode == status
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_configuration_there_is_nothing_to_build(tmp_path: Path, run: Run) -> None:
    (tmp_path / "content").mkdir()
    done = run("dossier", "build", cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no mkdocs.yml here" in done.stderr


def test_a_missing_host_is_the_machines_fault(
    sample: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocker = tmp_path / "block" / "properdocs"
    blocker.mkdir(parents=True)
    (blocker / "__init__.py").write_text("raise ModuleNotFoundError('properdocs')", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "block"))
    done = run("dossier", "build", "--host", "properdocs", cwd=sample)
    assert done.returncode == 3
    assert "properdocs is not installed" in done.stderr


def test_explain_prints_the_paragraph_of_a_code(sample: Path, run: Run) -> None:
    done = run("dossier", "explain", "no-reply", cwd=sample)
    assert done.returncode == 0
    assert done.stdout.startswith("no-reply\n\nA party is accused")
    assert "###" not in done.stdout


ONE_OF_EACH = {
    "articles/gazette.yml": ARTICLE,
    "entities/acme.yml": "name: Acme\nkind: place\n",
    "instruments/act.yml": "title: Act\nkind: law\n",
    "themes/all.yml": "title: All\nscope: All of it.\n",
}


@pytest.mark.parametrize("files", [{}, *({path: text} for path, text in ONE_OF_EACH.items())])
@pytest.mark.parametrize("host", ["dossier", "mkdocs"])
def test_a_dossier_may_begin_with_nothing_or_with_one_record(
    files: dict[str, str], host: str, tmp_path: Path, run: Run
) -> None:
    make_dossier(files | {"pages/index.md": "# Home\n"}, tmp_path)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: T\ntheme: {name: material, font: false}\ndocs_dir: content/pages\n"
        "site_dir: build/site\nplugins: [dossier]\n",
        "utf-8",
    )
    done = run(host, "build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for path in files:
        page = tmp_path / "build/site" / path.replace(".yml", "/index.html")
        assert page.is_file()
    assert not list((tmp_path / "build/site").rglob("DOSSIER*"))


def test_a_build_that_is_cut_short_leaves_the_old_site_and_locks_nobody_out(
    sample: Path, run: Run
) -> None:
    code = (
        "import os, dossier.publish.search as s, dossier.pipeline as p\n"
        "p.search.bring_up_to_date = lambda *all: os._exit(9)\n"
        "import sys; sys.argv = ['dossier', 'build']\n"
        "from dossier.cli import main; main()\n"
    )
    (sample / "cut.py").write_text(code, "utf-8")
    assert run("cut", cwd=sample).returncode == 9
    assert not (sample / "build/site").exists()
    done = run("dossier", "build", cwd=sample)
    assert done.returncode == 0, done.stderr
    before = tree(sample / "build/site")
    record = sample / "content/entities/gazette.yml"
    record.write_text(record.read_text("utf-8").replace("newspaper", "zebrawonder"), "utf-8")
    assert run("cut", cwd=sample).returncode == 9
    assert tree(sample / "build/site") == before
    assert run("dossier", "build", cwd=sample).returncode == 0
    assert b"zebrawonder" in (sample / "build/site/entities/gazette/index.html").read_bytes()


def test_a_build_that_is_interrupted_says_so_by_its_status(sample: Path, run: Run) -> None:
    code = (
        "import os, signal, dossier.pipeline as p\n"
        "p.search.bring_up_to_date = lambda *all: os.kill(os.getpid(), signal.SIGINT)\n"
        "import sys; sys.argv = ['dossier', 'build']\n"
        "from dossier.cli import main; main()\n"
    )
    (sample / "interrupted.py").write_text(code, "utf-8")
    assert run("interrupted", cwd=sample).returncode == 130


def test_a_site_can_be_built_anew_or_without_search(sample: Path, run: Run) -> None:
    run("dossier", "build", "--no-search", cwd=sample)
    assert not (sample / "build/site/pagefind").exists()
    run("dossier", "build", cwd=sample)
    index = sample / "build/site/pagefind/parts.json"
    assert index.is_file()
    inode = index.stat().st_ino
    again = run("dossier", "build", cwd=sample)
    assert index.stat().st_ino == inode, "an index of the same pages is kept"
    anew = run("dossier", "build", "--clean", cwd=sample)
    assert ", 0 pages written," in summary(again.stderr)
    assert "67 pages written, 0 kept," in summary(anew.stderr)
    assert index.stat().st_ino != inode
    assert not (sample / "build/.site.dossier/state.json.tmp").exists()


def test_too_many_pages_do_not_go_unless_told(sample: Path, run: Run) -> None:
    run("dossier", "build", "--no-search", cwd=sample)
    before = tree(sample / "build/site")
    config = sample / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(re.sub(r"^ +fr: .*\n", "", text, flags=re.MULTILINE), "utf-8")
    done = run("dossier", "build", "--no-search", cwd=sample)
    assert done.returncode == 2, done.stderr
    assert "of the 67 pages published, 31 would be gone from their addresses" in done.stderr
    assert tree(sample / "build/site") == before
    done = run("dossier", "build", "--no-search", "--allow-loss", cwd=sample)
    assert done.returncode == 0, done.stderr
    assert not (sample / "build/site/fr/entities").exists()


def test_a_file_that_the_host_only_copies_is_copied_byte_for_byte(sample: Path, run: Run) -> None:
    raw = "<!doctype html><title>x</title><p>DOSSIERxENDx DOSSIERxREFxffx\r\n"
    (sample / "content/pages/raw.txt").write_bytes(raw.encode())
    (sample / "content/pages/assets").mkdir()
    (sample / "content/pages/assets/chart.csv").write_bytes(raw.encode())
    (sample / "content/pages/v1.html").mkdir()
    (sample / "content/pages/v1.html/index.md").write_text("# First version\n", "utf-8")
    done = run("dossier", "build", cwd=sample)
    assert done.returncode == 0, done.stderr
    assert (sample / "build/site/raw.txt").read_bytes() == raw.encode()
    assert (sample / "build/site/assets/chart.csv").read_bytes() == raw.encode()
    assert (sample / "build/site/v1.html/index.html").is_file()


def test_a_site_may_be_called_anything(sample: Path, run: Run) -> None:
    name, about = 'The "A & B" <i>file</i>', "What \"A\" 'did' <to> B"
    config = sample / "mkdocs.yml"
    text = config.read_text("utf-8").replace(
        "site_name: Sample Dossier\n",
        f"site_name: {json.dumps(name)}\nsite_description: {json.dumps(about)}\n",
    )
    config.write_text(text, "utf-8")
    done = run("dossier", "build", "--no-search", cwd=sample)
    assert done.returncode == 0, done.stderr
    for path in ("index.html", "entities/index.html", "404.html"):
        page = html.fromstring((sample / "build/site" / path).read_bytes())
        assert page.findtext(".//title").endswith(name), path
        [*logos] = page.find_class("md-logo")
        assert {(one.get("aria-label"), one.get("title")) for one in logos} == {(name, name)}
        assert not page.findall(".//header//i"), path
    described = html.fromstring((sample / "build/site/index.html").read_bytes())
    assert about in described.xpath("//meta[@name='description']/@content")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('as_of: "2026-11-22"', "as_of: 2021-13-01", "month must be in 1..12"),
        ("fr: {name: Français", "de: {name: Deutsch", "no catalogue for the interface in 'de'"),
        ("contact:", "content: /records\n      contact:", "is not a folder below"),
        ("site_dir: build/site", "site_dir: mkdocs.yml/site", "mkdocs.yml is not a folder"),
    ],
)
def test_a_wrong_configuration_is_refused_with_the_reason(
    old: str, new: str, said: str, sample: Path, run: Run
) -> None:
    config = sample / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert old in text
    config.write_text(text.replace(old, new), "utf-8")
    done = run("dossier", "build", cwd=sample)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_day_may_be_written_without_quotes(sample: Path, run: Run) -> None:
    config = sample / "mkdocs.yml"
    text = config.read_text("utf-8").replace('as_of: "2026-11-22"', "as_of: 2026-11-22")
    config.write_text(text, "utf-8")
    assert run("dossier", "build", cwd=sample).returncode == 0
