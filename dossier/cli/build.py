"""`dossier build`."""

import dataclasses
import gc
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

import click

from dossier.build import build, differences
from dossier.cli import option
from dossier.cli.builder import builder, host_option
from dossier.cli.status import BUG, CLEAN, PROBLEMS
from dossier.errors import ProblemsError, counted
from dossier.report import report


@click.command("build")
@option.common
@option.strict
@host_option
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to build into, instead of site_dir.",
)
@click.option("--clean", is_flag=True, help="Take nothing over from former builds.")
@click.option("--verify", is_flag=True, help="Build all again elsewhere, and compare.")
@click.option("--no-search", is_flag=True, help="Make no search index.")
@option.allow_loss
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="How many processes make pages; as many as can run at once, unless told.",
)
@click.option(
    "--executor",
    metavar="URL",
    default="",
    help="Let a Dask cluster make the pages: tcp://address:port. It must see the same folder.",
)
@click.option("--times", is_flag=True, help="Say how long each stage took.")
def command(
    config_file: Path | None,
    quiet: bool,
    as_of: str,
    strict: bool,
    host: str,
    site: Path | None,
    clean: bool,
    verify: bool,
    no_search: bool,
    allow_loss: bool,
    workers: int | None,
    executor: str,
    times: bool,
) -> int:
    """Build the site, unless the dossier has problems."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    started = time.monotonic()
    # A build makes a great many objects that live to its end, and next to no circles: looking for
    # garbage among them costs a fifth of its time and finds none.
    gc.disable()
    options = option.options(config_file, as_of)
    if site is not None:
        options = dataclasses.replace(options, site_dir=str(site.resolve()))
    option.say_if_plain(options, quiet=quiet)
    option.say_if_without_cards(options, quiet=quiet)
    try:
        with _progress(quiet=quiet) as progress, _cluster(executor) as (remote, threads):
            done = build(
                options,
                builder(config_file, host),
                strict=strict,
                clean=clean,
                with_search=not no_search,
                allow_loss=allow_loss,
                workers=workers or threads,
                executor=remote,
                waiting=lambda: click.echo("Waiting for another build of this site …", err=True),
                progress=progress,
            )
    except ProblemsError as error:
        click.echo(report(error.problems, "text", options.root), nl=False)
        click.echo(f"Error: {error}; the site is as it was", err=True)
        return PROBLEMS
    if verify:
        wrong = differences(options, builder(config_file, host), workers=workers or 0)
        for path in wrong:
            click.echo(f"{path}: not what a build from nothing gives", err=True)
        if wrong:
            click.echo("dossier build --clean makes all of it anew", err=True)
            return BUG
    if times:
        for stage, seconds in done.seconds.items():
            click.echo(f"{seconds:7.2f} s  {stage}", err=True)
    if not quiet:
        written = done.written
        click.echo(
            f"{counted(done.records, 'record')}, "
            f"{counted(written.written, 'page')} written, "
            f"{written.pages - written.written:,} kept, {written.removed:,} removed, "
            f"0 problems, {counted(done.warnings, 'warning')}, {time.monotonic() - started:.1f} s",
            err=True,
        )
    return CLEAN


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Executor | None, int]]:
    if not address:
        yield None, 0
        return
    from dossier.workers import cluster  # which other builds can do without

    with cluster(address) as found:
        yield found


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar of pages on a terminal; it hears of (done, all)."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    with click.progressbar(length=0, label="Pages", file=sys.stderr, show_pos=True) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield show
