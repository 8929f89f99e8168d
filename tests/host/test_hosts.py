"""Whatever host builds, the pages are the same; and none publishes a dossier with problems."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Run

HOSTS = ("mkdocs", "properdocs")


def html(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.suffix in (".html", ".xml")
    }


@pytest.mark.parametrize("host", HOSTS)
def test_a_hosts_own_build_gives_the_pages_that_dossier_build_gives(
    host: str, sample: Path, sample_site: Path, run: Run
) -> None:
    done = run(host, "build", "--quiet", "-f", "mkdocs.yml", cwd=sample)
    assert done.returncode == 0, done.stderr
    assert html(sample / "build/site") == html(sample_site)


def test_dossier_build_with_properdocs_gives_the_same_pages(
    sample: Path, sample_site: Path, run: Run
) -> None:
    done = run("dossier", "build", "--host", "properdocs", cwd=sample)
    assert done.returncode == 0, done.stderr
    assert html(sample / "build/site") == html(sample_site)


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_logs_every_problem_and_publishes_nothing(
    host: str, sample: Path, sample_site: Path, run: Run
) -> None:
    (sample / "content/entities/gazette.yml").write_text("name: Gazette\nkind: paper\n", "utf-8")
    event = sample / "content/events/act-signed.yml"
    event.write_text(event.read_text("utf-8").replace("minister", "ministre"), "utf-8")
    shutil.copytree(sample_site, sample / "build/site")
    done = run(host, "build", "-f", "mkdocs.yml", cwd=sample)
    assert done.returncode == 1
    assert "content/entities/gazette.yml:2:7: bad-choice" in done.stderr
    assert "content/events/act-signed.yml:6:8: unknown-id: no entity 'ministre'" in done.stderr
    assert "Traceback" not in done.stderr
    assert html(sample / "build/site") == html(sample_site), "the site is as it was"


def test_a_plugin_that_cannot_see_records_is_named(sample: Path, run: Run) -> None:
    config = sample / "mkdocs.yml"
    text = config.read_text("utf-8").replace("plugins:\n", "plugins:\n  - search\n")
    config.write_text(text, "utf-8")
    done = run("mkdocs", "build", cwd=sample)
    assert done.returncode == 0
    assert "the plugin 'material/search' cannot see records" in done.stderr


def test_another_theme_is_refused_with_the_reason(sample: Path, run: Run) -> None:
    config = sample / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("name: material", "name: mkdocs"), "utf-8")
    done = run("mkdocs", "build", cwd=sample)
    assert done.returncode == 1
    assert "made for the theme 'material'" in done.stderr


def test_addresses_without_folders_are_refused_with_the_reason(sample: Path, run: Run) -> None:
    config = sample / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "use_directory_urls: false\n", "utf-8")
    ours = run("dossier", "build", cwd=sample)
    assert ours.returncode == 2
    assert "use_directory_urls: false is not supported" in ours.stderr
    theirs = run("mkdocs", "build", cwd=sample)
    assert theirs.returncode == 1
    assert "use_directory_urls: false is not supported" in theirs.stderr
