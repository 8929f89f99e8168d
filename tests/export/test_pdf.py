"""The PDF of a theme, read back."""

import importlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from dossier.assembly import assemble
from dossier.bibliography.bibliography import bibliography
from dossier.errors import DossierError, MachineError
from dossier.export.brief import document, theme_brief
from dossier.export.pdf import LIBRARIES, Attachment, pdf
from dossier.host.config import read_options
from dossier.views.composer import Site
from tests.conftest import AS_OF, REPOSITORY, SAMPLE, without

NOTHING = Attachment("records.txt", "")
DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ"
    "RU5ErkJggg=="
)
"""A picture of one point."""

pytestmark = pytest.mark.usefixtures("weasyprint")


@cache
def site(folder: Path) -> Site:
    options = read_options(None, folder)
    found = assemble(options)
    return Site(found.graph, found.history, options, bibliography(options.citation_style))


@cache
def brief(folder: Path = SAMPLE, theme: str = "listing", lang: str = "en") -> bytes:
    return theme_brief(site(folder), lang, theme)


def reader(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def made(html: str) -> PdfReader:
    head = '<html lang="en"><head><title>x</title></head><body>'
    return reader(pdf(f"<!doctype html>{head}{html}", "https://example.org/", NOTHING, AS_OF))


def tags(element: Any) -> Iterator[str]:
    """The structure of a document, as the kinds of its elements."""
    element = element.get_object()
    if isinstance(element, list):
        for one in element:
            yield from tags(one)
    elif isinstance(element, dict) and "/S" in element:
        yield str(element["/S"])
        if "/K" in element:
            yield from tags(element["/K"])


def links(found: PdfReader) -> Iterator[Any]:
    for page in found.pages:
        for annotation in page.get("/Annots", ()):
            one = annotation.get_object()
            if one["/Subtype"] == "/Link":
                yield one


def outside(found: PdfReader) -> set[str]:
    return {str(link["/A"]["/URI"]) for link in links(found) if "/URI" in link.get("/A", {})}


def lost(found: PdfReader) -> list[str]:
    """The targets of links within a document that it does not have."""
    known = found.named_destinations
    inside = [link for link in links(found) if "/URI" not in link.get("/A", {})]
    targets = [str(link.get("/Dest") or link["/A"]["/D"]) for link in inside]
    assert len(targets) > 20
    return [target for target in targets if target not in known]


def bookmarks(found: PdfReader) -> list[Any]:
    """The titles of bookmarks; those below another stand in a list behind it."""

    def titles(entries: list[Any]) -> list[Any]:
        return [titles(one) if isinstance(one, list) else str(one["/Title"]) for one in entries]

    return titles(found.outline)


def test_a_screen_reader_finds_structure_title_and_language() -> None:
    for lang, name in (("en", "The listing"), ("fr", "L’inscription")):
        found = reader(brief(lang=lang))
        root: Any = found.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == lang
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert found.metadata is not None
        assert found.metadata.title == name
        assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
        kinds = set(tags(root["/StructTreeRoot"]["/K"]))
        assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Link", "/Sect"} <= kinds


def test_bookmarks_lead_to_the_parts() -> None:
    title, parts = bookmarks(reader(brief()))
    assert title == "The listing"
    assert parts[:2] == ["Narrative", ["Before", "After", "What belongs to it"]]
    assert parts[-1] == "About this document"


def test_every_link_leads_somewhere() -> None:
    found = reader(brief())
    assert lost(found) == []
    assert "https://example.org/sample/entities/example-company/" in outside(found)
    assert "https://example.org/sample/themes/listing/" in outside(found)
    assert [url for url in outside(found) if not re.match("https?://|mailto:", url)] == []


def test_a_site_without_an_address_links_to_no_page_of_it(sample: Path) -> None:
    config = sample / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("site_url: https://example.org/sample/\n", ""), "utf-8")
    found = reader(theme_brief(site(sample), "en", "listing"))
    assert outside(found)
    assert [url for url in outside(found) if "://" not in url] == []
    assert lost(found) == []


def test_pages_have_numbers_and_heads_but_the_first_has_no_head() -> None:
    found = reader(brief())
    number = len(found.pages)
    assert number > 2
    for n, page in enumerate(found.pages, 1):
        text = page.extract_text()
        assert f"{n} / {number}" in text
        if n > 1:
            assert "Sample Dossier" in text
            assert "The listing" in text
    assert found.pages[0].mediabox.width == pytest.approx(595.28, abs=0.1)


def test_what_it_was_made_from_is_attached_and_stands_on_the_last_page() -> None:
    made_of = document(site(SAMPLE), "en", "listing")
    found = reader(brief())
    assert found.attachments["records.txt"] == [made_of.sums.encode()]
    last = "".join(found.pages[-1].extract_text().split())
    assert made_of.brief.inputs.digest in last
    assert made_of.brief.commit in last
    assert "https://example.org/sample/themes/listing/" in last


def test_it_is_dated_by_the_commit_and_not_by_the_clock() -> None:
    assert theme_brief(site(SAMPLE), "en", "listing") == brief()
    day = document(site(SAMPLE), "en", "listing").brief.day.text.replace("-", "")
    metadata = reader(brief()).metadata
    assert metadata is not None
    assert {metadata["/CreationDate"], metadata["/ModDate"]} == {f"D:{day}"}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_founding_theme_becomes_a_brief(lang: str) -> None:
    found = reader(brief(REPOSITORY, "sensetime-listings", lang))
    assert lost(found) == []
    assert len([one for one in bookmarks(found)[1] if isinstance(one, str)]) == 6


@pytest.mark.parametrize(
    "asked",
    [
        '<img src="https://example.org/x.png" alt="">',
        '<img src="file:///etc/passwd" alt="">',
        '<link rel="stylesheet" href="https://example.org/x.css">',
        '<p style="background: url(https://example.org/x.png)">x</p>',
        '<object data="https://example.org/x.svg"></object>',
    ],
)
def test_nothing_is_asked_of_anybody(asked: str) -> None:
    with pytest.raises(DossierError, match="would be fetched for a PDF"):
        made(asked)


def test_what_stands_in_the_document_itself_is_taken() -> None:
    assert len(made(f'<p>x <img src="data:image/png;base64,{DOT}" alt="a dot"></p>').pages) == 1


def fonts(found: PdfReader) -> set[str]:
    resources: Any = [page["/Resources"] for page in found.pages]
    return {
        str(font.get_object()["/BaseFont"])
        for one in resources
        for font in one.get("/Font", {}).values()
    }


@pytest.mark.parametrize(
    ("lang", "text", "family"),
    [
        ("zh-Hans", "示例公司", "Noto Sans CJK SC"),
        ("zh-Hant", "示例公司", "Noto Sans CJK TC"),
        ("ug", "مىسال شىركىتى", "Noto Naskh Arabic"),
    ],
)
def test_names_in_other_scripts_have_faces_of_their_own(lang: str, text: str, family: str) -> None:
    if not shutil.which("fc-list") or family not in subprocess.check_output(["fc-list"], text=True):
        without(f"the font {family} is not installed", variable="DOSSIER_REQUIRE_EXTRAS")
    css = (REPOSITORY / "dossier/render/templates/brief.css").read_text("utf-8")
    found = made(f'<style>{css}</style><p>Acme <bdi lang="{lang}">{text}</bdi></p>')
    assert any(family.replace(" ", "-") in font for font in fonts(found))
    if lang != "ug":
        assert text in found.pages[0].extract_text()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ModuleNotFoundError("no"), r"pip install 'mkdocs-dossier\[pdf\]'"),
        (OSError("cannot load library 'libpango-1.0-0'\nand more"), f"apt-get install {LIBRARIES}"),
    ],
)
def test_what_is_missing_is_said(
    error: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str) -> None:
        raise error

    monkeypatch.setattr(importlib, "import_module", fail)
    with pytest.raises(MachineError, match=said):
        pdf("<p>x</p>", "", NOTHING, AS_OF)
