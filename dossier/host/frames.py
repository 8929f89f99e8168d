"""A child process that lets a host build its own pages and the frames into a folder.

It has a process of its own because ProperDocs takes MkDocs' place within Python, and because a
host's plugins may do as they like there.
"""

import errno
import importlib
import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossier.errors import DossierError, MachineError, UsageError
from dossier.host.child import finished
from dossier.host.read import digest, inputs
from dossier.publish.kept import Read

HOSTS = ("mkdocs", "properdocs")

_NOT_INSTALLED = 69
_MACHINE = 74
_OF_THE_MACHINE = frozenset(
    {
        *(errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS),
        *(errno.EMFILE, errno.ENFILE, errno.EFBIG),
    }
)
_PLUGINS = frozenset({"dossier", "search", "material/search"})
"""Plugins that read nothing but pages: with others, who knows."""


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
            MachineError: the host is not installed, takes too long, or crashes, or a disk is full.
            UsageError: the host refuses the configuration, or fails.
        """
        command = [sys.executable, "-P", "-m", "dossier.host.frames", self.name]
        command += [str(self.config_file), str(into)]
        environment = dict(os.environ)
        environment |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
        done = finished(self.name, command, environment)
        if done.returncode == _NOT_INSTALLED:
            raise MachineError(
                f"{self.name} is not installed: pip install 'mkdocs-dossier[{self.name}]'"
            )
        if done.returncode == _MACHINE:
            raise MachineError(done.stderr.splitlines()[-1])
        if done.returncode != 0:
            raise UsageError(f"{self.name} failed:\n{(done.stderr or done.stdout).strip()}")
        sys.stderr.write(done.stderr)
        read = json.loads(done.stdout)
        # What was warned of should be heard again, so such a build is not kept.
        return Read(tuple(read["inputs"]), read["digest"]) if read and not done.stderr else None

    def digest(self, inputs: Sequence[str]) -> str:
        """The digest of inputs as they are now, and of all software that takes part."""
        return digest(self.name, self.config_file, inputs)


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
        found = _inputs(config)
        before = digest(host, Path(config_file), found or ())
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
    except OSError as error:
        if error.errno not in _OF_THE_MACHINE:
            raise
        place = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(f"{host}: {place}{error.strerror or error}\n")
        return _MACHINE
    read = None if found is None else {"inputs": found, "digest": before}
    answer.write(json.dumps(read))
    answer.close()
    return 0


def _inputs(config: Any) -> list[str] | None:
    """What a build with a configuration reads, where that can be told."""
    if config.hooks or not set(config.plugins) <= _PLUGINS:
        return None
    extensions = [name for name in config.markdown_extensions if isinstance(name, str)]
    folders = (config.docs_dir, config.theme.custom_dir, *config.watch)
    return inputs(Path(config.config_file_path), extensions, folders)


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
