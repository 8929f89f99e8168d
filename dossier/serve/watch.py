"""Hearing of edits to files and folders, also to those that go and return, or are yet to come."""

import contextlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import BaseObserver, ObservedWatch

from dossier.errors import DossierError


class Watching:
    """Watches paths, and whatever lies below them, with the system's notifications."""

    def __init__(self, observer: BaseObserver, edited: Callable[[], None]) -> None:
        """Tell `edited` of every change; that somebody reads a file is none."""
        self._observer = observer
        self._edited = edited
        self._watches: dict[str, ObservedWatch] = {}
        self._awaited: set[tuple[str, str]] = set()
        self._returned: set[str] = set()

    def follow(self, paths: Iterable[Path]) -> None:
        """Watch these too from now on. What has gone, or was made anew, is watched anew."""
        returned, self._returned = self._returned, set()
        for path in [*self._watches]:
            if path in returned or not os.path.exists(path):
                self._observer.unschedule(self._watches.pop(path))
        self._awaited = {
            (path, around)
            for path, around in self._awaited
            if path not in returned and os.path.isdir(around)
        }
        followed: list[str] = []
        with contextlib.suppress(DossierError):  # the others are to be watched all the same
            followed.extend(map(os.path.abspath, paths))
        base = os.path.commonpath(followed)
        for path in followed:
            with contextlib.suppress(OSError):  # it has just gone, or there are too many
                self._await(path, base)
                if os.path.exists(path) and not self._is_watched(path):
                    edits = _Edits(self._edited)
                    self._watches[path] = self._observer.schedule(edits, path, recursive=True)

    def _is_watched(self, path: str) -> bool:
        return any(Path(path).is_relative_to(one) for one in self._watches)

    def _await(self, path: str, base: str) -> None:
        """Hear of it when a path comes to be, or goes, or a folder that it lies in."""
        for folder in Path(path).parents:
            around = str(folder)
            if folder.is_dir() and (path, around) not in self._awaited:
                self._observer.schedule(_Return(path, self._came, self._edited), around)
                self._awaited.add((path, around))
            if folder.is_dir() and not (around != base and folder.is_relative_to(base)):
                return

    def _came(self, path: str) -> None:
        self._returned.add(path)
        self._edited()


class _Edits(FileSystemEventHandler):
    """Hears of changes to files."""

    def __init__(self, edited: Callable[[], None]) -> None:
        self._edited = edited

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Tell edits from what else happens to a file."""
        if event.event_type in ("created", "modified", "moved", "deleted"):
            self._edited()


class _Return(FileSystemEventHandler):
    """Hears of a path that comes to be, or a folder on the way to it, and of its going."""

    def __init__(self, path: str, came: Callable[[str], None], gone: Callable[[], None]) -> None:
        self._path = path
        self._came = came
        self._gone = gone

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Tell it from all else that lies beside it."""
        came = {"created": event.src_path, "moved": event.dest_path}.get(event.event_type)
        path = Path(self._path)
        if came and path.is_relative_to(str(came)):
            self._came(self._path)
        elif event.event_type in ("deleted", "moved") and path.is_relative_to(str(event.src_path)):
            self._gone()
