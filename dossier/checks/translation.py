"""Titles in every language of the site."""

from collections.abc import Iterator

from dossier.errors import Code, Problem
from dossier.graph.graph import Graph
from dossier.model.instrument import Instrument
from dossier.model.reference import KeyPath
from dossier.model.text import Text
from dossier.model.theme import Theme
from dossier.records.dossier import RecordFile


def missing_titles(graph: Graph, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a warning for each title of an event, instrument or theme that lacks a language."""
    for file, path, title in _titles(graph):
        written = title.languages(languages[0])
        for language in languages:
            if language not in written:
                yield Problem(
                    graph.places.value(file, path),
                    Code.MISSING_TRANSLATION,
                    f"the title has no words in '{language}'",
                    f"write title: {{{languages[0]}: …, {language}: …}}",
                )


def _titles(graph: Graph) -> Iterator[tuple[RecordFile, KeyPath, Text]]:
    for item in graph.events.values():
        yield item.file, (*item.path, "title"), item.fields.title
    for file in graph.files.values():
        if isinstance(file.record, Instrument | Theme):
            yield file, ("title",), file.record.title
