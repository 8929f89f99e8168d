"""What pages may load and run: a content security policy in each, and the headers of the site.

Source:
    Content Security Policy Level 3. A policy that a page itself states cannot say who may frame
    it: only headers do.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import chain
from typing import Final
from urllib.parse import urlsplit

HEADERS: Final = "_headers"
"""The file in which Cloudflare Pages and Netlify look for the headers of a site."""

_INLINE = re.compile(
    r"<(?P<kind>script|style)\b(?P<attributes>[^>]*)>(?P<text>.*?)</(?P=kind)\s*>",
    re.DOTALL | re.IGNORECASE,
)
_LOADED = re.compile(r"\bsrc\s*=", re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
_RUN = frozenset({"", "module", "text/javascript", "application/javascript"})
"""Types of scripts that run; others are data."""

_PLACE = re.compile(r"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)
"""Where a policy goes: behind the encoding, which must be in sight at once, and nothing else."""

_WASM = "'wasm-unsafe-eval'"
"""What a page needs to run Pagefind."""

_OTHERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{name}=()"
        for name in (
            *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope"),
            *("hid", "magnetometer", "microphone", "midi", "payment"),
            *("screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
        )
    ),
    "Strict-Transport-Security": "max-age=31536000",
}


def guarded(page: str, *, with_search: bool = False) -> str:
    """A page that says itself what it may load and run: its own origin's, and what it holds now.

    `with_search` is for pages that run Pagefind. What is put into the page afterwards does not run.
    """
    place = _PLACE.search(page)
    if place is None:
        return page
    policy = _policy(_digests([page], "script"), _digests([page], "style"), with_search=with_search)
    said = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="referrer" content="no-referrer">'
    )
    return f"{page[: place.end()]}{said}{page[place.end() :]}"


def admitting(page: bytes, before: bytes) -> bytes:
    """A page to which scripts or styles were added since `before`, which may run as well."""
    shown, known = (one.decode("utf-8", "surrogateescape") for one in (page, before))
    for kind in ("script", "style"):
        added = set(_digests([shown], kind)) - set(_digests([known], kind))
        more = "".join(f" {digest}" for digest in sorted(added))
        shown = shown.replace(f"{kind}-src 'self'", f"{kind}-src 'self'{more}", 1)
    return shown.encode("utf-8", "surrogateescape")


def headers(pages: Iterable[str]) -> str:
    """The headers of a site, given all pages that hold scripts or styles.

    Its policy lets run what any of them may, as a server says one for all; each page's own narrows
    it.
    """
    kept = tuple(pages)
    policy = _policy(_digests(kept, "script"), _digests(kept, "style"), with_search=True)
    all_of_them = {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        **_OTHERS,
    }
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in all_of_them.items())


def _policy(scripts: Iterable[str], styles: Iterable[str], *, with_search: bool) -> str:
    allowed = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *scripts, *([_WASM] if with_search else [])],
        "style-src": ["'self'", *styles],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in allowed.items())


def _digests(pages: Iterable[str], kind: str) -> list[str]:
    """The digests of what runs in pages and stands in them, each once, sorted."""
    texts = chain.from_iterable(_inline(page, kind) for page in pages)
    return sorted({_digest(text) for text in texts})


def _inline(page: str, kind: str) -> Iterator[str]:
    for match in _INLINE.finditer(page):
        attributes = match["attributes"]
        written = _TYPE.search(attributes)
        runs = kind == "style" or (written[1].lower() if written else "") in _RUN
        if match["kind"].lower() == kind and runs and not _LOADED.search(attributes):
            yield match["text"]


def _digest(text: str) -> str:
    data = hashlib.sha256(text.replace("\r\n", "\n").encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(data).decode()}'"


def blocked(page: str) -> tuple[str, ...]:
    """What a page has that its policy will not let load or run, in words, each once."""
    finder = _Finder()
    finder.feed(page)
    finder.close()
    return tuple(dict.fromkeys(finder.found))


_LOADS = {
    **dict.fromkeys(("script", "img", "source", "audio", "video", "track", "input"), ("src",)),
    "link": ("href",),
}
_LINKS_LOADED = frozenset(
    {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "preconnect", "manifest"}
)
_NEVER = frozenset({"iframe", "frame", "object", "embed", "base", "audio", "video"})
_ALLOWED_SCHEMES = frozenset({"", "data"})


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NEVER:
            self.found.append(f"<{tag}>")
        given = {name: value or "" for name, value in attrs}
        for name, value in given.items():
            if name == "style" or name.startswith("on"):
                self.found.append(f"the attribute {name} of <{tag}>")
            elif name in ("href", "action") and value.strip().lower().startswith("javascript:"):
                self.found.append(f"the address {value.strip()[:40]}")
        if tag == "form" and given.get("action"):
            self.found.append("a <form> that is sent somewhere")
        rel = set(given.get("rel", "").lower().split())
        if tag == "link" and not rel & _LINKS_LOADED:
            return
        for name in _LOADS.get(tag, ()):
            url = urlsplit(given.get(name, ""))
            if url.netloc or url.scheme not in _ALLOWED_SCHEMES:
                self.found.append(f"what <{tag}> loads from {url.netloc or url.scheme}")

    handle_startendtag = handle_starttag
