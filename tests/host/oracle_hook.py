"""A hook of MkDocs that lets the host itself render pages whose bodies the core has made.

What it builds is what stamping must equal.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from dossier.assembly import assemble
from dossier.bibliography.bibliography import bibliography
from dossier.drawing.graphviz import installed_graphviz
from dossier.host.config import read_options
from dossier.host.page import BodyPage
from dossier.publish.address import frame_addresses
from dossier.render.renderer import Body, Renderer
from dossier.views.bibliography import all_sources
from dossier.views.composer import Composer, Site
from dossier.views.site import pages

_parents: dict[str, str] = {}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    config.plugins["dossier"].frames_only = True
    return config


@event_priority(-50)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    options = read_options(None, Path(config.config_file_path).parent)
    found = assemble(options)
    references = bibliography(options.citation_style)
    site = Site(found.graph, found.history, options, references, installed_graphviz())
    references.prepare(all_sources(site))
    frames = {(address.kind, address.lang): address for address in frame_addresses(options)}
    for body in _bodies(site):
        address = frames[body.kind, body.lang]
        frame_uri = address.source
        frame = files.get_file_from_path(frame_uri)
        assert frame is not None
        assert frame.page is not None
        meta: dict[str, Any] = {
            "title": str(escape(body.title)),
            "description": str(escape(body.description or body.title)),
            "language": body.lang,
            "dossier_kind": body.kind,
            "dossier_head": body.head,
            "hide": ["navigation"],
        }
        source = address.source
        if address.is_register:
            files.remove(frame)
        else:
            source = f"{body.path.rstrip('/')}.md"
            _parents[source] = frame_uri
        made = BodyPage(
            config,
            source,
            label=str(frame.page.title),
            meta=meta,
            html=body.html,
            headings=body.headings,
        )
        files.append(made.file)
    return files


def _bodies(site: Site) -> Iterator[Body]:
    for lang in site.options.language_codes:
        compose = Composer(site, lang)
        renderer = Renderer(compose)
        for page in pages(compose):
            yield renderer.body(page)


@event_priority(-50)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    for uri, frame_uri in _parents.items():
        page, frame = files.get_file_from_path(uri), files.get_file_from_path(frame_uri)
        assert page is not None
        assert frame is not None
        page.page.parent = frame.page.parent
    return nav
