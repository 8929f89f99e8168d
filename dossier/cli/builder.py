"""The site builder that a command uses."""

from importlib import import_module
from pathlib import Path

import click

from dossier.errors import UsageError
from dossier.host.config import CONFIG_FILE
from dossier.host.frames import HOSTS, Host
from dossier.publish.kept import HostBuilder

_ZENSICAL = "zensical"

host_option = click.option(
    "--host",
    type=click.Choice((*HOSTS, _ZENSICAL)),
    default="mkdocs",
    help="The site builder to use.",
)


def builder(config_file: Path | None, name: str) -> HostBuilder:
    """The host that builds its pages and the frames.

    Raises:
        UsageError: there is no configuration for the host.
    """
    config = existing(config_file)
    if name != _ZENSICAL:
        return Host(name, config)
    # What it works with is imported where it is used, as the modules of commands are: that takes
    # longer than to see that there is nothing to build.
    made: HostBuilder = import_module("dossier.host.zensical").Zensical(config)
    return made


def existing(config_file: Path | None) -> Path:
    """The configuration file, which a host cannot do without."""
    config = config_file or Path(CONFIG_FILE)
    if not config.exists():
        raise UsageError(f"there is no {CONFIG_FILE} here")
    return config
