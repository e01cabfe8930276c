"""Which API versions there are."""

from __future__ import annotations

from smartbuildings._async.ecobee.api import AsyncApi
from smartbuildings._async.http import AsyncHttp
from smartbuildings.events import Observers

__all__ = ["AsyncApi", "make_api"]


def make_api(version: str, http: AsyncHttp, observers: Observers) -> AsyncApi:
    """Make the verbs of a version; the generated code of the other one is not imported."""
    if version == "v1":
        from smartbuildings._async.ecobee.v1 import AsyncApiV1

        return AsyncApiV1(http, observers)
    from smartbuildings._async.ecobee.v2 import AsyncApiV2

    return AsyncApiV2(http, observers)
