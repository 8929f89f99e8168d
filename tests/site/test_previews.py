"""What every page of the founding site says to those who show a link to it."""

from pathlib import Path

from dossier.render.preview import locale_code
from tests.site.pages import pages, tree

LOCALES = {locale_code(lang): root for lang, root in (("en", ""), ("fr", "fr/"))}


def said(page: Path, name: str) -> list[str]:
    return [str(one) for one in tree(page).xpath(f"//head/meta[@property='{name}']/@content")]


def test_every_page_says_what_it_is_where_it_is_and_in_which_languages(founding_site: Path) -> None:
    found = [page for page in pages(founding_site) if page.name == "index.html"]
    assert len(found) > 1000
    for page in found:
        head = tree(page).find("head")
        if head.xpath("./meta[@name='robots']"):
            assert said(page, "og:title") == []
            continue
        (address,) = said(page, "og:url")
        assert address == head.xpath("./link[@rel='canonical']/@href")[0], page
        assert said(page, "og:description") == head.xpath("./meta[@name='description']/@content")
        assert len(said(page, "og:title")) == len(said(page, "og:type")) == 1, page
        (here,) = said(page, "og:locale")
        below = page.relative_to(founding_site / LOCALES[here])
        for other in said(page, "og:locale:alternate"):
            assert other != here
            assert (founding_site / LOCALES[other] / below).is_file(), page


def test_a_record_is_told_from_a_register_and_a_page_has_the_name_of_its_site(
    founding_site: Path,
) -> None:
    assert said(founding_site / "entities/sensetime/index.html", "og:type") == ["article"]
    assert said(founding_site / "entities/index.html", "og:type") == ["website"]
    assert said(founding_site / "index.html", "og:type") == ["website"]
    names = [said(founding_site / path, "og:site_name") for path in ("index.html", "fr/index.html")]
    assert names == [["SenseTime Dossier"], ["Dossier SenseTime"]]
    assert said(founding_site / "fr/about/index.html", "og:locale:alternate") == ["en_GB"]
