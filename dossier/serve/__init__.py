"""Live preview: pages made when they are asked for, and asked for again after each edit."""

import contextlib
import gc
import io
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from wsgiref.util import FileWrapper

from markupsafe import escape
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from watchdog.observers import Observer

from dossier import __version__
from dossier.errors import DossierError, MachineError, ProblemsError, UsageError
from dossier.model.options import Options
from dossier.publish.kept import HostBuilder
from dossier.publish.policy import admitting
from dossier.serve.preview import Preview
from dossier.serve.search import Background
from dossier.serve.watch import Watching

_ALERT = """<style>#_wrong {{ position: fixed; inset: auto 0 0; max-height: 45vh; overflow: auto; \
z-index: 99; padding: .8em 1em; background: #7f1d1d; color: #fff; font: 14px/1.5 monospace; \
white-space: pre-wrap }}</style><div role="alert" id="_wrong">{}</div>"""
_NOTHING = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Nothing to show yet</title></head>
<body><p>There is no page here yet.</p></body>
</html>"""

_LONGEST_NAME = 255
"""Bytes; no file system has files or folders with longer ones, and asking for one is an error."""


def serve(
    read_options: Callable[[], Options],
    host_builder: HostBuilder,
    *,
    host: str,
    port: int,
    watch: Callable[[], Iterable[Path]],
    index: Callable[[Path], Sequence[str]],
    say: Callable[[int | DossierError], None],
) -> None:
    """Serve the site at `http://host:port/`, and look at it again when a watched path changes.

    What to `watch` and the options are read anew each time. A dossier with problems, or a wrong
    configuration, leaves the last good pages in place and says so on them. `index` gives the
    command that builds the site with its search index into a folder, which is run in the
    background: what it leaves there makes the next look a short one. `say` is told how each look
    went: the number of records, or what is wrong. Returns when the server is stopped.

    Raises:
        MachineError: the address cannot be had.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with tempfile.TemporaryDirectory(prefix="dossier-") as name:
        # As the build in the background is told it too.
        folder = Path(name).resolve()
        preview = Preview(read_options, host_builder, folder)
        background = Background(index(preview.site), preview.site)
        server = _Server(preview, background, watch, say, host, port)
        server.refuse_if_taken()
        server.refresh()
        # What was read now stays; to look through it for rubbish takes longer than an edit.
        gc.freeze()
        server.observer.start()
        try:
            server.serve()  # type: ignore[no-untyped-call]
        finally:
            server.shutdown()
            background.end()


class _Server(LiveReloadServer):
    """Answers from a preview; the watching and the reloading are the host's."""

    def __init__(
        self,
        preview: Preview,
        background: Background,
        to_watch: Callable[[], Iterable[Path]],
        say: Callable[[int | DossierError], None],
        host: str,
        port: int,
    ) -> None:
        super().__init__(self.refresh, host=host, port=port, root="")
        # The system's own notifications, where it has any.
        self.observer = Observer()  # type: ignore[assignment]
        self._address = f"{host}:{port}"
        self._preview = preview
        self._background = background
        self._to_watch = to_watch
        self._watching = Watching(self.observer, self._edited)
        self._say = say
        self._wrong = ""

    def refuse_if_taken(self) -> None:
        """Say before anything is read that the address cannot be had."""
        try:
            socket.create_server(self.server_address, family=self.address_family).close()
        except OSError as error:
            raise self._refused(error) from error

    def server_bind(self) -> None:
        try:
            super().server_bind()
        except OSError as error:  # pragma: no cover - it was taken since it was tried
            raise self._refused(error) from error

    def _refused(self, error: OSError) -> MachineError:
        why = os.strerror(error.errno) if error.errno else str(error)
        return MachineError(f"cannot serve at {self._address}: {why}; choose another --dev-addr")

    def refresh(self) -> None:
        """Look at the dossier again; nothing that is wrong with it may escape from here.

        Whoever asks for a page waits until this is done.
        """
        with contextlib.suppress(Exception):  # what is wrong, the look itself finds and says
            self._watching.follow(self._to_watch())
        try:
            records = self._preview.refresh()
        except DossierError as error:
            self._failed(error)
        except MkDocsException as error:
            self._failed(UsageError(str(error)))
        except Exception as error:
            self._failed(DossierError(f"this is a bug in dossier {__version__}: {error!r}"))
        else:
            self._wrong = ""
            self._background.request()
            self._say(records)

    def _failed(self, error: DossierError) -> None:
        problems = error.problems if isinstance(error, ProblemsError) else ()
        wrong = [str(one) for one in problems if not one.is_warning]
        self._wrong = "\n".join([*wrong, str(error)])
        self._say(error)

    def _edited(self) -> None:
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def _serve_request(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if "\0" in path or max(map(len, os.fsencode(path).split(b"/"))) > _LONGEST_NAME:
            return None
        if path.startswith("/livereload/"):
            answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
            return answer
        with self._epoch_cond:
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            epoch = self._visible_epoch
        return self._answer(path.lstrip("/"), epoch, start_response)

    def _answer(
        self, path: str, epoch: int, start_response: Callable[..., Any]
    ) -> Iterable[bytes] | None:
        name = f"{path}index.html" if path.endswith("/") or not path else path
        data = self._preview.file(name)
        if data is None and not name.endswith(".html"):
            data = self._background.file(name)
        if data is None and self._preview.file(f"{path}/index.html") is not None:
            start_response("302 Found", [("Location", f"/{path}/")])
            return []
        status = "200 OK"
        if data is None and name.endswith(".html"):
            # It may come to be: what stands for a missing page is shown anew like any other. The
            # site's own looks for its styles below the path of the published site.
            data = _NOTHING.encode()
            status = "200 OK" if self._wrong else "404 Not Found"
        if data is None:
            return None
        if name.endswith(".html"):
            shown = self._inject_js_into_html(  # type: ignore[no-untyped-call]
                self._with_alert(data), epoch
            )
            data = admitting(shown, data)
        kind = str(self._guess_type(name))  # type: ignore[no-untyped-call]
        headers = [("Content-Type", kind), ("Content-Length", str(len(data)))]
        start_response(status, headers)
        return FileWrapper(io.BytesIO(data))

    def _with_alert(self, data: bytes) -> bytes:
        """A page with what is wrong at its foot."""
        if not self._wrong:
            return data
        alert = _ALERT.format(escape(self._wrong)).encode()
        return data.replace(b"</body>", alert + b"</body>", 1)
