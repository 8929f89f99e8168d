"""Publishing a built site to another folder, as a whole."""

from collections.abc import Callable, Iterable
from pathlib import Path

from dossier.errors import UsageError
from dossier.publish.finished import Finished, refuse_older
from dossier.publish.manifest import Manifest
from dossier.publish.publication import Written, publishing
from dossier.publish.target import MARKER


def publish_to_folder(
    site: Finished,
    target: Path,
    root: Path,
    sources: Iterable[Path] = (),
    *,
    allow_loss: bool = False,
    allow_older: bool = False,
    waiting: Callable[[], None] = lambda: None,
) -> Written:
    """Put a site in the place of the one in a folder, which may be on another disk.

    `root`, the dossier's folder, and `sources` are as for `check_target`.

    Raises:
        UsageError: the target is refused, the site is not as it was built, more than a fifth of the
            pages would go, or a newer site is there; what is published is as it was.
        MachineError: a disk or a lock is in the way; what is published is as it was.
    """
    with publishing(target, root, (*sources, site.folder), waiting=waiting) as publication:
        published = _manifest(target)
        if published and not allow_older:
            refuse_older(root, site.manifest, published, str(target))
        for path, data in site.files():
            publication.copy(path, data)
        return publication.publish_copy(site.manifest, allow_loss=allow_loss)


def _manifest(target: Path) -> Manifest | None:
    """The manifest of the site in a folder; None where there is no site yet."""
    try:
        return Manifest.read((target / MARKER).read_bytes())
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise UsageError(
            f"{target / MARKER} is not from dossier ({error}); choose another folder, or delete it"
        ) from error
