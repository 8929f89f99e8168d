"""What the founding dossier says to machines: linked data by the vocabulary, and read back."""

import json
import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import extruct
import pytest

from dossier.bibliography.zotero import head_fields
from dossier.model.article import Article
from dossier.records.load import load
from dossier.records.survey import survey
from dossier.views.composer import Composer
from tests.bibliography.source import SUITES, founding_composer
from tests.conftest import REPOSITORY
from tests.site.vocabulary import Vocabulary

LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
META = re.compile(r'<meta name="((?:z:|citation_)[^"]*)" content="([^"]*)">')


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    file = SUITES / "schemaorg-30.0-all-https.jsonld"
    if not file.is_file():
        pytest.skip("the vocabulary of schema.org is not here: set DOSSIER_SUITES to its folder")
    return Vocabulary(file)


def pages(site: Path) -> dict[str, str]:
    found = {file.relative_to(site).as_posix(): file for file in site.rglob("index.html")}
    texts = {path: file.read_text("utf-8") for path, file in found.items()}
    unlisted = ('http-equiv="refresh"', '<meta name="robots" content="noindex">')
    return {path: text for path, text in texts.items() if not any(one in text for one in unlisted)}


def linked(page: str) -> dict[str, Any]:
    (found,) = LINKED.findall(page)
    data: dict[str, Any] = json.loads(found)
    return data


def test_the_checker_finds_what_is_wrong(vocabulary: Vocabulary) -> None:
    wrong = [
        {"@type": "Nonsense"},
        {"@type": "Event", "nonsense": "x"},
        {"@type": "Event", "temporalCoverage": "2021"},
        {"@type": "NewsArticle", "sha256": "0"},
        {"@type": "Event", "location": {"@type": "Event", "name": "x"}},
        {"@type": "WebPage", "mainEntity": {"@type": "Event", "nonsense": "x"}},
        {"@type": "WebPage", "name": ""},
    ]
    assert [len(list(vocabulary.wrong(one))) for one in wrong] == [1] * len(wrong)


def test_every_page_of_the_founding_site_passes_the_vocabulary(
    founding_site: Path, vocabulary: Vocabulary
) -> None:
    found = pages(founding_site)
    wrong = {
        path: problems
        for path, page in found.items()
        if (problems := list(vocabulary.wrong(linked(page))))
    }
    assert wrong == {}
    types = Counter(linked(page).get("mainEntity", {}).get("@type") for page in found.values())
    for type in ("NewsArticle", "Legislation", "Event", "Corporation", "Person", "Claim"):
        assert types[type], type
    assert types["Dataset"] == 2


def test_a_claim_tells_machines_its_status_its_replies_and_what_took_it_back(
    founding_site: Path,
) -> None:
    page = linked((founding_site / "statements/hrw-2019-megvii-claim/index.html").read_text())
    claim = page["mainEntity"]
    assert claim["creativeWorkStatus"] == "withdrawn"
    assert claim["comment"]["author"]["name"] == "Megvii"
    assert claim["correction"]["author"]["name"] == "Human Rights Watch"


def test_a_documents_page_tells_machines_what_is_said_in_it(founding_site: Path) -> None:
    page = linked((founding_site / "articles/actuia-2021-sensetime/index.html").read_text())
    assert {part["@type"] for part in page["hasPart"]} == {"Claim"}
    quoted = [part["hasPart"] for part in page["hasPart"] if "hasPart" in part]
    assert quoted
    for found in quoted:
        quotations = found if isinstance(found, list) else [found]
        assert all(one["isBasedOn"]["name"] for one in quotations)


def test_extruct_reads_the_linked_data_back(founding_site: Path) -> None:
    for path, page in list(pages(founding_site).items())[::40]:
        (found,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
        assert found == linked(page), path


def test_the_head_of_an_articles_page_has_all_that_zotero_reads(founding_site: Path) -> None:
    compose = founding_composer()
    for article in compose.records(Article):
        page = (founding_site / "articles" / article.id / "index.html").read_text("utf-8")
        found = [(name, unescape(content)) for name, content in META.findall(page)]
        assert found == list(head_fields(compose.source(article))), article.id
        assert "Z3988" not in page, "one would hide the record's own metadata"


def test_lists_of_sources_have_a_context_object_for_each(founding_site: Path) -> None:
    number = len(list(Composer.records(founding_composer(), Article)))
    page = (founding_site / "sources" / "index.html").read_text("utf-8")
    assert page.count('<span class="Z3988"') == number
    theme = next((founding_site / "themes").glob("*/index.html")).read_text("utf-8")
    assert theme.count('<span class="Z3988"') == theme.count('<li id="_source-')


def test_every_article_offers_its_files(founding_site: Path) -> None:
    dossier, _ = load(survey(REPOSITORY, "content"))
    for article in dossier.records(Article):
        for lang in ("", "fr/"):
            folder = founding_site / lang / "articles" / article.id
            page = (folder / "index.html").read_text("utf-8")
            hrefs = re.findall(
                r'<link rel="alternate describedby" type="[^"]*" href="([^"]*)">', page
            )
            assert len(hrefs) == 3
            assert all((folder / href).is_file() for href in hrefs), (lang, article.id)
