"""Publishing a site as a whole: it is the old one or the new one, whatever happens.

The next site is staged in a folder beside the published one, checked, flushed to the disk, and put
in its place in one step. What was there becomes the stage of the one after, so that only what
differs is written; files that do not differ are shared by hard links.
"""

import contextlib
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dossier.errors import DossierError, MachineError, UsageError, counted
from dossier.publish.exchange import exchange, heal
from dossier.publish.lock import locked
from dossier.publish.manifest import Manifest
from dossier.publish.stage import Stage, folders_of
from dossier.publish.state import (
    KnownFiles,
    known_folders,
    read_files,
    read_folders,
    write_state,
)
from dossier.publish.target import MARKER, check_target, work_folder
from dossier.publish.tree import (
    INDEX,
    combined,
    digest_of,
    in_tree,
    is_card,
    is_page,
    is_source_file,
    listed,
    stamps_digest,
)


@dataclass(frozen=True, slots=True)
class Written:
    """What publishing came to: numbers of pages, and whether any file changed at all."""

    pages: int
    written: int
    removed: int
    changed: bool


class Publication:
    """The next site of a folder: every file of it is written or kept, then all are published."""

    def __init__(self, target: Path, *, clean: bool) -> None:
        self._target = target
        self._work = work_folder(target)
        self._clean = clean
        self._folders = read_folders(self._work)
        self._listing = listed(target, self._folders.entries)
        self._live = self._listing.files
        self._wanted: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        self._stage: Stage | None = None
        self._is_exchanged = False
        self._tree: str | None = None

    @property
    def pages(self) -> Counter[str]:
        """The numbers of pages by kind, so far."""
        return Counter(self._kinds.values())

    @property
    def tree(self) -> str:
        """The digest of the files so far: see `Manifest`."""
        if self._tree is None:
            found = {path: digest for path, digest in self._wanted.items() if in_tree(path)}
            self._tree = combined(found)
        return self._tree

    @property
    def before(self) -> str:
        """The digest of the stamps of all files that are published when this begins."""
        return "" if self._clean else self._listing.digest

    @property
    def after(self) -> str:
        """The same of those that are published now."""
        if self._stage is None or not self._is_exchanged:
            return self._listing.digest
        return stamps_digest(self._stage.stamps)

    @cached_property
    def _known(self) -> KnownFiles:
        return read_files(self._work)

    @cached_property
    def held(self) -> Mapping[str, str]:
        """The digests of the files of the published site, by path."""
        if self._clean:
            return {}
        known = self._known.digests
        return {
            path: known.get(path, {}).get(stamp) or digest_of((self._target / path).read_bytes())
            for path, stamp in self._live.items()
            if stamp is not None
        }

    def write(self, path: str, data: bytes, kind: str = "") -> None:
        """Have a file of the next site; `kind` is that of the page, if it is one of ours.

        Raises:
            UsageError: another file has the same address, or the publication's own files have it.
            DossierError: a page is empty or cut short.
        """
        if not in_tree(path):
            raise UsageError(f"the address {path} is needed for a file that every site has")
        if kind and not data.rstrip().endswith(b"</html>"):
            raise DossierError(f"the page {path} is empty or cut short: it does not end in </html>")
        self._put(path, data, kind)

    def take(self, path: str, file: Path, digest: str, kind: str) -> None:
        """Have a file that was made ready, on the same disk; it is moved away."""
        self._claim(path, digest, kind)
        if self.held.get(path) != digest:
            self._opened().take(path, file, digest)

    def keep(self, digests: Mapping[str, str], kinds: Mapping[str, str]) -> None:
        """Have files of the published site, which are known to have these digests, by path.

        `kinds` are those of the pages among them.
        """
        held = self.held
        for path, digest in digests.items():
            if held.get(path) != digest:
                raise DossierError(f"the published {path} is not what it was taken for")
        twice = digests.keys() & self._wanted.keys()
        if twice:
            raise _wanted_twice(min(twice))
        self._wanted |= digests
        self._kinds |= kinds
        self._tree = None

    @property
    def digests(self) -> Mapping[str, str]:
        """The digests of the published pages and what belongs to them, by path, as far as known."""
        return {
            path: digest
            for path, digest in self.held.items()
            if is_page(path) or is_source_file(path) or is_card(path)
        }

    @property
    def wanted_pages(self) -> Mapping[str, str]:
        """The digests of the pages of the next site, by path, so far."""
        return {path: digest for path, digest in self._wanted.items() if is_page(path)}

    def read(self, path: str) -> bytes:
        """The bytes of a file of the next site, which it has."""
        is_held = self.held.get(path) == self._wanted[path]
        return ((self._target if is_held else self._opened().folder) / path).read_bytes()

    def folder(self, name: str) -> Path:
        """A folder beside the site, in which something may be kept from build to build."""
        return self._work / name

    def drop(self) -> Path:
        """An empty folder, on the disk of the site, for files that are being made."""
        folder = self._work / "made"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    def keep_index(self, part: str, expected: str) -> bool:
        """Keep a part of the published search index, if its files have the `expected` digest."""
        folder = f"{INDEX}/{part}/"
        found = {p: self.held.get(p, "") for p in self._live if p.startswith(folder)}
        if combined(found) != expected:
            return False
        for path, digest in found.items():
            self._claim(path, digest, "")
        return True

    def staged(self) -> Path:
        """The folder of the next site, which holds what it has so far and nothing else."""
        stage = self._opened()
        folders = folders_of(self._wanted)
        clash = folders & self._wanted.keys()
        if clash:
            raise UsageError(f"{min(clash)} is wanted both as a file and as a folder")
        there = stage.digests
        for path, digest in self._wanted.items():
            stamp = self._live.get(path)
            if there.get(path) != digest and stamp is not None:
                is_safe = self._known.digest(path, stamp) is not None
                stage.share(path, self._target / path, stamp, digest, is_safe=is_safe)
        stage.remove_others(self._wanted, folders)
        return stage.folder

    def write_index(self, path: str, data: bytes) -> None:
        """Have a file of the search index."""
        self._put(path, data)

    def copy(self, path: str, data: bytes) -> None:
        """Have a file, whatever it is, of a site that was built before."""
        self._put(path, data, "page" if is_page(path) else "")

    def publish(self, manifest: Manifest, *, allow_loss: bool = False) -> Written:
        """Put the next site in the place of the published one, unless they are the same.

        Raises:
            UsageError: more than a fifth of the pages would be lost, and that is not allowed.
            MachineError: it could not be done; the published site is as it was.
        """
        if manifest.pages != self.pages:
            raise DossierError("the manifest is not that of the site")
        self._put(MARKER, manifest.as_json())
        return self.publish_copy(manifest, allow_loss=allow_loss)

    def publish_copy(self, manifest: Manifest, *, allow_loss: bool = False) -> Written:
        """The same with a site of which every file, its manifest too, was built before.

        Raises:
            UsageError: more than a fifth of the pages would be lost, and that is not allowed.
            MachineError: it could not be done; the published site is as it was.
        """
        self._check(manifest, allow_loss=allow_loss)
        differing = self._differing()
        gone = self._live.keys() - self._wanted.keys()
        if differing or gone:
            stage = self._opened()
            folder = self.staged()
            if self._target.exists():
                shutil.copymode(self._target, folder)
            stage.flush()
            exchange(folder, self._target, self._work / "aside")
            self._is_exchanged = True
        self._record()
        return Written(
            pages=len(self._kinds),
            written=len(self._kinds.keys() & differing),
            removed=sum(map(is_page, gone)),
            changed=bool(differing or gone),
        )

    def _opened(self) -> Stage:
        if self._stage is None:
            place = self._work / "spare"
            self._stage = Stage(place, self._known, self._folders, self._live)
        return self._stage

    def _put(self, path: str, data: bytes, kind: str = "") -> None:
        digest = digest_of(data)
        self._claim(path, digest, kind)
        if self.held.get(path) != digest:
            self._opened().write(path, data, digest)

    def _claim(self, path: str, digest: str, kind: str) -> None:
        if path in self._wanted:
            raise _wanted_twice(path)
        self._wanted[path] = digest
        if in_tree(path):
            self._tree = None
        if kind:
            self._kinds[path] = kind

    def _differing(self) -> set[str]:
        held = self.held
        return {path for path, digest in self._wanted.items() if held.get(path) != digest}

    def _check(self, manifest: Manifest, *, allow_loss: bool) -> None:
        if manifest.tree != self.tree:
            raise DossierError("the manifest is not that of the site")
        if not allow_loss:
            refuse_loss(self._live, self._wanted)

    def _record(self) -> None:
        """Note what is known of both folders; a failure costs the next build time, no more."""
        spare = self._known.digests
        below = {path: dict([found]) for path, found in self._listing.folders.items()}
        if self._stage is None:
            files = {path: dict(stamps) for path, stamps in spare.items()}
            places = self._folders.places if files else {}
            for path, there in places.items():
                for place in there:
                    if entries := self._folders.entries(path, place):  # pragma: no branch - it is
                        below.setdefault(path, {})[place] = entries
        else:
            files = {path: {stamp: digest} for path, (stamp, digest) in self._stage.known.items()}
            for path, found in self._stage.entries.items():
                below.setdefault(path, {}).update([found])
        unknown = set[str]()
        for path, stamp in self._live.items():
            digest = self.held.get(path) or (spare.get(path, {}).get(stamp) if stamp else None)
            if stamp is None or digest is None:
                unknown.add(path.rpartition("/")[0])
            elif path in files:
                files[path][stamp] = digest
            else:
                files[path] = {stamp: digest}
        for folder in unknown:
            del below[folder]
        known = KnownFiles(files), known_folders(below)
        if known != (self._known, self._folders):
            with contextlib.suppress(OSError):
                write_state(self._work, *known)


def _wanted_twice(path: str) -> UsageError:
    return UsageError(f"two pages want the address {path}; rename one of them")


def refuse_loss(before: Collection[str], now: Collection[str]) -> None:
    """Refuse to have files in the place of others, given the paths of both.

    Raises:
        UsageError: more than a fifth of the pages would be found no more where they are.
    """
    pages = set(filter(is_page, before))
    gone = len(pages.difference(now))
    if gone * 5 > len(pages):
        raise UsageError(
            f"of the {counted(len(pages), 'page')} published, {gone:,} would be gone from their "
            "addresses; if more than a fifth are to go, say --allow-loss"
        )


@contextlib.contextmanager
def publishing(
    target: Path,
    root: Path,
    sources: Iterable[Path] = (),
    *,
    clean: bool = False,
    waiting: Callable[[], None] = lambda: None,
) -> Iterator[Publication]:
    """Make ready the next site of a folder, while no other build of it runs.

    `root` and `sources` are as for `check_target`. If `clean`, nothing is taken over from former
    builds. `waiting` is called once if another build is waited for.

    Raises:
        UsageError: the target is refused; nothing was touched.
        MachineError: a disk or a lock is in the way; the published site is as it was.
    """
    places = tuple(sources)
    with _machine_errors():
        check_target(target, root, places)
    with held_still(target, waiting) as work:
        check_target(target, root, places)
        if clean:
            _forget(work)
        yield Publication(target, clean=clean)


@contextlib.contextmanager
def held_still(target: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[Path]:
    """Keep every build of a site off; its work folder.

    Raises:
        MachineError: a disk or a lock is in the way.
    """
    work = work_folder(target)
    with _machine_errors(), locked(work / "lock", waiting):
        try:
            heal(target, work / "aside")
            yield work
        finally:
            _tidy(work)


@contextlib.contextmanager
def _machine_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if not error.filename:
            raise MachineError(str(error)) from error
        raise MachineError(f"{error.filename}: {error.strerror}") from error


def _forget(work: Path) -> None:
    for file in work.iterdir():
        if file.is_dir() and not file.is_symlink():
            shutil.rmtree(file)
        elif file.name != "lock":
            file.unlink()


def _tidy(work: Path) -> None:
    """Remove what was being made, and a work folder in which nothing was done."""
    shutil.rmtree(work / "made", ignore_errors=True)
    with contextlib.suppress(OSError):
        if [file.name for file in work.iterdir()] == ["lock"]:
            (work / "lock").unlink()
            work.rmdir()
