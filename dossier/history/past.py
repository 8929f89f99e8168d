"""The files of a dossier as they were at a revision."""

import hashlib
import os
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dossier.errors import MachineError, UsageError
from dossier.model.kind import FOLDERS

_FILES = (b"100644", b"100755")
"""The modes of ordinary files: links and modules are no records."""


def restore(root: Path, content: str, revision: str, into: Path) -> None:
    """Write the records below `root / content` as they were at a revision, below `into / content`.

    Left out are those whose files are what they were. Where the folder lay elsewhere then, it is
    the one whose records have most of today's paths.

    Raises:
        UsageError: there is no such revision, or no repository, or it holds no records.
        MachineError: there is no git.
    """
    _resolve(root, revision)
    prefix = _git(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").strip("\n")
    found = tuple(_blobs(_git(root, "ls-tree", "-r", "-z", "--full-tree", revision)))
    base = _base(found, f"{prefix}{content}/", _now(root / content))
    if not base:
        raise UsageError(f"there are no records at the revision '{revision}'")
    then = {one.path.removeprefix(base): one.id for one in found if one.path.startswith(base)}
    (into / content).mkdir(parents=True)
    changed = tuple(_changed(root / content, then))
    for path, data in zip(changed, _contents(root, [then[path] for path in changed]), strict=True):
        file = into / content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


@dataclass(frozen=True, slots=True)
class _Blob:
    """A file of a revision: its path in the repository, and the id of its content."""

    path: str
    id: str


def _resolve(root: Path, revision: str) -> None:
    """Refuse what is no commit."""
    try:
        _git(root, "rev-parse", "--is-inside-work-tree")
    except UsageError as error:
        raise UsageError(f"{root} is not in a git repository: {error}") from None
    try:
        _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except UsageError:
        raise UsageError(f"git knows no revision '{revision}' here{_why(root)}") from None


def _why(root: Path) -> str:
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != b"true":
        return ""
    return ": this is a shallow clone; fetch more of its history, as with git fetch --unshallow"


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603
    except OSError as error:
        raise MachineError(f"git cannot be run: {error.strerror or error}") from error
    if done.returncode != 0:
        raise UsageError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def _blobs(listing: bytes) -> Iterator[_Blob]:
    """Yield the record files in what `git ls-tree -z` lists."""
    for entry in filter(None, listing.split(b"\0")):
        head, _, name = entry.partition(b"\t")
        mode, _, id = head.split(b" ")
        path = name.decode("utf-8", "surrogateescape")
        if mode in _FILES and path.endswith((".yml", ".md")):
            yield _Blob(path, id.decode("ascii"))


def _now(folder: Path) -> Iterator[str]:
    """Yield the paths of the record files below a folder."""
    for type_folder in FOLDERS:
        for path, folders, names in os.walk(folder / type_folder):
            folders.sort()
            below = Path(path).relative_to(folder)
            yield from ((below / name).as_posix() for name in sorted(names))


def _base(found: Sequence[_Blob], expected: str, now: Iterable[str]) -> str:
    """The folder of the records at the revision, with a slash at its end; or empty."""
    if any(one.path.startswith(f"{expected}{folder}/") for one in found for folder in FOLDERS):
        return expected
    today = frozenset(now)
    shared: Counter[str] = Counter()
    for one in found:
        parts = one.path.split("/")
        for at, part in enumerate(parts[:-1]):
            if part in FOLDERS and "/".join(parts[at:]) in today:
                shared["/".join([*parts[:at], ""])] += 1
    return min(shared, key=lambda base: (-shared[base], base), default="")


def _changed(folder: Path, then: Mapping[str, str]) -> Iterator[str]:
    """Yield the paths of the records of which a file is not what it was."""
    records: defaultdict[str, list[str]] = defaultdict(list)
    for path in then:
        if path.partition("/")[0] in FOLDERS:
            records[_record(path)].append(path)
    for paths in records.values():
        if any(_id(folder / path, like=then[path]) != then[path] for path in paths):
            yield from paths


def _record(path: str) -> str:
    """What the files of one record have in common: `a.md` and `a.fr.md`."""
    pure = PurePosixPath(path)
    return str(pure.with_name(pure.name.partition(".")[0]))


def _id(file: Path, *, like: str) -> str:
    """The id that git gives to the content of a file; empty where there is none."""
    try:
        data = file.read_bytes()
    except OSError:
        return ""
    algorithm = "sha1" if len(like) == 40 else "sha256"
    found = hashlib.new(algorithm, b"blob %d\0" % len(data), usedforsecurity=False)
    found.update(data)
    return found.hexdigest()


def _contents(root: Path, ids: Sequence[str]) -> Iterator[bytes]:
    """Yield the contents of blobs."""
    given = "".join(f"{id}\n" for id in ids).encode("ascii")
    stream = _git(root, "cat-file", "--batch", given=given) if ids else b""
    at = 0
    for _ in ids:
        end = stream.index(b"\n", at)
        size = int(stream[at:end].split(b" ")[2])
        yield stream[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
