"""The citation styles by their names."""

from typing import Final

CHICAGO: Final = "chicago-notes"
APA: Final = "apa"
ISO: Final = "iso690"
OSCOLA: Final = "oscola"

NAMES: Final = {CHICAGO: "Chicago", APA: "APA", ISO: "ISO 690", OSCOLA: "OSCOLA"}
"""Name of a style in the configuration to what readers call it."""
