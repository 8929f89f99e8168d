"""BibTeX, RIS, COinS and Wikipedia's templates: read back by others without loss."""

import re
from dataclasses import replace
from urllib.parse import parse_qs

import bibtexparser
import pytest
import rispy

from dossier.bibliography.bibtex import bibtex, plain
from dossier.bibliography.csl import Item, Name
from dossier.bibliography.date import csl_date
from dossier.bibliography.ris import ris
from dossier.bibliography.wikipedia import cite_template
from dossier.bibliography.zotero import coins, head_fields
from dossier.model.edtf import Edtf
from tests.bibliography.source import founding_sources
from tests.bibliography.test_csl import item

NASTY = r"""50 % of {braces} & \backslash_ #1 $x$ ~tilde^ "quoted" «guillemets» 新疆 <b>bold</b>"""


def sources() -> tuple[Item, ...]:
    """Those of the founding dossier, and some that are made to break things."""
    nasty = replace(
        item(
            url="https://example.org/?a=1&b=%7Bx%7D#f", accessed="2026-11-02", number=["1_2", "3"]
        ),
        id="nasty",
        title=NASTY,
        container=NASTY,
        authors=(Name("O’Neil-Łukasz", "Jane & Co"), Name(literal=f"The {NASTY}")),
    )
    return (*founding_sources(), nasty)


def without_braces(value: str) -> str:
    return value[1:-1] if value.startswith("{") and value.endswith("}") else value


def authors(value: str) -> list[str]:
    """The names in a field: what stands in braces is one name, whatever it says."""
    name = r"((?:\\.|\{(?:\\.|\{\}|[^{}\\])*\}|(?! and )[^{}\\])+)(?: and |$)"
    return re.findall(name, value)


def test_bibtexparser_reads_every_source_back() -> None:
    library = bibtexparser.parse_string(bibtex(sources()))
    assert library.failed_blocks == []
    entries = library.entries_dict
    assert len(entries) == len(sources())
    for one in sources():
        found = {name: field.value for name, field in entries[one.id].fields_dict.items()}
        assert plain(without_braces(found["title"])) == one.shown_title
        names = [plain(without_braces(name)) for name in authors(found.get("author", ""))]
        assert names == [name.literal or f"{name.family}, {name.given}" for name in one.authors]
        container = found.get("journaltitle") or found.get("series") or found.get("howpublished")
        assert plain(container or "") == one.container
        published = found.get("publisher") or found.get("institution")
        assert plain(published or "") == one.publisher
        assert plain(found.get("number", "")) == "; ".join(one.numbers)
        assert found.get("date", "") == one.issued_edtf
        assert found.get("urldate", "") == one.accessed_edtf
        assert found.get("url", "") == one.url
        assert found["language"] == one.language


def test_rispy_reads_every_source_back() -> None:
    entries = rispy.loads(ris(sources()))
    assert len(entries) == len(sources())
    for one, found in zip(sources(), entries, strict=True):
        assert found["id"] == one.id
        assert found["title"] == one.shown_title
        written = [name.literal or f"{name.family}, {name.given}" for name in one.authors]
        assert found.get("authors", []) == written
        assert found.get("secondary_title", "") == one.container
        assert found.get("publisher", "") == one.publisher
        assert found.get("number", "") == "; ".join(one.numbers)
        assert found.get("urls", [""]) == [one.url]
        assert found.get("language", "") == one.language
        assert found.get("year", "") == (str(one.issued.year) if one.issued.year else "")
        assert found.get("volume", "") == one.volume
        assert found.get("start_page", "") == one.page


@pytest.mark.parametrize(
    ("edtf", "written"),
    [
        ("2021-12-10", "2021/12/10/"),
        ("2021-12", "2021/12//"),
        ("2021", "2021///"),
        ("2021-12~", "2021/12//2021-12~"),
        ("2021-22", "2021///2021-22"),
        ("2019/2020", "2019///2019/2020"),
        ("../2020", "///../2020"),
    ],
)
def test_a_date_in_ris_keeps_what_year_month_and_day_cannot_say(edtf: str, written: str) -> None:
    assert f"\r\nDA  - {written}\r\n" in ris([item(published=edtf)])


def test_no_line_of_ris_or_bibtex_can_be_begun_by_a_field() -> None:
    one = replace(item(), title="A\nER  - \nTY  - BOOK", container="x}\n}\n@misc{y,")
    assert len(rispy.loads(ris([one]))) == 1
    assert len(bibtexparser.parse_string(bibtex([one])).entries) == 1


def test_a_context_object_says_type_title_work_and_address() -> None:
    one = item(url="https://example.org/?a=1&b=2", author=["Doe, Jane", "Gazette & Sons"])
    found = parse_qs(coins(one))
    assert found["rft.type"] == ["newspaperArticle"]
    assert found["rft.title"] == ["A listing"]
    assert found["rft.source"] == ["Gazette"]
    assert found["rft.identifier"] == ["https://example.org/?a=1&b=2"]
    assert found["rft.au"] == ["Doe, Jane"]
    assert found["rft.aucorp"] == ["Gazette & Sons"]


def test_an_institution_as_author_ends_in_a_comma_for_zotero() -> None:
    found = dict(head_fields(item("Office of the High Commissioner for Human Rights", kind="web")))
    assert found["citation_author"] == "Office of the High Commissioner for Human Rights,"
    assert found["z:itemType"] == "webpage"


@pytest.mark.parametrize(
    ("kind", "number", "type", "field"),
    [
        ("law", ["Pub. L. 117-78"], "statute", ("z:publicLawNumber", "117-78")),
        ("ruling", ["No. 23-1032"], "case", ("z:docketNumber", "No. 23-1032")),
        ("report", ["EUR 01"], "report", ("citation_technical_report_number", "EUR 01")),
        ("press", [], "newspaperArticle", ("z:publicationTitle", "Gazette")),
        ("post", [], "blogPost", ("z:blogTitle", "Gazette")),
    ],
)
def test_zotero_is_told_the_type_and_its_fields(
    kind: str, number: list[str], type: str, field: tuple[str, str]
) -> None:
    found = dict(head_fields(item(kind=kind, number=number)))
    assert found["z:itemType"] == type
    assert found[field[0]] == field[1]


def test_a_template_has_the_public_copy_and_the_quotation() -> None:
    one = item(url="https://example.org/x", published="2021-12-10", accessed="2026-11", via="Wire")
    copy = ("https://web.archive.org/web/2022/x", csl_date(Edtf("2022-01-02")))
    assert cite_template(one, copy, "Said so.") == (
        "{{cite news |title=A listing |work=Gazette |date=10 December 2021 "
        "|url=https://example.org/x |access-date=November 2026 |language=en "
        "|archive-url=https://web.archive.org/web/2022/x |archive-date=2 January 2022 "
        "|url-status=live |via=Wire |quote=Said so.}}"
    )


def test_a_source_that_nobody_has_read_there_is_not_called_live() -> None:
    copy = ("https://web.archive.org/web/2022/x", csl_date(Edtf("2022-01-02")))
    assert "url-status" not in cite_template(item(url="https://example.org/x"), copy)


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("press", "{{cite news |"),
        ("web", "{{cite web |"),
        ("report", "{{cite report |"),
        ("law", "{{cite act |"),
        ("press-release", "{{cite press release |"),
        ("ruling", "{{cite court |litigants="),
    ],
)
def test_each_kind_has_its_template(kind: str, start: str) -> None:
    assert cite_template(item(kind=kind)).startswith(start)


def test_nothing_in_a_source_can_end_a_template_or_begin_another() -> None:
    one = replace(item(), title="x}} {{y|z}} [[link]] <ref>", url="https://example.org/a|b")
    found = cite_template(one)
    assert found.count("{{") - found.count("{{!}}") == 1
    assert found.count("}}") - found.count("{{!}}") == 1
    assert "[[" not in found
    assert "<ref>" not in found
    assert "a%7Cb" in found


@pytest.mark.parametrize(
    ("lang", "langid"), [("fr", "french"), ("zh-Hans", "chinese"), ("ug", None)]
)
def test_latex_is_told_the_language_by_its_own_name(lang: str, langid: str | None) -> None:
    [entry] = bibtexparser.parse_string(bibtex([replace(item(), language=lang)])).entries
    found = {name: field.value for name, field in entry.fields_dict.items()}
    assert (found["language"], found.get("langid")) == (lang, langid)
