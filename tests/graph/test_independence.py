"""How many reports are independent of each other."""

from dossier.graph.independence import first_hand, independent

_BASED_ON = {
    "wire-copy": ("agency",),
    "repost": ("wire-copy",),
    "overview": ("agency", "own-research"),
    "hen": ("egg",),
    "egg": ("hen",),
}


def behind(id: str) -> set[str]:
    return set(first_hand(id, lambda one: _BASED_ON.get(one, ())))


def reports(*ids: str) -> int:
    return independent(first_hand(id, lambda one: _BASED_ON.get(one, ())) for id in ids)


def test_a_document_goes_back_to_the_first_of_a_chain_or_to_several() -> None:
    assert behind("agency") == {"agency"}
    assert behind("repost") == {"agency"}
    assert behind("overview") == {"agency", "own-research"}


def test_documents_that_go_back_to_each_other_have_one_that_stands_for_both() -> None:
    assert behind("hen") == behind("egg") == {"egg"}


def test_copies_of_one_text_are_one_source() -> None:
    assert reports("wire-copy", "repost", "agency") == 1
    assert reports("repost", "newspaper") == 2
    assert reports("hen", "egg") == 1
    assert reports() == 0


def test_what_puts_others_together_adds_nothing_to_them_and_takes_nothing_away() -> None:
    assert reports("overview") == 1
    assert reports("overview", "agency") == 1
    assert reports("overview", "agency", "own-research") == 2
