"""Pictures for links in a build: which pages have one, and what makes them again."""

import re
import shutil
import struct
from io import BytesIO
from pathlib import Path

import click
import pytest
from PIL import Image

from dossier.build import build, differences
from dossier.cli import option
from dossier.errors import UsageError
from dossier.host.config import options_of, read_options
from dossier.host.frames import Host
from dossier.publish import card
from tests.cli.built import tree
from tests.conftest import Run

NAME = "card.png"


@pytest.fixture
def asked(sample: Path) -> Path:
    """The sample dossier, which asks for pictures."""
    config = sample / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("- dossier:\n", "- dossier:\n      cards: true\n"), "utf-8")
    return sample


def made(folder: Path, *, workers: int = 1) -> dict[str, bytes]:
    options = read_options(None, folder)
    host = Host("mkdocs", folder / "mkdocs.yml")
    build(options, host, with_search=False, workers=workers)
    return tree(folder / "build/site")


def pictures(site: dict[str, bytes]) -> list[str]:
    return sorted(path.removesuffix(f"/{NAME}") for path in site if path.endswith(NAME))


def test_parties_and_themes_have_a_picture_in_each_language(asked: Path, resvg: None) -> None:
    site = made(asked)
    ids = [f"entities/{file.stem}" for file in asked.glob("content/entities/*.yml")]
    ids.append("themes/listing")
    assert pictures(site) == sorted([*ids, *(f"fr/{id}" for id in ids)])
    for path in pictures(site):
        assert struct.unpack(">II", site[f"{path}/{NAME}"][16:24]) == (1200, 630)
        page = site[f"{path}/index.html"].decode()
        found = re.search('property="og:image" content="([^"]*)"', page)
        assert found is not None
        assert found[1].startswith(f"https://example.org/sample/{path}/{NAME}?v=")
        assert 'name="twitter:card" content="summary_large_image"' in page
    assert "og:image" not in site["timeline/index.html"].decode()


def test_a_picture_opens_and_its_words_are_dark_on_light(asked: Path, resvg: None) -> None:
    site = made(asked)
    picture = Image.open(BytesIO(site["entities/example-company/card.png"])).convert("L")
    assert picture.size == (1200, 630)
    name = picture.crop((80, 120, 1120, 260))
    darkest, lightest = name.getextrema()
    assert (lightest + 5) / (darkest + 5) > 4.5
    ink = sum(name.histogram()[:100])
    assert 2000 < ink < name.width * name.height / 2, "letters, neither none nor a bar"
    rows = [
        number
        for number in range(name.height)
        if name.crop((0, number, 1040, number + 1)).getextrema()[0] < 100
    ]
    assert len(rows) > 30, "large enough to be read where it is shown small"


def test_an_edit_draws_what_it_touches_and_gives_what_a_build_from_nothing_gives(
    asked: Path, resvg: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made(asked)
    drawn: list[str] = []
    real = card._drawn
    monkeypatch.setattr(card, "_drawn", lambda svg: [drawn.append(svg), real(svg)][1])
    company = asked / "content/entities/example-company.yml"
    text = company.read_text("utf-8")
    company.write_text(text.replace("makes examples [", "makes other examples ["), "utf-8")
    after = made(asked)
    changed = [
        path for path in pictures(after) if after[f"{path}/{NAME}"] != before[f"{path}/{NAME}"]
    ]
    assert changed == ["entities/example-company"]
    assert len(drawn) == 1
    assert differences(read_options(None, asked), Host("mkdocs", asked / "mkdocs.yml")) == ()


def test_pictures_that_are_not_asked_for_any_more_go(asked: Path, resvg: None) -> None:
    assert pictures(made(asked))
    config = asked / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("cards: true", "cards: false"), "utf-8")
    assert pictures(made(asked)) == []


def test_pages_are_made_again_when_the_extra_comes_and_when_it_goes(
    asked: Path, resvg: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(card, "installed_resvg", lambda: "")
        bare = made(asked)
        assert pictures(bare) == []
        assert "og:image" not in bare["entities/ministry/index.html"].decode()
    assert pictures(made(asked))
    monkeypatch.setattr(card, "installed_resvg", lambda: "")
    assert made(asked) == bare


def test_the_host_alone_gives_the_same_pictures(asked: Path, run: Run, resvg: None) -> None:
    ours = {path: data for path, data in made(asked).items() if path.endswith(NAME)}
    shutil.rmtree(asked / "build")
    done = run("mkdocs", "build", cwd=asked)
    assert done.returncode == 0, done.stderr
    site = tree(asked / "build/site")
    assert {path: data for path, data in site.items() if path.endswith(NAME)} == ours


def test_it_is_said_once_that_the_extra_is_missing(
    asked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(option, "installed_resvg", lambda: "")
    options = read_options(None, asked)
    with click.Context(click.Command("build")):
        option.say_if_without_cards(options, quiet=True)
        option.say_if_without_cards(options, quiet=False)
    assert capsys.readouterr().err.count("pip install 'mkdocs-dossier[cards]'") == 1


def test_the_option_is_true_or_false(tmp_path: Path) -> None:
    assert options_of({}, {"cards": True}, tmp_path).cards
    assert not options_of({}, {}, tmp_path).cards
    with pytest.raises(UsageError, match="cards: 'yes' is neither true nor false"):
        options_of({}, {"cards": "yes"}, tmp_path)
