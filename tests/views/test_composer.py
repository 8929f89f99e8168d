"""The parts of a page: names, numbers of sources, claims with their answers, mentions."""

from typing import Any

import pytest

from dossier.history import Change, History
from dossier.model.citation import Citation
from dossier.model.options import LanguageOptions
from dossier.model.record import Record
from dossier.model.text import Text
from dossier.views.composer import Composer, Site
from dossier.views.foot import foot_of
from dossier.views.mention import mention_rows
from dossier.views.part import CitationMark, LinkView, MentionRow, ProseView, TextView
from dossier.views.relation import listing_row, relation_row
from tests.maker import (
    BOTH,
    make_article,
    make_entity,
    make_event,
    make_file,
    make_graph,
    make_instrument,
    make_site,
    make_statement,
    make_theme,
)

EVENT = {"title": "E", "date": "2021", "kind": "other"}


def composer(*records: Record, lang: str = "en") -> Composer:
    return Composer(make_site(*records), lang)


def refers_to(view: ProseView | None) -> list[list[str] | str]:
    """The sources cited in prose, and the names of its links."""
    assert view is not None
    return [
        one.text.text if isinstance(one, LinkView) else [mark.source for mark in one]
        for one in view.resolved
    ]


# Words


@pytest.mark.parametrize(
    ("written", "lang", "view"),
    [
        ({"en": "Hello", "fr": "Bonjour"}, "fr", TextView("Bonjour", "fr")),
        ({"en": "Hello"}, "fr", TextView("Hello", "en", untranslated=True)),
        ({"zh-Hans": "你好"}, "fr", TextView("你好", "zh-Hans", untranslated=True)),
    ],
)
def test_words_in_another_language_are_marked(
    written: dict[str, str], lang: str, view: TextView
) -> None:
    assert composer(lang=lang).text(Text(tuple(written.items()))) == view


def test_prose_in_another_language_is_marked() -> None:
    view = composer(lang="fr").prose(Text((("", "Only English."),)))
    assert view is not None
    assert (view.lang, view.untranslated) == ("en", True)
    assert composer(lang="fr").prose(None) is None


def test_a_title_is_in_the_language_of_its_document_and_never_untranslated() -> None:
    plain = make_article("a", lang="fr", title="La liste")
    both = make_article("b", lang="fr", title={"fr": "La liste", "en": "The list"})
    assert composer(plain).name("a") == TextView("La liste", "fr")
    assert composer(plain, lang="fr").name("a") == TextView("La liste", "fr")
    assert composer(both).name("b") == TextView("The list", "en")


def test_a_party_keeps_its_name_where_it_has_no_other() -> None:
    acme = make_entity("acme", name={"en": "Acme", "zh-Hans": "示例"})
    assert composer(acme, lang="fr").name("acme") == TextView("Acme", "en")


def test_everything_has_a_name() -> None:
    compose = composer(
        make_article(
            events=[{"id": "e"} | EVENT],
            statements=[
                {"id": "s", "kind": "claim", "by": "a", "text": "On [[blacklist]].", "said": "2021"}
            ],
            relations=[{"id": "r", "subject": "a", "predicate": "part-of", "object": "b"}],
            figures=[{"id": "f", "about": ["a"], "measure": "Size", "value": "5", "unit": "USD"}],
        ),
        make_instrument(),
        make_statement("own", title="Its title"),
        make_statement("untitled", text="One [[gazette]] *two* [@gazette, p. 3]."),
    )
    assert {
        id: compose.name(id).text
        for id in ("gazette#e", "gazette#s", "gazette#r", "gazette#f", "own", "untitled", "nothing")
    } == {
        "gazette#e": "E",
        "gazette#s": "On Blacklist",
        "gazette#r": "part-of",
        "gazette#f": "Size",
        "own": "Its title",
        "untitled": "One A listing two",
        "nothing": "nothing",
    }


def test_a_long_statement_is_named_by_its_beginning() -> None:
    long = make_statement("s", text="many words " * 30)
    name = composer(long).name("s").text
    assert name.endswith(" …")
    assert len(name) < 130
    assert "many words" in name


@pytest.mark.parametrize(
    ("lang", "id", "href"),
    [
        ("en", "beta", "entities/beta/"),
        ("en", "gazette", "articles/gazette/"),
        ("en", "gazette#e1", "articles/gazette/#e1"),
        ("en", "acme#r1", "entities/acme/#r1"),
        ("fr", "beta", "fr/entities/beta/"),
        ("en", "draft", ""),
        ("en", "nothing", ""),
    ],
)
def test_a_link_leads_to_the_page_in_the_same_language(lang: str, id: str, href: str) -> None:
    records = (
        make_entity("acme"),
        make_entity("beta"),
        make_article(),
        make_entity("draft", state="draft"),
    )
    assert composer(*records, lang=lang).href(id) == href


def test_a_page_in_another_language_lives_below_that_language() -> None:
    compose = composer(make_entity("acme"), lang="fr")
    assert compose.path("entity", "acme") == compose.href("acme") == "fr/entities/acme/"
    assert compose.register("timeline") == "fr/timeline/"


# Sources


def test_parts_are_made_once() -> None:
    compose = composer(
        make_article("a"), make_event("e", cites=["a"]), make_statement("s", cites=["a"])
    )
    event, statement = compose.graph.events["e"], compose.graph.statements["s"]
    assert compose.event(event) is compose.event(event)
    assert compose.claim(statement) is compose.claim(statement)
    assert compose.event(event, "here").anchor == "here"
    assert compose.event(event).anchor == ""


def test_a_passage_is_an_anchor_and_never_shown() -> None:
    compose = composer(make_article("a"))
    at = {"page": "3", "quote": "secret words"}
    mark = compose.cite(Citation.model_validate({"source": "a", "at": at}))
    assert mark.at is not None
    assert (mark.at.page, mark.at.quote) == ("3", None)
    only_quote = compose.cite(Citation.model_validate({"source": "a", "at": {"quote": "x"}}))
    assert only_quote.at is None


def test_a_mark_says_what_its_source_is() -> None:
    article = make_article("a", publisher="gazette", publisher_name="", title="T", lang="fr")
    compose = composer(article, make_entity("gazette", name="The Gazette"))
    mark = compose.cite(Citation(source="a"), "announced")
    assert mark == CitationMark(
        "a",
        "articles/a/",
        TextView("T", "fr"),
        "The Gazette",
        article.published,
        None,
        "announced",
    )


def test_a_source_to_be_cited_without_a_link_shows_no_address() -> None:
    address = {"url": "https://example.org/x"}
    compose = composer(make_article("a", **address), make_article("b", link="avoid", **address))
    assert compose.reference("a").url == "https://example.org/x"
    assert compose.reference("b").url == ""


# Prose


@pytest.mark.parametrize(
    ("body", "lead", "rest"),
    [
        ("One. Two.", "One.", "Two."),
        ("One only.", "One only.", None),
        ("One.\n\nTwo.", "One.", "Two."),
        ("\n\nOne. Two.", "One.", "Two."),
        ("On [[acme]] [@a, p. 3]. Two [@a].", "On [[acme]] [@a, p. 3].", "Two [@a]."),
        ("## Heading\n\nOne.", None, "## Heading\n\nOne."),
        ("- one. Two", None, "- one. Two"),
        ("> One. Two.", None, "> One. Two."),
        ("| a |\n|---|\n| b |", None, "| a |\n|---|\n| b |"),
        ("```\nx. Y\n```", None, "```\nx. Y\n```"),
    ],
)
def test_the_first_sentence_leads_unless_it_is_no_sentence(
    body: str, lead: str | None, rest: str | None
) -> None:
    compose = composer(make_article("a"), make_entity("acme"))
    first, other = compose.lead(Text((("", body),)))
    assert (first and first.text) == lead
    assert (other and other.text) == rest


def test_what_lead_and_rest_refer_to_is_told_apart() -> None:
    compose = composer(make_article("a"), make_article("b"), make_entity("acme"))
    first, rest = compose.lead(Text((("", "On [[acme]] [@b]. Two [@a] and [@b]."),)))
    assert refers_to(first) == ["Acme", ["b"]]
    assert refers_to(rest) == [["a"], ["b"]]
    assert compose.lead(None) == (None, None)


# Claims


CLAIM: dict[str, Any] = {"by": "ministry", "against": ["acme"], "cites": ["gazette"]}
PARTIES = (
    make_entity("acme"),
    make_entity("beta"),
    make_entity("ministry", kind="public-body"),
    make_article(),
)


def test_a_claim_stands_with_its_replies_oldest_first() -> None:
    compose = composer(
        *PARTIES,
        make_statement("claim", **CLAIM),
        make_statement("second", kind="response", by="acme", responds_to="claim", said="2022"),
        make_statement(
            "first",
            kind="response",
            by="beta",
            responds_to="claim",
            said="2021-12-11",
            **{"for": "acme"},
        ),
    )
    view = compose.claim(compose.graph.statements["claim"], "anchor")
    assert [one.text.text for one in view.against] == ["Acme"]
    assert [reply.said.href for reply in view.replies] == [
        "statements/first/",
        "statements/second/",
    ]
    assert [one.text.text for one in view.replies[0].said.on_behalf] == ["Acme"]
    assert (view.claim.anchor, view.missing) == ("anchor", ())


def test_what_answers_a_reply_stands_below_it_and_no_circle_is_gone_round() -> None:
    compose = composer(
        *PARTIES,
        make_statement("claim", **CLAIM, responds_to="second"),
        make_statement("first", kind="response", by="acme", responds_to="claim"),
        make_statement("second", kind="remark", responds_to="first"),
    )
    [reply] = compose.claim(compose.graph.statements["claim"]).replies
    [further] = reply.replies
    assert (reply.said.id, further.said.id, further.replies) == ("first", "second", ())


def test_a_search_that_found_no_reply_says_when_and_where() -> None:
    no_reply = [{"party": "acme", "as_of": "2022-05", "looked_in": "its site [@gazette]"}]
    compose = composer(*PARTIES, make_statement("claim", **CLAIM, no_reply=no_reply))
    view = compose.claim(compose.graph.statements["claim"])
    [missing] = view.missing
    assert view.replies == ()
    assert missing.party.text.text == "Acme"
    assert missing.as_of is not None
    assert missing.as_of.text == "2022-05"
    assert missing.looked_in is not None
    assert missing.looked_in.text == "its site [@gazette]"


def test_a_reply_that_nobody_sought_is_visibly_missing() -> None:
    compose = composer(*PARTIES, make_statement("claim", **CLAIM, reply_not_sought=["acme"]))
    [missing] = compose.claim(compose.graph.statements["claim"]).missing
    assert (missing.party.text.text, missing.as_of, missing.looked_in) == ("Acme", None, None)


def test_of_several_accused_each_has_its_own_answer() -> None:
    against = CLAIM | {"against": ["acme", "beta", "ministry"]}
    compose = composer(
        *PARTIES,
        make_statement(
            "claim",
            **against,
            no_reply=[{"party": "beta", "as_of": "2022", "looked_in": "x"}],
            reply_not_sought=["ministry"],
        ),
        make_statement("reply", kind="response", by="acme", responds_to="claim"),
    )
    view = compose.claim(compose.graph.statements["claim"])
    assert len(view.replies) == 1
    assert [one.party.text.text for one in view.missing] == ["Beta", "Ministry"]


def test_a_quotation_in_an_article_was_copied_from_it() -> None:
    quotes = [{"text": "Q", "lang": "en"}, {"text": "R", "lang": "en", "source": "other"}]
    statement = {"kind": "remark", "by": "acme", "text": "T", "said": "2021", "quotes": quotes}
    compose = composer(
        make_entity("acme"),
        make_article(statements=[{"id": "s"} | statement]),
        make_article("other"),
        make_statement("own", quotes=[{"text": "Q", "lang": "en", "role": "our-translation"}]),
    )
    inline = compose.statement(compose.graph.statements["gazette#s"])
    own = compose.statement(compose.graph.statements["own"])
    assert [quote.source and quote.source.href for quote in inline.quotes] == [
        "articles/gazette/",
        "articles/other/",
    ]
    assert own.quotes[0].source is None


# Listings and relations


def test_a_relation_reads_from_the_side_of_its_page() -> None:
    relation = {"id": "r", "predicate": "subsidiary-of", "object": "beta", "since": "2014"}
    compose = composer(make_entity("acme", relations=[relation]), make_entity("beta"))
    item = compose.graph.relations["acme#r"]
    rows = {side: relation_row(compose, item, side) for side in ("acme", "beta", "")}
    assert {side: (row.phrase, row.other.text.text) for side, row in rows.items()} == {
        "acme": ("is a subsidiary of", "Beta"),
        "beta": ("is the parent of", "Acme"),
        "": ("is a subsidiary of", "Beta"),
    }
    assert rows[""].subject is not None
    assert rows[""].subject.text.text == "Acme"
    assert rows["acme"].subject is None


def test_a_listing_that_ended_cites_both_its_ends() -> None:
    listed = {"kind": "listing", "target": ["acme"], "instruments": ["blacklist"]}
    compose = composer(
        make_article("a"),
        make_article("b"),
        make_entity("acme"),
        make_instrument(measures=["asset-freeze"]),
        make_event("on", date="2019", cites=["a"], **listed),
        make_event("off", date="2020", cites=["b"], **listed | {"kind": "delisting"}),
    )
    row = listing_row(compose, compose.graph.listings_of["acme"][0], through="acme")
    assert row.until is not None
    assert (row.since.text, row.until.text) == ("2019", "2020")
    assert [mark.href for mark in row.cites] == ["articles/a/", "articles/b/"]
    assert row.measures == ("asset-freeze",)
    assert row.through == LinkView("entities/acme/", TextView("Acme", "en"))


# Mentions


def shown(rows: tuple[MentionRow, ...]) -> list[tuple[str, str]]:
    """Where a mention stands, and its sentence with the marked words in brackets."""
    return [
        (row.where.href, "".join(f"[{text}]" if marked else text for text, marked in row.pieces))
        for row in rows
    ]


def test_a_mention_is_a_sentence_with_the_subject_marked() -> None:
    compose = composer(
        make_entity("acme"),
        make_entity("beta"),
        make_article("a", body="One. On [[acme]] and [[beta|B]] now. Then [[acme|it]] again."),
    )
    assert shown(mention_rows(compose, "acme")) == [
        ("articles/a/", "On [Acme] and B now."),
        ("articles/a/", "Then [it] again."),
    ]


def test_a_sentence_that_names_something_twice_is_one_mention() -> None:
    compose = composer(make_entity("acme"), make_article("a", body="So [[acme]] is [[acme]]."))
    assert shown(mention_rows(compose, "acme")) == [("articles/a/", "So [Acme] is [Acme].")]


def test_a_text_in_several_languages_is_mentioned_in_that_of_the_page() -> None:
    body = {"en": "On [[acme]].", "fr": "Sur [[acme]].", "zh-Hans": "关于[[acme]]。"}
    records = (make_entity("acme"), make_article("a", body=body))
    assert shown(mention_rows(composer(*records), "acme")) == [("articles/a/", "On [Acme].")]
    assert shown(mention_rows(composer(*records, lang="fr"), "acme")) == [
        ("fr/articles/a/", "Sur [Acme].")
    ]


def test_a_text_without_the_language_of_the_page_is_mentioned_in_the_first() -> None:
    body = {"zh-Hans": "关于[[acme]]。", "de": "Über [[acme]]."}
    compose = composer(make_entity("acme"), make_article("a", body=body), lang="fr")
    [row] = mention_rows(compose, "acme")
    assert row.lang == "zh-Hans"


def test_an_item_that_names_the_subject_in_a_field_is_not_mentioned_again() -> None:
    statement = {"id": "s", "kind": "claim", "by": "acme", "text": "On [[acme]].", "said": "2021"}
    compose = composer(
        make_entity("acme"),
        make_article("a", statements=[statement], mentions=["acme"], body="Of [[acme]]."),
        make_event("e", actor="acme", summary="By [[acme]].", cites=["a"]),
        make_theme("t", body="On [[acme]] [@a]."),
    )
    assert shown(mention_rows(compose, "acme")) == [
        ("articles/a/", "Of [Acme]."),
        ("themes/t/", "On [Acme]."),
    ]


def test_mentions_come_newest_first_and_those_without_a_date_last() -> None:
    compose = composer(
        make_entity("acme"),
        *(
            make_article(id, title=id, published=day, body="On [[acme]].")
            for id, day in (("b", "2020"), ("a", "2020"), ("c", "2022-05"), ("d", "2022-06"))
        ),
        make_theme("t", title="T", body="On [[acme]]."),
        make_article("u", title="U", published=None, body="On [[acme]]."),
    )
    names = [row.where.text.text for row in mention_rows(compose, "acme")]
    assert names == ["d", "c", "a", "b", "T", "U"]


def test_nothing_is_mentioned_nowhere() -> None:
    assert mention_rows(composer(make_entity("acme")), "acme") == ()


# The foot


def test_the_foot_names_the_newest_change_of_all_files_of_a_record() -> None:
    file = make_file(make_article("a"))
    changes = {file.path: Change("1" * 40, "2021-05-06")}
    site = make_site(make_article("a"), site_url="https://example.org/", site_name="Site")
    site = Site(site.graph, History(changes), site.options)
    foot = foot_of(Composer(site, "fr"), site.graph.files["a"])
    assert foot.commit == "1" * 10
    assert foot.day is not None
    assert foot.day.text == "2021-05-06"
    assert foot.url == "https://example.org/fr/articles/a/"
    assert foot.file == "content/articles/a.yml"
    assert foot.edit_url == ""


def test_without_a_history_or_an_address_the_foot_is_silent() -> None:
    site = make_site(make_article("a"))
    foot = foot_of(Composer(site, "en"), site.graph.files["a"])
    assert (foot.commit, foot.day, foot.url, foot.contact) == ("", None, "", "")


def test_the_address_to_edit_a_record_is_that_of_its_file() -> None:
    site = make_site(make_article("a"), edit_base="https://example.org/edit/")
    foot = foot_of(Composer(site, "en"), site.graph.files["a"])
    assert foot.edit_url == "https://example.org/edit/content/articles/a.yml"


def test_corrections_come_newest_first() -> None:
    corrections = [
        {"date": day, "kind": "update", "text": day} for day in ("2021", "2022-05", "2022-04")
    ]
    site = make_site(make_article("a", corrections=corrections))
    foot = foot_of(Composer(site, "en"), site.graph.files["a"])
    assert [row.text.text for row in foot.corrections] == ["2022-05", "2022-04", "2021"]


def test_the_site_has_a_name_in_each_language() -> None:
    languages = (BOTH[0], LanguageOptions("fr", "Français", site_name="Dossier exemple"))
    site = Site(make_graph(), History(), make_site(languages=languages, site_name="Sample").options)
    assert Composer(site, "en").site_name() == "Sample"
    assert Composer(site, "fr").site_name() == "Dossier exemple"


@pytest.mark.parametrize(
    ("fields", "shows", "is_open"),
    [
        ({"asked": "2026-11-01"}, False, True),
        ({"received": "2026-11-01", "text": "No."}, False, True),
        ({"published": "2026-11-23", "text": "No.", "source": "gazette"}, False, True),
        ({"published": "2026-11-22", "text": "No.", "source": "gazette"}, True, False),
    ],
)
def test_a_reply_that_came_is_shown_from_its_day_on(
    fields: dict[str, str], shows: bool, is_open: bool
) -> None:
    claim = make_statement(against="acme", replies=[{"from": "acme"} | fields])
    compose = Composer(make_site(make_article(), make_entity(), claim), "en")
    (one,) = compose.claim(compose.graph.statements["statement"]).asked
    assert (one.text is not None, bool(one.cites), one.is_open) == (shows, shows, is_open)
    assert (one.published is not None) == shows
