"""A build, from its start to the note that it leaves for the next one."""

import tempfile
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.history import History
from dossier.model.options import Options
from dossier.publish.kept import HostBuilder
from dossier.publish.last import Last, read_last, write_last
from dossier.publish.publication import Publication, Written, publishing
from dossier.publish.tree import differing
from dossier.start import Clock, Start, today


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: numbers of records, warnings and pages.

    `seconds` maps each stage to its elapsed time.
    """

    records: int
    warnings: int
    written: Written
    seconds: dict[str, float]


def build(
    options: Options,
    host: HostBuilder,
    *,
    strict: bool = False,
    clean: bool = False,
    with_search: bool = True,
    allow_loss: bool = False,
    workers: int = 0,
    executor: Executor | None = None,
    waiting: Callable[[], None] = lambda: None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Built:
    """Build the site; the host builds its pages and the frames.

    If `clean`, nothing is taken over from former builds. `allow_loss` lets more than a fifth of the
    published pages go. `workers` is the number of processes that make pages, 0 for as many as can
    run at once; an `executor` of another kind has so many of them itself. `progress` hears how many
    of how many pages are made. `waiting` is called if another build of the same site is waited for:
    the records are read after that, so that the last to begin is the last to be published.

    Raises:
        ProblemsError: the dossier has problems; nothing was touched.
        UsageError: the site's folder is not ours, or too many pages would go.
        MachineError: something is in the way; the published site is as it was.
    """
    clock = Clock()
    target = options.root / options.site_dir
    sources = (options.root / options.content,)
    with publishing(target, options.root, sources, clean=clean, waiting=waiting) as publication:
        clock.stage("wait")
        kept, note = publication.folder("host"), publication.folder("last.json")
        start = Start.read(options)
        day = str(today(options, History()))
        inputs = start.inputs(kept, host, with_search=with_search)
        last = read_last(note)
        is_same = last is not None and _is_same(last, inputs, day, publication)
        clock.stage("compare")
        if last is not None and is_same and not (strict and last.warnings):
            written = Written(last.pages, 0, 0, False)
            return Built(last.records, last.warnings, written, clock.seconds)
        # To import all that makes pages takes longer than to see that there is nothing to make.
        from dossier.bibliography.bibliography import REFERENCES, bibliography
        from dossier.pipeline import Work

        clock.stage("import")
        references = bibliography(options.citation_style, publication.folder(REFERENCES))
        work = Work(
            *(options, host, publication, start, clock, progress, strict, workers, executor),
            references,
        )
        made, written = work.publish(with_search=with_search, allow_loss=allow_loss)
        start = replace(start, digests=made.digests)
        inputs = start.inputs(kept, host, with_search=with_search)
        if inputs:
            digest = publication.after
            of_day = "" if options.as_of or made.history.last else day
            last = Last(inputs, digest, made.records, written.pages, made.warnings, of_day)
            write_last(note, last)
        clock.stage("take note")
    return Built(made.records, made.warnings, written, clock.seconds)


def _is_same(last: Last, inputs: str, day: str, publication: Publication) -> bool:
    """Whether nothing has changed since the last build: neither what it read nor its site."""
    return inputs == last.inputs and last.day in ("", day) and publication.before == last.site


def differences(options: Options, host: HostBuilder, *, workers: int = 0) -> tuple[str, ...]:
    """Build the site again from nothing, and compare it with the published one.

    Returns the paths of the files that differ; the search index and the manifest do not count.
    """
    target = options.root / options.site_dir
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        anew = Path(folder) / "site"
        local = replace(options, site_dir=str(anew))
        build(local, host, with_search=False, workers=workers)
        return tuple(differing(target, anew))
