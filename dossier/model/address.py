"""What can be told from a web address by looking at it."""

import re
from urllib.parse import parse_qsl, urlsplit

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hsenc|_hsmi")


def is_onion(url: str) -> bool:
    """Whether only Tor leads there: a link would give away to others who tries without it."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return host.rstrip(".").lower().endswith(".onion")


def tracking_parameters(url: str) -> tuple[str, ...]:
    """The names of parameters that only say by which way readers came."""
    try:
        query = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    except ValueError:
        return ()
    return tuple(name for name, _ in query if _TRACKING.fullmatch(name.lower()))
