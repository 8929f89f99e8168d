"""A stamped page equals the host's own rendering of the same body, byte for byte."""

import shutil
from pathlib import Path

import pytest
import yaml

from dossier.host.config import read_options
from dossier.publish.address import frame_addresses
from dossier.publish.policy import guarded
from tests.conftest import SAMPLE, Run
from tests.maker import make_long

ORACLE = Path(__file__).parent / "oracle_hook.py"


@pytest.fixture(scope="module")
def oracle_site(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    folder = tmp_path_factory.mktemp("oracle") / "dossier"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("build"))
    config = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    config["hooks"] = [str(ORACLE)]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    done = run("mkdocs", "build", "--quiet", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "build" / "site"


def test_every_stamped_page_equals_the_hosts_own_rendering(
    sample_site: Path, oracle_site: Path
) -> None:
    compared = set()
    for file in sorted(sample_site.rglob("index.html")):
        path = file.relative_to(sample_site)
        theirs = oracle_site / path
        text = file.read_text("utf-8")
        if 'class="d-page d-written"' in text or 'http-equiv="refresh"' in text:
            continue
        rendered = theirs.read_text("utf-8")
        assert guarded(rendered, with_search=path.parent.name == "search") == text, path
        compared.add(path.parent.as_posix())
    options = read_options(None, SAMPLE)
    kinds = {
        (address.kind, address.lang, address.path.split("DOSSIER")[0])
        for address in frame_addresses(options)
        if not address.kind.endswith("-year")
    }
    missing = {
        kind for kind in kinds if not any(f"{path}/".startswith(kind[2]) for path in compared)
    }
    assert not missing, "every kind of page in every language is compared"
    assert len(compared) > 40


def test_the_page_of_one_year_equals_the_hosts_own_rendering(tmp_path: Path, run: Run) -> None:
    folders = [tmp_path / "ours", tmp_path / "theirs"]
    for folder in folders:
        shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("build"))
        make_long(folder)
        if folder.name == "theirs":
            config = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
            config["hooks"] = [str(ORACLE)]
            (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    assert run("dossier", "build", cwd=folders[0]).returncode == 0
    assert run("mkdocs", "build", "--quiet", cwd=folders[1]).returncode == 0
    years = [*(f"timeline/{year}" for year in (2020, 2021)), "timeline", "statements"]
    years += [f"statements/year/{year}" for year in (2017, 2018, 2019, 2021)]
    for path in (f"{root}{name}/index.html" for name in years for root in ("", "fr/")):
        ours, theirs = ((folder / "build/site" / path).read_text("utf-8") for folder in folders)
        assert ours == guarded(theirs), path
        assert "2021" in ours, path


def test_no_marker_survives_in_a_built_site(sample_site: Path, founding_site: Path) -> None:
    for site in (sample_site, founding_site):
        for file in site.rglob("*"):
            if file.suffix in (".html", ".xml", ".json", ".js", ".css"):
                assert "DOSSIERx" not in file.read_text("utf-8"), file
            assert "DOSSIER" not in file.name
