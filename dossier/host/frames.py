"""A child process that lets a host build its own pages and the frames into a folder.

It has a process of its own because ProperDocs takes MkDocs' place within Python, and because a
host's plugins may do as they like there.
"""

import importlib
import logging
import os
import subprocess
import sys
from pathlib import Path

from dossier.errors import DossierError, MachineError, UsageError

HOSTS = ("mkdocs", "properdocs")


def build_frames(host: str, config_file: Path, into: Path) -> None:
    """Let a host build the hand-written pages and the frames.

    Raises:
        MachineError: the host is not installed.
        UsageError: the host refuses the configuration, or fails.
    """
    command = [sys.executable, "-m", "dossier.host.frames", host, str(config_file), str(into)]
    environment = dict(os.environ)
    environment |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode == _NOT_INSTALLED:
        raise MachineError(f"{host} is not installed: pip install 'mkdocs-dossier[{host}]'")
    if done.returncode != 0:
        raise UsageError(f"{host} failed:\n{(done.stderr or done.stdout).strip()}")
    sys.stderr.write(done.stderr)


_NOT_INSTALLED = 69


def _main(host: str, config_file: str, into: str) -> int:
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
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
