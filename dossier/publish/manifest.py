"""What a site was built from, as a file of the site."""

import json

from dossier import __version__
from dossier.publish.write import Written
from dossier.views.composer import Site


def manifest(site: Site, written: Written) -> str:
    """The manifest: tool, commit, day, and the numbers of records and pages, as JSON."""
    last = site.history.last
    content = {
        "generator": f"dossier {__version__}",
        "commit": last.commit if last else None,
        "as_of": str(site.graph.today),
        "records": len(site.graph.files),
        "pages": written.pages,
    }
    return json.dumps(content, indent=2) + "\n"
