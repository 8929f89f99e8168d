"""`dossier serve`."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from dossier.cli import option
from dossier.cli.builder import builder, existing, host_option
from dossier.cli.status import CLEAN
from dossier.errors import DossierError, ProblemsError, UsageError, counted
from dossier.host.read import watched
from dossier.report import report
from dossier.serve import serve


@click.command("serve")
@option.common
@host_option
@click.option(
    "-a",
    "--dev-addr",
    metavar="IP:PORT",
    default="127.0.0.1:8000",
    show_default=True,
    help="Where to serve.",
)
def command(config_file: Path | None, quiet: bool, as_of: str, host: str, dev_addr: str) -> int:
    """Serve the site as it would be built, and show it anew whenever a record changes."""
    options = option.options(config_file, as_of)
    option.say_if_plain(options, quiet=quiet)
    option.say_if_without_cards(options, quiet=quiet)
    name, _, port = dev_addr.rpartition(":")
    if not name or not port.isdecimal() or int(port) >= 2**16:
        raise UsageError(f"--dev-addr: {dev_addr!r} is not an address such as 127.0.0.1:8000")

    def say(result: int | DossierError) -> None:
        if isinstance(result, ProblemsError):
            click.echo(report(result.problems, "text", options.root), nl=False)
            click.echo(f"Error: {result}; the last good site stays", err=True)
        elif isinstance(result, DossierError):
            click.echo(f"Error: {result}", err=True)
        elif not quiet:
            records = counted(result, "record")
            click.echo(f"{records}; serving at http://{name}:{port}/", err=True)

    def index(folder: Path) -> list[str]:
        chosen = ["--config-file", str(config_file)] if config_file else []
        day = ["--as-of", as_of] if as_of else []
        build = ["build", "--quiet", "--allow-loss", "--workers", "1", "--host", host]
        return [sys.executable, "-P", "-m", "dossier", *build, "--site", str(folder), *chosen, *day]

    def watch() -> Iterator[Path]:
        yield from watched(existing(config_file))
        yield options.root / option.options(config_file, as_of).content

    with contextlib.suppress(KeyboardInterrupt):  # which is how it is ended
        serve(
            lambda: option.options(config_file, as_of),
            builder(config_file, host),
            host=name.strip("[]"),
            port=int(port),
            watch=watch,
            index=index,
            say=say,
        )
    return CLEAN
