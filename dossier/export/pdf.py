"""HTML to PDF by WeasyPrint, which is asked for nothing from outside."""

import datetime
import hashlib
import importlib
from dataclasses import dataclass
from typing import Any, Final

from dossier.errors import DossierError, MachineError

LIBRARIES: Final = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""What WeasyPrint needs besides its package, as Debian calls it."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file within the PDF."""

    name: str
    text: str


def pdf(html: str, base: str, attached: Attachment, day: str) -> bytes:
    """A document as tagged PDF (PDF/UA-1), with bookmarks; its links are relative to `base`.

    Nothing in it depends on the clock: it is dated by `day` (YYYY-MM-DD), and its identifier made
    of what it says.

    Raises:
        MachineError: WeasyPrint is not installed, or does not find its libraries.
    """
    weasyprint = _weasyprint()
    then = datetime.datetime.combine(
        datetime.date.fromisoformat(day), datetime.time(), datetime.UTC
    )
    attachment = weasyprint.Attachment(
        string=attached.text, name=attached.name, created=then, modified=then
    )
    fetcher = _fetcher(weasyprint)
    document = weasyprint.HTML(string=html, base_url=base or None, url_fetcher=fetcher)
    identifier = hashlib.sha256(f"{html}\0{attached.text}".encode()).digest()[:16]
    try:
        made: bytes = document.write_pdf(
            pdf_variant="pdf/ua-1", attachments=[attachment], pdf_identifier=identifier
        )
    except weasyprint.urls.FatalURLFetchingError as error:
        raise DossierError(str(error)) from error
    return made


def _weasyprint() -> Any:
    try:
        return importlib.import_module("weasyprint")
    except ModuleNotFoundError:
        raise MachineError(
            "WeasyPrint is not installed: pip install 'mkdocs-dossier[pdf]'"
        ) from None
    except OSError as error:
        raise MachineError(
            f"WeasyPrint does not find the libraries of Pango ({str(error).splitlines()[0]}); "
            f"on Debian and Ubuntu: apt-get install {LIBRARIES}"
        ) from error


def _fetcher(weasyprint: Any) -> Any:
    """What WeasyPrint asks for images and styles: there are none that do not stand in the HTML."""

    class Refusing(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            raise weasyprint.urls.FatalURLFetchingError(f"{url} would be fetched for a PDF")

    return Refusing()
