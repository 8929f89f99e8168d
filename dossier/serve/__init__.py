"""Live preview: build, serve, watch, build again."""

import dataclasses
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from dossier.errors import DossierError
from dossier.model.options import Options
from dossier.pipeline import Built, build
from dossier.publish.kept import HostBuilder


def serve(
    read_options: Callable[[], Options],
    host_builder: HostBuilder,
    *,
    host: str,
    port: int,
    watch: tuple[Path, ...],
    say: Callable[[Built | DossierError], None],
) -> None:
    """Serve the site at `http://host:port/`, and build it again when a watched path changes.

    The options are read anew each time. A dossier with problems, or a wrong configuration, leaves
    the last good site in place. `say` is told how each build went.
    Returns when the server is stopped.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        site = Path(folder) / "site"
        site.mkdir()

        def rebuild() -> None:
            try:
                local = dataclasses.replace(read_options(), site_dir=str(site))
                say(build(local, host_builder, allow_loss=True))
            except DossierError as error:
                say(error)

        rebuild()
        server = LiveReloadServer(rebuild, host=host, port=port, root=str(site))
        for path in watch:
            server.watch(str(path))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        finally:
            server.shutdown()
