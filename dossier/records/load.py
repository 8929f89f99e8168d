"""A dossier's folder to records, with every problem on the way."""

import json
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from dossier.errors import Code, Origin, Problem
from dossier.model.block import Block
from dossier.model.key_path import KeyPath
from dossier.model.receipt import Receipt
from dossier.model.text import Text
from dossier.records import front_matter
from dossier.records.asset import MAX_ASSET, asset_problems
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
from dossier.records.hand_written import page_slip
from dossier.records.places import page_origin
from dossier.records.prose import scan
from dossier.records.receipts import read_receipts
from dossier.records.survey import PAGES, Entry, Reading, Survey, Unit, unit_digest
from dossier.records.text_file import Files
from dossier.records.yaml_tree import MAX_SCALAR, Tree, read_tree

Spread = Callable[[Callable[[Unit], "_Read"], Sequence[Unit]], Iterable["_Read"]]
"""How to call a function with each of many values and get the results in their order."""


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
    problems += _asset_problems(found)
    return Dossier(tuple(files), tuple(pages), tuple(unread), digests), tuple(problems)


def _asset_problems(found: Survey) -> Iterator[Problem]:
    """Yield what is wrong with the files beside hand-written pages."""
    with closing(Files(found.root, found.content)) as files:
        reading = Reading(files)
        for path in found.assets:
            read = reading.data(path, MAX_ASSET)
            if read is not None:
                yield from asset_problems(path, *read)
    yield from reading.problems


def _orphan(path: str) -> Problem:
    stem, lang, _ = PurePosixPath(path).name.split(".")
    return Problem(
        Origin(path),
        Code.ORPHAN_TRANSLATION,
        f"there is no {stem}.md beside it to be the '{lang}' prose of",
        "only a record in Markdown has its further languages in files beside it",
    )


class Remembered:
    """A way to read that keeps what it has read, and reads anew only files that have changed.

    For a process that loads one dossier again and again; give it to `load` as `spread`.
    """

    def __init__(self) -> None:
        self._read: dict[Unit, _Read] = {}

    def __call__(
        self, function: Callable[[Unit], "_Read"], units: Sequence[Unit]
    ) -> Iterator["_Read"]:
        """Yield what `function` gives for each unit."""
        kept, self._read = self._read, {}
        for unit in units:
            was = kept.get(unit)
            if was is None or was.digest != was.digest_now(unit):
                was = function(unit)
            self._read[unit] = was
            yield was


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of reading a unit; `digest` is that of its paths and bytes."""

    found: RecordFile | Unread | HandWritten | None
    problems: tuple[Problem, ...]
    digest: bytes
    root: Path

    def digest_now(self, unit: Unit) -> bytes:
        """The digest of the unit's files as they are now."""
        with closing(Files(self.root, unit.base)) as files:
            return unit_digest(files, unit)


def _read_unit(root: Path, unit: Unit) -> _Read:
    with closing(Files(root, unit.base)) as files:
        reading = Reading(files)
        if unit.entry.type == PAGES:
            found: RecordFile | Unread | HandWritten | None = _page(reading, unit.entry.path)
        else:
            found = _record(reading, unit.entry, unit.beside)
            if unit.receipts:
                found = _with_receipts(reading, found, unit.receipts)
    return _Read(found, tuple(reading.problems), reading.digest, root)


def _page(reading: Reading, path: str) -> HandWritten | None:
    text = reading.text(path)
    if text is None:
        return None
    blocks: list[tuple[int, Block]] = []
    for fenced in fenced_blocks(text):
        block, wrong = read_block(fenced, path)
        reading.problems.extend(wrong)
        if block is not None:
            blocks.append((fenced.line, block))
    slip = page_slip(text)
    if slip is not None:
        origin = page_origin(path, text, slip.at)
        reading.problems.append(Problem(origin, slip.code, slip.message, slip.hint))
    return HandWritten(path, text, scan(text), tuple(blocks))


def _record(
    reading: Reading, entry: Entry, beside: tuple[tuple[str, str], ...]
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


def _with_receipts(reading: Reading, found: RecordFile | Unread, path: str) -> RecordFile | Unread:
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
    entry: Entry, tree: Tree, prose: dict[str, str], problems: list[Problem]
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


def _translation(reading: Reading, path: str) -> str | None:
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
