"""Where a vendor publishes its document, and whether what came is that vendor's document at all."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from tools import documents
from tools.documents import DocumentError, check_openapi, is_url, read_document
from tools.spec_update.normal import Api

# The address of v2 is not public; whoever knows it gives it on the command line.
PUBLISHED: Final[Mapping[str, str]] = {"ecobee-v1": "https://api.sb.ecobee.com/docs/openapi.json"}
# So much of the old document has to be in a new one from another host for the two to be one product.
LEAST_IN_COMMON: Final = 0.2


class NotFetched(DocumentError):
    """Nobody answered, or not with a document: this says nothing about whether the vendor changed something."""


def source_of(name: str, given: str | None) -> str:
    """Give the file or URL to read: the one given, else the vendor's own.

    Raises:
        DocumentError: none is given and none is known.
    """
    if given:
        return given
    if name not in PUBLISHED:
        raise DocumentError(f"Where the vendor publishes {name} is not known. Give a file or a URL after the name.")
    return PUBLISHED[name]


def read_candidate(name: str, source: str, committed: Mapping[str, Any]) -> dict[str, Any]:
    """Read the document that is to take the place of the committed one.

    Raises:
        NotFetched: there is no network, or the server does not give it.
        DocumentError: it cannot be read, is not OpenAPI 3.0, or describes another product.
    """
    document = _read(name, source)
    check_openapi(document, source)
    old, new = Api(committed), Api(document)
    common = len(old.operations.keys() & new.operations.keys()) / max(len(old.operations), 1)
    routes = {operation.route for operation in old.operations.values()}
    common = max(common, len(routes & {operation.route for operation in new.operations.values()}) / max(len(routes), 1))
    if common < LEAST_IN_COMMON and not _hosts(old) & _hosts(new):
        title = _title(document)
        raise DocumentError(
            f"{source} describes another product ({title}): it has {common:.0%} of the operations of {name}, and "
            "another server. If that is meant, put it into a folder of its own under spec/."
        )
    return document


def _read(name: str, source: str) -> dict[str, Any]:
    begin = time.monotonic()
    try:
        return read_document(source if "://" in source else Path(source))
    except DocumentError as error:
        failed = isinstance(error.__cause__, httpx.HTTPError | OSError)
        if is_url(source) and (failed or time.monotonic() - begin > documents.FETCH_DEADLINE_S):
            raise NotFetched(
                f"{str(error).rstrip('.')}. Try again later, or save the document and name the file: "
                f"nox -s update -- {name} FILE"
            ) from error
        raise


def _hosts(api: Api) -> set[str]:
    servers = api.document.get("servers")
    urls = [server.get("url") for server in servers if isinstance(server, dict)] if isinstance(servers, list) else []
    return {host for url in urls if isinstance(url, str) and (host := urlsplit(url).netloc.lower())}


def _title(document: Mapping[str, Any]) -> str:
    title = document["info"].get("title")
    return title if isinstance(title, str) else "without a title"
