"""A child process that lets a host build its own pages and the frames into a folder.

It has a process of its own because ProperDocs takes MkDocs' place within Python, and because a
host's plugins may do as they like there.
"""

import hashlib
import importlib
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml

import dossier
from dossier.errors import DossierError, MachineError, UsageError
from dossier.publish.kept import Read

HOSTS = ("mkdocs", "properdocs")

_NOT_INSTALLED = 69
_PACKAGES = (
    *("mkdocs", "mkdocs-material", "mkdocs-material-extensions", "properdocs", "Markdown"),
    *("pymdown-extensions", "Pygments", "Babel", "Jinja2", "MarkupSafe", "pagefind"),
    *("pagefind_bin", "pydantic", "pyromark", "PyYAML", "pypandoc_binary"),
)
"""All that a site's bytes may depend on, besides Python and this package."""

_PLUGINS = frozenset({"dossier", "search", "material/search"})
_EXTENSIONS = re.compile(
    r"abbr|admonition|attr_list|def_list|extra|fenced_code|footnotes|md_in_html|meta|nl2br|"
    r"sane_lists|smarty|tables|toc|wikilinks|markdown\.extensions\.\w+|"
    r"pymdownx\.(?!snippets|b64)\w+|material\.extensions\.emoji"
)
"""Plugins and extensions that read nothing but pages: with others, who knows."""

_VARIABLES = re.compile(r"!ENV[ \t]+(\[[^\]#]*\]|[A-Za-z_]\w*)")
"""How a configuration says which variables it reads, where that can be told."""

_ELSEWHERE = re.compile(r"custom_icons|python/[\w/]+:(?!material\.|pymdownx\.)")
"""What makes an extension read further files, or call further software."""


@dataclass(frozen=True, slots=True)
class Host:
    """A host with a configuration."""

    name: str
    config_file: Path

    def build(self, into: Path) -> Read | None:
        """Let the host build the hand-written pages and the frames.

        Returns what it read: `file:` and `folder:` with a path, `variable:` with a name. It is None
        where plugins, hooks or extensions may have read anything.

        Raises:
            MachineError: the host is not installed.
            UsageError: the host refuses the configuration, or fails.
        """
        command = [sys.executable, "-m", "dossier.host.frames", self.name]
        command += [str(self.config_file), str(into)]
        environment = dict(os.environ)
        environment |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode == _NOT_INSTALLED:
            raise MachineError(
                f"{self.name} is not installed: pip install 'mkdocs-dossier[{self.name}]'"
            )
        if done.returncode != 0:
            raise UsageError(f"{self.name} failed:\n{(done.stderr or done.stdout).strip()}")
        sys.stderr.write(done.stderr)
        read = json.loads(done.stdout)
        # What was warned of should be heard again, so such a build is not kept.
        return Read(tuple(read["inputs"]), read["digest"]) if read and not done.stderr else None

    def digest(self, inputs: Sequence[str]) -> str:
        """The digest of inputs as they are now, and of all software that takes part."""
        config_file = os.path.abspath(self.config_file)
        found = hashlib.sha256(repr((self.name, config_file, sys.version, *_versions())).encode())
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


def _main(host: str, config_file: str, into: str) -> int:
    # Plugins and hooks may print what they like: only what is written here is the answer.
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    if host == "properdocs":
        try:
            importlib.import_module("properdocs.replacement")
        except ModuleNotFoundError:
            return _NOT_INSTALLED
    commands = importlib.import_module("mkdocs.commands.build")
    config_module = importlib.import_module("mkdocs.config")
    exceptions = importlib.import_module("mkdocs.exceptions")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    try:
        config = config_module.load_config(config_file, site_dir=into)
        inputs = _inputs(config)
        digest = Host(host, Path(config_file)).digest(inputs or ())
        plugin = next(
            (plugin for name, plugin in config.plugins.items() if name == "dossier"), None
        )
        if plugin is None:
            raise exceptions.ConfigurationError("the plugin 'dossier' is not among the plugins")
        plugin.frames_only = True
        config.plugins.run_event("startup", command="build", dirty=False)
        try:
            commands.build(config)
        finally:
            config.plugins.run_event("shutdown")
    except (exceptions.MkDocsException, exceptions.Abort, DossierError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    read = None if inputs is None else {"inputs": inputs, "digest": digest}
    answer.write(json.dumps(read))
    answer.close()
    return 0


def _inputs(config: Any) -> list[str] | None:
    """What a build with a configuration reads, where that can be told."""
    if config.hooks or not set(config.plugins) <= _PLUGINS:
        return None
    extensions = [name for name in config.markdown_extensions if isinstance(name, str)]
    if not all(map(_EXTENSIONS.fullmatch, extensions)):
        return None
    found = []
    names = {"SOURCE_DATE_EPOCH"}
    for file in _configurations(Path(config.config_file_path), config):
        text = file.read_text("utf-8")
        if _ELSEWHERE.search(text):
            return None
        found.append(f"file:{file}")
        written = _VARIABLES.findall(text)
        if len(written) != text.count("!ENV"):
            return None
        for one in written:
            names |= set(re.findall(r"\w+", one))
    folders = {config.docs_dir, config.theme.custom_dir, *config.watch}
    found += [f"folder:{folder}" for folder in sorted(filter(None, folders))]
    return found + [f"variable:{name}" for name in sorted(names)]


def _configurations(file: Path, config: Any) -> Iterator[Path]:
    """Yield a configuration file and those that it inherits from."""
    yield file
    reader = importlib.import_module("mkdocs.utils.yaml")
    content = yaml.load(file.read_bytes(), reader.get_yaml_loader(config=config))  # noqa: S506
    parent = content.get("INHERIT") if content else None
    if parent is not None:
        yield from _configurations(Path(os.path.normpath(file.parent / parent)), config)


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
