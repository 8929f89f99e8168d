"""What something that was reported rests on."""

from dossier.model.article import Article
from dossier.views.article import article_page
from dossier.views.composer import Composer
from dossier.views.support import Support
from tests.maker import make_article, make_entity, make_site, make_statement

WIRE = make_article("wire")
COPY = make_article("copy", copy_of="wire")
STORY = make_article("story", based_on=["wire"])
OTHER = make_article("other")
LAW = make_article("law", tier="primary")
ON_LAW = make_article("on-law", based_on=["law"])


def support(*cited: Article) -> Support:
    """What a statement rests on that is cited to some of all these."""
    cites = [one.id for one in cited]
    statement = make_statement("said", cites=cites, status="reported")
    everyone = (WIRE, COPY, STORY, OTHER, LAW, ON_LAW)
    compose = Composer(make_site(make_entity("acme"), *everyone, statement), "en")
    return compose.statement(compose.graph.statements["said"]).support


def test_reports_that_go_back_to_one_are_one_source() -> None:
    assert support(COPY, STORY) == Support(2, 1, is_single=True)
    assert support(WIRE, COPY, OTHER) == Support(3, 2, is_single=False)


def test_one_report_is_a_single_source_unless_a_primary_document_is_behind_it() -> None:
    assert support(OTHER) == Support(1, 1, is_single=True)
    assert support(LAW) == Support(1, 1, is_single=False)
    assert support(ON_LAW) == Support(1, 1, is_single=False)


def test_a_document_names_those_it_is_based_on_and_those_based_on_it() -> None:
    site = make_site(WIRE, STORY, COPY)
    compose = Composer(site, "en")
    used = article_page(compose, site.graph.files["wire"], WIRE)
    using = article_page(compose, site.graph.files["story"], STORY)
    assert [one.href for one in used.users] == ["articles/story/"]
    assert [one.href for one in using.based_on] == ["articles/wire/"]
    assert (used.based_on, using.users) == ((), ())
