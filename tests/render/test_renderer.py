"""Pages to bodies: the words of a language, and markup that holds together."""

from collections import Counter
from typing import Any

import pytest
from lxml import html

from dossier.render.renderer import Renderer
from dossier.render.script import marked
from dossier.views.composer import Composer
from dossier.views.site import Redirect
from tests.maker import (
    make_article,
    make_entity,
    make_event,
    make_instrument,
    make_site,
    make_statement,
    make_theme,
)
from tests.render.bodies import first, page, sample, words

NB = "\u00a0"


# All pages of the sample


def test_every_page_has_one_title_and_a_heading_below_it() -> None:
    for path, body in sample().items():
        tree = html.fragment_fromstring(body.html, create_parent="div")
        assert len(tree.xpath("//h1")) == 1, path
        shown = words(tree.xpath("//h1")[0])
        by_publisher = body.title.rpartition(" (")[0] if body.kind == "article" else body.title
        assert shown.startswith(by_publisher), path
        assert tree.xpath("//h2[@id]"), path
        assert body.headings, path


def test_no_page_has_an_id_twice_and_every_link_within_it_leads_somewhere() -> None:
    for path, body in sample().items():
        tree = html.fragment_fromstring(body.html, create_parent="div")
        ids = Counter(tree.xpath("//@id"))
        assert [id for id, count in ids.items() if count > 1] == [], path
        targets = {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")}
        assert targets <= set(ids), path
        assert {heading.id for heading in body.headings} <= set(ids), path


def test_every_tag_is_closed_where_it_should_be() -> None:
    """lxml mends what is broken; what it had to mend does not come out as it went in."""
    for path, body in sample().items():
        tree = html.fragment_fromstring(body.html, create_parent="main")
        for tag in ("p", "div", "section", "article", "table", "tr", "ul", "ol", "li", "dl", "a"):
            count = body.html.count(f"<{tag}>") + body.html.count(f"<{tag} ")
            assert len(tree.xpath(f"//{tag}")) == count == body.html.count(f"</{tag}>"), path


def test_no_page_brings_a_style_a_script_or_a_picture() -> None:
    for path, body in sample().items():
        tree = html.fragment_fromstring(body.html, create_parent="div")
        assert not tree.xpath("//@style | //script | //style | //img | //iframe"), path
        assert not tree.xpath("//@*[starts-with(name(), 'on')]"), path


def test_french_pages_are_in_french() -> None:
    french = sample()["fr/entities/example-company/"]
    assert french.title == "Exemple & Fils"
    assert "Chronologie" in [heading.title for heading in french.headings]
    assert "Timeline" not in french.html


def test_registers_have_titles_in_the_language_of_the_page() -> None:
    assert sample()["timeline/"].title == "Timeline"
    assert sample()["fr/timeline/"].title == "Chronologie"


# Words


@pytest.mark.parametrize(
    ("at", "english", "french"),
    [
        ({"page": "3"}, "p. 3", "p. 3"),
        ({"page": "3-5"}, "pp. 3–5", "p. 3–5"),
        ({"section": "3-201"}, "sections 3-201", "sect. 3-201"),
        ({"page": "3, 5"}, "pp. 3, 5", "p. 3, 5"),
        ({"para": "8"}, "para. 8", "par. 8"),
        ({"para": "8–9"}, "paras 8–9", "par. 8–9"),
        ({"section": "5(1)"}, "section 5(1)", "sect. 5(1)"),
        ({"page": "3", "time": "00:12:30"}, "p. 3, at 00:12:30", "p. 3, à 00:12:30"),
        ({}, "", ""),
    ],
)
def test_a_locator_has_words_for_one_and_for_several(
    at: dict[str, str], english: str, french: str
) -> None:
    event = make_event(cites=[{"source": "gazette", "at": at}])
    for lang, place in (("en", english), ("fr", french)):
        mark = first(page("event", make_article(), event, lang=lang), "d-cite")
        assert words(mark) == (f"[1, {place}]" if place else "[1]")


@pytest.mark.parametrize(
    ("value", "unit", "lang", "shown"),
    [
        ("767000000", "USD", "en", "767,000,000 US dollars"),
        ("767000000", "USD", "fr", "767 000 000 dollars des États-Unis"),
        ("3.85", "HKD", "en", "3.85 Hong Kong dollars"),
        ("12000", "persons", "en", "12,000 persons"),
        ("12000", "personnes", "fr", "12 000 personnes"),
        ("-5.5", "%", "en", "-5.5 %"),
    ],
)
def test_a_figure_is_written_as_its_language_writes_numbers(
    value: str, unit: str, lang: str, shown: str
) -> None:
    figure = {"id": "f", "about": ["acme"], "measure": "M", "value": value, "unit": unit}
    tree = page("gazette", make_article(figures=[figure]), make_entity("acme"), lang=lang)
    assert words(first(tree, "d-number")) == shown


def test_accounts_that_conflict_name_each_other_whichever_of_them_says_so() -> None:
    one = make_event("one")
    two = make_event("two", conflicts_with=["one"], public_note="The days differ.")
    for id, other in (("one", "two"), ("two", "one")):
        remarks = [words(one) for one in page(id, one, two, make_article()).find_class("d-remark")]
        assert remarks[0] == f"Another account: {other.capitalize()}"
    said = make_statement("s", conflicts_with=["t"])
    tree = page("t", said, make_statement("t"), make_article())
    assert "Another account:" in words(first(tree, "d-remark"))


def test_who_established_a_statement_is_named_with_the_source() -> None:
    statement = make_statement(
        "s", by="acme", status="established", ground={"source": "gazette", "by": ["court"]}
    )
    tree = page(
        "s", statement, make_article(), make_entity("acme"), make_entity("court", name="The court")
    )
    remark = first(tree, "d-remark")
    assert words(remark).startswith("Established: The court")
    assert remark.xpath(".//a/@href")[0].endswith("entities/court/")


def test_other_accounts_of_a_figure_stand_beside_it() -> None:
    size = {"about": ["acme"], "measure": "Size"}
    one = make_article(
        "one",
        publisher_name="Agency",
        figures=[{**size, "id": "f", "value": 740, "unit": "USD", "qualifier": "about"}],
    )
    two = make_article(
        "two",
        publisher_name="Gazette",
        figures=[
            {**size, "id": "g", "value": 741, "unit": "USD", "variant_of": "one#f"},
            {**size, "id": "e", "value": 650, "unit": "EUR", "converted_from": "g"},
            {**size, "id": "p", "measure": "Price", "value": 3, "unit": "USD"},
        ],
    )
    tree = page("two", one, two, make_entity("acme"))
    rows = tree.xpath("//table[contains(@class, 'd-table')]/tbody/tr")
    assert [words(row).split(" [")[0] for row in rows] == [
        "Price (Acme) 3 US dollars",
        "Size (Acme)",
        "Agency about 740 US dollars",
        "Gazette 741 US dollars",
        "Gazette converted from 741 US dollars 650 euros",
    ]
    assert [row.get("id") for row in rows] == ["p", None, None, "g", "e"]


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [
        ("Not guilty", "en", "“Not guilty”"),
        ("Infondées", "fr", f"«{NB}Infondées{NB}»"),
        ("无罪", "zh-Hans", "“无罪”"),
        ("Unschuldig", "de", "„Unschuldig“"),
        ("« Déjà »", "fr", "« Déjà »"),
    ],
)
def test_a_quotation_stands_in_the_marks_of_its_language(text: str, lang: str, shown: str) -> None:
    statement = make_statement(
        "s", by="acme", quotes=[{"text": text, "lang": lang, "source": "gazette"}]
    )
    quote = first(page("s", statement, make_article(), make_entity("acme")), "d-quote")
    assert quote.xpath("./p")[0].text_content() == shown
    assert quote.xpath("./p")[0].get("lang") == lang


@pytest.mark.parametrize(
    ("lang", "source", "said"),
    [
        ("en", {}, "not checkable: no snapshot is kept"),
        ("fr", {}, f"non vérifiable{NB}: aucune copie n’est conservée"),
        ("en", {"snapshots": [{"captured": "2026", "sha256": "0" * 64}]}, "not checked yet"),
        ("en", {"url": "https://example.org/a?b&c"}, "no snapshot is kept · passage"),
    ],
)
def test_a_quotation_says_whether_it_was_found(
    lang: str, source: dict[str, Any], said: str
) -> None:
    quote = {"text": "We don't", "lang": "en", "source": "gazette"}
    statement = make_statement("s", by="acme", quotes=[quote])
    records = statement, make_article(**source), make_entity("acme")
    footer = first(page("s", *records, lang=lang), "d-quote").find("footer")
    assert said in footer.text_content()
    hrefs = [link.get("href") for link in footer.iter("a") if link.get("rel")]
    url = source.get("url")
    assert hrefs == ([f"{url}#:~:text=We%20don%27t"] if url else [])


def test_names_in_other_scripts_say_their_language_and_direction() -> None:
    names = {"zh-Hans": "示例", "ug": "مىسال", "fr": "Exemple"}
    tree = page("acme", make_entity("acme", names=names))
    shown = [(one.get("lang"), one.get("dir")) for one in first(tree, "d-names").xpath("./bdi")]
    assert shown == [("zh-Hans", None), ("ug", "rtl"), ("fr", None)]


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        ("FR", "France", "France"),
        ("US", "United States", "États-Unis"),
        ("EU", "European Union", "Union européenne"),
        ("INT", "Several states", "Plusieurs États"),
        ("ZZ", "Unknown Region", "région indéterminée"),
    ],
)
def test_countries_have_the_names_of_the_language(code: str, english: str, french: str) -> None:
    acme = make_entity("acme", country=code)
    for lang, name in (("en", english), ("fr", french)):
        facts = first(page("acme", acme, lang=lang), "d-facts")
        assert words(facts.xpath(".//dd")[0]) == name


def test_what_lacks_a_translation_says_so() -> None:
    records = (
        make_article(),
        make_event("e", title={"en": "Only English"}, actor="acme"),
        make_entity("acme", body={"en": "Only this [@gazette]. And that.\n\nMore."}),
    )
    tree = page("acme", *records, lang="fr")
    title = first(first(tree, "d-title"), "d-title").xpath("./a")[0]
    assert title.xpath("./span/@lang") == ["en"]
    assert "[en]" in words(title)
    assert first(tree, "d-lead").xpath(".//span[@lang='en']")
    assert first(tree, "d-prose").get("lang") == "en"
    assert "anglais" in words(first(tree, "d-note-untranslated"))


def test_a_missing_reply_is_said_in_words() -> None:
    statement = make_statement(
        "s",
        against=["acme", "beta"],
        no_reply=[{"party": "acme", "as_of": "2022-05-01", "looked_in": "its site"}],
        reply_not_sought=["beta"],
    )
    records = (
        statement,
        make_article(),
        make_entity("acme"),
        make_entity("beta"),
        make_entity("ministry"),
    )
    missing = page("s", *records).xpath("//*[contains(@class, 'd-missing')]")
    assert [[words(line) for line in one.xpath("./p")] for one in missing] == [
        ["Reply", "Acme", "No reply found as of 1 May 2022. Looked in: its site"],
        ["Reply", "Beta", "Reply not sought yet."],
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"asked": "2026-11-01"}, "Asked for an answer on 1 November 2026. No answer yet."),
        ({"due": "2026-11-30"}, "An answer is due by 30 November 2026."),
        ({"due": "2026-11-21"}, "No answer by 21 November 2026."),
        (
            {"received": "2026-11-20", "text": "Secret."},
            "Reply received on 20 November 2026. Not published yet.",
        ),
    ],
)
def test_a_reply_that_is_waited_for_is_said_in_words(fields: dict[str, str], said: str) -> None:
    claim = make_statement(against="acme", replies=[{"from": "acme"} | fields])
    tree = page("statement", make_article(), make_entity(), make_entity("ministry"), claim)
    (reply,) = tree.xpath("//div[@class='d-reply d-missing']")
    assert words(reply.xpath("./p")[-1]) == said
    assert "Secret" not in words(tree)


def test_a_reply_that_came_stands_where_any_reply_stands() -> None:
    given = {"from": "acme", "received": "2026-11-20", "published": "2026-11-21"}
    claim = make_statement(against="acme", replies=[given | {"text": "No.", "source": "gazette"}])
    tree = page("statement", make_article(), make_entity(), make_entity("ministry"), claim)
    (reply,) = tree.xpath("//div[@class='d-reply']")
    role, speaker, said, dates = map(words, reply.xpath("./p"))
    assert (role, speaker) == ("Reply", "Acme, 20 November 2026")
    assert said.startswith("No.")
    assert dates == "Reply received on 20 November 2026. Published on 21 November 2026."


def test_the_head_of_a_corrected_record_leads_to_the_correction() -> None:
    entry = {"date": "2026-11-20", "kind": "correction", "text": "It was so."}
    tree = page("acme", make_entity(corrections=[entry]))
    (link,) = tree.xpath("//header/p[@class='d-corrected']/a")
    assert words(link) == "Correction: 20 November 2026"
    (entry_there,) = tree.xpath(f"//li[@id='{link.get('href')[1:]}']")
    assert words(entry_there).endswith("It was so.")


def test_a_title_that_we_supplied_stands_in_brackets() -> None:
    records = (make_article("a", title="Notice", title_supplied="true"), make_event(cites=["a"]))
    assert "[Notice]" in words(first(page("event", *records), "d-references"))


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"cite_as": "Gazette no. 7"}, "Gazette no. 7."),
        ({"container": "Annals", "number": "7"}, "Gazette, A listing, Annals, 7, December 2021."),
        ({"publisher_name": ""}, "A listing, December 2021."),
    ],
)
def test_a_source_is_named_as_the_editor_says_or_by_what_is_known(
    fields: dict[str, str], shown: str
) -> None:
    tree = page("event", make_article("a", **fields), make_event(cites=["a"]))
    assert words(first(tree, "d-references")).startswith(shown)
    own = page("a", make_article("a", **fields))
    assert words(first(own, "d-citation")).startswith(shown)


def test_an_event_that_lasted_is_marked_as_one() -> None:
    event = make_event(date="2021-01/2021-03", actor=["acme"])
    tree = page("acme", make_article(), make_entity(), event)
    assert first(tree, "d-of-span") is not None


def test_a_source_is_cited_by_its_marks_and_places() -> None:
    cites = [{"source": "gazette", "at": {"page": "3", "quote": "never shown"}}]
    tree = page("event", make_article(), make_event(cites=cites))
    mark = first(tree, "d-cite")
    assert words(mark) == "[1, p. 3]"
    assert mark.get("href") == "#_source-1"
    assert words(first(tree, "d-references")).startswith("Gazette, A listing, December 2021. P. 3.")
    assert "never shown" not in html.tostring(tree, encoding="unicode")


def test_a_step_not_reached_is_said_to_be_none() -> None:
    event = make_event("s", stage="signed", instruments=["act"])
    tree = page("act", make_article(), make_instrument("act", kind="bill"), event)
    steps = [words(one) for one in first(tree, "d-stages").xpath("./li")]
    assert steps[0].startswith("Signed 10 December 2021 S [1]")
    assert steps[1] == "In force not reached, as far as this dossier knows"


def test_a_note_for_editors_is_never_published() -> None:
    for record in (
        make_article("x", note="SECRET"),
        make_entity("x", note="SECRET"),
        make_theme("x", note="SECRET"),
        make_instrument("x", note="SECRET"),
    ):
        assert "SECRET" not in html.tostring(page("x", record), encoding="unicode")


def test_a_redirect_leads_on_without_a_script() -> None:
    redirect = Redirect("entities/old/", "entities/acme/", "en")
    shown = Renderer(Composer(make_site(), "en")).redirect(
        redirect, '</title><script>"', "https://example.org/entities/acme/"
    )
    assert '<meta http-equiv="refresh" content="0; url=../acme/">' in shown
    assert "<script" not in shown
    assert 'href="https://example.org/entities/acme/"' in shown


@pytest.mark.parametrize(
    ("text", "lang", "markup"),
    [
        ("plain & <b>", "en", "plain &amp; &lt;b&gt;"),
        ("in 北京 today", "en", 'in <span lang="zh">北京</span> today'),
        ("东京と", "fr", '<span lang="ja">东京と</span>'),
        ("北京", "zh-Hans", "北京"),
        ("北京", "ja", "北京"),
        ("<北>", "en", '&lt;<span lang="zh">北</span>&gt;'),
        ("巴拉·乌云、x", "en", '<span lang="zh">巴拉·乌云</span>、x'),
    ],
)
def test_chinese_characters_in_other_text_say_their_language(
    text: str, lang: str, markup: str
) -> None:
    assert marked(text, lang) == markup


def test_the_status_of_a_finding_agrees_with_it_in_french() -> None:
    fields = {"status": "disputed", "said": "2021"}
    records = [
        make_article(),
        make_entity("ministry", kind="public-body"),
        make_statement("claim", **fields),
        make_statement("finding", kind="finding", **fields),
    ]
    shown = {
        id: words(first(page(id, *records, lang="fr"), "d-status")) for id in ("claim", "finding")
    }
    assert shown == {"claim": "Contestée", "finding": "Contesté"}


def test_prose_of_one_page_has_anchors_of_its_own() -> None:
    note = {"does": "One[^1].\n\n[^1]: Note.", "does_not": "Two[^1].\n\n[^1]: Other."}
    tree = page("act", make_instrument("act", **note))
    ids = [one for one in tree.xpath("//@id") if one.startswith(("n_", "r_"))]
    assert len(ids) == len(set(ids)) == 4


def test_a_long_section_folds_and_says_how_much_it_holds() -> None:
    claims = [make_statement(f"c{n}", against="acme", reply_not_sought=["acme"]) for n in range(10)]
    tree = page("acme", make_article(), make_entity("acme"), make_entity("ministry"), *claims)
    [section] = tree.xpath("//section[h2/@id='_claims']")
    assert len(section.xpath("div[@class='d-claim']")) == 6
    [fold] = section.xpath("details")
    assert words(fold.find("summary")) == "4 more"
    assert len(fold.xpath("div[@class='d-claim']")) == 4


def test_a_section_that_is_hardly_too_long_does_not_fold() -> None:
    claims = [make_statement(f"c{n}", against="acme", reply_not_sought=["acme"]) for n in range(8)]
    tree = page("acme", make_article(), make_entity("acme"), make_entity("ministry"), *claims)
    assert not tree.xpath("//section[h2/@id='_claims']/details")


@pytest.mark.parametrize(("number", "folded"), [(40, 0), (41, 2)])
def test_of_a_long_timeline_the_newest_year_is_open(number: int, folded: int) -> None:
    events = [
        make_event(f"e{n}", date=str(2019 + n % 3), target=["acme"], kind="other")
        for n in range(number)
    ]
    tree = page("acme", make_article(), make_entity("acme"), *events)
    assert len(tree.xpath("//details[@class='d-year']")) == folded
    years = [words(one).split()[0] for one in tree.xpath("//*[starts-with(@id, '_y')]")]
    assert years == ["2021", "2020", "2019"]
