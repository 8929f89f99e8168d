"""Which state of a document the dossier relies on."""

import pytest

from dossier.model.edtf import Edtf
from dossier.views.version import Version, version_of
from tests.maker import make_article

DIGEST = "ab" * 32
COPY = "https://web.archive.org/web/20211213093000/https://example.org/1"


def snapshot(captured: str, **more: str) -> dict[str, str]:
    return {"captured": captured, "sha256": DIGEST, **more}


@pytest.mark.parametrize(
    ("fields", "version"),
    [
        ({}, None),
        ({"accessed": "2026"}, None),
        ({"accessed": "2026-11"}, Version(Edtf("2026-11"))),
        ({"accessed": "2026-11-20"}, Version(Edtf("2026-11-20"))),
        ({"accessed": "2026-11-20~"}, None),
        (
            {"accessed": "2026-11-23", "snapshots": [snapshot("2026-11-22")]},
            Version(Edtf("2026-11-22")),
        ),
        (
            {"snapshots": [snapshot("2026-11-22"), snapshot("2025-01-01")]},
            Version(Edtf("2026-11-22")),
        ),
        (
            {"snapshots": [snapshot("2026-11-22", url=COPY), snapshot("2026-11-23")]},
            Version(Edtf("2021-12-13"), COPY),
        ),
        (
            {"snapshots": [snapshot("2026-11", url="https://copy.example/1")]},
            Version(Edtf("2026-11"), "https://copy.example/1"),
        ),
        (
            {"snapshots": [snapshot("2026-11-22", url="https://copy.example/99999999000000/x")]},
            Version(Edtf("2026-11-22"), "https://copy.example/99999999000000/x"),
        ),
    ],
)
def test_a_public_copy_goes_before_a_snapshot_and_that_before_a_reading(
    fields: dict[str, object], version: Version | None
) -> None:
    assert version_of(make_article(**fields)) == version
