"""What stands in the head of a page for machines."""

from typing import Any

from lxml import html

from dossier.render.renderer import Renderer
from dossier.views.composer import Composer
from dossier.views.site import page_of
from tests.maker import BOTH, make_article, make_entity, make_event, make_site


def properties(key: str, lang: str = "en", **options: Any) -> dict[str, str]:
    entity = make_entity("acme", name={"en": "A & <B>", "fr": "Acmé"})
    event = make_event("e", title={"en": 'It "did"', "fr": "Fait"}, summary="They did [[acme]] it.")
    site = make_site(make_article(), entity, event, languages=BOTH, **options)
    compose = Composer(site, lang)
    head = Renderer(compose).body(page_of(compose, key)).head
    found = html.fragment_fromstring(head, create_parent="div").xpath("//meta[@property]")
    return {one.get("property"): one.get("content") for one in found}


def test_a_link_to_a_page_is_shown_with_its_title_and_language() -> None:
    assert properties("acme", site_url="https://example.org/d/", site_name="D") == {
        "og:type": "website",
        "og:site_name": "D",
        "og:title": "A & <B>",
        "og:url": "https://example.org/d/entities/acme/",
        "og:locale": "en_US",
        "og:locale:alternate": "fr_FR",
    }
    french = properties("acme", "fr", site_url="https://example.org/d/")
    assert (french["og:title"], french["og:locale"]) == ("Acmé", "fr_FR")


def test_a_summary_describes_it_in_plain_words() -> None:
    found = properties("e")
    assert found["og:title"] == 'It "did"'
    assert found["og:description"] == "They did A & <B> it."
    assert "og:url" not in found, "an address is absolute or none"
