"""`dossier check`."""

from collections import Counter
from collections.abc import Collection
from pathlib import Path

import click

from dossier.assembly import against, assemble, look_up_afresh
from dossier.cli import option
from dossier.cli.status import CLEAN, PROBLEMS
from dossier.errors import counted, tally
from dossier.evidence.finding import Finding
from dossier.history import read_history
from dossier.model.receipt import FOUND
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
@click.option(
    "--receipts",
    is_flag=True,
    help="First look all quotations up in the snapshots, and write their receipts.",
)
def command(
    folder: Path,
    config_file: Path | None,
    quiet: bool,
    as_of: str,
    strict: bool,
    revision: str,
    style: str,
    receipts: bool,
) -> int:
    """Read the dossier in FOLDER and list every problem in it."""
    options = option.options(config_file, as_of, folder)
    for path in look_up_afresh(options) if receipts else ():
        click.echo(f"Receipts changed: {path}", err=True)
    history = read_history(options.root, options.content, latest=0)
    found = assemble(options, history=history)
    if revision:
        found = against(options, found, revision)
    shown = [one for one in found.problems if strict or not (quiet and one.is_warning)]
    click.echo(report(shown, style, options.root), nl=False)
    if style == "text" and not quiet:
        records = counted(len(found.graph.files), "record")
        if found.findings:
            click.echo(_quoted(found.findings), err=True)
        click.echo(f"{records}, {tally(found.problems)}", err=True)
    return CLEAN if found.is_sound(strict=strict) else PROBLEMS


def _quoted(findings: Collection[Finding]) -> str:
    """How many quotations were found in snapshots, in words."""
    verdicts = Counter(one.verdict for one in findings)
    found = sum(verdicts[verdict] for verdict in FOUND)
    return (
        f"{counted(len(findings), 'passage')} quoted: {found:,} found in snapshots, "
        f"{verdicts['not-found']:,} not found, {verdicts['unverified']:,} not checked, "
        f"{verdicts['uncheckable']:,} not checkable for want of a snapshot"
    )
