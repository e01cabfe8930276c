"""The two documents of the SmartBuildings API, read once."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Final, Literal

from smartbuildings.sandbox.http.document import Document, load_document

__all__ = ["VERSIONS", "Version", "documents"]

Version = Literal["v1", "v2"]
VERSIONS: Final[tuple[Version, ...]] = ("v1", "v2")


@functools.cache
def documents() -> Mapping[str, Document]:
    """Return the documents by API version."""
    return {
        version: Document(version, load_document(f"ecobee_{version}"), "smartbuildings_auth") for version in VERSIONS
    }
