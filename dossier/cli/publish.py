"""`dossier publish`."""

import signal
import sys
from pathlib import Path

import click

from dossier.cli import option
from dossier.cli.status import CLEAN
from dossier.errors import counted
from dossier.publish.finished import Finished, read_finished
from dossier.publish.publication import held_still
from dossier.publish.to_branch import branch_at, publish_to_branch
from dossier.publish.to_folder import publish_to_folder

_GIT = "git:"


@click.command("publish")
@click.option(
    "--to",
    "to",
    metavar="DIR | git:REMOTE#BRANCH",
    required=True,
    help="The folder, or the branch of a git repository: its path, address or remote's name.",
)
@option.config_file
@option.quiet
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the built site, instead of site_dir.",
)
@option.allow_loss
@click.option("--allow-older", is_flag=True, help="Go back to an older commit than is published.")
def command(
    to: str,
    config_file: Path | None,
    quiet: bool,
    site: Path | None,
    allow_loss: bool,
    allow_older: bool,
) -> int:
    """Publish the site that was built: as a whole, or not at all."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    options = option.options(config_file, "")
    root = options.root
    folder = site or root / options.site_dir
    branch = branch_at(to.removeprefix(_GIT), root) if to.startswith(_GIT) else None
    read_finished(folder)
    with held_still(folder, lambda: _say_waiting(folder)) as work:
        found = read_finished(folder)
        if branch is not None:
            pushed = publish_to_branch(
                *(found, branch, root, work), allow_loss=allow_loss, allow_older=allow_older
            )
            outcome = f"{branch}: {'now' if pushed.changed else 'still'} {pushed.commit[:12]}"
        else:
            target = Path(to)
            written = publish_to_folder(
                *(found, target, root, (root / options.content,)),
                allow_loss=allow_loss,
                allow_older=allow_older,
                waiting=lambda: _say_waiting(target),
            )
            outcome = f"{target}: {counted(written.written, 'page')} written, "
            outcome += f"{written.pages - written.written:,} kept, {written.removed:,} removed"
    if not quiet:
        click.echo(f"{outcome}; {_what(found)}", err=True)
    return CLEAN


def _what(site: Finished) -> str:
    """What was published, in words."""
    commit = site.manifest.commit
    of = f" of commit {commit[:12]}" if commit else ""
    return f"a site{of} with {counted(site.pages, 'page')}"


def _say_waiting(folder: Path) -> None:
    click.echo(f"Waiting for another build or publication of {folder} …", err=True)
