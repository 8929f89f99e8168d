"""The configuration of a site, `mkdocs.yml`, as far as the core needs it."""

import datetime
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from dossier.bibliography.name import CHICAGO, NAMES
from dossier.errors import UsageError
from dossier.evidence.snapshot import VARIABLE
from dossier.model.edtf import Edtf
from dossier.model.language import LANGUAGE
from dossier.model.options import LanguageOptions, Options
from dossier.render.interface import catalogue_file

CONFIG_FILE = "mkdocs.yml"

_KNOWN = (
    "content",
    "languages",
    "contact",
    "as_of",
    "citation_style",
    "cards",
    "timeline_split",
    "loaded_words",
    "reply_review_days",
    "snapshots",
)


def read_options(config_file: Path | None, folder: Path) -> Options:
    """Read the options of the dossier in a folder, or of a configuration file.

    A folder without `mkdocs.yml` has the defaults: records in `content/`, in English.

    Raises:
        UsageError: the file cannot be read, or an option in it is wrong.
    """
    path = config_file or folder / CONFIG_FILE
    if config_file is None and not path.exists():
        found = Options(root=folder)
        published = found.content, found.site_dir
        return replace(found, snapshots=_snapshots("", folder, published))
    try:
        with path.open("rb") as file:
            config = yaml_load(file, loader=get_yaml_loader(_Lenient))
    except (OSError, ValueError, yaml.YAMLError, MkDocsException) as error:
        raise UsageError(f"{path}: {error}") from error
    if not isinstance(config, dict):
        raise UsageError(f"{path}: expected a mapping of settings")
    return options_of(config, _plugin_options(config, path), path.parent)


def options_of(config: Mapping[str, Any], plugin: Mapping[str, Any], root: Path) -> Options:
    """The options that MkDocs' settings and those of the plugin `dossier` amount to.

    Raises:
        UsageError: one of them is wrong.
    """
    unknown = sorted(map(str, set(plugin) - set(_KNOWN)))
    if unknown:
        raise UsageError(
            f"the plugin 'dossier' has no option '{unknown[0]}'; it has {', '.join(_KNOWN)}"
        )
    if config.get("use_directory_urls") is False:
        raise UsageError(
            "use_directory_urls: false is not supported: the links between pages of a dossier "
            "are made for addresses that end in '/'"
        )
    as_of = _text(plugin, "as_of")
    if as_of:
        check_day(as_of)
    repo_url = _text(config, "repo_url")
    content = _content(_text(plugin, "content") or "content")
    site_dir = _text(config, "site_dir") or "site"
    published = content, site_dir, _text(config, "docs_dir") or "docs"
    return Options(
        root=root,
        content=content,
        site_dir=site_dir,
        languages=_languages(plugin.get("languages")),
        site_name=_text(config, "site_name") or "Dossier",
        site_description=_text(config, "site_description"),
        site_url=_with_slash(_text(config, "site_url")),
        repo_url=repo_url,
        edit_base=_edit_base(repo_url, config),
        contact=_text(plugin, "contact"),
        as_of=as_of,
        citation_style=_style(_text(plugin, "citation_style") or CHICAGO),
        cards=_flag(plugin, "cards"),
        timeline_split=_count(plugin, "timeline_split", "events", 500),
        loaded_words=_words(plugin.get("loaded_words")),
        reply_review_days=_count(plugin, "reply_review_days", "days", 365),
        snapshots=_snapshots(_text(plugin, "snapshots"), root, published),
    )


class _Lenient(yaml.SafeLoader):
    """Reads past tags such as `!!python/name`: they matter to the host alone."""


_Lenient.add_multi_constructor("", lambda loader, suffix, node: None)


def _plugin_options(config: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
    plugins = config.get("plugins") or []
    if not isinstance(plugins, dict | list):
        raise UsageError(f"{path}: plugins: {plugins!r} is not a list of plugins")
    entries = plugins.items() if isinstance(plugins, dict) else _entries(plugins)
    for name, options in entries:
        if name == "dossier":
            if not isinstance(options, dict | None):
                raise UsageError(f"{path}: the options of the plugin 'dossier' are not a mapping")
            return options or {}
    raise UsageError(f"{path}: the plugin 'dossier' is not among the plugins")


def _entries(plugins: list[Any]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for entry in plugins:
        found.extend(entry.items() if isinstance(entry, dict) else [(entry, None)])
    return found


def _languages(written: Any) -> tuple[LanguageOptions, ...]:
    if written is None:
        return (LanguageOptions("en", "English"),)
    if not isinstance(written, dict) or not written:
        raise UsageError("languages: expected a map such as {en: {name: English}}")
    found = []
    for code, options in written.items():
        if not isinstance(code, str) or not LANGUAGE.fullmatch(code):
            raise UsageError(f"languages: {code!r} is not a language such as en, fr or zh-Hans")
        if not isinstance(options, dict) or not isinstance(options.get("name"), str):
            raise UsageError(f"languages: {code} needs a name, what it calls itself")
        catalogue_file(code)
        unknown = sorted(map(str, set(options) - {"name", "site_name", "site_description"}))
        if unknown:
            raise UsageError(f"languages: {code} has no option '{unknown[0]}'")
        found.append(
            LanguageOptions(
                code,
                options["name"],
                _text(options, "site_name", f"languages: {code}: "),
                _text(options, "site_description", f"languages: {code}: "),
            )
        )
    return tuple(found)


def _edit_base(repo_url: str, config: Mapping[str, Any]) -> str:
    """Where the repository edits files: MkDocs' own guess for GitHub and GitLab, or `edit_uri`."""
    if not repo_url:
        return ""
    docs_dir = (_text(config, "docs_dir") or "docs").strip("/")
    uri = _text(config, "edit_uri")
    if config.get("edit_uri") is None:
        known = {"github.com": "edit/main/", "gitlab.com": "-/edit/main/"}
        edit_uri = next((uri for host, uri in known.items() if f"//{host}/" in repo_url), "")
        return f"{_with_slash(repo_url)}{edit_uri}" if edit_uri else ""
    if not uri:
        return ""
    whole = uri if "://" in uri else f"{_with_slash(repo_url)}{uri.lstrip('/')}"
    return _with_slash(whole.rstrip("/").removesuffix(docs_dir))


def _content(path: str) -> str:
    if path.startswith("/") or ".." in path.split("/"):
        raise UsageError(f"content: {path!r} is not a folder below the configuration's")
    return path.rstrip("/")


def _snapshots(option: str, root: Path, published: Iterable[str]) -> Path | None:
    """The store of snapshots: the folder that the environment names, or else the option."""
    named = os.environ.get(VARIABLE, "")
    if not (named or option):
        return None
    folder = Path(named).absolute() if named else root / option
    for other in published:
        if folder.resolve().is_relative_to((root / other).resolve()):
            raise UsageError(f"snapshots: {folder} lies in {other}, and would not stay private")
    return folder


def _with_slash(url: str) -> str:
    return f"{url.rstrip('/')}/" if url else ""


def check_day(text: str) -> None:
    """Refuse what is not a day.

    Raises:
        UsageError: it is not.
    """
    try:
        day = Edtf(text)
    except ValueError as error:
        raise UsageError(f"as_of: {error}") from None
    if day.start is None or day.start.precision != "day" or day.shape != "date":
        raise UsageError(f"as_of: {text!r} is not a day, as in 2026-11-22")


def _text(options: Mapping[str, Any], name: str, within: str = "") -> str:
    """An option that is a text, empty where it is not set; YAML may have made a date of a day."""
    value = options.get(name)
    if value is None or value is False:
        return ""
    if not isinstance(value, str | datetime.date):
        raise UsageError(f"{within}{name}: {value!r} is not a text")
    return str(value)


def _style(name: str) -> str:
    if name not in NAMES:
        raise UsageError(f"citation_style: {name!r} is none of {', '.join(NAMES)}")
    return name


def _flag(plugin: Mapping[str, Any], name: str) -> bool:
    value = plugin.get(name, False)
    if not isinstance(value, bool):
        raise UsageError(f"{name}: {value!r} is neither true nor false")
    return value


def _count(plugin: Mapping[str, Any], name: str, of: str, default: int) -> int:
    value = plugin.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise UsageError(f"{name}: {value!r} is not a number of {of}")
    return value


def _words(written: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Languages, each with words."""
    if written is None:
        return ()
    if not isinstance(written, dict):
        raise UsageError("loaded_words: expected a map such as {en: [infamous]}")
    for code, words in written.items():
        if not isinstance(code, str) or not LANGUAGE.fullmatch(code):
            raise UsageError(f"loaded_words: {code!r} is not a language such as en, fr or zh-Hans")
        if not isinstance(words, list) or not all(isinstance(w, str) and w.strip() for w in words):
            raise UsageError(f"loaded_words: {code} needs a list of words")
    return tuple((code, tuple(words)) for code, words in written.items())
