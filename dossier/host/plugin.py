"""The plugin for MkDocs, which ProperDocs runs as it is: frames in, stamped pages out."""

import copy
import datetime
import os
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from dossier.assembly import Assembled, assemble
from dossier.bibliography.name import CHICAGO
from dossier.bibliography.pandoc import installed_pandoc
from dossier.drawing.graphviz import installed_graphviz
from dossier.errors import DossierError, ProblemsError, UsageError
from dossier.host.config import options_of
from dossier.host.interface import BLIND, alternates, extra, frame_meta, lost, page_meta
from dossier.host.markdown import DossierExtension
from dossier.host.material import THEME, finished_html, has_dark, needs_script, theme_languages
from dossier.host.navigation import translated
from dossier.host.page import BodyPage
from dossier.model.options import Options
from dossier.pipeline import stamp_in_place
from dossier.publish import marker
from dossier.publish.address import FrameAddress, frame_addresses
from dossier.publish.card import installed_resvg
from dossier.publish.frame import HEADINGS
from dossier.publish.policy import admitting, blocked
from dossier.publish.stamp import language_of
from dossier.records.hand_written import page_slip
from dossier.render.catalogue import translations
from dossier.render.label import REGISTER_LABELS
from dossier.views.path import REGISTERS, language_root

log = get_plugin_logger("dossier")


class DossierConfig(base.Config):
    """The options of the plugin in `mkdocs.yml`."""

    content = c.Type(str, default="content")
    """The folder of the records."""

    languages = c.Optional(c.Type(dict))
    """The languages of the site, the default first: `{en: {name: English}}`."""

    contact = c.Type(str, default="")
    """Where readers ask for a correction or send a reply."""

    as_of = c.Type((str, datetime.date), default="")
    """The day that counts as today."""

    citation_style = c.Type(str, default=CHICAGO)
    """The style of references: `chicago-notes`, `apa`, `iso690` or `oscola`."""

    cards = c.Type(bool, default=False)
    """Whether parties and themes have pictures that stand for their pages elsewhere."""

    timeline_split = c.Type(int, default=500)
    """With more events than this, the timeline has a page for each year."""

    loaded_words = c.Optional(c.Type(dict))
    """Words by language that judge rather than tell, in the place of the built-in ones."""

    reply_review_days = c.Type(int, default=365)
    """After so many days a search for a reply should be made again."""

    snapshots = c.Type(str, default="")
    """The folder of the private store of snapshots, if it is at hand."""


class DossierPlugin(BasePlugin[DossierConfig]):
    """Lends the host's theme to the dossier.

    `frames_only` is set by `dossier build`, which reads the records and stamps the pages itself.
    """

    frames_only = False

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the options, and bring in the theme's overrides and the Markdown extension."""
        self._blocked: set[str] = set()
        root = Path(config.config_file_path).parent
        settings = dict(config) | {
            name: _relative(str(config[name]), root) for name in ("docs_dir", "site_dir")
        }
        try:
            self.options: Options = options_of(settings, dict(self.config), root)
        except UsageError as error:
            raise PluginError(str(error)) from error
        if config.theme.name != "material":
            raise PluginError("the dossier's frames are made for the theme 'material'")
        position = 1 if config.theme.custom_dir else 0
        config.theme.dirs.insert(position, str(THEME))
        config.markdown_extensions.append(DossierExtension())  # type: ignore[arg-type]
        config.extra_css = ["assets/dossier/dossier.css", *config.extra_css]
        config.extra_javascript = ["assets/dossier/dossier.js", *config.extra_javascript]
        scripted = needs_script(config.theme, config.plugins)
        config.extra |= {
            "dossier_theme_script": scripted,
            "dossier_theme_languages": theme_languages(
                map(Path, config.theme.dirs), self.options.language_codes
            ),
            "dossier_follows_system": not scripted and has_dark(config.theme),
            "dossier_lost": lost(self.options),
        }
        for name in config.plugins:
            if name in BLIND:
                log.warning(
                    "the plugin '%s' cannot see records; instead there is: %s", name, BLIND[name]
                )
        return config

    @event_priority(50)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Check the records, before the host empties its folder."""
        if not self.frames_only:
            if installed_graphviz() is None:
                log.info("networks are tables without drawings: for these, install Graphviz")
            if installed_pandoc() is None:
                log.info(
                    "references are plain, not in the style '%s': for that, "
                    "pip install 'mkdocs-dossier[cite]'",
                    self.options.citation_style,
                )
            if self.options.cards and not installed_resvg():
                log.info(
                    "links to this site are shown without pictures: for these, "
                    "pip install 'mkdocs-dossier[cards]'"
                )
            self.assembled = self._sound(strict=bool(config.strict))

    @event_priority(50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the frames."""
        for file in files.documentation_pages():
            if language_of(self.options, file.src_uri) != self.options.default_language:
                file.inclusion = InclusionLevel.NOT_IN_NAV
        for address in frame_addresses(self.options):
            files.append(_frame(address, config).file)
        return files

    def _sound(self, *, strict: bool) -> Assembled:
        try:
            found = assemble(self.options)
        except DossierError as error:
            raise PluginError(str(error)) from error
        for problem in found.problems:
            (log.warning if problem.is_warning else log.error)("%s", problem)
        if not found.is_sound(strict=strict):
            raise PluginError(str(ProblemsError(found.problems)))
        return found

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Make the navigation of every language, and tell each frame where it belongs."""
        default = self.options.default_language
        self.navigations = {default: nav}
        for lang in self.options.language_codes[1:]:
            folder = language_root(lang, default)
            self.navigations[lang] = translated(nav, files, folder, lang)
        for address in frame_addresses(self.options):
            if address.is_register:
                continue
            root = language_root(address.lang, default)
            register = files.get_file_from_path(f"{root}{REGISTERS[address.register]}index.md")
            frame = files.get_file_from_path(address.source)
            if register and register.page and frame and frame.page:
                frame.page.parent = register.page.parent
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Tell the theme the language of a hand-written page, and give it the same shape."""
        slip = page_slip(markdown)
        if slip is not None:
            raise PluginError(f"{page.file.src_uri}: {slip.code}: {slip.message}")
        page.meta = page_meta(language_of(self.options, page.file.src_uri)) | dict(page.meta)
        return markdown

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give a page the navigation, the site's name and the alternates of its language."""
        lang = page.meta["language"]
        page.meta["dossier_languages"] = alternates(self.options, page.url, lang, self._urls)
        context["nav"] = self.navigations[lang]
        context["config"] = self._localised(config, lang)
        return context

    def _localised(self, config: MkDocsConfig, lang: str) -> MkDocsConfig:
        """The configuration as templates show it: they escape names here and there only."""
        options = next(one for one in self.options.languages if one.code == lang)
        local = copy.copy(config)
        local.data = dict(config.data)
        local["site_name"] = escape(options.site_name or config.site_name)
        local["site_description"] = escape(
            options.site_description or config.site_description or ""
        )
        local["extra"] = dict(config.extra) | extra(self.options, lang)
        return local

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the page of errors what pages of the default language have."""
        if template_name == "404.html":
            context["config"] = self._localised(config, self.options.default_language)
        return context

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Remember the addresses of all pages, for the links between languages."""
        self._urls = {file.page.url for file in files.documentation_pages() if file.page}
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Name ourselves as the generator, so that all hosts give the same page; mend the HTML."""
        for what in blocked(output):
            if what not in self._blocked:
                self._blocked.add(what)
                log.warning(
                    "%s: browsers will not show or run %s: it is against the site's policy "
                    '(docs/deploying.md, "Headers")',
                    page.file.src_uri,
                    what,
                )
        return finished_html(output)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Do the same for the page of errors."""
        return finished_html(output_content)

    @event_priority(50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Stamp the pages into the folder that the host has built in."""
        if self.frames_only:
            return
        try:
            stamp_in_place(self.options, self.assembled, Path(config.site_dir))
        except DossierError as error:
            raise PluginError(str(error)) from error

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Rebuild when a record changes, and let the script run that has the page reload."""
        server.watch(str(self.options.root / self.options.content))
        inject = server._inject_js_into_html

        def injected(content: bytes, epoch: int) -> bytes:
            return admitting(inject(content, epoch), content)

        server._inject_js_into_html = injected  # type: ignore[method-assign]
        return server


def _relative(path: str, root: Path) -> str:
    """A path below the dossier's folder as it would be written in the configuration."""
    return Path(os.path.relpath(path, root)).as_posix()


def _frame(address: FrameAddress, config: MkDocsConfig) -> BodyPage:
    label = translations(address.lang).gettext(REGISTER_LABELS[address.register])
    return BodyPage(
        config,
        address.source,
        label=label,
        meta=frame_meta(address),
        html=f"<h1>{marker.BODY}</h1>",
        headings=HEADINGS,
    )
