"""The register of claims and replies: one page, or where it is long, a page for each year."""

from dossier.model.record import Record
from dossier.views.claim import ClaimCounts
from dossier.views.composer import Composer, Site
from dossier.views.site import files_of, page_keys, page_of
from dossier.views.statement import StatementsPage
from tests.maker import make_article, make_entity, make_site, make_statement


def records() -> list[Record]:
    return [
        make_article(),
        make_entity("acme"),
        make_statement("first", against="acme", said="2019-04", reply_not_sought=["acme"]),
        make_statement("second", against="acme", said="2019-05"),
        make_statement("answer", kind="response", by="acme", responds_to="second", said="2020"),
        make_statement("remark", kind="remark", said="2021-02"),
        make_statement("third", kind="finding", said="2021-03"),
    ]


def long() -> Site:
    return make_site(*records(), timeline_split=3)


def register(site: Site, key: str = "statements/", lang: str = "en") -> StatementsPage:
    page = page_of(Composer(site, lang), key)
    assert isinstance(page, StatementsPage)
    return page


def test_a_short_register_is_one_page_without_years() -> None:
    site = make_site(*records(), timeline_split=5)
    assert not [key for key in page_keys(site) if key.startswith("#")]
    page = register(site)
    assert (page.path, page.kind, page.year, page.counts) == ("statements/", "statements", None, ())
    assert [one.claim.anchor for one in page.claims] == ["third", "second", "first"]
    assert [one.anchor for one in page.others] == ["remark"]


def test_a_long_register_leads_to_its_years_and_counts_all_of_them() -> None:
    page = register(long(), lang="fr")
    assert (page.path, page.claims, page.others) == ("fr/statements/", (), ())
    assert page.numbers == register(make_site(*records())).numbers
    assert page.numbers == ClaimCounts(claims=3, others=1, replied=1, not_sought=1)
    assert page.counts == (
        (2019, 2, "fr/statements/year/2019/"),
        (2020, 0, "fr/statements/year/2020/"),
        (2021, 1, "fr/statements/year/2021/"),
    )


def test_a_year_has_its_claims_newest_first_with_replies_of_whatever_year() -> None:
    site = long()
    assert [key for key in page_keys(site) if key.startswith("#")] == [
        *("#said-2019", "#said-2020", "#said-2021")
    ]
    page = register(site, "#said-2019")
    assert (page.path, page.kind, page.year) == (
        *("statements/year/2019/", "statements-year", 2019),
    )
    assert [one.claim.anchor for one in page.claims] == ["second", "first"]
    assert [reply.said.id for reply in page.claims[0].replies] == ["answer"]
    assert page.numbers == ClaimCounts(claims=2, replied=1, not_sought=1)
    assert page.counts == tuple((year, None, way) for year, _, way in register(site).counts)
    assert page.previous_year is None
    assert page.next_year is not None
    assert page.next_year.href == "statements/year/2020/"
    assert files_of(site, "en", "#said-2019") == ("statements/year/2019/index.html",)


def test_a_year_of_replies_alone_has_no_lines() -> None:
    page = register(long(), "#said-2020")
    assert (page.claims, page.others, page.numbers) == ((), (), ClaimCounts())


def test_the_year_nought_has_a_page_like_others() -> None:
    site = make_site(make_article(), make_statement("old", said="0000"), timeline_split=0)
    page = register(site, "#said-0")
    assert (page.path, page.year, len(page.claims)) == ("statements/year/0/", 0, 1)


def test_every_claim_and_remark_stands_on_just_one_page_of_a_long_register() -> None:
    site = long()
    keys = [key for key in page_keys(site) if key == "statements/" or key.startswith("#said")]
    found = [
        one.id
        for key in keys
        for page in [register(site, key)]
        for one in (*(row.claim for row in page.claims), *page.others)
    ]
    assert sorted(found) == ["first", "remark", "second", "third"]
