"""Each text once in each language of the site."""

from collections.abc import Iterator

from dossier.errors import Code, Origin, Problem
from dossier.graph.graph import Graph
from dossier.model.instrument import Instrument
from dossier.model.key_path import KeyPath
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


def bodies_twice(graph: Graph, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a problem for each file of prose in the language of the record's own prose."""
    for file in graph.dossier.files:
        body = file.record.body
        written = [lang or languages[0] for lang, _ in body.values] if body else []
        for lang, path in file.translations:
            if written.count(lang) > 1:
                yield Problem(
                    Origin(path),
                    Code.BODY_TWICE,
                    f"the prose of {file.path} is in '{lang}' already",
                    "keep one of the two",
                )


def _titles(graph: Graph) -> Iterator[tuple[RecordFile, KeyPath, Text]]:
    for item in graph.events.values():
        yield item.file, (*item.path, "title"), item.fields.title
    for file in graph.files.values():
        if isinstance(file.record, Instrument | Theme):
            yield file, ("title",), file.record.title
