"""Receipts to files: what is committed, so that others can hold it against their text."""

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dossier.errors import MachineError
from dossier.evidence.finding import Finding
from dossier.model.receipt import FOUND, Receipt
from dossier.records.dossier import RecordFile
from dossier.records.survey import RECEIPTS


def write_receipts(
    root: Path, content: str, files: Iterable[RecordFile], found: Iterable[Finding]
) -> tuple[str, ...]:
    """Write the receipts of records below `root / content`: the paths of those that differed.

    A file is replaced whole, and goes where nothing in its record has a receipt.

    Raises:
        MachineError: a file could not be written; it is as it was.
    """
    by_path: defaultdict[str, list[Receipt]] = defaultdict(list)
    for one in found:
        if one.receipt is not None and one.verdict in FOUND:
            by_path[one.quotation.file.path].append(one.receipt)
    changed = []
    for file in files:
        path = file.receipts_path or f"{content}/{RECEIPTS}/{file.record.id}.json"
        try:
            if _write(root / path, by_path.get(file.path, [])):
                changed.append(path)
        except OSError as error:
            raise MachineError(f"cannot write {path}: {error.strerror}") from error
    return tuple(changed)


def _write(path: Path, receipts: Sequence[Receipt]) -> bool:
    """Write a file, or take it away; whether anything differed."""
    if not receipts:
        if is_there := path.exists():
            path.unlink()
        return is_there
    data = as_json(receipts).encode("utf-8")
    if path.exists() and path.read_bytes() == data:
        return False
    path.parent.mkdir(exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        temporary.write_bytes(data)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return True


def as_json(receipts: Iterable[Receipt]) -> str:
    """A file of receipts: sorted, each on a line of its own."""
    ordered = sorted(receipts, key=lambda one: one.key)
    lines = ",\n".join(json.dumps(_plain(one)) for one in ordered)
    return f'{{"quotations": [\n{lines}\n]}}\n'


def _plain(receipt: Receipt) -> Mapping[str, object]:
    plain = {name: getattr(receipt, name) for name in Receipt.model_fields if name != "ambiguous"}
    plain["captured"] = receipt.captured.text
    return plain | ({"ambiguous": True} if receipt.ambiguous else {})
