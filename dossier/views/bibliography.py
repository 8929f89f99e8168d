"""All that a site cites, and how its own pages are cited, as items for references."""

from collections.abc import Iterator

from dossier.bibliography.csl import Item
from dossier.model.article import Article
from dossier.views.composer import Composer, Site


def all_sources(site: Site) -> Iterator[tuple[Item, str]]:
    """Yield the items of all references that pages may show, each with the page's language."""
    days = sorted({"", *(change.day for change in site.history.changes.values())})
    for lang in site.options.language_codes:
        compose = Composer(site, lang)
        for article in compose.records(Article):
            if not article.cite_as:
                yield compose.source(article), lang
        for day in days:
            yield compose.page_source(day), lang
