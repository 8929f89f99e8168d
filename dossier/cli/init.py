"""`dossier init`."""

import shlex
from pathlib import Path

import click

from dossier.cli import option
from dossier.cli.status import CLEAN
from dossier.errors import counted
from dossier.scaffold.new import LANGUAGES, new_dossier
from dossier.scaffold.tool import Tool, installed_tool, named_tool


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", default="New dossier", help="What the dossier is called.")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="en",
    help="The language of the site and its examples; others can be added.",
)
@click.option(
    "--tool",
    metavar="WHERE",
    help="Where the dossier takes the tool from: a folder, a wheel, git+https://…@COMMIT, a "
    "requirement; from where it was installed here, unless told.",
)
@option.quiet
def command(folder: Path, name: str, lang: str, tool: str | None, quiet: bool) -> int:
    """Make a new dossier in DIR, with examples, ready to push."""
    chosen = named_tool(tool) if tool else installed_tool()
    number = new_dossier(folder, name, lang, chosen)
    if not quiet:
        click.echo(f"{folder}: {counted(number, 'file')}, example records among them", err=True)
        click.echo(_source(chosen), err=True)
        click.echo(f"Next: cd {shlex.quote(str(folder))} && make site", err=True)
    return CLEAN


def _source(tool: Tool) -> str:
    """Where the tool comes from, in words."""
    if not tool.source:
        return f"The tool: {tool.requirement} (requirements.txt)"
    return (
        f"The tool: {tool.source} (local.mk, for this machine only). Workflows take what "
        "requirements.txt names: put a release or an address there before you push"
    )
