"""Figures that are accounts of one measure."""

from typing import Any

import pytest

from dossier.graph.family import family
from dossier.graph.graph import Graph
from tests.maker import make_article, make_entity, make_graph


def figure(id: str, **fields: Any) -> dict[str, Any]:
    return {"id": id, "about": ["acme"], "measure": "Size", "value": 5, "unit": "USD"} | fields


def graph_of(**figures: list[dict[str, Any]]) -> Graph:
    """A graph of articles, each with figures."""
    articles = (make_article(id, figures=given) for id, given in figures.items())
    return make_graph(make_entity("acme"), *articles)


def ids(graph: Graph, id: str) -> list[str]:
    return [item.id for item in family(graph, graph.figures[id])]


def test_a_figure_without_another_account_stands_alone() -> None:
    assert ids(graph_of(one=[figure("f"), figure("g")]), "one#f") == ["one#f"]


def test_accounts_of_several_documents_stand_together_the_first_account_first() -> None:
    graph = graph_of(
        agency=[figure("f"), figure("euro", unit="EUR", converted_from="f")],
        broadcaster=[
            figure("converted", unit="EUR", converted_from="f", variant_of="agency#euro"),
            figure("f", variant_of="agency#f"),
        ],
        column=[figure("f", variant_of="broadcaster#f")],
        other=[figure("f")],
    )
    every = ["agency#f", "agency#euro", "broadcaster#f", "broadcaster#converted", "column#f"]
    assert all(ids(graph, id) == every for id in every)
    assert ids(graph, "other#f") == ["other#f"]


def test_a_conversion_links_two_families_by_being_of_both() -> None:
    graph = graph_of(
        one=[figure("f"), figure("euro", unit="EUR")],
        two=[figure("both", unit="EUR", converted_from="one#f", variant_of="one#euro")],
    )
    assert ids(graph, "one#euro") == ["one#euro", "one#f", "two#both"]


@pytest.mark.parametrize("id", ["one#f", "one#g", "one#h"])
def test_figures_that_name_each_other_in_a_circle_are_each_there_once(id: str) -> None:
    graph = graph_of(
        one=[figure("f", variant_of="g"), figure("g", variant_of="f"), figure("h", variant_of="g")]
    )
    assert ids(graph, id) == ["one#f", "one#g", "one#h"]


def test_an_account_of_what_readers_do_not_see_is_the_first() -> None:
    draft = make_article("draft", state="draft", figures=[figure("f")])
    article = make_article("one", figures=[figure("f", variant_of="draft#f")])
    graph = make_graph(make_entity("acme"), draft, article)
    assert ids(graph, "one#f") == ["one#f"]
