"""What stands in the place of a record that was withdrawn."""

from lxml import html

from dossier.render.renderer import Renderer
from dossier.views.composer import Composer
from dossier.views.correction import all_corrections
from dossier.views.site import files_of, page_keys, page_of, redirects
from dossier.views.withdrawn import WithdrawnPage
from tests.maker import make_article, make_entity, make_event, make_site, make_statement

WHY = {"date": "2026-11-01", "kind": "correction", "text": "It was of [[beta]], not of Acme."}
GONE = make_event(
    "gone", title="Acme did it", summary="It did.", state="withdrawn", corrections=[WHY]
)


def compose() -> Composer:
    return Composer(make_site(make_article(), make_entity("beta"), GONE), "en")


def test_a_page_stays_that_says_why_and_nothing_of_what_it_said() -> None:
    composer = compose()
    page = page_of(composer, "gone")
    assert isinstance(page, WithdrawnPage)
    assert (page.path, page.kind, page.title.text) == ("events/gone/", "event", "Acme did it")
    body = Renderer(composer).body(page)
    text = " ".join(html.fragment_fromstring(body.html).text_content().split())
    assert "This record was withdrawn." in text
    assert "It was of Beta, not of Acme." in text
    assert "It did." not in text
    assert "data-pagefind-body" not in body.html
    assert '<meta name="robots" content="noindex">' in body.head


def test_it_has_a_page_in_each_language_and_no_other_page_names_it() -> None:
    composer = compose()
    assert "gone" in page_keys(composer.site)
    assert files_of(composer.site, "fr", "gone") == ("fr/events/gone/index.html",)
    for key in page_keys(composer.site):
        if key not in ("gone", "corrections/"):
            page = Renderer(composer).body(page_of(composer, key))
            assert "Acme did it" not in page.html, key


def test_its_reason_stands_among_all_corrections() -> None:
    [row] = all_corrections(compose())
    assert (row.record.href, row.record.text.text) == ("events/gone/", "Acme did it")


def test_a_statement_without_a_title_does_not_go_on_saying_what_it_said() -> None:
    said = make_statement("said", text="Acme did it.", state="withdrawn", corrections=[WHY])
    page = page_of(Composer(make_site(make_entity("beta"), said), "en"), "said")
    assert page.title.text == "said"


def test_its_former_addresses_lead_to_it() -> None:
    event = make_event("gone", was=["old"], state="withdrawn", corrections=[WHY])
    composer = Composer(make_site(make_article(), make_entity("beta"), event), "en")
    assert [(one.path, one.target) for one in redirects(composer, "gone")] == [
        ("events/old/", "events/gone/")
    ]
    assert files_of(composer.site, "en", "gone") == (
        "events/gone/index.html",
        "events/old/index.html",
    )
