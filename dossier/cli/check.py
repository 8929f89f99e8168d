"""`dossier check`."""

from pathlib import Path

import click

from dossier.cli import option
from dossier.cli.status import CLEAN, PROBLEMS
from dossier.errors import counted, tally
from dossier.history import read_history
from dossier.pipeline import against, assemble
from dossier.report import FORMATS, report


@click.command("check")
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path()
)
@option.common
@option.strict
@click.option(
    "--against",
    "revision",
    metavar="REV",
    default="",
    help="Also name facts that changed since a revision without a correction.",
)
@click.option("--format", "style", type=click.Choice(FORMATS), default="text", help="In what form.")
def command(
    folder: Path,
    config_file: Path | None,
    quiet: bool,
    as_of: str,
    strict: bool,
    revision: str,
    style: str,
) -> int:
    """Read the dossier in FOLDER and list every problem in it."""
    options = option.options(config_file, as_of, folder)
    history = read_history(options.root, options.content, latest=0)
    found = assemble(options, history=history)
    if revision:
        found = against(options, found, revision)
    shown = [one for one in found.problems if strict or not (quiet and one.is_warning)]
    click.echo(report(shown, style, options.root), nl=False)
    if style == "text" and not quiet:
        records = counted(len(found.graph.files), "record")
        click.echo(f"{records}, {tally(found.problems)}", err=True)
    return CLEAN if found.is_sound(strict=strict) else PROBLEMS
