"""The sitemap of a built site."""

from pathlib import Path

from lxml import etree

SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
BASE = "https://example.org/sample/"


def test_it_names_every_page_once_and_nothing_else(sample_site: Path) -> None:
    tree = etree.parse(str(sample_site / "sitemap.xml"))
    addresses = tree.xpath("//s:loc/text()", namespaces=SPACES)
    pages = {
        BASE + path.relative_to(sample_site).as_posix().removesuffix("index.html")
        for path in sample_site.rglob("index.html")
        if 'http-equiv="refresh"' not in path.read_text("utf-8")
    }
    assert sorted(addresses) == sorted(pages)


def test_it_links_each_page_to_its_other_languages(sample_site: Path) -> None:
    tree = etree.parse(str(sample_site / "sitemap.xml"))
    for url in tree.xpath("//s:url", namespaces=SPACES):
        links = {
            link.get("hreflang"): link.get("href")
            for link in url.xpath("x:link", namespaces=SPACES)
        }
        address = url.findtext("s:loc", namespaces=SPACES)
        below = address.removeprefix(BASE).removeprefix("fr/")
        assert links == {"en": BASE + below, "fr": f"{BASE}fr/{below}"}
