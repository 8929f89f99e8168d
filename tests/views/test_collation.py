"""The order of registers."""

import itertools

import pytest

from dossier.views.collation import collation_key
from dossier.views.composer import Composer
from dossier.views.register import entities_page
from tests.maker import make_entity, make_site

ORDER = [
    "« Ah »",
    "“Ai”",
    "(Aj)",
    "ax",
    "Bœuf",
    "bof",
    "École",
    "ecole de guerre",
    "Ecoles",
    "Eve",
    "Oe",
    "œdème",
    "Ofen",
    "Straße",
    "Strasse Nord",
    "zebra",
    "Zébu",
    "商汤",
]


@pytest.mark.parametrize(("first", "second"), list(itertools.pairwise(ORDER)))
def test_words_stand_in_the_order_of_dictionaries(first: str, second: str) -> None:
    assert collation_key(first) < collation_key(second)


def test_words_alike_but_for_accents_and_case_have_a_fixed_order() -> None:
    alike = ["cote", "côte", "coté", "Cote"]
    assert len({collation_key(word)[0] for word in alike}) == 1
    assert len({collation_key(word) for word in alike}) == 4


def test_a_register_sorts_by_name_unless_told_otherwise() -> None:
    names = {"a": "Zeta", "b": "École", "c": "« Alpha »", "d": "eco", "e": "The Minister"}
    site = make_site(
        *(
            make_entity(id, name=name, sort_as="Minister" if id == "e" else "")
            for id, name in names.items()
        )
    )
    [group] = entities_page(Composer(site, "en")).groups
    assert [row.link.text.text for row in group.rows] == [
        "« Alpha »",
        "eco",
        "École",
        "The Minister",
        "Zeta",
    ]
