"""What was said with servers, as a web archive (WARC 1.1, ISO 28500:2017)."""

import io
from collections.abc import Sequence

from dossier import __version__
from dossier.evidence.fetch import Exchange
from dossier.evidence.package import installed


def warc(exchanges: Sequence[Exchange], agent: str) -> bytes:
    """A compressed archive of all requests and responses, redirects among them, in their order.

    Raises:
        MachineError: warcio is not installed.
    """
    out = io.BytesIO()
    writer = installed("warcio").WARCWriter(out, gzip=True, warc_version="1.1")
    about = {
        "software": f"mkdocs-dossier/{__version__}",
        "format": "WARC File Format 1.1",
        "http-header-user-agent": agent,
        "robots": "obey",
    }
    writer.write_record(writer.create_warcinfo_record(None, about))
    for exchange in exchanges:
        headers = {
            "WARC-Date": exchange.time.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "WARC-IP-Address": exchange.address.partition("%")[0],
        }
        response, request = (
            writer.create_warc_record(
                exchange.url,
                kind,
                payload=io.BytesIO(data),
                length=len(data),
                warc_headers_dict=dict(headers),
            )
            for kind, data in (("response", exchange.response), ("request", exchange.request))
        )
        writer.write_request_response_pair(request, response)
    return out.getvalue()
