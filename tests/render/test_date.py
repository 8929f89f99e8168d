"""Dates in the words of a language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.model.edtf import Edtf
from dossier.render.date import date_words, iso_date


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("2021-12-10", "10 December 2021", "10 décembre 2021"),
        ("2021-12-01", "1 December 2021", "1er décembre 2021"),
        ("2021-10-11", "11 October 2021", "11 octobre 2021"),
        ("2021-12", "December 2021", "décembre 2021"),
        ("2021", "2021", "2021"),
        ("2021-XX", "2021", "2021"),
        ("2021-05-XX", "May 2021", "mai 2021"),
        ("2021-12-10T23:59:59Z", "10 December 2021", "10 décembre 2021"),
        ("2021-12-10~", "about 10 December 2021", "vers le 10 décembre 2021"),
        ("2021-12-01~", "about 1 December 2021", "vers le 1er décembre 2021"),
        ("2021-06~", "about June 2021", "vers juin 2021"),
        ("2021~", "about 2021", "vers 2021"),
        ("2021?", "2021 (uncertain)", "2021 (incertain)"),
        ("2021-06-02?", "2 June 2021 (uncertain)", "2 juin 2021 (incertain)"),
        ("2021%", "about 2021 (uncertain)", "vers 2021 (incertain)"),
        ("2021-06-02%", "about 2 June 2021 (uncertain)", "vers le 2 juin 2021 (incertain)"),
        ("2019-10-09/..", "since 9 October 2019", "depuis le 9 octobre 2019"),
        ("2019-05/..", "since May 2019", "depuis mai 2019"),
        ("2019/..", "since 2019", "depuis 2019"),
        (
            "2019-10-09/",
            "from 9 October 2019, end unknown",
            "à partir du 9 octobre 2019, fin inconnue",
        ),
        ("2019/", "from 2019, end unknown", "à partir de 2019, fin inconnue"),
        ("../2020-01-01", "until 1 January 2020", "jusqu’au 1er janvier 2020"),
        ("../2020", "until 2020", "jusqu’à 2020"),
        (
            "/2020-01-05",
            "to 5 January 2020, beginning unknown",
            "jusqu’au 5 janvier 2020, début inconnu",
        ),
        ("/2020", "to 2020, beginning unknown", "jusqu’à 2020, début inconnu"),
        (
            "[2021-12-08..2021-12-10]",
            "between 8 and 10 December 2021",
            "entre le 8 et le 10 décembre 2021",
        ),
        (
            "[2021-11..2021-12]",
            "between November and December 2021",
            "entre novembre et décembre 2021",
        ),
        ("[2020..2022]", "between 2020 and 2022", "entre 2020 et 2022"),
        (
            "2021-12-01/2021-12-10",
            "from 1 to 10 December 2021",
            "du 1er au 10 décembre 2021",
        ),
        (
            "2021-11/2021-12",
            "from November to December 2021",
            "de novembre à décembre 2021",
        ),
        (
            "2021-11-28/2021-12-01",
            "from 28 November to 1 December 2021",
            "du 28 novembre au 1er décembre 2021",
        ),
        (
            "[2020-12-30..2021-01-02]",
            "between 30 December 2020 and 2 January 2021",
            "entre le 30 décembre 2020 et le 2 janvier 2021",
        ),
        (
            "2021-12-08~/2021-12-10",
            "from about 8 December 2021 to 10 December 2021",
            "du 8 décembre 2021 environ au 10 décembre 2021",
        ),
        ("2019/2021", "from 2019 to 2021", "de 2019 à 2021"),
        (
            "2019~/2021?",
            "from about 2019 to 2021 (uncertain)",
            "de 2019 environ à 2021 (incertain)",
        ),
        ("2021-12-10/2022", "from 10 December 2021 to 2022", "du 10 décembre 2021 à 2022"),
        (
            "[2021-12..2022-01-05]",
            "between December 2021 and 5 January 2022",
            "entre décembre 2021 et le 5 janvier 2022",
        ),
        (
            "2019-10-09~/..",
            "since about 9 October 2019",
            "depuis le 9 octobre 2019 environ",
        ),
        ("2021-04/2021-08", "from April to August 2021", "d’avril à août 2021"),
        ("2021-04/", "from April 2021, end unknown", "à partir d’avril 2021, fin inconnue"),
        ("2021-21/2021-22", "from spring 2021 to summer 2021", "du printemps 2021 à l’été 2021"),
        ("2021-23/..", "since autumn 2021", "depuis l’automne 2021"),
        ("2021-24~", "about winter 2021", "vers l’hiver 2021"),
        ("201X~", "about 2010–2019", "vers 2010–2019"),
        ("201X?", "2010–2019 (uncertain)", "2010–2019 (incertain)"),
        ("201X/2021", "from 2010–2019 to 2021", "de 2010–2019 à 2021"),
        ("20XX/..", "since 2000–2099", "depuis 2000–2099"),
        ("201X", "between 2010 and 2019", "entre 2010 et 2019"),
        ("20XX", "between 2000 and 2099", "entre 2000 et 2099"),
        ("2021-21", "spring 2021", "printemps 2021"),
        ("2021-22", "summer 2021", "été 2021"),
        ("2021-23", "autumn 2021", "automne 2021"),
        ("2021-24?", "winter 2021 (uncertain)", "hiver 2021 (incertain)"),
        ("-0043", "44 BC", "44 av. J.-C."),
        ("-0044-03-15", "-44-3-15", "-44-3-15"),
        ("0000", "1 BC", "1 av. J.-C."),
        ("Y12345", "12345", "12345"),
    ],
)
def test_every_form_of_a_date_has_its_words(text: str, english: str, french: str) -> None:
    assert date_words(Edtf(text), "en") == english
    assert date_words(Edtf(text), "fr") == french


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("2021-12-10", "10 December", "10 décembre"),
        ("2021-12-01", "1 December", "1er décembre"),
        ("2021-12", "December", "décembre"),
        ("2021-08", "August", "août"),
        ("2021", "2021", "2021"),
        ("2021-12-10~", "about 10 December", "vers le 10 décembre"),
        ("2021-06?", "June (uncertain)", "juin (incertain)"),
        ("2021-21", "spring 2021", "printemps 2021"),
        ("2019-05/..", "since May 2019", "depuis mai 2019"),
        (
            "[2021-12-08..2021-12-10]",
            "between 8 and 10 December 2021",
            "entre le 8 et le 10 décembre 2021",
        ),
    ],
)
def test_under_a_year_days_and_months_leave_it_out(text: str, english: str, french: str) -> None:
    assert date_words(Edtf(text), "en", with_year=False) == english
    assert date_words(Edtf(text), "fr", with_year=False) == french


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2021-12-10", "2021-12-10"),
        ("2021-12-10~", "2021-12-10"),
        ("2021-12-10T10:00:00Z", "2021-12-10"),
        ("2021-12", "2021-12"),
        ("2021-12-XX", "2021-12"),
        ("2021", "2021"),
        ("2021?", "2021"),
        ("2021-XX", "2021"),
        ("0050", "0050"),
        ("201X", ""),
        ("20XX", ""),
        ("2021-21", ""),
        ("2019/..", ""),
        ("../2019", ""),
        ("2019/2020", ""),
        ("[2019..2020]", ""),
        ("0000", ""),
        ("-0044", ""),
        ("Y12345", ""),
    ],
)
def test_a_datetime_attribute_holds_only_what_html_has_a_form_for(text: str, value: str) -> None:
    assert iso_date(Edtf(text)) == value


@given(st.dates(), st.sampled_from(["en", "fr"]))
@settings(max_examples=200, deadline=None)
def test_the_words_of_a_day_name_its_year_and_its_day(day: object, lang: str) -> None:
    text = str(day)
    words = date_words(Edtf(text), lang)
    year, _, number = text.split("-")
    assert words.endswith(str(int(year)))
    assert words.startswith(str(int(number)))
    assert iso_date(Edtf(text)) == text
