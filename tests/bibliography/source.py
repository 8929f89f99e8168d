"""The founding dossier's sources, and the public suites."""

import os
from functools import cache
from pathlib import Path

from dossier.bibliography.csl import Item
from dossier.graph.link import link
from dossier.history import History
from dossier.model.article import Article
from dossier.model.edtf import Edtf
from dossier.model.options import Options
from dossier.records.load import load
from dossier.records.places import Places
from dossier.records.survey import survey
from dossier.views.composer import Composer, Site
from tests.conftest import AS_OF, REPOSITORY
from tests.maker import BOTH

SUITES = Path(os.environ.get("DOSSIER_SUITES") or REPOSITORY.parent / "shared" / "suites")


@cache
def founding_composer(lang: str = "en") -> Composer:
    """Composes the parts of the founding dossier, of which nothing is built."""
    dossier, problems = load(survey(REPOSITORY, "content"))
    assert not any(not one.is_warning for one in problems)
    graph = link(dossier, Places(REPOSITORY), Edtf(AS_OF))
    return Composer(Site(graph, History(), Options(root=REPOSITORY, languages=BOTH)), lang)


@cache
def founding_sources(lang: str = "en") -> tuple[Item, ...]:
    """All sources of the founding dossier, as citation styles see them."""
    compose = founding_composer(lang)
    return tuple(compose.source(article) for article in compose.records(Article))
