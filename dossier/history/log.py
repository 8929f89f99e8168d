"""What each commit meant for readers: which records it added, changed, corrected, took away."""

import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from dossier.model.kind import FOLDERS
from dossier.records.yaml_tree import read_tree

LATEST = 100
"""Of so many commits, the newest, it is known what they meant."""

NAMES = 1000
"""Of so many records that a commit did the same to, the ids are known; of others the number."""

What = Literal["added", "corrected", "changed", "renamed", "withdrawn", "removed"]
WHATS: tuple[What, ...] = ("added", "corrected", "changed", "renamed", "withdrawn", "removed")


@dataclass(frozen=True, slots=True)
class News:
    """What a commit did to how many records that readers could see then, or can from a day on.

    `until` is that day (YYYY-MM-DD) where they were under an embargo at the time, and empty
    otherwise. `ids` are those of the first of them, by path. `entries` are what it added to the
    corrections of these, if readers could see the record before: (id, date, and which it is of
    those of that date).
    """

    what: What
    until: str
    number: int
    ids: tuple[str, ...]
    entries: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit with what it meant for readers; `pages` is how many hand-written pages it touched.

    `commit` is its hash, in full, `day` its committer's day (YYYY-MM-DD).
    """

    commit: str
    day: str
    news: tuple[News, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class Raw:
    """A file that a commit touched, as git's raw form has it; of what is not there the id is 0."""

    status: str
    before: str
    after: str
    path: str


@dataclass(frozen=True, slots=True)
class _State:
    """What matters of a record in a blob: whether readers see it, dates of corrections, old ids."""

    state: str = "published"
    until: str = ""
    corrections: tuple[str, ...] = ()
    was: tuple[str, ...] = ()

    def is_seen(self) -> bool:
        return self.state == "published" or (self.state == "embargoed" and self.until != "")

    def entries(self) -> tuple[tuple[str, int], ...]:
        """Each correction's date, and which it is of those of that date."""
        dates = self.corrections
        return tuple((date, dates[: at + 1].count(date)) for at, date in enumerate(dates))


def read_log(
    root: Path,
    folder: str,
    touched: Sequence[tuple[str, str, Sequence[Raw]]],
    known: Iterable[Commit] = (),
) -> tuple[Commit, ...]:
    """What commits meant, each given by its hash, day and the files below `folder` it touched.

    A commit never changes, so those that are `known` are not looked at again.
    """
    done = {one.commit: one for one in known}
    new = [commit for commit in touched if commit[0] not in done]
    states = dict(_states(root, _blobs(folder, new)))
    for commit, day, files in new:
        done[commit] = _commit(folder, commit, day, files, states)
    return tuple(done[commit] for commit, _, _ in touched)


def _blobs(folder: str, commits: Iterable[tuple[str, str, Sequence[Raw]]]) -> dict[str, str]:
    """The blobs of records that commits touched, each with a path that it was found at."""
    found: dict[str, str] = {}
    for _, _, files in commits:
        for one in files:
            if _is_record(folder, one.path):
                found |= {id: one.path for id in (one.before, one.after) if id.strip("0")}
    return found


def _is_record(folder: str, path: str) -> bool:
    name = path.rpartition("/")[2]
    return bool(_key(folder, path)) and name.count(".") == 1 and name.endswith((".yml", ".md"))


def _key(folder: str, path: str) -> tuple[str, str] | None:
    """The folder of the type and the id of the record that a file is part of."""
    type, _, below = path.removeprefix(f"{folder}/").partition("/")
    return (
        (type, PurePosixPath(below).name.partition(".")[0]) if type in FOLDERS and below else None
    )


def _commit(
    folder: str, commit: str, day: str, files: Sequence[Raw], states: Mapping[str, _State]
) -> Commit:
    records: defaultdict[tuple[str, str], list[Raw]] = defaultdict(list)
    for one in files:
        key = _key(folder, one.path)
        if key is not None:
            records[key].append(one)
    sides = {key: _sides(folder, found, states) for key, found in records.items()}
    found: defaultdict[tuple[What, str], list[str]] = defaultdict(list)
    former = {id for _, after in sides.values() if after is not None for id in after.was}
    gone = {id for (_, id), (before, after) in sides.items() if before and after is None}
    for (_, id), (before, after) in sides.items():
        renamed = after is not None and before is None and bool(gone.intersection(after.was))
        what = "renamed" if renamed else _what(before, after)
        if what is not None and not (what == "removed" and id in former):
            until = (after if after and after.is_seen() else before or _State()).until
            found[what, until if until > day else ""].append(id)
    entries = {id: _new_entries(before, after) for (_, id), (before, after) in sides.items()}
    news = (
        News(
            what,
            until,
            len(ids),
            tuple(ids[:NAMES]),
            tuple((id, *entry) for id in ids[:NAMES] for entry in entries[id]),
        )
        for (what, until), ids in sorted(found.items(), key=lambda one: _order(*one[0]))
    )
    pages = sum(
        one.path.startswith(f"{folder}/pages/") and one.path.endswith(".md") for one in files
    )
    return Commit(commit, day, tuple(news), pages)


def _order(what: What, until: str) -> tuple[int, str]:
    return WHATS.index(what), until


def _sides(
    folder: str, files: Iterable[Raw], states: Mapping[str, _State]
) -> tuple[_State | None, _State | None]:
    """A record before and after a commit; where only its translation was touched, as published."""
    mine = [one for one in files if _is_record(folder, one.path)]
    if not mine:
        return _State(), _State()
    before = next((states.get(one.before, _State()) for one in mine if one.status != "A"), None)
    after = next((states.get(one.after, _State()) for one in mine if one.status != "D"), None)
    return before, after


def _what(before: _State | None, after: _State | None) -> What | None:
    """What happened to a record; None where readers could see it neither before nor after."""
    if before is None or not before.is_seen():
        return "added" if after is not None and after.is_seen() else None
    if after is None or not after.is_seen():
        return "withdrawn" if after is not None and after.state == "withdrawn" else "removed"
    return "corrected" if _new_entries(before, after) else "changed"


def _new_entries(before: _State | None, after: _State | None) -> tuple[tuple[str, int], ...]:
    """The corrections of a record that readers could see which were not there before."""
    if before is None or after is None or not before.is_seen():
        return ()
    known = before.entries()
    return tuple(entry for entry in after.entries() if entry not in known)


def _states(root: Path, blobs: Mapping[str, str]) -> Iterator[tuple[str, _State]]:
    """Yield what matters of blobs; of those that are not at hand, nothing.

    Of a clone that would have to fetch them, none is fetched: a build never uses the network.
    """
    command = ["git", "-C", str(root), "cat-file", "--batch"]
    environment = os.environ | {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
    given = "".join(f"{id}\n" for id in blobs).encode("ascii")
    if not blobs:
        return
    done = subprocess.run(  # noqa: S603 - fixed words
        command, input=given, env=environment, capture_output=True, check=False
    )
    stream, at = done.stdout, 0
    for path in blobs.values():
        end = stream.find(b"\n", at)
        if end < 0:
            return
        id, kind, *size = stream[at:end].split(b" ")
        at = end + 1
        if kind == b"blob":
            data = stream[at : at + int(size[0])]
            yield id.decode("ascii"), _state(path, data.decode("utf-8", "replace"))
            at += int(size[0]) + 1


_FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_STATE = re.compile(r"""^["']?state["']?\s*:\s*["']?([a-z]+)""", re.MULTILINE)
_UNTIL = re.compile(r"""^["']?until["']?\s*:\s*["']?([0-9-]+)""", re.MULTILINE)
_BLOCK = r"""^["']?%s["']?\s*:(.*(?:\n(?:[ \t#-].*)?)*)"""
_CORRECTIONS = re.compile(_BLOCK % "corrections", re.MULTILINE)
_DATE = re.compile(r"""(?:^|[\s{,"'-])date["']?\s*:\s*["']?([^\s"',}#]+)""")
_WAS = re.compile(_BLOCK % "was", re.MULTILINE)


def _state(path: str, text: str) -> _State:
    """What matters of a record, as written.

    To parse the YAML of thousands of records would take seconds: top-level keys are looked for, but
    where the whole is written on a line, as JSON is.
    """
    if path.endswith(".md"):
        text = next(iter(_FENCE.split(text, maxsplit=2)[1:2]), "")
    if text.lstrip().startswith("{"):
        return _parsed(path, text)
    state, until = _STATE.search(text), _UNTIL.search(text)
    corrections, was = _CORRECTIONS.search(text), _WAS.search(text)
    return _State(
        state[1] if state else "published",
        until[1] if until else "",
        tuple(_DATE.findall(corrections[1])) if corrections else (),
        tuple(re.findall(r"[a-z0-9][a-z0-9-]*", was[1])) if was else (),
    )


def _parsed(path: str, text: str) -> _State:
    data = read_tree(path, text).data
    if not isinstance(data, dict):
        return _State()
    corrections, was = data.get("corrections", []), data.get("was", [])
    entries = corrections if isinstance(corrections, list) else []
    return _State(
        str(data.get("state", "published")),
        str(data.get("until", "")),
        tuple(str(one.get("date", "")) for one in entries if isinstance(one, dict)),
        tuple(map(str, was)) if isinstance(was, list) else (str(was),),
    )
