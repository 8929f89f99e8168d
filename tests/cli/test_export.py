"""`dossier export pdf`: what it writes, where, and what it refuses."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Run


def test_a_theme_becomes_a_file_of_its_name_in_the_language_of_the_site(
    sample: Path, run: Run, weasyprint: None
) -> None:
    done = run("dossier", "export", "pdf", "listing", cwd=sample)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "listing.pdf: " in done.stderr
    assert (sample / "listing.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert run("dossier", "export", "pdf", "listing", "--lang", "fr", "-q", cwd=sample).stderr == ""
    assert (sample / "listing.fr.pdf").is_file()


def test_the_same_records_give_the_same_bytes_in_another_folder_and_process(
    sample: Path, tmp_path: Path, run: Run, weasyprint: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    shutil.copytree(sample, other)
    found = []
    for seed, folder, zone in (("1", sample, "UTC"), ("2", other, "Pacific/Kiritimati")):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        monkeypatch.setenv("TZ", zone)
        done = run("dossier", "export", "pdf", "listing", "-o", "it.pdf", cwd=folder)
        assert done.returncode == 0, done.stderr
        found.append((folder / "it.pdf").read_bytes())
    assert found[0] == found[1]


def test_what_there_is_not_is_misuse(sample: Path, run: Run) -> None:
    done = run("dossier", "export", "pdf", "listings", cwd=sample)
    assert done.returncode == 2
    assert "did you mean 'listing'?" in done.stderr
    done = run("dossier", "export", "pdf", "listing", "--lang", "de", cwd=sample)
    assert done.returncode == 2
    assert "the site has no language 'de'; it has en, fr" in done.stderr


def test_a_dossier_with_problems_gives_no_brief(sample: Path, run: Run) -> None:
    (sample / "content/entities/wrong.yml").write_text("name: Wrong\n", "utf-8")
    done = run("dossier", "export", "pdf", "listing", cwd=sample)
    assert done.returncode == 1
    assert "content/entities/wrong.yml:1:1: missing-field" in done.stdout
    assert not (sample / "listing.pdf").exists()


@pytest.mark.parametrize(
    ("stands_in", "said"),
    [
        ("raise ModuleNotFoundError", "pip install 'mkdocs-dossier[pdf]'"),
        ("raise OSError('cannot load library')", "apt-get install libpango-1.0-0"),
    ],
)
def test_without_the_extra_or_its_libraries_it_is_the_machine(
    sample: Path, run: Run, stands_in: str, said: str
) -> None:
    (sample / "weasyprint.py").write_text(f"{stands_in}\n", "utf-8")
    done = run("dossier", "export", "pdf", "listing", cwd=sample)
    assert done.returncode == 3
    assert said in done.stderr
    assert "Traceback" not in done.stderr
