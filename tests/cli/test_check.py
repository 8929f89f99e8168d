"""`dossier check`: receipts, what it says in its last lines, and what it does not import."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dossier.cli import cli
from dossier.errors import UsageError


def check(folder: Path, *options: str) -> Result:
    arguments = ["check", str(folder), *options]
    return CliRunner().invoke(cli, arguments, standalone_mode=False, catch_exceptions=False)


def test_it_says_how_many_quotations_were_found(sample: Path) -> None:
    assert check(sample).stderr.splitlines()[-2] == (
        "2 passages quoted: 1 found in snapshots, 0 not found, 0 not checked, "
        "1 not checkable for want of a snapshot"
    )


def test_it_writes_receipts_and_then_is_content(sample: Path) -> None:
    receipts = sample / "content/receipts/gazette-2021-listing.json"
    expected = receipts.read_bytes()
    receipts.unlink()
    assert "receipt-missing" in check(sample).stdout
    done = check(sample, "--receipts")
    assert "receipt-missing" not in done.stdout
    assert "Receipts changed: content/receipts/gazette-2021-listing.json\n" in done.stderr
    assert receipts.read_bytes() == expected
    assert "Receipts changed" not in check(sample, "--receipts").stderr
    assert sorted(path.name for path in receipts.parent.iterdir()) == [receipts.name]


def test_without_snapshots_receipts_are_misuse(sample: Path) -> None:
    (sample / "mkdocs.yml").unlink()
    with pytest.raises(UsageError, match="there are no snapshots at hand"):
        check(sample, "--receipts")


@pytest.mark.parametrize("room", ["dossier.render.renderer", "dossier.publish.stamp", "jinja2"])
def test_to_check_nothing_is_imported_that_makes_pages(room: str) -> None:
    code = f"import sys, dossier.cli.check; sys.exit({room!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
