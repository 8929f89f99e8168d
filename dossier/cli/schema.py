"""`dossier schema`."""

from pathlib import Path

import click

from dossier.cli.status import CLEAN, PROBLEMS
from dossier.records.schema import schemas


@click.command("schema")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("schemas"))
@click.option("--check", "only_check", is_flag=True, help="Only say whether FOLDER is up to date.")
def command(folder: Path, only_check: bool) -> int:
    """Write the JSON Schemas of the records, and a page on their fields, into FOLDER."""
    stale = []
    for name, content in schemas().items():
        path = folder / name
        if only_check:
            if not path.exists() or path.read_text("utf-8") != content:
                stale.append(name)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
    if stale:
        click.echo(f"not up to date in {folder}: {', '.join(stale)}; run dossier schema", err=True)
    return PROBLEMS if stale else CLEAN
