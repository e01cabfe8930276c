# Derived from smartbuildings/_async/ecobee/versions.py. Do not edit: change that file and run `python -m tools.unasync`.

"""Which API versions there are."""

from __future__ import annotations

from smartbuildings._sync.ecobee.api import Api
from smartbuildings._sync.http import Http

__all__ = ["Api", "make_api"]


def make_api(version: str, http: Http) -> Api:
    """Make the verbs of a version; the generated code of the other one is not imported."""
    if version == "v1":
        from smartbuildings._sync.ecobee.v1 import ApiV1

        return ApiV1(http)
    from smartbuildings._sync.ecobee.v2 import ApiV2

    return ApiV2(http)
