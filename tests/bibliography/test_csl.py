"""Articles as CSL items: types, names, numbers, and the schema of input."""

import json

import jsonschema
import pytest

from dossier.bibliography.csl import Item, Name, Publisher, csl_json, item_of, name_of
from dossier.bibliography.date import csl_date
from dossier.model.edtf import Edtf
from tests.bibliography.source import SUITES, founding_sources
from tests.maker import make_article


def item(publisher: str = "Gazette", country: str = "", **fields: object) -> Item:
    article = make_article(**fields)
    return item_of(article, Publisher(publisher, country), article.title.words("en", article.lang))


@pytest.mark.parametrize(
    ("kind", "number", "type"),
    [
        ("press", [], "article-newspaper"),
        ("wire", [], "article-newspaper"),
        ("web", [], "webpage"),
        ("press-release", [], "webpage"),
        ("post", [], "post-weblog"),
        ("report", [], "report"),
        ("ruling", [], "legal_case"),
        ("letter", [], "personal_communication"),
        ("law", ["Pub. L. 117-78", "135 Stat. 1525"], "legislation"),
        ("law", ["Regulation (EU) 2021/821"], "regulation"),
        ("law", [], "regulation"),
        ("notice", ["84 FR 54002"], "regulation"),
        ("notice", ["kv-tk-2022Z04403"], "document"),
    ],
)
def test_a_document_has_the_type_of_its_kind_and_only_us_statutes_are_legislation(
    kind: str, number: list[str], type: str
) -> None:
    assert item(kind=kind, number=number).type == type


def test_a_notice_of_another_country_is_no_regulation_though_its_number_looks_like_one() -> None:
    assert item(kind="notice", number=["84 FR 54002"], country="FR").type == "document"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Doe, Jane", Name("Doe", "Jane")),
        ("van der Berg, Jan Pieter", Name("van der Berg", "Jan Pieter")),
        ("Jane Doe", Name(literal="Jane Doe")),
        ("Amnesty International", Name(literal="Amnesty International")),
        (
            "Bureau of Industry and Security, Commerce",
            Name(literal="Bureau of Industry and Security, Commerce"),
        ),
        ("Hikvision USA, Inc.", Name(literal="Hikvision USA, Inc.")),
        ("Smith, Jones & Partners", Name(literal="Smith, Jones & Partners")),
    ],
)
def test_an_author_is_a_person_only_where_the_family_name_comes_first(
    written: str, name: Name
) -> None:
    assert name_of(written) == name


def test_who_publishes_a_newspaper_is_its_title_and_who_publishes_a_page_its_author() -> None:
    press, page = item(kind="press"), item(kind="web")
    assert (press.container, press.authors) == ("Gazette", ())
    assert (page.container, page.authors) == ("", (Name(literal="Gazette"),))


def test_a_court_is_the_authority_of_its_ruling() -> None:
    assert item("Supreme Court", kind="ruling").as_json()["authority"] == "Supreme Court"


def test_official_numbers_are_told_apart() -> None:
    found = item(kind="law", number=["Pub. L. 117-78", "135 Stat. 1525", "H.R. 6256"])
    assert (found.number, found.volume, found.page) == ("117-78", "135", "1525")
    assert item(kind="report", number=["ISBN 978-1-6231-37304"]).isbn == "978-1-6231-37304"
    assert item(kind="report", number=["Report No. 3"]).number == "Report No. 3"


def test_a_title_that_is_not_its_own_stands_in_brackets() -> None:
    assert item(title_supplied=True).as_json()["title"] == "[A listing]"


def test_an_address_that_is_not_to_be_followed_is_not_given() -> None:
    assert item(url="https://mirror.example/x", link="avoid").url == ""
    assert item(url="https://example.org/x").url == "https://example.org/x"


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2021-12-10", {"date-parts": [[2021, 12, 10]]}),
        ("2021-12", {"date-parts": [[2021, 12]]}),
        ("2021", {"date-parts": [[2021]]}),
        ("2021-12-10T10:00:00Z", {"date-parts": [[2021, 12, 10]]}),
        ("2021-22", {"date-parts": [[2021]], "season": 2}),
        ("2021-12~", {"date-parts": [[2021, 12]], "circa": True}),
        ("2021?", {"date-parts": [[2021]], "circa": True}),
        ("199X", {"date-parts": [[1990], [1999]], "circa": True}),
        ("2019-06/2020-02", {"date-parts": [[2019, 6], [2020, 2]]}),
        ("2019-06/..", {"date-parts": [[2019, 6], [0]]}),
        ("[2020-06-02..2020-06-05]", {"date-parts": [[2020, 6, 2], [2020, 6, 5]], "circa": True}),
        ("../2020", {"literal": "../2020"}),
    ],
)
def test_a_date_keeps_what_styles_can_say_of_it(edtf: str, expected: dict[str, object]) -> None:
    assert csl_date(Edtf(edtf)).as_json() == expected


def test_the_items_of_the_founding_dossier_are_valid_csl_json() -> None:
    file = SUITES / "csl-data.schema.json"
    if not file.is_file():
        pytest.skip("the schema of CSL-JSON is not here: set DOSSIER_SUITES to its folder")
    schema = json.loads(file.read_text("utf-8"))
    for lang in ("en", "fr"):
        jsonschema.validate(json.loads(csl_json(founding_sources(lang))), schema)
    odd = [item(published=one) for one in ("2021-22", "199X", "2019-06/..", "../2020", "2021~")]
    jsonschema.validate(json.loads(csl_json(odd)), schema)
