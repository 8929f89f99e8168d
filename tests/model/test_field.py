"""Types of fields: what they take, and what they say to what they do not."""

from decimal import Decimal
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from dossier.model.citation import Citation, CitationField, Locator
from dossier.model.edtf import Edtf
from dossier.model.event import ParticipantField, Participants
from dossier.model.field import (
    ONE_OR_MANY,
    Choice,
    Country,
    Date,
    Day,
    Digest,
    Flag,
    Language,
    LocalId,
    Number,
    Ref,
    Url,
)
from tests.maker import make_entity, make_event, make_statement

RECORD = Ref(frozenset({"entity"}))
ITEM = Ref(frozenset({"event"}), items=True)
DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def read(type: Any, value: object) -> Any:
    return TypeAdapter(type).validate_python(value)


def refusal(type: Any, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        read(type, value)
    [error] = caught.value.errors()
    return error["type"]


@pytest.mark.parametrize(
    ("type", "written", "value"),
    [
        (Flag, "true", True),
        (Flag, "false", False),
        (Flag, True, True),
        (Number, "767000000", Decimal(767000000)),
        (Number, "3.85", Decimal("3.85")),
        (Number, "-12.5", Decimal("-12.5")),
        (Number, 5, Decimal(5)),
        (Number, Decimal("1.5"), Decimal("1.5")),
        (Date, "2021-12~", Edtf("2021-12~")),
        (Date, Edtf("2021"), Edtf("2021")),
        (Url, "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (Url, "http://example.org:8080/", "http://example.org:8080/"),
        (Url, "https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        (Url, "https://xn--fiqs8s.example/%E4%B8%AD", "https://xn--fiqs8s.example/%E4%B8%AD"),
        (Country, "FR", "FR"),
        (Country, "EU", "EU"),
        (Country, "UN", "UN"),
        (Country, "INT", "INT"),
        (Language, "zh-Hans", "zh-Hans"),
        (Digest, DIGEST, DIGEST),
        (LocalId, "s1", "s1"),
        (LocalId, "a" * 80, "a" * 80),
    ],
)
def test_a_field_takes_what_it_says(type: Any, written: object, value: object) -> None:
    found = read(type, written)
    assert found == value
    assert found.__class__ is value.__class__


@pytest.mark.parametrize(
    ("type", "written", "code"),
    [
        (Flag, "yes", "wrong-type"),
        (Flag, "True", "wrong-type"),
        (Flag, "1", "wrong-type"),
        (Flag, ["true"], "wrong-type"),
        (Number, "1,000", "bad-number"),
        (Number, "1 000", "bad-number"),
        (Number, "1e6", "bad-number"),
        (Number, "0x10", "bad-number"),
        (Number, "NaN", "bad-number"),
        (Number, "+5", "bad-number"),
        (Number, ".5", "bad-number"),
        (Number, "5.", "bad-number"),
        (Number, "1" * 19, "bad-number"),
        (Number, "1.1234567", "bad-number"),
        (Number, "5\n", "bad-number"),
        (Number, "٥", "bad-number"),
        (Date, "٢٠٢١", "bad-date"),
        (Date, "2021-12-1٠", "bad-date"),
        (Date, "Y" + "9" * 10, "bad-date"),
        (Date, "Y" + "9" * 5_000, "bad-date"),
        (Day, "2026-11", "bad-date"),
        (Day, "2026-11-30?", "bad-date"),
        (Day, "2026-11-30/..", "bad-date"),
        (Day, "2026-11-30T10:00:00Z", "bad-date"),
        (Number, ["5"], "wrong-type"),
        (Number, True, "wrong-type"),
        (Date, "2021-13", "bad-date"),
        (Date, ["2021-12-08..2021-12-10"], "bad-date"),
        (Date, 2021, "wrong-type"),
        (Date, {"year": "2021"}, "wrong-type"),
        (Url, "example.org", "bad-url"),
        (Url, "ftp://example.org", "bad-url"),
        (Url, "javascript:alert(1)", "bad-url"),
        (Url, "data:text/html,x", "bad-url"),
        (Url, "https://", "bad-url"),
        (Url, "https:///path", "bad-url"),
        (Url, "//example.org/x", "bad-url"),
        (Url, "https://exa mple.org", "bad-url"),
        (Url, "https://example.org/\n", "bad-url"),
        (Url, "java\nscript://example.org", "bad-url"),
        (Url, 'https://example.org/"onclick=x', "bad-url"),
        (Url, "https://example.org/<script>", "bad-url"),
        (Url, "https://example.org/é", "bad-url"),
        (Url, "https://example.org:99999/", "bad-url"),
        (Url, "https://example.org:x/", "bad-url"),
        (Url, "https://[::1", "bad-url"),
        (Url, "https://user@example.org/", "bad-url"),
        (Url, "https://user:password@example.org/", "bad-url"),
        (Url, "https://@example.org/", "bad-url"),
        (Country, "France", "bad-country"),
        (Country, "fr", "bad-country"),
        (Country, "FRA", "bad-country"),
        (Country, "F1", "bad-country"),
        (Language, "français", "bad-language"),
        (Digest, "e3b0", "bad-digest"),
        (Digest, DIGEST.upper(), "bad-digest"),
        (Digest, f"{DIGEST}\n", "bad-digest"),
        (LocalId, "S1", "bad-id"),
        (LocalId, "a--b", "bad-id"),
        (LocalId, "-a", "bad-id"),
        (LocalId, "a#b", "bad-id"),
        (LocalId, "a\n", "bad-id"),
        (LocalId, "", "bad-id"),
        (LocalId, "é", "bad-id"),
        (LocalId, "a" * 81, "bad-id"),
    ],
)
def test_a_field_refuses_the_rest_by_its_code(type: Any, written: object, code: str) -> None:
    assert refusal(type, written) == code


@pytest.mark.parametrize(
    ("mark", "written", "is_id"),
    [
        (RECORD, "us-treasury", True),
        (RECORD, "act-2021", True),
        (RECORD, "gazette#s1", False),
        (RECORD, "US-Treasury", False),
        (RECORD, "a/b", False),
        (RECORD, "../a", False),
        (ITEM, "gazette#s1", True),
        (ITEM, "s1", True),
        (ITEM, "gazette#", False),
        (ITEM, "#s1", False),
        (ITEM, "a#b#c", False),
        (ITEM, "gazette#S1", False),
    ],
)
def test_only_a_field_for_items_takes_an_items_id(mark: Ref, written: str, is_id: bool) -> None:
    shape = Annotated[str, mark]
    if is_id:
        assert read(shape, written) == written
    else:
        assert refusal(shape, written) == "bad-id"


def test_a_choice_names_all_it_takes() -> None:
    with pytest.raises(ValidationError) as caught:
        read(Annotated[str, Choice({"a": "A", "b": "B"})], "c")
    assert caught.value.errors()[0]["msg"] == "'c' is not one of a, b"


@pytest.mark.parametrize(
    ("written", "members"), [("a", ("a",)), (["a", "b"], ("a", "b")), ([], ())]
)
def test_the_only_member_of_a_list_may_stand_alone(written: object, members: object) -> None:
    assert read(Annotated[tuple[str, ...], ONE_OR_MANY], written) == members


def test_a_mapping_that_is_the_only_member_may_stand_alone() -> None:
    [one] = read(Participants, {"id": "acme", "as": "Acme Ltd"})
    assert (one.id, one.as_) == ("acme", "Acme Ltd")


def test_a_citation_without_a_locator_may_be_the_id_of_its_source() -> None:
    assert read(CitationField, "gazette") == Citation(source="gazette")
    assert read(CitationField, {"source": "gazette"}) == Citation(source="gazette")
    assert refusal(CitationField, "Gazette 1") == "bad-id"


def test_a_passage_may_be_written_as_its_words() -> None:
    locator = Locator.model_validate({"quote": "exact words"})
    assert locator.quote is not None
    assert (locator.quote.exact, locator.quote.prefix) == ("exact words", "")
    assert not locator.is_empty
    assert Locator().is_empty


def test_a_participant_without_a_name_may_be_the_id() -> None:
    assert read(ParticipantField, "acme").id == "acme"


def test_reserved_words_are_written_as_they_are_in_yaml() -> None:
    event = make_event(**{"with": ["acme"]})
    statement = make_statement(**{"for": "acme"})
    assert [one.id for one in event.with_] == ["acme"]
    assert statement.for_ == ("acme",)
    for made in (make_event, make_statement):
        for name in ("with_", "for_", "as_"):
            with pytest.raises(ValidationError, match="extra_forbidden"):
                made(**{name: ["acme"]})


def test_models_are_frozen_and_take_no_unknown_key() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        make_entity().kind = "person"
    with pytest.raises(ValidationError, match="extra_forbidden"):
        make_entity(nmae="Acme")
