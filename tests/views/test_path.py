"""Where pages live."""

import pytest

from dossier.model.kind import FOLDERS
from dossier.views.path import (
    REGISTERS,
    language_root,
    record_path,
    register_path,
    said_path,
    year_path,
)


@pytest.mark.parametrize(("folder", "type"), FOLDERS.items())
def test_a_record_lives_in_the_folder_of_its_type(folder: str, type: str) -> None:
    assert record_path(type, "acme") == f"{folder}/acme/"


def test_the_default_language_stands_at_the_root() -> None:
    assert language_root("en", "en") == ""
    assert language_root("fr", "en") == "fr/"
    assert language_root("zh-Hans", "en") == "zh-Hans/"


def test_registers_and_years_have_pages_of_their_own() -> None:
    paths = [register_path(kind) for kind in REGISTERS]
    assert len(set(paths)) == len(paths)
    assert all(path.endswith("/") and not path.startswith("/") for path in paths)
    assert year_path(2021) == "timeline/2021/"


@pytest.mark.parametrize("id", ["2021", "year"])
def test_the_page_of_a_year_of_claims_is_that_of_no_statement(id: str) -> None:
    assert said_path(2021) == "statements/year/2021/"
    assert record_path("statement", id) != said_path(2021)
