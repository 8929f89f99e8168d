"""The sitemap, with each page's other languages."""

from collections import defaultdict
from collections.abc import Iterable

from markupsafe import escape

from dossier.model.options import Options
from dossier.views.path import language_root

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" \
xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""


def sitemap(options: Options, pages: Iterable[tuple[str, str, str]]) -> str:
    """The sitemap of pages given as (path from the root, language, day of last change or empty).

    Source:
        sitemaps.org 0.9; alternates as links of the XHTML namespace.
    """
    translations: defaultdict[str, dict[str, str]] = defaultdict(dict)
    entries = sorted(pages)
    for path, lang, _ in entries:
        root = language_root(lang, options.default_language)
        translations[path.removeprefix(root)][lang] = path
    urls = []
    for path, lang, day in entries:
        root = language_root(lang, options.default_language)
        others = translations[path.removeprefix(root)]
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{escape(other)}" '
            f'href="{escape(options.site_url + others[other])}"/>'
            for other in sorted(others)
            if len(others) > 1
        )
        changed = f"<lastmod>{day}</lastmod>" if day else ""
        urls.append(f"<url><loc>{escape(options.site_url + path)}</loc>{changed}{links}</url>\n")
    return f"{_HEAD}{''.join(urls)}</urlset>\n"
