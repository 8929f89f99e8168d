"""The command line."""

import dataclasses
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from dossier import __version__
from dossier.errors import DossierError, MachineError, Problem, ProblemsError, UsageError
from dossier.host.config import CONFIG_FILE, read_options
from dossier.host.frames import HOSTS, build_frames
from dossier.model.options import Options
from dossier.report import FORMATS, report

_C = TypeVar("_C", bound=Callable[..., Any])

CLEAN, PROBLEMS, MISUSE, MACHINE, BUG = range(5)
"""Exit statuses."""


def main() -> None:
    """Run the command line, and exit with one of the five statuses."""
    try:
        status = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = MISUSE
    except click.Abort:
        status = MISUSE
    except UsageError as error:
        click.echo(f"Error: {error}", err=True)
        status = MISUSE
    except ProblemsError:
        status = PROBLEMS
    except (MachineError, OSError) as error:
        click.echo(f"Error: {error}", err=True)
        status = MACHINE
    except DossierError as error:
        click.echo(f"Error: {error}", err=True)
        status = BUG
    except Exception as error:
        click.echo(f"Error: this is a bug in dossier {__version__}: {error!r}", err=True)
        if os.environ.get("DOSSIER_TRACEBACK"):
            traceback.print_exc()
        else:
            click.echo("Set DOSSIER_TRACEBACK=1 to see where.", err=True)
        status = BUG
    sys.exit(status or CLEAN)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dossier")
def cli() -> None:
    """Turn article records in YAML into a cross-linked static dossier."""


def _common(command: _C) -> _C:
    command = click.option(
        "-f",
        "--config-file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="The configuration to use instead of mkdocs.yml.",
    )(command)
    command = click.option("-q", "--quiet", is_flag=True, help="Only say what is wrong.")(command)
    return click.option(
        "--as-of", metavar="DATE", default="", help="The day that counts as today: 2026-11-22."
    )(command)


def _options(config_file: Path | None, as_of: str, folder: Path | None = None) -> Options:
    options = read_options(config_file, folder or Path())
    return dataclasses.replace(options, as_of=as_of) if as_of else options


@cli.command()
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path()
)
@_common
@click.option(
    "--format", "style", type=click.Choice(FORMATS), default="text", help="How to say it."
)
@click.option("--strict", is_flag=True, help="Warnings are problems.")
def check(
    folder: Path,
    config_file: Path | None,
    quiet: bool,
    as_of: str,
    style: str,
    strict: bool,
) -> int:
    """Read the dossier in FOLDER and list every problem in it."""
    from dossier.pipeline import assemble

    options = _options(config_file, as_of, folder)
    found = assemble(options)
    shown = [one for one in found.problems if not (quiet and one.is_warning and not strict)]
    click.echo(report(shown, style, options.root), nl=False)
    if style == "text" and not quiet:
        click.echo(_summary(len(found.graph.files), found.problems), err=True)
    return _status(found.problems, strict=strict)


def _status(problems: Iterable[Problem], *, strict: bool) -> int:
    return PROBLEMS if any(strict or not one.is_warning for one in problems) else CLEAN


def _summary(records: int, problems: tuple[Problem, ...]) -> str:
    warnings = sum(one.is_warning for one in problems)
    return f"{records} records, {len(problems) - warnings} problems, {warnings} warnings"


@cli.command()
@_common
@click.option(
    "--host", type=click.Choice(HOSTS), default="mkdocs", help="Which site builder to use."
)
@click.option("--strict", is_flag=True, help="Warnings are problems.")
@click.option("--times", is_flag=True, help="Say how long each stage took.")
def build(
    config_file: Path | None, quiet: bool, as_of: str, host: str, strict: bool, times: bool
) -> int:
    """Build the site, unless the dossier has problems."""
    from dossier.pipeline import build as build_site

    started = time.monotonic()
    options = _options(config_file, as_of)
    config = config_file or Path(CONFIG_FILE)
    if not config.exists():
        raise UsageError(f"there is no {CONFIG_FILE} here")
    try:
        done = build_site(options, lambda folder: build_frames(host, config, folder), strict=strict)
    except ProblemsError as error:
        click.echo(report(error.problems, "text", options.root), nl=False)
        click.echo(f"{error}; the site is as it was", err=True)
        return PROBLEMS
    if times:
        for stage, seconds in done.seconds.items():
            click.echo(f"{seconds:7.2f} s  {stage}", err=True)
    if not quiet:
        seconds = time.monotonic() - started
        warnings = len(done.assembled.problems)
        click.echo(
            f"{len(done.assembled.graph.files)} records, {done.written.written} pages written, "
            f"{done.written.pages - done.written.written} kept, {done.written.removed} removed, "
            f"0 problems, {warnings} warnings, {seconds:.1f} s",
            err=True,
        )
    return CLEAN
