"""A theme as a PDF that says what it was made from."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from dossier.errors import UsageError
from dossier.export.pdf import Attachment, pdf
from dossier.model.theme import Theme
from dossier.publish.tree import digest_of
from dossier.records.dossier import RecordFile
from dossier.render.renderer import Renderer
from dossier.views.brief import Brief, Inputs, brief_of
from dossier.views.composer import Composer, Site


@dataclass(frozen=True, slots=True)
class Document:
    """A theme as HTML, and the list of what it was made from, as `sha256sum` prints it."""

    brief: Brief
    html: str
    sums: str


def theme_brief(site: Site, lang: str, id: str) -> bytes:
    """A theme as a PDF; the same bytes whenever it is made of the same.

    Raises:
        UsageError: there is no such theme.
        MachineError: what makes PDFs, or references, is missing or fails.
    """
    made = document(site, lang, id)
    attached = Attachment("records.txt", made.sums)
    return pdf(made.html, site.options.site_url, attached, made.brief.day.text)


def document(site: Site, lang: str, id: str) -> Document:
    """A theme as a document. It names nobody who is protected: it may be passed on, and indexed.

    It is written twice: what was read for it is known only when it is.

    Raises:
        UsageError: there is no such theme.
        MachineError: references cannot be made.
    """
    file, theme = _theme(site, id)
    compose = Composer(site, lang, names_protected=False)
    renderer = Renderer(compose)
    with compose.reads.noted() as reads:
        renderer.brief(brief_of(compose, file, theme, Inputs()))
    site.bibliography.complete()
    sums = "".join(f"{digest}  {path}\n" for path, digest in _sums(site, reads))
    inputs = Inputs(sums.count("\n"), digest_of(sums.encode("utf-8")))
    brief = brief_of(compose, file, theme, inputs)
    return Document(brief, renderer.brief(brief), sums)


def _theme(site: Site, id: str) -> tuple[RecordFile, Theme]:
    file = site.graph.files.get(id)
    if file is not None and isinstance(file.record, Theme):
        return file, file.record
    themes = [one.record.id for one in site.graph.files.values() if one.type == "theme"]
    near = get_close_matches(id, themes, n=1)
    hint = f"; did you mean '{near[0]}'?" if near else f"; there are: {', '.join(themes)}"
    raise UsageError(f"there is no theme '{id}'{hint}")


def _sums(site: Site, reads: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the files of the records that were read, in the order of their paths, and digests."""
    ids = {cell.partition(":")[2].partition("#")[0] for cell in reads if cell[:2] != "l:"}
    files = (site.graph.files[id] for id in ids if id in site.graph.files)
    for path in sorted({path for file in files for path in file.paths}):
        yield path, digest_of((site.options.root / path).read_bytes())
