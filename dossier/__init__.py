"""Turn article records in YAML into a cross-linked static dossier."""

__version__ = "0.1.0"
