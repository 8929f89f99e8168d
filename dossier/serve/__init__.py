"""Live preview: build, serve, watch, build again."""

import dataclasses
import tempfile
from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from dossier.errors import DossierError, ProblemsError
from dossier.model.options import Options
from dossier.pipeline import Built, build


def serve(
    options: Options,
    build_frames: Callable[[Path], None],
    *,
    host: str,
    port: int,
    watch: tuple[Path, ...],
    say: Callable[[Built | DossierError], None],
) -> None:
    """Serve the site at `http://host:port/`, and build it again when a watched path changes.

    A dossier with problems leaves the last good site in place. `say` is told how each build went.
    Returns when the server is stopped.
    """
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        site = Path(folder) / "site"
        site.mkdir()
        local = dataclasses.replace(options, site_dir=str(site))

        def rebuild() -> None:
            try:
                say(build(local, build_frames))
            except (ProblemsError, DossierError) as error:
                say(error)

        rebuild()
        server = LiveReloadServer(rebuild, host=host, port=port, root=str(site))
        for path in watch:
            server.watch(str(path))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        finally:
            server.shutdown()
