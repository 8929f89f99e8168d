"""Where a statement comes from: a source, and the place within it."""

from typing import Annotated

from dossier.model.field import Model, Ref, Shorthand
from dossier.model.identifier import ArticleId

ArticleRef = Annotated[ArticleId, Ref(frozenset({"article"}))]


class QuoteSelector(Model):
    """A passage by its words: a TextQuoteSelector of the W3C Web Annotation Data Model."""

    exact: str
    """The words as they stand in the document."""

    prefix: str = ""
    """The words just before, where `exact` occurs more than once."""

    suffix: str = ""
    """The words just after, where `exact` occurs more than once."""


class Locator(Model):
    """A place within a document. Several parts narrow it down together."""

    page: str = ""
    """Page or pages: `3`, `12-14`."""

    para: str = ""
    """Paragraph or paragraphs, counted from the first of the text."""

    section: str = ""
    """Section, article or recital of a law: `5(1)`, `recital 12`."""

    time: str = ""
    """Time in a recording: `00:12:30`."""

    quote: Annotated[QuoteSelector | None, Shorthand("exact")] = None
    """The words by which the passage is found; an anchor, never shown."""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing at all."""
        return not (self.page or self.para or self.section or self.time or self.quote)


class Citation(Model):
    """One source for one statement."""

    source: ArticleRef
    """The article that says it."""

    at: Locator | None = None
    """Where in the article."""


CitationField = Annotated[Citation, Shorthand("source")]
"""A citation; one without a locator may be written as the bare id of its source."""
