"""Zensical as a host: it runs no plugin of ours, so all that it needs is written down for it.

That is a folder with the hand-written pages and the frames, the overrides of the theme, and for
each language a configuration with its navigation. What it makes of them is put together as if it
had been built at once.
"""

import importlib.util
import os
import posixpath
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, file_sort_key, get_files
from mkdocs.utils import nest_paths
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from dossier.errors import MachineError, UsageError
from dossier.host.child import finished
from dossier.host.config import read_options
from dossier.host.interface import BLIND, alternates, extra, frame_meta, lost, page_meta
from dossier.host.material import THEME, finished_html, has_dark, needs_script, theme_languages
from dossier.host.read import digest, inputs
from dossier.host.written import WrittenNavigation, url_of
from dossier.model.options import LanguageOptions, Options
from dossier.publish import marker
from dossier.publish.address import FrameAddress, frame_addresses
from dossier.publish.kept import Read
from dossier.publish.stamp import frame_files, language_of
from dossier.render.catalogue import translations
from dossier.render.label import REGISTER_LABELS
from dossier.views.path import REGISTERS, language_root

NAME = "zensical"

PLUGINS = frozenset(
    {
        *("api-autonav", "autorefs", "awesome-nav", "callouts", "exclude", "gh-admonitions"),
        *("glightbox", "include-markdown", "literate-nav", "llmstxt", "macros", "markdown-exec"),
        *("markdownextradata", "meta", "mike", "minify", "mkdocs-audio", "mkdocs-autoapi"),
        *("mkdocs-nav-weight", "mkdocs-video", "mkdocstrings", "offline", "privacy", "redirects"),
        *("table-reader",),
    }
)
"""Plugins of MkDocs that Zensical does the work of; others it leaves out without a word."""

_OURS = frozenset(
    {
        *("INHERIT", "hooks", "plugins", "docs_dir", "site_dir", "nav", "theme", "extra", "watch"),
        *("extra_css", "extra_javascript", "exclude_docs", "draft_docs", "not_in_nav", "strict"),
        *("markdown_extensions", "edit_uri", "edit_uri_template", "use_directory_urls"),
    }
)
"""Settings that we take care of; the others are passed on as they are."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_WARNING = re.compile(
    r"Warning: (?P<message>.+)\n[^\n]*\[ (?P<file>[^\]]+):(?P<line>\d+):(?P<column>\d+) \]"
)
_NUMBER = re.compile(r"^(\d+) issues? found$", re.MULTILINE)
_FAILURE = re.compile(r"Traceback [\s\S]*?\n(?=\S+: .*\Z)")
_TITLE = re.compile(r"\s*#[ \t]+([^\n*_`\[<&{#]+)(?:\n|\Z)")
_HEAD_TITLE = re.compile(r"<title>[^<]*</title>")
_ACTION = re.compile(r'<a href="[^"]*"[^>]* class="md-content__button[^>]*>[\s\S]*?</a>')
_TAB = re.compile(r'<li class="md-tabs__item">(?=\s*<a href="([^"]*)")')


@dataclass(frozen=True, slots=True)
class Zensical:
    """Zensical with a configuration."""

    config_file: Path

    def build(self, into: Path) -> Read | None:
        """Let Zensical build the hand-written pages and the frames into an empty folder.

        What it builds from is left in a folder beside that. Returns what was read, as
        `dossier.host.frames.Host` does; None where that cannot be told, or after a warning.

        Raises:
            MachineError: Zensical is not installed.
            UsageError: the configuration is refused, or Zensical fails.
        """
        found = importlib.util.find_spec(NAME)
        if found is None or found.origin is None:
            raise MachineError(f"{NAME} is not installed: pip install 'mkdocs-dossier[{NAME}]'")
        site = _site(self.config_file)
        read = site.inputs()
        before = self.digest(read or ())
        project = into.with_name(NAME)
        shutil.rmtree(project, ignore_errors=True)
        project.mkdir()
        warnings = [*site.warnings(), *site.build(project, Path(found.origin).parent, into)]
        for warning in warnings:
            sys.stderr.write(f"WARNING {warning}\n")
        if warnings and site.settings.get("strict"):
            raise UsageError(f"{NAME} gave warnings, and the configuration says strict")
        return None if read is None or warnings else Read(tuple(read), before)

    def digest(self, inputs: Sequence[str]) -> str:
        """The digest of inputs as they are now, and of all software that takes part."""
        return digest(NAME, self.config_file, inputs)


@dataclass(frozen=True, slots=True)
class _Tagged:
    """A value of the configuration with a tag, such as `!!python/name`, that is Zensical's."""

    tag: str
    value: Any


class _Loader(yaml.SafeLoader):
    """Keeps tags as they are."""


class _Dumper(yaml.SafeDumper):
    """Writes what `_Loader` has kept."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out."""
        return True


def _tagged(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> _Tagged:
    if isinstance(node, yaml.MappingNode):
        return _Tagged(node.tag, loader.construct_mapping(node, deep=True))
    if isinstance(node, yaml.SequenceNode):
        return _Tagged(node.tag, loader.construct_sequence(node, deep=True))
    return _Tagged(node.tag, node.value)


def _represented(dumper: yaml.SafeDumper, tagged: _Tagged) -> yaml.Node:
    node = dumper.represent_data(tagged.value)
    node.tag = tagged.tag
    return node


_Loader.add_multi_constructor("", _tagged)
_Dumper.add_representer(_Tagged, _represented)


def _dumped(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False)


def _site(config_file: Path) -> "_Site":
    options = read_options(config_file, config_file.parent)
    try:
        with config_file.open("rb") as file:
            settings = yaml_load(file, loader=get_yaml_loader(_Loader))
        theme = settings.get("theme")
        theme = {"name": theme} if isinstance(theme, str) else dict(theme or {})
        if theme.get("name", "material") not in ("material", NAME):
            raise UsageError("the dossier's frames are made for the theme 'material'")
        config = MkDocsConfig(config_file_path=str(config_file))
        chosen = ("docs_dir", "exclude_docs", "draft_docs", "not_in_nav")
        config.load_dict(
            {name: settings[name] for name in chosen if name in settings}
            | {"site_name": options.site_name, "plugins": [], "theme": "mkdocs"}
        )
        for name, error in config.validate()[0]:
            raise UsageError(f"{config_file}: {name}: {error}")
        files = [file for file in get_files(config) if file.inclusion.is_included()]
    except MkDocsException as error:
        raise UsageError(f"{config_file}: {error}") from error
    return _Site(config_file, options, settings, theme, Path(config.docs_dir), tuple(files))


@dataclass(frozen=True, slots=True)
class _Site:
    """A configuration, and the files that it makes a site of."""

    config_file: Path
    options: Options
    settings: Mapping[str, Any]
    theme: Mapping[str, Any]
    docs_dir: Path
    files: tuple[File, ...]
    shifts: dict[str, int] = field(default_factory=dict)
    """How many lines further down a page's text stands in its copy."""

    def inputs(self) -> list[str] | None:
        """What is read, if that can be told."""
        if self.settings.get("hooks") or self._plugins():
            return None
        extensions = [name for name, _ in _entries(self.settings.get("markdown_extensions"))]
        folders = {str(self.docs_dir), self._custom_dir()}
        return inputs(Path(os.path.abspath(self.config_file)), extensions, folders)

    def warnings(self) -> Iterator[str]:
        """Yield what of the configuration has no effect."""
        if self.settings.get("hooks"):
            yield f"{NAME} runs no hooks: they are left out"
        for name, _ in _entries(self.settings.get("plugins")):
            if name in BLIND:
                yield f"the plugin '{name}' cannot see records; instead there is: {BLIND[name]}"
            elif name != "dossier" and name.removeprefix("material/") not in PLUGINS:
                yield f"{NAME} has no plugin '{name}': it is left out"
        for file in self._navigation.missing():
            yield f"the navigation names {file}, which is not among the pages"

    def build(self, project: Path, package: Path, into: Path) -> list[str]:
        """Write a project, build it, and put the site together; gives the warnings of Zensical.

        Raises:
            UsageError: Zensical fails.
        """
        self._write(project / "docs")
        shutil.copytree(THEME, project / "theme")
        custom_dir = self._custom_dir()
        if custom_dir is not None:
            shutil.copytree(custom_dir, project / "theme", dirs_exist_ok=True)
        warnings: list[str] = []
        for language in self.options.languages:
            settings = self._settings(language, (project / "theme", package / "templates"))
            file = project / f"{language.code}.yml"
            file.write_text(_dumped(settings), "utf-8")
            said = _run(file)
            warnings = warnings or self._warnings(said)
            self._take(project / language.code, language.code, into)
            shutil.rmtree(project / language.code)
        shutil.rmtree(project / ".cache", ignore_errors=True)
        self._finish(into)
        return warnings

    @property
    def _pages(self) -> list[File]:
        return [file for file in self.files if file.is_documentation_page()]

    @property
    def _frames(self) -> tuple[FrameAddress, ...]:
        return tuple(frame_addresses(self.options))

    def _plugins(self) -> list[dict[str, Any]]:
        found = _entries(self.settings.get("plugins"))
        return [
            {name: options} for name, options in found if name.removeprefix("material/") in PLUGINS
        ]

    def _custom_dir(self) -> str | None:
        folder = self.theme.get("custom_dir")
        return os.path.abspath(self.config_file.parent / folder) if folder else None

    def _urls(self) -> frozenset[str]:
        pages = {url_of(file.src_uri) for file in self._pages}
        return frozenset(pages | {address.path for address in self._frames})

    @property
    def _navigation(self) -> WrittenNavigation:
        """The navigation as it is configured, or made of the folder as MkDocs would."""
        titles = {file.src_uri: _title(file) for file in self._pages}
        for address in self._frames:
            if address.is_register:
                label = REGISTER_LABELS[address.register]
                titles[address.source] = translations(address.lang).gettext(label)
        items = self.settings.get("nav")
        if items is None:
            default = self.options.default_language
            items = nest_paths(
                file.src_uri
                for file in sorted(self._pages, key=file_sort_key)
                if file.inclusion.is_in_nav() and language_of(self.options, file.src_uri) == default
            )
        return WrittenNavigation(items, titles)

    def _navigation_in(self, lang: str) -> WrittenNavigation:
        default = self.options.default_language
        if lang == default:
            return self._navigation
        return self._navigation.translated(language_root(lang, default), lang)

    def _settings(self, language: LanguageOptions, theme_dirs: Sequence[Path]) -> dict[str, Any]:
        """The configuration of a language."""
        options = self.options
        plugins = [name for name, _ in _entries(self.settings.get("plugins"))]
        scripted = needs_script(self.theme, plugins)
        extensions = self.settings.get("markdown_extensions") or []
        ours: dict[str, Any] = {"dossier.host.markdown": {}}
        return {name: value for name, value in self.settings.items() if name not in _OURS} | {
            "site_name": language.site_name or options.site_name,
            "site_description": language.site_description or options.site_description,
            "site_url": options.site_url or None,
            "edit_uri": f"{options.edit_base}{self._docs_uri()}" if options.edit_base else "",
            "docs_dir": "docs",
            "site_dir": language.code,
            # The look that our styles are made for, and that Material has.
            "theme": {
                "variant": "classic",
                **self.theme,
                "name": "material",
                "custom_dir": "theme",
            },
            "nav": self._navigation_in(language.code).named(),
            "plugins": [*self._plugins(), {"search": {"enabled": False}}],
            "markdown_extensions": (
                [*extensions, *ours] if isinstance(extensions, list) else {**extensions, **ours}
            ),
            "extra_css": ["assets/dossier/dossier.css", *(self.settings.get("extra_css") or [])],
            "extra_javascript": [
                "assets/dossier/dossier.js",
                *(self.settings.get("extra_javascript") or []),
            ],
            "extra": (self.settings.get("extra") or {})
            | {
                **self._home(language.code),
                "dossier_theme_script": scripted,
                "dossier_theme_languages": theme_languages(theme_dirs, options.language_codes),
                "dossier_follows_system": not scripted and has_dark(self.theme),
                "dossier_lost": lost(options),
            }
            | extra(options, language.code),
        }

    def _home(self, lang: str) -> dict[str, Any]:
        """Where a language other than the default one begins: Zensical knows one first page."""
        root = language_root(lang, self.options.default_language)
        if not root:
            return {}
        title = self._navigation_in(lang).title(f"{root}index.md") or self.options.site_name
        return {"homepage": root, "dossier_home": {"title": title, "url": root}}

    def _docs_uri(self) -> str:
        return str(self.settings.get("docs_dir") or "docs").strip("/") + "/"

    def _write(self, docs: Path) -> None:
        """Write the folder of pages: the hand-written ones, other files, and the frames."""
        urls = self._urls()
        for file in self.files:
            path = docs / file.src_uri
            path.parent.mkdir(parents=True, exist_ok=True)
            if not file.is_documentation_page():
                shutil.copyfile(str(file.abs_src_path), path)
                continue
            text = _text(file)
            body, written = get_data(text)
            lang = language_of(self.options, file.src_uri)
            # Without the plugin for tags, which cannot see records, the theme of MkDocs shows none.
            meta = page_meta(lang) | {name: one for name, one in written.items() if name != "tags"}
            others = alternates(self.options, url_of(file.src_uri), lang, urls)
            front = _front_matter(meta | {"dossier_languages": others})
            path.write_text(front + body, "utf-8")
            skipped = text.count("\n") - body.count("\n")
            self.shifts[file.src_uri] = front.count("\n") - skipped
        for address in self._frames:
            path = docs / address.source
            path.parent.mkdir(parents=True, exist_ok=True)
            others = alternates(self.options, address.path, address.lang, urls)
            meta = frame_meta(address) | {"dossier_languages": others}
            if not address.is_register:
                meta["dossier_way"] = self._way(address)
            path.write_text(f"{_front_matter(meta)}{marker.BODY}\n", "utf-8")

    def _way(self, address: FrameAddress) -> list[dict[str, str]]:
        """The sections to which the pages of a frame belong."""
        root = language_root(address.lang, self.options.default_language)
        register = f"{root}{REGISTERS[address.register]}index.md"
        return self._navigation_in(address.lang).way(register)

    def _warnings(self, said: str) -> list[str]:
        """Warnings of Zensical as lines that name the pages as they were written."""
        number = _NUMBER.search(said)
        if number is None:
            return [] if said.strip() in ("", "No issues found") else [said.strip()]
        found = [self._warning(match) for match in _WARNING.finditer(said)]
        return found if len(found) == int(number[1]) else [said.strip()]

    def _warning(self, match: re.Match[str]) -> str:
        file = match["file"]
        line = int(match["line"]) - self.shifts.get(file, 0)
        return f"{self._docs_uri()}{file}:{line}:{match['column']}: {match['message']}"

    def _take(self, built: Path, lang: str, into: Path) -> None:
        """Take what was built of a language, and of the default one all that is no page."""
        default = self.options.default_language
        if lang == default:
            shutil.copytree(built, into, dirs_exist_ok=True)
            for name in ("sitemap.xml", "search.json"):
                (into / name).unlink(missing_ok=True)
            return
        root = language_root(lang, default)
        shutil.rmtree(into / root)
        shutil.copytree(built / root, into / root)

    def _finish(self, into: Path) -> None:
        """Give pages what the other hosts' plugin would give them."""
        pages = {f"{url_of(file.src_uri)}index.html" for file in self._pages} | {"404.html"}
        frames = {f"{address.path}index.html": address for address in self._frames}
        first = f"<title>{self.options.site_name}</title>"
        for path in sorted(pages | frame_files(self.options)):
            file = into / path
            if not file.is_file():
                continue
            html = finished_html(file.read_text("utf-8"))
            if path in frames:
                html = self._framed(html, frames[path])
            elif path == "index.html" and not self._has_title("index.md"):
                html = _HEAD_TITLE.sub(lambda _: first, html, count=1)
            file.write_text(html, "utf-8")

    def _has_title(self, file: str) -> bool:
        return any(
            file == page.src_uri and get_data(_text(page))[1].get("title") for page in self._pages
        )

    def _framed(self, html: str, address: FrameAddress) -> str:
        """A frame without links to its own source, which does not exist, below the right tab."""
        html = _ACTION.sub("", html)
        way = () if address.is_register else self._way(address)
        if not way:
            return html
        tab = posixpath.relpath(f"/{way[0]['url']}", f"/{address.path}") + "/"

        def active(match: re.Match[str]) -> str:
            return (
                match[0].replace('">', ' md-tabs__item--active">') if match[1] == tab else match[0]
            )

        return _TAB.sub(active, html)


def _entries(written: Any) -> list[tuple[str, Any]]:
    """Names with options, as a configuration lists plugins and extensions."""
    if isinstance(written, dict):
        return list(written.items())
    found: list[tuple[str, Any]] = []
    for entry in written or ():
        found += entry.items() if isinstance(entry, dict) else [(str(entry), {})]
    return found


def _text(file: File) -> str:
    return Path(str(file.abs_src_path)).read_text("utf-8-sig")


def _title(file: File) -> str:
    """The title of a page, if it is plain: the host finds others."""
    body, meta = get_data(_text(file))
    if meta.get("title"):
        return str(meta["title"])
    found = _TITLE.match(body)
    return found[1].strip() if found else ""


def _front_matter(meta: Mapping[str, Any]) -> str:
    return f"---\n{_dumped(dict(meta))}---\n\n"


def _run(config_file: Path) -> str:
    """Have Zensical build a project; gives what it warned of, without colours."""
    command = [
        sys.executable,
        "-P",
        "-m",
        NAME,
        "build",
        "--clean",
        "--config-file",
        str(config_file),
    ]
    done = finished(NAME, command)
    said = _COLOUR.sub("", done.stderr).strip()
    if done.returncode != 0:
        raise UsageError(f"{NAME} failed:\n{_FAILURE.sub('', said)}")
    return said
