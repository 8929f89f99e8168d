"""Languages as they are named."""

import re

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
"""A language, with script and region where they matter: `fr`, `zh-Hans`, `en-GB` (BCP 47)."""
