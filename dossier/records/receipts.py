"""The receipts beside a record: JSON to the model, or to the reasons why not."""

import json
from collections.abc import Iterator
from dataclasses import replace

from pydantic import ValidationError

from dossier.errors import Code, Origin, Problem
from dossier.model.receipt import Receipt, Receipts
from dossier.records.decode import decode
from dossier.records.yaml_tree import read_tree

HINT = "run dossier check --receipts where the snapshots are; it writes the file"


def read_receipts(path: str, text: str) -> tuple[tuple[Receipt, ...], tuple[Problem, ...]]:
    """Read a file of receipts, given its text; there are none where anything is wrong with it."""
    try:
        data = json.loads(text)
        return Receipts.model_validate(data).quotations, ()
    except ValidationError:
        return (), tuple(_wrong(path, text, data))
    except json.JSONDecodeError as error:
        place, reason = Origin(path, error.lineno, error.colno), f"it is not JSON: {error.msg}"
    except (ValueError, RecursionError) as error:
        place, reason = Origin(path), f"it is not JSON of ours: {error}"
    return (), (Problem(place, Code.BAD_RECEIPT, reason, HINT),)


def _wrong(path: str, text: str, data: object) -> Iterator[Problem]:
    """Yield what is wrong in JSON, which is YAML too: so its places are found."""
    if not isinstance(data, dict):
        yield Problem(Origin(path), Code.BAD_RECEIPT, "expected a mapping with 'quotations'", HINT)
        return
    tree = read_tree(path, text)
    _, problems = decode(
        Receipts,
        data,
        lambda keys: tree.value_at(path, keys),
        lambda keys: tree.key_at(path, keys),
    )
    for one in problems:
        yield replace(one, code=Code.BAD_RECEIPT, hint=HINT)
