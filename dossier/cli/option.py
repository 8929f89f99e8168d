"""Options that commands share."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from dossier.bibliography.program import pandoc_program
from dossier.drawing.graphviz import installed_graphviz
from dossier.host.config import check_day, read_options
from dossier.model.options import Options
from dossier.publish.card import installed_resvg

_C = TypeVar("_C", bound=Callable[..., Any])

strict = click.option("--strict", is_flag=True, help="Warnings are problems.")
config_file = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The configuration to use instead of mkdocs.yml.",
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Only say what is wrong.")
allow_loss = click.option(
    "--allow-loss", is_flag=True, help="Let more than a fifth of the pages go."
)


def common(command: _C) -> _C:
    """The options of every command that reads a dossier."""
    as_of = click.option(
        "--as-of", metavar="DATE", default="", help="The day that counts as today: 2026-11-22."
    )
    return as_of(quiet(config_file(command)))


def options(config_file: Path | None, as_of: str, folder: Path | None = None) -> Options:
    """The options of a dossier, given the command's."""
    found = read_options(config_file, folder or Path())
    if not as_of:
        return found
    check_day(as_of)
    return dataclasses.replace(found, as_of=as_of)


def say_if_plain(options: Options, *, quiet: bool) -> None:
    """Say, once, what pages have to do without, for want of other software."""
    if quiet:
        return
    if installed_graphviz() is None:
        click.echo("Networks are tables without drawings: for these, install Graphviz", err=True)
    if pandoc_program() is None:
        click.echo(
            f"References are plain, not in the style {options.citation_style}: for that, "
            "pip install 'mkdocs-dossier[cite]'",
            err=True,
        )


def say_if_without_cards(options: Options, *, quiet: bool) -> None:
    """Say, once, that pages have no pictures that stand for them, where they should."""
    if not quiet and options.cards and not installed_resvg():
        click.echo(
            "Links to this site are shown without pictures: for these, "
            "pip install 'mkdocs-dossier[cards]'",
            err=True,
        )
