"""Claims told apart from replies and from what else was said, and the accused counted."""

from dossier.graph.graph import Graph
from dossier.views.claim import ClaimCounts, claim_counts, told_apart
from tests.maker import make_article, make_entity, make_graph, make_statement

PARTIES = (make_article(), *(make_entity(id) for id in ("acme", "bravo", "charlie", "delta")))


def counted(graph: Graph) -> ClaimCounts:
    return claim_counts(graph, graph.statements.values())


def test_a_reply_stands_with_what_it_answers_and_what_has_a_reply_is_a_claim() -> None:
    graph = make_graph(
        *PARTIES,
        make_statement("remark", kind="remark", said="2019"),
        make_statement("asked", kind="remark", said="2020"),
        make_statement("answer", kind="response", by="acme", responds_to="asked", said="2021"),
        make_statement("charge", against="acme", responds_to="answer", reply_not_sought=["acme"]),
    )
    claims, others = told_apart(graph, graph.statements.values())
    assert {item.id for item in claims} == {"asked", "charge"}
    assert [item.id for item in others] == ["remark"]


def test_replies_that_answer_no_claim_are_not_lost() -> None:
    graph = make_graph(
        *PARTIES,
        make_statement("this", kind="response", responds_to="that"),
        make_statement("that", kind="response", responds_to="this"),
        make_statement("claim", kind="claim"),
        make_statement("reply", kind="response", responds_to="claim"),
        make_statement("reply-to-it", kind="response", responds_to="reply"),
    )
    claims, others = told_apart(graph, graph.statements.values())
    assert [item.id for item in claims] == ["claim"]
    assert {item.id for item in others} == {"this", "that"}


def test_each_of_the_accused_is_counted_once_for_each_claim() -> None:
    asked = {"from": "delta", "asked": "2020-02-01", "due": "2020-03-01"}
    graph = make_graph(
        *PARTIES,
        make_statement(
            "charge",
            against=["acme", "bravo", "charlie", "delta"],
            no_reply=[{"party": "bravo", "as_of": "2020-01-02", "looked_in": "its site"}],
            reply_not_sought=["charlie"],
            replies=[asked],
        ),
        make_statement("answer", kind="response", by="acme", responds_to="charge"),
        make_statement("again", against="acme", reply_not_sought=["acme"]),
    )
    assert counted(graph) == ClaimCounts(
        claims=2, others=0, replied=1, searched=1, not_sought=2, asked=1
    )
    assert counted(graph).accused == 5


def test_counts_of_years_add_up_and_are_kept_as_numbers() -> None:
    one, other = ClaimCounts(1, 2, 3, 4, 5, 6), ClaimCounts(claims=1, asked=1)
    assert one + other == ClaimCounts(2, 2, 3, 4, 5, 7)
    assert ClaimCounts(*one.as_json()) == one
