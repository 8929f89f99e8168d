"""`dossier export`."""

from pathlib import Path

import click

from dossier.assembly import assemble
from dossier.bibliography.bibliography import bibliography
from dossier.cli import option
from dossier.cli.status import CLEAN, PROBLEMS
from dossier.errors import ProblemsError, UsageError
from dossier.export.brief import theme_brief
from dossier.model.options import Options
from dossier.report import report
from dossier.views.composer import Site


@click.group("export")
def command() -> None:
    """Write the dossier, or a part of it, in another form."""


@command.command("pdf")
@click.argument("theme")
@option.common
@option.strict
@click.option("--lang", default="", help="The language; that of the site, unless told.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; THEME.pdf, unless told.",
)
def pdf(
    theme: str,
    config_file: Path | None,
    quiet: bool,
    as_of: str,
    strict: bool,
    lang: str,
    output: Path | None,
) -> int:
    """Write a THEME as a brief to print or send, unless the dossier has problems."""
    options = option.options(config_file, as_of)
    lang = _language(options, lang)
    option.say_if_plain(options, quiet=quiet)
    found = assemble(options)
    if not found.is_sound(strict=strict):
        click.echo(report(found.problems, "text", options.root), nl=False)
        click.echo(f"Error: {ProblemsError(found.problems)}", err=True)
        return PROBLEMS
    references = bibliography(options.citation_style)
    data = theme_brief(Site(found.graph, found.history, options, references), lang, theme)
    file = output or Path(_name(options, theme, lang))
    file.write_bytes(data)
    if not quiet:
        click.echo(f"{file}: {len(data):,} bytes", err=True)
    return CLEAN


def _language(options: Options, lang: str) -> str:
    if lang and lang not in options.language_codes:
        known = ", ".join(options.language_codes)
        raise UsageError(f"--lang: the site has no language '{lang}'; it has {known}")
    return lang or options.default_language


def _name(options: Options, theme: str, lang: str) -> str:
    return f"{theme}.pdf" if lang == options.default_language else f"{theme}.{lang}.pdf"
