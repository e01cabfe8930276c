"""The document of the Smart Device Management API, read once."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Final

from smartbuildings.sandbox.http.document import Document, load_document

__all__ = ["SCOPE", "documents"]

SCOPE: Final = "https://www.googleapis.com/auth/sdm.service"
"""The scope of every operation."""


@functools.cache
def documents() -> Mapping[str, Document]:
    """Return the document by its API version."""
    return {"v1": Document("v1", load_document("nest_sdm"), "google")}
