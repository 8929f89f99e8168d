"""The words of the interface: all asked for, all translated, none left over."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import dossier
from dossier.errors import UsageError
from dossier.model import kind
from dossier.model.field import COUNTRY_LIKE
from dossier.render import label
from dossier.render.catalogue import locale, translations
from tests.render.messages import Message, messages

LOCALE = Path(dossier.__file__).parent / "render" / "locale"
CATALOGUES = sorted(LOCALE.glob("*.po"))
PLACEHOLDER = re.compile(r"\{[^}]*\}")


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def translated(path: Path) -> dict[Message, tuple[str, ...]]:
    """Message to its translation, or to its plural forms."""
    found = {}
    for one in catalogue(path):
        if one.id:
            single, plural = one.id if isinstance(one.id, tuple) else (one.id, "")
            said = one.string if isinstance(one.string, tuple) else (one.string,)
            found[one.context or "", single, plural] = said
    return found


def test_there_are_catalogues_and_messages() -> None:
    assert "fr" in [path.stem for path in CATALOGUES]
    assert len(messages()) > 300
    assert ("", "Claims and replies", "") in messages()
    assert ("day", "since {date}", "") in messages()
    assert ("", "event", "events") in messages()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_message_is_translated(path: Path) -> None:
    found = translated(path)
    assert sorted(messages() - set(found)) == []
    assert [one for one, said in found.items() if not all(said)] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_no_translation_is_left_over_or_in_doubt(path: Path) -> None:
    found = catalogue(path)
    assert sorted(set(translated(path)) - messages()) == []
    assert [one.id for one in found if one.id and one.fuzzy] == []
    assert not found.obsolete


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_has_the_placeholders_of_its_message(path: Path) -> None:
    for (_, single, plural), said in translated(path).items():
        wanted = set(PLACEHOLDER.findall(single)) | set(PLACEHOLDER.findall(plural))
        for one in said:
            assert set(PLACEHOLDER.findall(one)) == wanted, single


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_has_the_plural_forms_of_its_language(path: Path) -> None:
    number = catalogue(path).num_plurals
    for (_, single, plural), said in translated(path).items():
        assert len(said) == (number if plural else 1), single


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_no_translation_brings_markup_or_stray_blanks(path: Path) -> None:
    for (_, single, _), said in translated(path).items():
        for one in said:
            assert not re.search(r"[<>&]", one), single
            assert one == one.strip(), single


def test_french_has_its_own_apostrophes_and_quotation_marks() -> None:
    for said in translated(LOCALE / "fr.po").values():
        for one in said:
            assert not re.search(r"['\"“”]", one), one


def test_english_says_what_is_asked() -> None:
    for lang in ("en", "en-GB"):
        assert translations(lang).gettext("Claims and replies") == "Claims and replies"
        assert translations(lang).ngettext("event", "events", 2) == "events"


def test_french_says_it_in_french() -> None:
    french = translations("fr")
    assert french.gettext("Timeline") == "Chronologie"
    assert french.ngettext("event", "events", 1) != french.ngettext("event", "events", 2)
    assert french.ngettext("event", "events", 0) == french.ngettext("event", "events", 1)


def test_a_language_without_a_catalogue_is_misuse() -> None:
    with pytest.raises(UsageError, match="no catalogue for the interface in 'xx'"):
        translations("xx")


def test_dates_in_english_are_british() -> None:
    assert str(locale("en")) == "en_GB"
    assert str(locale("zh-Hans")) == "zh_Hans"


TABLES = [
    pytest.param(name, code, id=f"{name}-{code}")
    for name, table in label.TABLES.items()
    for code in table
]


@pytest.mark.parametrize(("name", "code"), TABLES)
def test_every_code_has_a_label_in_french(name: str, code: str) -> None:
    english = label.TABLES[name][code]
    assert english
    assert ("", english, "") in translated(LOCALE / "fr.po")


def test_every_closed_list_that_readers_see_has_a_table() -> None:
    hidden = {id(kind.STATES), id(kind.VISIBILITIES), id(kind.LINKS), id(kind.FOLDERS)}
    lists = {
        name: table
        for name, table in vars(kind).items()
        if name.isupper() and id(table) not in hidden
    }
    shown = [id(table) for table in label.TABLES.values()]
    assert [name for name, table in lists.items() if id(table) not in shown] == []
    assert len(shown) >= 15


def test_every_kind_that_makes_a_group_has_a_plural() -> None:
    for name in ("entity", "instrument", "article"):
        assert set(label.TABLES[name].values()) <= set(label.PLURALS)


def test_codes_that_are_no_countries_have_names() -> None:
    assert set(COUNTRY_LIKE) == {"EU", "UN", "INT"}
    for name in COUNTRY_LIKE.values():
        assert translations("fr").gettext(name) != name


def test_french_signs_stand_behind_spaces_that_do_not_break() -> None:
    for said in translated(LOCALE / "fr.po").values():
        for one in said:
            assert not re.search(r" [;:!?»]|« |\w[;!?»]", one), one
