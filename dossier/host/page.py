"""Pages without a file: the frames, and any page whose body the core has made."""

from collections.abc import Sequence
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from dossier.host.markdown import toc_tokens
from dossier.render.toc import Heading


class BodyPage(Page):
    """A page whose body, title, description and headings are given, not read from Markdown."""

    def __init__(
        self,
        config: MkDocsConfig,
        source: str,
        *,
        label: str,
        meta: dict[str, Any],
        html: str,
        headings: Sequence[Heading],
    ) -> None:
        """Make the page that a file `source` below the host's folder would have.

        `label` names it in the navigation. Title and description in `meta` must be escaped: the
        theme does not.
        """
        file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        super().__init__(None, file, config)
        self.title = str(escape(label))
        self.edit_url = None
        self._given = meta, html, headings

    def read_source(self, config: MkDocsConfig) -> None:
        """Take what was given in the place of a file's Markdown."""
        self.meta = dict(self._given[0])
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take what was given in the place of rendered Markdown."""
        _, self.content, headings = self._given
        self.toc = get_toc(toc_tokens(headings))
        self.present_anchor_ids = {heading.id for heading in headings}
