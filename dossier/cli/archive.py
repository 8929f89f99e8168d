"""`dossier archive`."""

import datetime
import json
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import click

from dossier import __version__
from dossier.cli import option
from dossier.cli.status import CLEAN, PROBLEMS
from dossier.errors import UsageError, counted, tally
from dossier.evidence.address import is_public
from dossier.evidence.archive import Archivist, articles, is_due
from dossier.evidence.document import Document, declared_by_name, kind_of
from dossier.evidence.fetch import Client
from dossier.evidence.job import Job, Outcome
from dossier.evidence.keep import Store, check_place
from dossier.evidence.robots import PAUSE, Manners
from dossier.evidence.snapshot import VARIABLE
from dossier.evidence.wayback import API, PublicArchive
from dossier.evidence.wire import Limits
from dossier.model.article import Article
from dossier.model.options import Options
from dossier.records.dossier import Dossier, RecordFile
from dossier.records.load import load
from dossier.records.places import Places
from dossier.records.survey import survey
from dossier.report import report, visible

Chosen = Sequence[tuple[RecordFile, Article]]


@click.command("archive")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@option.common
@click.option(
    "--from",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take in this file (PDF, HTML, text, PNG, JPEG) instead of asking the web.",
)
@click.option("--captured", metavar="DATE", default="", help="The day FILE was made; today.")
@click.option("--wayback", is_flag=True, help="Look for a public copy in the Wayback Machine.")
@click.option("--wayback-api", metavar="URL", default=API, help="Another archive that answers so.")
@click.option("--verify", is_flag=True, help="Compare snapshots with their records and the web.")
@click.option("--offline", is_flag=True, help="With --verify: do not ask the web.")
@click.option(
    "--links",
    is_flag=True,
    help="Only ask the web whether documents are where records say, without the store.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be asked.")
@click.option("--json", "as_json", is_flag=True, help="Say the outcome as JSON.")
@click.option(
    "--pause",
    type=click.FloatRange(min=0),
    default=PAUSE,
    show_default=True,
    help="Seconds between two requests to a host; a site may ask for more.",
)
@click.option(
    "--max-size",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="Megabytes that a document may have.",
)
@click.option("--allow-private", is_flag=True, help="Ask servers of your own network, too.")
@click.option("--allow-tracked", is_flag=True, help="Let git see the snapshots.")
def command(
    ids: tuple[str, ...],
    config_file: Path | None,
    quiet: bool,
    as_of: str,
    file: Path | None,
    captured: str,
    wayback: bool,
    wayback_api: str,
    verify: bool,
    offline: bool,
    links: bool,
    dry_run: bool,
    as_json: bool,
    pause: float,
    max_size: int,
    allow_private: bool,
    allow_tracked: bool,
) -> int:
    """Keep the documents of articles as private snapshots.

    Without an ID, of those that have an address and no snapshot yet.
    """
    _check_use(ids, file=file, verify=verify, offline=offline, captured=captured)
    if links and (file is not None or verify or wayback):
        raise UsageError("--links only asks: it goes with no --from, --verify or --wayback")
    options = option.options(config_file, as_of)
    store = _store(options, allow_tracked=allow_tracked)
    client = Client(
        _agent(options),
        Limits(size=max_size * 1_000_000),
        may_ask=(lambda address: True) if allow_private else is_public,
    )
    manners = Manners(client, pause)
    public = PublicArchive(client, manners, wayback_api) if wayback else None
    archivist = Archivist(options.root, store, client, manners, public)
    dossier, problems = load(survey(options.root, options.content))
    if problems and not quiet:
        said = f"the dossier has {tally(problems)}: records that cannot be read are left out"
        click.echo(f"{said}; see dossier check", err=True)
    chosen = _chosen(dossier, ids, verify=verify, links=links)
    if dry_run:
        for _, article in chosen:
            click.echo(f"{article.id} {file or article.url or ''}".rstrip())
        return CLEAN
    job = Job(archivist, Places(options.root), dossier)
    if verify:
        found = job.verified(chosen, offline=offline)
    elif links:
        found = job.followed(chosen)
    elif file is not None:
        day = _day(captured) if captured else client.now().date()
        found = job.taken_in(chosen, _document(file), day)
    else:
        found = job.archived(chosen)
    outcomes = []
    for number, outcome in enumerate(found, 1):
        outcomes.append(outcome)
        if not quiet and not as_json:
            click.echo(f"[{number}/{len(chosen)}] {outcome.id}: {visible(outcome.words)}", err=True)
    return _say(outcomes, options, as_json=as_json, quiet=quiet)


def _check_use(
    ids: Sequence[str], *, file: Path | None, verify: bool, offline: bool, captured: str
) -> None:
    if file is not None and len(ids) != 1:
        raise UsageError("--from takes in a file for one article: name its ID")
    if file is not None and verify:
        raise UsageError("--from and --verify do different things: choose one")
    if offline and not verify:
        raise UsageError("--offline goes with --verify")
    if captured and file is None:
        raise UsageError("--captured goes with --from; what is fetched is of today")


def _store(options: Options, *, allow_tracked: bool) -> Store:
    """The store: the folder that the environment names, or the option `snapshots`.

    Raises:
        UsageError: neither names one, or it is a folder that would be published.
    """
    folder = options.snapshots
    if folder is None:
        raise UsageError(
            f"there is no store for snapshots: set the plugin's option 'snapshots', or {VARIABLE}"
        )
    published = (options.root / options.content, options.root / options.site_dir)
    check_place(folder, published, allow_tracked=allow_tracked)
    return Store(folder)


def _agent(options: Options) -> str:
    """What we call ourselves, with an address at which a site's owner learns more."""
    about = options.repo_url or options.contact or options.site_url
    plain = "".join(one for one in about if one.isascii() and one.isprintable() and one not in "()")
    return f"mkdocs-dossier/{__version__}" + (f" (+{plain})" if plain else "")


def _chosen(dossier: Dossier, ids: Sequence[str], *, verify: bool, links: bool) -> Chosen:
    found = articles(dossier)
    for id in ids:
        if id not in found:
            near = get_close_matches(id, found, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise UsageError(f"there is no sound article {id!r}{hint}")
    if ids:
        return [found[id] for id in dict.fromkeys(ids)]
    if verify:
        return [one for one in found.values() if one[1].snapshots]
    if links:
        return [one for one in found.values() if one[1].url and one[1].link == "follow"]
    return [one for one in found.values() if is_due(one[1])]


def _document(path: Path) -> Document:
    data = path.read_bytes()
    kind = kind_of(data, declared_by_name(path.name))
    if kind is None or not data:
        raise UsageError(f"{path} is not a PDF, HTML, text, PNG or JPEG file")
    return Document(data, kind)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--captured: {text!r} is not a day, as in 2026-11-22") from None


def _say(outcomes: Sequence[Outcome], options: Options, *, as_json: bool, quiet: bool) -> int:
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    if as_json:
        said = [
            {"id": one.id, **one.data, "problems": json.loads(report(one.problems, "json", Path()))}
            for one in outcomes
        ]
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        shown = [one for one in problems if not (quiet and one.is_warning)]
        click.echo(report(shown, "text", options.root), nl=False)
    if not quiet:
        click.echo(f"{counted(len(outcomes), 'article')}, {tally(problems)}", err=True)
    return CLEAN if all(problem.is_warning for problem in problems) else PROBLEMS
