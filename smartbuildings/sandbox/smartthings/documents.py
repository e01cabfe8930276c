"""The document of the SmartThings API, read once."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from smartbuildings.sandbox.http.document import Document, load_document

__all__ = ["documents"]


@functools.cache
def documents() -> Mapping[str, Document]:
    """Return the document by its API version."""
    return {"v1": Document("v1", load_document("smartthings"), "oauth")}
