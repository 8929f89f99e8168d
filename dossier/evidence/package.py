"""Packages that only archiving needs, imported when it does."""

from importlib import import_module
from typing import Any

from dossier.errors import MachineError


def installed(name: str) -> Any:
    """A package of the extra `archive`; they say little of their types.

    Raises:
        MachineError: it is not installed.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError:
        raise MachineError(
            "archiving needs more packages: pip install 'mkdocs-dossier[archive]'"
        ) from None
