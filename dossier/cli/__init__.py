"""The command line. Each command is a module, imported when it is called."""

import contextlib
import os
import sys
import traceback
from importlib import import_module
from typing import NoReturn

import click

from dossier import __version__
from dossier.cli.status import BUG, CLEAN, INTERRUPTED, MACHINE, MISUSE, PROBLEMS
from dossier.errors import DossierError, MachineError, ProblemsError, UsageError
from dossier.report import visible

COMMANDS = (
    *("archive", "build", "check", "explain", "export", "init", "publish", "schema", "serve"),
)


def main() -> None:
    """Run the command line, and exit with one of the statuses."""
    try:
        status = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = MISUSE
    except click.Abort:  # Ctrl-C, as nothing here asks a question
        status = INTERRUPTED
    except UsageError as error:
        _say(error)
        status = MISUSE
    except ProblemsError as error:
        _say(error)
        status = PROBLEMS
    except (MachineError, OSError) as error:
        _say(error)
        status = MACHINE
    except DossierError as error:
        _say(error)
        status = BUG
    except Exception as error:
        click.echo(f"Error: this is a bug in dossier {__version__}: {error!r}", err=True)
        if os.environ.get("DOSSIER_TRACEBACK"):
            traceback.print_exc()
        else:
            click.echo("Set DOSSIER_TRACEBACK=1 to see where.", err=True)
        status = BUG
    _leave(status or CLEAN)


def _say(error: Exception) -> None:
    lines = (visible(line) for line in str(error).split("\n"))
    click.echo("Error: " + "\n".join(lines), err=True)


def _leave(status: int) -> NoReturn:
    """Exit at once: to give back a large dossier piece by piece would take seconds."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


class _Commands(click.Group):
    """Finds a command in the module of its name, so that `--help` imports next to nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"dossier.cli.{cmd_name}").command
        return command


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="dossier")
def cli() -> None:
    """Turn article records in YAML into a cross-linked static dossier."""
