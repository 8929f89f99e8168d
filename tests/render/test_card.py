"""Where the words of a card go, and what they may hold."""

from typing import Any

import pytest
from lxml import etree

from dossier.render.card import HEIGHT, WIDTH, broken, card_lines, card_words
from dossier.render.renderer import Body, Renderer
from dossier.render.words import Words
from dossier.views.card import Card, card_of
from dossier.views.composer import Composer
from dossier.views.part import TextView
from dossier.views.site import page_of
from tests.hostile.payload import BREAKERS
from tests.maker import make_article, make_entity, make_event, make_site, make_statement, make_theme

SVG = "{http://www.w3.org/2000/svg}"


def card(name: str = "Acme", lang: str = "en", **fields: Any) -> Card:
    given = {"path": "x/card.png", "kind": "Company", "name": TextView(name, lang), "names": ()}
    given |= {"sentence": TextView("", "en"), "events": 0, "claims": 0, "site_name": "Dossier"}
    return Card(**(given | fields))


def body(id: str = "acme", lang: str = "en", **fields: Any) -> Body:
    """The body of a party's page, or of the theme's, where cards can be drawn."""
    records = (
        make_article(themes=["theme"]),
        make_entity(**fields),
        make_entity("ministry"),
        make_theme(scope="What [[acme]] did. And then."),
        make_event(actor=["acme"], themes=["theme"]),
        make_statement(against=["acme"], reply_not_sought=["acme"], themes=["theme"]),
    )
    site = make_site(*records, site_url="https://example.org/d/", site_name="The Dossier")
    compose = Composer(site, lang)
    return Renderer(compose, with_cards=True).body(page_of(compose, id))


def texts(made: Body) -> list[str]:
    assert made.card is not None
    return [one.text or "" for one in etree.fromstring(made.card[1]).iter(f"{SVG}text")]


def test_a_card_says_what_it_is_of_in_a_sentence_and_how_much_there_is() -> None:
    company = body(name="Acme", body="Makes everything [@gazette]. It is old.")
    assert texts(company) == [
        *("COMPANY", "Acme", "Makes everything.", "1 event · 1 claim", "The Dossier"),
    ]
    assert texts(body("theme", "fr")) == [
        *("THÈME", "Theme", "What Acme did. And then.", "1 événement · 1 allégation"),
        "The Dossier",
    ]


def test_parties_and_themes_have_cards_and_no_other_pages() -> None:
    assert body("gazette").card is None
    assert body("timeline/").card is None
    assert body("theme").card is not None


def test_where_nothing_draws_them_there_are_no_cards() -> None:
    compose = Composer(make_site(make_entity(), site_url="https://example.org/"), "en")
    made = Renderer(compose).body(page_of(compose, "acme"))
    assert made.card is None
    assert "og:image" not in made.head


def test_a_name_in_another_script_stands_below_the_first() -> None:
    made = body(names={"zh-Hans": "示例公司", "ug": "مىسال شىركىتى", "fr": "Exemple"})
    assert texts(made)[1:4] == ["Acme", "示例公司", "\u2067مىسال شىركىتى\u2069"]


def test_what_is_written_from_right_to_left_ends_at_the_right_margin() -> None:
    names = (TextView("示例公司", "zh-Hant"), TextView("مىسال (XUAR)", "ug-Arab"))
    lines = {line.text: line for line in card_lines(card(names=names), Words("en"))}
    arabic, chinese = lines["\u2067مىسال (XUAR)\u2069"], lines["示例公司"]
    assert (arabic.anchor, arabic.x, chinese.anchor, chinese.x) == ("end", WIDTH - 80, "start", 80)
    assert arabic.faces.startswith("Noto Sans Arabic")
    assert chinese.faces.startswith("Noto Sans CJK TC")
    named = card_lines(card("شىنجاڭ", "ug"), Words("en"))[1]
    assert (named.text, named.anchor) == ("\u2067شىنجاڭ\u2069", "end")


LONG = "The Ministry of a Great Many Things and of All That Was Forgotten by Every Other"


@pytest.mark.parametrize("name", ["Acme", LONG, LONG * 3, "汉" * 90, "W" * 200, ""])
def test_all_lines_stand_on_the_card_one_below_the_other(name: str) -> None:
    names = (TextView(name, "zh"), TextView(name, "ug"), TextView("left out", "ko"))
    said = TextView(f"{LONG}. " * 5, "en")
    lines = card_lines(card(name, names=names, sentence=said), Words("en"))
    above = [line.y for line in lines[:-2]]
    assert above == sorted(set(above))
    assert above[-1] <= 510
    assert lines[-1].y < HEIGHT
    assert "left out" not in [line.text for line in lines]


def test_a_long_name_is_smaller_and_one_that_is_too_long_is_cut_at_a_word() -> None:
    short, long = (card_lines(card(LONG[:n]), Words("en"))[1].size for n in (10, 80))
    assert short > long
    assert broken("one two three " * 20, 40, 1)[0].endswith(("one …", "two …", "three …"))
    assert broken("", 40, 3) == []
    assert broken("words", 40, 0) == []


def test_lines_break_where_words_do_and_chinese_anywhere() -> None:
    assert " ".join(broken(LONG, 60, 9)) == LONG
    assert [len(line) for line in broken("汉" * 40, 60, 9)] == [17, 17, 6]
    assert [line for line in broken("mot\u00a0: " * 20, 60, 9) if line.startswith(":")] == []


@pytest.mark.parametrize("payload", [*BREAKERS, "a\x0b\ufffeb"])
def test_no_text_brings_markup_into_a_card(payload: str) -> None:
    entity = make_entity(name=payload, names={"ug": payload}, body=payload)
    compose = Composer(make_site(entity, site_name=payload), "en")
    made = Renderer(compose, with_cards=True).body(page_of(compose, "acme")).card
    assert made is not None
    tags = {etree.QName(one).localname for one in etree.fromstring(made[1]).iter()}
    assert tags == {"svg", "style", "rect", "path", "text"}


def test_who_does_not_see_a_card_is_told_what_it_says() -> None:
    told = card(sentence=TextView("It makes things.", "en"))
    assert card_words(told, Words("en")) == "Company: Acme. It makes things."
    assert card_words(card(), Words("fr")) == "Entreprise\u00a0: Acme."


def test_another_card_has_another_address() -> None:
    one, other = body(name="Acme"), body(name="Acme Limited")
    assert one.card is not None
    assert one.card[0] == "entities/acme/card.png"
    assert 'og:image" content="https://example.org/d/entities/acme/card.png?v=' in one.head
    address = [line for line in one.head.splitlines() if 'og:image"' in line]
    assert address != [line for line in other.head.splitlines() if 'og:image"' in line]


def test_a_card_is_made_of_the_page_alone() -> None:
    compose = Composer(make_site(make_entity()), "en")
    found = card_of(compose, page_of(compose, "acme"))
    assert found is not None
    assert (found.events, found.claims, found.names) == (0, 0, ())
