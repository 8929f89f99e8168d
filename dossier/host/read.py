"""What a host reads when it builds: while that has the same digest, it need not build again."""

import contextlib
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

import dossier

_PACKAGES = (
    *("mkdocs", "mkdocs-material", "mkdocs-material-extensions", "properdocs", "zensical"),
    *("Markdown", "pymdown-extensions", "Pygments", "Babel", "Jinja2", "MarkupSafe", "pagefind"),
    *("pagefind_bin", "pydantic", "pyromark", "PyYAML", "pypandoc_binary"),
)
"""All that a site's bytes may depend on, besides Python and this package."""

_EXTENSIONS = re.compile(
    r"abbr|admonition|attr_list|def_list|extra|fenced_code|footnotes|md_in_html|meta|nl2br|"
    r"sane_lists|smarty|tables|toc|wikilinks|markdown\.extensions\.\w+|"
    r"pymdownx\.(?!snippets|b64)\w+|material\.extensions\.emoji"
)
"""Extensions that read nothing but pages: with others, who knows."""

_VARIABLES = re.compile(r"!ENV[ \t]+(\[[^\]#]*\]|[A-Za-z_]\w*)")
"""How a configuration says which variables it reads, where that can be told."""

_ELSEWHERE = re.compile(r"custom_icons|python/[\w/]+:(?!material\.|pymdownx\.)")
"""What makes an extension read further files, or call further software."""


def inputs(
    config_file: Path, extensions: Iterable[str], folders: Iterable[str | None]
) -> list[str] | None:
    """What is read by a build with a configuration, Markdown extensions and folders.

    These are `file:` and `folder:` with a path, `variable:` with a name. It is None where that
    cannot be told.
    """
    if not all(map(_EXTENSIONS.fullmatch, extensions)):
        return None
    found = []
    names = {"SOURCE_DATE_EPOCH"}
    for file in _configurations(config_file):
        text = file.read_text("utf-8")
        if _ELSEWHERE.search(text):
            return None
        found.append(f"file:{file}")
        written = _VARIABLES.findall(text)
        if len(written) != text.count("!ENV"):
            return None
        for one in written:
            names |= set(re.findall(r"\w+", one))
    found += [f"folder:{folder}" for folder in sorted(filter(None, set(folders)))]
    return found + [f"variable:{name}" for name in sorted(names)]


def digest(host: str, config_file: Path, inputs: Sequence[str]) -> str:
    """The digest of what a host reads as it is now, and of all software that takes part."""
    whole = (host, os.path.abspath(config_file), sys.version, *_versions())
    found = hashlib.sha256(repr(whole).encode())
    for line in (f"folder:{Path(dossier.__file__).parent}", *inputs):
        kind, _, name = line.partition(":")
        found.update(f"{line}\0".encode())
        if kind == "variable":
            found.update(os.environ.get(name, "\0").encode("utf-8", "surrogateescape"))
        elif kind == "file":
            found.update(_bytes(Path(name)))
        else:
            for file in _files(Path(name)):
                found.update(f"{file}\0".encode())
                found.update(_bytes(file))
    return found.hexdigest()


def _versions() -> Iterator[tuple[str, str]]:
    for name in _PACKAGES:
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            yield name, ""


def _files(folder: Path) -> Iterator[Path]:
    for path, folders, names in os.walk(folder, followlinks=True):  # as the hosts do
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            yield Path(path, name)


def _bytes(file: Path) -> bytes:
    try:
        return hashlib.sha256(file.read_bytes()).digest()
    except OSError:
        return b"missing"


class _Top(yaml.SafeLoader):
    """Reads past tags: only `INHERIT` matters here."""


_Top.add_multi_constructor("", lambda loader, suffix, node: None)
_Top.add_constructor("!ENV", construct_env_tag)


def _configurations(file: Path) -> Iterator[Path]:
    """Yield a configuration file and those that it inherits from."""
    return (path for path, _ in _settings(file))


def _settings(file: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield a configuration file and those that it inherits from, with what they say."""
    content = yaml.load(file.read_bytes(), _Top) or {}  # noqa: S506 - a safe loader
    yield file, content
    parent = content.get("INHERIT")
    if parent is not None:
        yield from _settings(_beside(file, parent))


def _beside(file: Path, name: str) -> Path:
    return Path(os.path.normpath(file.parent / name))


def watched(config_file: Path) -> Iterator[Path]:
    """Yield the files and folders that a preview should watch: what a configuration names.

    These are the configuration and those that it inherits from, its pages, its own theme, hooks,
    and what it says is to be watched. Of one that cannot be read it is the file itself.
    """
    yield config_file
    wrong = (OSError, ValueError, AttributeError, TypeError, RecursionError, yaml.YAMLError)
    with contextlib.suppress(*wrong):
        for file, settings in _settings(config_file):
            theme = settings.get("theme")
            own = theme.get("custom_dir") if isinstance(theme, dict) else None
            named = [settings.get("docs_dir", "docs"), own]
            for key in ("hooks", "watch"):
                value = settings.get(key)
                named += value if isinstance(value, list) else []
            if parent := settings.get("INHERIT"):
                yield _beside(file, parent)
            for name in named:
                if name and isinstance(name, str):
                    yield _beside(config_file, name)
