"""Another language of the interface takes nothing but a catalogue."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from lxml import html

from tests.conftest import REPOSITORY, SAMPLE
from tests.render.messages import messages

LANG = "zh-Hans"


def catalogue() -> Catalog:
    """Every message of the interface, in brackets that no other text has."""
    found = Catalog(locale="zh_Hans")
    for context, message, plural in sorted(messages()):
        key = (message, plural) if plural else message
        words = (f"〔{plural}〕",) if plural else f"〔{message}〕"
        found.add(key, words, context=context or None)
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in Chinese, by a copy of the package that has a catalogue more."""
    folder = tmp_path_factory.mktemp("third")
    ignore = shutil.ignore_patterns("build", "__pycache__")
    shutil.copytree(REPOSITORY / "dossier", folder / "dossier", ignore=ignore)
    shutil.copytree(SAMPLE, folder / "sample", ignore=ignore)
    with (folder / f"dossier/render/locale/{LANG}.po").open("wb") as file:
        write_po(file, catalogue())
    config = folder / "sample/mkdocs.yml"
    text = config.read_text("utf-8")
    assert text.count("        fr: {name: Français") == 1
    config.write_text(
        text.replace("        fr: {", f"        {LANG}: {{name: 中文}}\n        fr: {{"), "utf-8"
    )
    environment = os.environ | {"PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "dossier", "build", "--no-search"]
    done = subprocess.run(
        command, cwd=folder / "sample", env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "sample/build/site"


def test_every_page_has_one_in_the_third_language(site: Path) -> None:
    english = {file.relative_to(site) for file in site.rglob("index.html")}
    ours = {path.relative_to(LANG) for path in english if path.parts[0] == LANG}
    french = {path.relative_to("fr") for path in english if path.parts[0] == "fr"}
    by_hand = {Path("index.html"), Path("about/index.html")}
    assert ours == french - by_hand
    assert len(ours) > 20


def test_its_words_and_dates_are_those_of_the_language(site: Path) -> None:
    page = html.parse(site / LANG / "timeline/index.html").getroot()
    assert page.get("lang") == LANG
    assert page.xpath("string(//h1)") == "〔Timeline〕"
    assert page.xpath("//link[@hreflang='zh-Hans']")
    text = page.text_content()
    assert "〔listing〕" in text.lower() or "〔Listing〕" in text
    dates = [one.text_content() for one in page.xpath("//time[string-length(@datetime)=10]")]
    assert dates
    assert all("月" in date for date in dates), dates


def test_a_page_in_another_language_leads_to_it(site: Path) -> None:
    page = html.parse(site / "timeline/index.html").getroot()
    assert page.xpath("//a[@hreflang='zh-Hans']/@href") == ["../zh-Hans/timeline/"]
