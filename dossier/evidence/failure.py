"""Why a document could not be had."""

from enum import StrEnum

from dossier.errors import DossierError


class Failure(StrEnum):
    """Sorts of failure, by what an editor can conclude from them."""

    GONE = "gone"
    """The server says that there is nothing, or leads to its front page."""

    UNREACHABLE = "unreachable"
    """No answer, or one that says nothing about the document: it may come back."""

    REFUSED = "refused"
    """We do not take it: a private address, robots.txt, a wrong type, too large."""


class FetchError(DossierError):
    """A document could not be had; `hint` says what an editor can do."""

    def __init__(self, failure: Failure, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.failure = failure
        self.hint = hint
