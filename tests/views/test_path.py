"""Where pages live, and how one leads to another."""

from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.model.kind import FOLDERS
from dossier.views.path import (
    REGISTERS,
    language_root,
    record_path,
    register_path,
    relative,
    year_path,
)

SITE = "https://example.org/some/base/"


@pytest.mark.parametrize(
    ("source", "target", "way"),
    [
        ("", "entities/acme/", "entities/acme/"),
        ("entities/acme/", "entities/beta/", "../beta/"),
        ("entities/acme/", "articles/a/", "../../articles/a/"),
        ("entities/acme/", "articles/a/#s1", "../../articles/a/#s1"),
        ("entities/acme/", "entities/acme/#s1", "#s1"),
        ("entities/acme/", "entities/acme/", "./"),
        ("entities/acme/", "entities/", "../"),
        ("entities/acme/", "", "../../"),
        ("fr/entities/acme/", "entities/acme/", "../../../entities/acme/"),
        ("timeline/2021/", "timeline/2022/#y2022", "../2022/#y2022"),
        ("", "", "./"),
        ("", "#part", "#part"),
    ],
)
def test_a_link_is_relative_to_its_page(source: str, target: str, way: str) -> None:
    assert relative(source, target) == way


PATHS = st.lists(st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,2})?", fullmatch=True), max_size=4).map(
    lambda parts: "".join(f"{part}/" for part in parts)
)
FRAGMENTS = st.sampled_from(["", "", "s1", "y2021", "h_a-b"])


@given(PATHS, PATHS, FRAGMENTS)
@settings(max_examples=200, deadline=None)
def test_following_a_relative_link_leads_to_its_target(
    source: str, target: str, fragment: str
) -> None:
    target = f"{target}#{fragment}" if fragment else target
    assert urljoin(SITE + source, relative(source, target)) == SITE + target


@given(PATHS, PATHS)
@settings(max_examples=200, deadline=None)
def test_a_relative_link_never_begins_at_the_root(source: str, target: str) -> None:
    way = relative(source, target)
    assert not way.startswith("/")
    assert way.endswith("/")
    assert "://" not in way


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
