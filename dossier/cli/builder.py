"""The site builder that a command uses, apart from other options: to import it takes long."""

from pathlib import Path

import click

from dossier.errors import UsageError
from dossier.host.config import CONFIG_FILE
from dossier.host.frames import HOSTS, Host
from dossier.host.zensical import NAME as ZENSICAL
from dossier.host.zensical import Zensical
from dossier.publish.kept import HostBuilder

host_option = click.option(
    "--host",
    type=click.Choice((*HOSTS, ZENSICAL)),
    default="mkdocs",
    help="The site builder to use.",
)


def builder(config_file: Path | None, name: str) -> HostBuilder:
    """The host that builds its pages and the frames.

    Raises:
        UsageError: there is no configuration for the host.
    """
    config = existing(config_file)
    return Zensical(config) if name == ZENSICAL else Host(name, config)


def existing(config_file: Path | None) -> Path:
    """The configuration file, which a host cannot do without."""
    config = config_file or Path(CONFIG_FILE)
    if not config.exists():
        raise UsageError(f"there is no {CONFIG_FILE} here")
    return config
