"""A dossier's folder to records, with every problem on the way."""

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from dossier.errors import Code, Origin, Problem, UsageError
from dossier.model.block import Block
from dossier.model.identifier import is_id
from dossier.model.kind import FOLDERS
from dossier.model.receipt import Receipt
from dossier.model.reference import KeyPath
from dossier.model.text import LANGUAGE, Text
from dossier.records import front_matter
from dossier.records.asset import MAX_ASSET, asset_problems, control_file, is_control
from dossier.records.block import fenced_blocks, read_block
from dossier.records.decode import MODELS, decode
from dossier.records.dossier import (
    Dossier,
    HandWritten,
    Marks,
    RecordFile,
    Unread,
    short_digest,
)
from dossier.records.hand_written import too_complex
from dossier.records.name import collisions, page_collisions, unfit
from dossier.records.places import page_origin
from dossier.records.prose import scan
from dossier.records.receipts import FOLDER as RECEIPTS
from dossier.records.receipts import read_receipts
from dossier.records.text_file import NotAFileError, file_bytes, read_text
from dossier.records.yaml_tree import MAX_SCALAR, Tree, read_tree

PAGES = "pages"
"""The folder of the hand-written pages, which are the host's business."""


Spread = Callable[[Callable[["_Unit"], "_Read"], Sequence["_Unit"]], Iterable["_Read"]]
"""How to call a function with each of many values and get the results in their order."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What files there are in a dossier's folder, and what is wrong with their names.

    `translations` are those of no record.
    """

    root: Path
    units: tuple["_Unit", ...]
    translations: Mapping[tuple[str, str], Sequence[tuple[str, str]]]
    problems: tuple[Problem, ...]

    def digests(self) -> dict[str, str]:
        """Path of each record and page to the digest of the files it is read from, as they are."""
        digests = {unit.entry.path: _unit_digest(self.root, unit).hex() for unit in self.units}
        return digests | dict.fromkeys(self.orphans(), "")

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
    records, translations, receipts = _sorted_out(root, content, problems)
    units = tuple(
        _Unit(
            entry,
            tuple(translations.pop((entry.folder, entry.stem), ())),
            receipts.pop(entry.stem, ""),
            content,
        )
        for entry in records
    )
    problems += map(_orphan_receipts, receipts.values())
    return Survey(root, units, translations, tuple(problems))


def load(
    found: Survey, spread: Spread = map, *, only: Container[str] | None = None
) -> tuple[Dossier, tuple[Problem, ...]]:
    """Read all records that were found; editors' slips are collected, not raised.

    `spread` may let other processes do the reading. Of the records and pages, `only` those whose
    paths it holds are read.
    """
    problems: list[Problem] = list(found.problems)
    files: list[RecordFile] = []
    pages: list[HandWritten] = []
    unread: list[Unread] = []
    units = [unit for unit in found.units if only is None or unit.entry.path in only]
    digests = dict.fromkeys(found.orphans(), "")
    for unit, read in zip(units, spread(partial(_read_unit, found.root), units), strict=True):
        problems += read.problems
        digests[unit.entry.path] = read.digest.hex()
        match read.found:
            case RecordFile() as file:
                files.append(file)
            case Unread() as one:
                unread.append(one)
            case HandWritten() as page:
                pages.append(page)
    problems += map(_orphan, found.orphans())
    return Dossier(tuple(files), tuple(pages), tuple(unread), digests), tuple(problems)


def _orphan(path: str) -> Problem:
    stem, lang, _ = PurePosixPath(path).name.split(".")
    return Problem(
        Origin(path),
        Code.ORPHAN_TRANSLATION,
        f"there is no {stem}.md beside it to be the '{lang}' prose of",
        "only a record in Markdown has its further languages in files beside it",
    )


def _orphan_receipts(path: str) -> Problem:
    return Problem(
        Origin(path),
        Code.ORPHAN_RECEIPT,
        f"there is no record '{PurePosixPath(path).stem}' that these could be the receipts of",
        "delete the file, or name it after the record",
    )


class Remembered:
    """A way to read that keeps what it has read, and reads anew only files that have changed.

    For a process that loads one dossier again and again; give it to `load` as `spread`.
    """

    def __init__(self) -> None:
        self._read: dict[_Unit, _Read] = {}

    def __call__(
        self, function: Callable[["_Unit"], "_Read"], units: Sequence["_Unit"]
    ) -> Iterator["_Read"]:
        """Yield what `function` gives for each unit."""
        kept, self._read = self._read, {}
        for unit in units:
            was = kept.get(unit)
            if was is None or was.digest != _unit_digest(was.root, unit):
                was = function(unit)
            self._read[unit] = was
            yield was


def _unit_digest(root: Path, unit: "_Unit") -> bytes:
    reading = _Reading(root, unit.base)
    for path in (unit.entry.path, *(path for path, _ in unit.beside), unit.receipts):
        if path:
            reading.data(path)
    return reading.digest


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file that should hold a record."""

    path: str
    type: str
    stem: str

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class _Unit:
    """The file of a record or hand-written page, with the (path, language) of those beside it.

    `receipts` is the path of its receipts; empty for none. `base` is the folder of the content.
    """

    entry: _Entry
    beside: tuple[tuple[str, str], ...]
    receipts: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of reading a unit; `digest` is that of its paths and bytes."""

    found: RecordFile | Unread | HandWritten | None
    problems: tuple[Problem, ...]
    digest: bytes
    root: Path


_Translations = dict[tuple[str, str], list[tuple[str, str]]]


def _sorted_out(
    root: Path, content: str, problems: list[Problem]
) -> tuple[list[_Entry], _Translations, dict[str, str]]:
    """Tell records from translations and receipts, and name what is none of them."""
    records: list[_Entry] = []
    translations: _Translations = defaultdict(list)
    receipts: dict[str, str] = {}
    pages: list[str] = []
    for path in _walk(root, content, problems):
        parts = tuple(path.removeprefix(f"{content}/").split("/"))
        if parts[0] == PAGES and len(parts) > 1:
            if path.endswith(".md"):
                records.append(_Entry(path, PAGES, ""))
                pages.append(path)
            else:
                problems += _asset(root, content, path)
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
            records.append(_Entry(path, record_type, stem))
    problems += page_collisions(pages)
    return records, translations, receipts


def _asset(root: Path, content: str, path: str) -> tuple[Problem, ...]:
    """What is wrong with a file beside hand-written pages."""
    if is_control(PurePosixPath(path).name):
        return (control_file(path),)
    try:
        data, size = file_bytes(root, path, content, MAX_ASSET)
    except NotAFileError:
        return (_not_a_file(path),)
    except OSError as error:
        return (_unreadable(path, error),)
    return tuple(asset_problems(path, data, size))


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
        problems += (
            control_file(f"{path}/{entry.name}") for entry in entries if _is_hidden_order(entry)
        )
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


def _is_hidden_order(entry: os.DirEntry[str]) -> bool:
    return entry.name.startswith(".") and is_control(entry.name)


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


class _Reading:
    """Reads the files of one unit, and notes what is wrong with them."""

    def __init__(self, root: Path, base: str) -> None:
        self.problems: list[Problem] = []
        self._root = root
        self._base = base
        self._digest = hashlib.sha256()

    @property
    def digest(self) -> bytes:
        return self._digest.digest()

    def data(self, path: str) -> tuple[bytes, int] | None:
        try:
            data, size = file_bytes(self._root, path, self._base)
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
        found = self.data(path)
        if found is None:
            return None
        file = read_text(path, *found)
        self.problems.extend(file.problems)
        return file.text


def _read_unit(root: Path, unit: _Unit) -> _Read:
    reading = _Reading(root, unit.base)
    if unit.entry.type == PAGES:
        found: RecordFile | Unread | HandWritten | None = _page(reading, unit.entry.path)
    else:
        found = _record(reading, unit.entry, unit.beside)
        if unit.receipts:
            found = _with_receipts(reading, found, unit.receipts)
    return _Read(found, tuple(reading.problems), reading.digest, root)


def _unreadable(path: str, error: OSError) -> Problem:
    reason = error.strerror or str(error)
    return Problem(Origin(path), Code.UNREADABLE_FILE, f"cannot be read: {reason}")


def _page(reading: _Reading, path: str) -> HandWritten | None:
    text = reading.text(path)
    if text is None:
        return None
    blocks: list[tuple[int, Block]] = []
    for fenced in fenced_blocks(text):
        block, wrong = read_block(fenced, path)
        reading.problems.extend(wrong)
        if block is not None:
            blocks.append((fenced.line, block))
    slip = too_complex(text)
    if slip is not None:
        origin = page_origin(path, text, slip.at)
        reading.problems.append(Problem(origin, slip.code, slip.message, slip.hint))
    return HandWritten(path, text, scan(text), tuple(blocks))


def _record(
    reading: _Reading, entry: _Entry, beside: tuple[tuple[str, str], ...]
) -> RecordFile | Unread:
    problems = reading.problems
    is_markdown = entry.path.endswith(".md")
    translations = tuple((lang, path) for path, lang in beside) if is_markdown else ()
    nothing = Unread(entry.stem, entry.type, entry.path, {}, translations)
    text = reading.text(entry.path)
    bodies = {lang: _translation(reading, path) for path, lang in beside}
    if text is None:
        return nothing
    prose: dict[str, str] = {}
    if is_markdown:
        parts = front_matter.split(entry.path, text)
        if isinstance(parts, Problem):
            problems.append(parts)
            return nothing
        tree = read_tree(entry.path, parts.fields)
        if parts.prose.strip():
            prose[""] = parts.prose
            problems.extend(_too_long(entry.path, parts.prose_line + 2, parts.prose))
        prose |= {lang: body for lang, body in bodies.items() if body is not None}
    else:
        tree = read_tree(entry.path, text)
        for path, lang in beside:
            problems.append(
                Problem(
                    Origin(path),
                    Code.ORPHAN_TRANSLATION,
                    f"{entry.stem}.yml is not Markdown, so it has no '{lang}' prose beside it",
                    "write the body as a map of languages in the .yml file",
                )
            )
    prose = {lang: body for lang, body in prose.items() if len(body) <= MAX_SCALAR}
    problems.extend(tree.problems)
    if not tree.complete or not isinstance(tree.data, dict):
        if not tree.problems:
            problems.append(_not_a_mapping(entry.path, tree))
        return nothing
    data = _completed(entry, tree, prose, problems)
    record, wrong = decode(
        MODELS[entry.type],
        data,
        lambda keys: tree.value_at(entry.path, keys),
        lambda keys: tree.key_at(entry.path, keys),
        tree.keys.keys() - tree.values.keys(),
    )
    problems.extend(wrong)
    if record is None:
        return Unread(entry.stem, entry.type, entry.path, data, translations)
    return RecordFile(entry.type, entry.path, record, translations, _marks(tree.data))


def _with_receipts(reading: _Reading, found: RecordFile | Unread, path: str) -> RecordFile | Unread:
    text = reading.text(path)
    if text is None:
        return found
    receipts, problems = read_receipts(path, text)
    reading.problems.extend(problems)
    if isinstance(found, Unread):
        return found
    by_item: defaultdict[str, list[Receipt]] = defaultdict(list)
    for one in receipts:
        by_item[one.item].append(one)
    digests = {item: short_digest(entries) for item, entries in by_item.items()}
    marks = replace(found.marks, receipts=digests)
    return replace(found, marks=marks, receipts_path=path, receipts=receipts)


_NO_FACE = frozenset(
    {
        *("body", "note", "review_by", "corrections", "mentions", "reports"),
        *("events", "statements", "relations", "figures", "discrepancies", "does", "does_not"),
    }
)
"""Fields that pages of other records do not show, or show as items in their own right."""


def _marks(data: Mapping[str, Any]) -> Marks:
    """The digests of the parts of a record, given its data."""
    shown = {key: value for key, value in data.items() if key not in _NO_FACE}
    face = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    members: dict[KeyPath, str] = {
        (key, index): short_digest(member)
        for key, value in data.items()
        if isinstance(value, list)
        for index, member in enumerate(value)
        if isinstance(member, dict)
    }
    return Marks(face, members, short_digest(data.get("corrections")))


def _completed(
    entry: _Entry, tree: Tree, prose: dict[str, str], problems: list[Problem]
) -> dict[str, Any]:
    """The fields of a record with its id from the file's name and its prose from the files."""
    data: dict[str, Any] = tree.data
    if data.get("id", entry.stem) != entry.stem:
        problems.append(
            Problem(
                tree.value_at(entry.path, ("id",)),
                Code.ID_NOT_FILE_NAME,
                f"the id '{data['id']}' is not the name of the file, '{entry.stem}'",
                "leave the id out; the file's name says it",
            )
        )
    data["id"] = entry.stem
    if prose and "body" in data:
        problems.append(
            Problem(
                tree.key_at(entry.path, ("body",)),
                Code.BODY_TWICE,
                "there is a 'body' among the fields, and prose below them",
                "keep one of the two",
            )
        )
    elif prose:
        data["body"] = Text(tuple(prose.items()))
    return data


def _translation(reading: _Reading, path: str) -> str | None:
    problems = reading.problems
    text = reading.text(path)
    if text is not None and text.startswith("---"):
        problems.append(
            Problem(
                Origin(path),
                Code.TRANSLATION_WITH_FIELDS,
                "the prose in another language has no fields of its own",
                "delete the lines from --- to ---",
            )
        )
        return None
    if text is not None and not text.strip():
        problems.append(
            Problem(
                Origin(path),
                Code.EMPTY_VALUE,
                "there is no prose here",
                "write it, or delete the file",
            )
        )
        return None
    problems.extend(_too_long(path, 1, text or ""))
    return text


def _too_long(path: str, line: int, prose: str) -> Iterator[Problem]:
    if len(prose) > MAX_SCALAR:
        yield Problem(
            Origin(path, line),
            Code.SCALAR_TOO_LONG,
            f"a text of {len(prose):,} characters; {MAX_SCALAR:,} are allowed",
            "shorten it; the full text of a document does not belong into its record",
        )


def _not_a_mapping(path: str, tree: Tree) -> Problem:
    if tree.data is None:
        message, hint = "the record is empty", "fill in its fields"
    else:
        message = "a record is a mapping of fields to values"
        hint = "write 'field: value', with an ordinary colon and a blank"
    return Problem(tree.value_at(path, ()), Code.NOT_A_MAPPING, message, hint)
