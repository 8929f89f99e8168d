"""What files there are in a dossier's folder, and their digests: nothing is read but bytes."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from dossier.errors import Code, Origin, Problem, UsageError
from dossier.model.identifier import is_id
from dossier.model.kind import FOLDERS
from dossier.model.language import LANGUAGE
from dossier.records.name import (
    collisions,
    control_file,
    is_control,
    page_collisions,
    taken,
    unfit,
)
from dossier.records.text_file import MAX_BYTES, Files, NotAFileError, read_text

RECEIPTS = "receipts"
"""The folder of the receipts, in the content's."""

PAGES = "pages"
"""The folder of the hand-written pages, which are the host's business."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What files there are in a dossier's folder, and what is wrong with their names.

    `translations` are those of no record, `assets` the files beside hand-written pages.
    """

    root: Path
    content: str
    units: tuple["Unit", ...]
    translations: Mapping[tuple[str, str], Sequence[tuple[str, str]]]
    assets: tuple[str, ...]
    problems: tuple[Problem, ...]

    def digests(self) -> dict[str, str]:
        """Path of each record and page to the digest of the files it is read from, as they are."""
        digests = dict.fromkeys(self.orphans(), "")
        with closing(Files(self.root, self.content)) as files:
            for unit in self.units:
                digests[unit.entry.path] = unit_digest(files, unit).hex()
        return digests

    def pages(self) -> frozenset[str]:
        """The paths of the hand-written pages."""
        return frozenset(unit.entry.path for unit in self.units if unit.entry.type == PAGES)

    def orphans(self) -> tuple[str, ...]:
        """The translations of no record."""
        return tuple(path for found in self.translations.values() for path, _ in found)


def survey(root: Path, content: str) -> Survey:
    """Find the files of the records and pages below `root / content`.

    Raises:
        UsageError: there is no such folder.
    """
    if not (root / content).is_dir():
        raise UsageError(f"there is no folder {content} in {root}")
    problems: list[Problem] = []
    records, translations, receipts, assets = _sorted_out(root, content, problems)
    units = tuple(
        Unit(
            entry,
            tuple(translations.pop((entry.folder, entry.stem), ())),
            receipts.pop(entry.stem, ""),
            content,
        )
        for entry in records
    )
    problems += map(_orphan_receipts, receipts.values())
    return Survey(root, content, units, translations, tuple(assets), tuple(problems))


def combined_digest(digests: Mapping[str, str]) -> str:
    """One digest for those of all records and pages by their paths."""
    return hashlib.sha256(repr(sorted(digests.items())).encode("utf-8")).hexdigest()


def unit_digest(files: Files, unit: "Unit") -> bytes:
    """The digest of the paths and bytes of a unit's files."""
    reading = Reading(files)
    for path in (unit.entry.path, *(path for path, _ in unit.beside), unit.receipts):
        if path:
            reading.data(path)
    return reading.digest


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that should hold a record."""

    path: str
    type: str
    stem: str

    @property
    def folder(self) -> str:
        """The path of the folder it lies in."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Unit:
    """The file of a record or hand-written page, with the (path, language) of those beside it.

    `receipts` is the path of its receipts; empty for none. `base` is the folder of the content.
    """

    entry: Entry
    beside: tuple[tuple[str, str], ...]
    receipts: str = ""
    base: str = ""


_Translations = dict[tuple[str, str], list[tuple[str, str]]]


def _sorted_out(
    root: Path, content: str, problems: list[Problem]
) -> tuple[list[Entry], _Translations, dict[str, str], list[str]]:
    """Tell records, translations, receipts and assets apart, and name what is none of them."""
    records: list[Entry] = []
    translations: _Translations = defaultdict(list)
    receipts: dict[str, str] = {}
    pages: list[str] = []
    assets: list[str] = []
    for path in _walk(root, content, problems):
        parts = tuple(path.removeprefix(f"{content}/").split("/"))
        if parts[0] == PAGES and len(parts) > 1:
            if (problem := taken(path, "/".join(parts[1:]))) is not None:
                problems.append(problem)
            elif path.endswith(".md"):
                records.append(Entry(path, PAGES, ""))
                pages.append(path)
            elif is_control(parts[-1]):
                problems.append(control_file(path))
            else:
                assets.append(path)
            continue
        if parts[0] == RECEIPTS and len(parts) > 1:
            stem = parts[-1].removesuffix(".json")
            if len(parts) == 2 and stem != parts[-1] and is_id(stem):
                receipts[stem] = path
            else:
                problems.append(_bad_receipts_name(path, parts[-1]))
            continue
        record_type = FOLDERS.get(parts[0])
        if record_type is None or len(parts) == 1:
            problems.append(_misplaced(path, parts))
            continue
        stem, *middle, ending = parts[-1].split(".") if "." in parts[-1] else (parts[-1], "")
        if ending not in ("yml", "md") or len(middle) > 1 or not is_id(stem):
            problems.append(_bad_name(path, parts[-1]))
        elif middle and ending == "md" and LANGUAGE.fullmatch(middle[0]):
            translations[path.rpartition("/")[0], stem].append((path, middle[0]))
        elif middle:
            problems.append(_bad_name(path, parts[-1]))
        else:
            records.append(Entry(path, record_type, stem))
    problems += page_collisions(pages)
    return records, translations, receipts, assets


def _walk(root: Path, folder: str, problems: list[Problem]) -> Iterator[str]:
    """Yield the paths of all files below a folder, sorted; name links and do not follow them."""
    waiting = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if not is_folder:
            yield path
            continue
        try:
            with os.scandir(root / path) as found:
                entries = sorted(found, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            problems.append(_unreadable(path, error))
            continue
        if path != folder and any(entry.name == ".git" for entry in entries):
            problems.append(_foreign(path))
            continue
        hidden = [entry.name for entry in entries if entry.name.startswith(".")]
        problems += (control_file(f"{path}/{name}") for name in hidden if is_control(name))
        entries = [entry for entry in entries if not entry.name.startswith(".")]
        problems += collisions(path, [entry.name for entry in reversed(entries)])
        for entry in entries:
            below = f"{path}/{entry.name}"
            if (problem := unfit(below)) is not None:
                problems.append(problem)
            elif entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
                problems.append(_not_a_file(below))
            else:
                waiting.append((below, entry.is_dir()))


def _not_a_file(path: str) -> Problem:
    return Problem(
        Origin(path),
        Code.SYMLINK,
        "links and special files are not followed",
        "put the file itself here",
    )


def _foreign(path: str) -> Problem:
    return Problem(
        Origin(path),
        Code.MISPLACED_FILE,
        "this folder is a repository of its own, such as a submodule",
        "put its records here as files, or move it out of the dossier",
    )


def _misplaced(path: str, parts: tuple[str, ...]) -> Problem:
    if len(parts) == 1:
        message = "a record lives in the folder of its type"
        hint = f"move it into one of {', '.join(FOLDERS)}"
    else:
        message = f"'{parts[0]}' is not the folder of a type of record"
        near = get_close_matches(parts[0], FOLDERS, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"one of {', '.join(FOLDERS)}"
    return Problem(Origin(path), Code.MISPLACED_FILE, message, hint)


def _bad_name(path: str, name: str) -> Problem:
    if name.endswith(".yaml"):
        hint = f"rename it to {name.removesuffix('.yaml')}.yml"
    else:
        hint = "small letters, digits and single hyphens, then .yml, .md or a language and .md"
    return Problem(
        Origin(path), Code.BAD_FILE_NAME, f"'{name}' is not the name of a record's file", hint
    )


def _bad_receipts_name(path: str, name: str) -> Problem:
    return Problem(
        Origin(path),
        Code.BAD_FILE_NAME,
        f"'{name}' is not the name of a file of receipts",
        "receipts are written by dossier check --receipts: receipts/ID.json, ID being a record's",
    )


class Reading:
    """Reads the files of one unit, and notes what is wrong with them."""

    def __init__(self, files: Files) -> None:
        self.problems: list[Problem] = []
        self._files = files
        self._digest = hashlib.sha256()

    @property
    def digest(self) -> bytes:
        """That of the paths and bytes that were read so far."""
        return self._digest.digest()

    def data(self, path: str, most: int = MAX_BYTES) -> tuple[bytes, int] | None:
        """The bytes of a file, up to so many, and how many it has; None where it is unreadable."""
        try:
            data, size = self._files.data(path, most)
        except NotAFileError:
            self.problems.append(_not_a_file(path))
            return None
        except OSError as error:
            self.problems.append(_unreadable(path, error))
            return None
        self._digest.update(f"{path}\0{size}\0".encode())
        self._digest.update(data)
        return data, size

    def text(self, path: str) -> str | None:
        """The text of a file; None where it has none."""
        found = self.data(path)
        if found is None:
            return None
        file = read_text(path, *found)
        self.problems.extend(file.problems)
        return file.text


def _unreadable(path: str, error: OSError) -> Problem:
    reason = error.strerror or str(error)
    return Problem(Origin(path), Code.UNREADABLE_FILE, f"cannot be read: {reason}")


def _orphan_receipts(path: str) -> Problem:
    return Problem(
        Origin(path),
        Code.ORPHAN_RECEIPT,
        f"there is no record '{PurePosixPath(path).stem}' that these could be the receipts of",
        "delete the file, or name it after the record",
    )
