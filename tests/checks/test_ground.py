"""What a statement needs that is more than reported or alleged."""

from pathlib import Path

import pytest

from tests.checks.test_rules import REPLY, found

FINDING = "kind: finding\nby: ministry\ntext: The ministry says so.\nsaid: 2021\ncites: [gazette]\n"


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ("status: reported\n", []),
        ("status: alleged\n", []),
        ("status: established\n", ["statements/a.yml:6:9 no-ground"]),
        ("status: refuted\nground: gazette\n", ["statements/a.yml:7:9 no-ground"]),
        ("status: refuted\nground: {by: acme, source: gazette}\n", []),
        (
            "status: refuted\nground: {by: ministry, source: gazette}\n",
            ["statements/a.yml:7:14 no-ground"],
        ),
        ("status: established\nground: {by: [ministry, acme], source: gazette}\n", []),
        ("status: withdrawn\nground: {by: ministry, source: gazette}\n", []),
        ("status: disputed\n", ["statements/a.yml:6:9 no-ground"]),
        ("status: disputed\nconflicts_with: [b]\npublic_note: N.\n", []),
    ],
)
def test_a_status_says_who_made_it_so(fields: str, problems: list[str], tmp_path: Path) -> None:
    files = {"statements/a.yml": FINDING + fields, "statements/b.yml": FINDING}
    assert found(tmp_path, files) == problems


def test_a_reply_is_dispute_enough(tmp_path: Path) -> None:
    files = {
        "statements/a.yml": FINDING + "status: disputed\n",
        "statements/b.yml": REPLY + "responds_to: a\n",
    }
    assert found(tmp_path, files) == []
