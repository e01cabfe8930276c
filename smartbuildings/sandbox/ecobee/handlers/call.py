"""What a handler is given: the request, already routed, allowed and checked against the document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import attrs

from smartbuildings.sandbox.ecobee.portfolio import Building, Portfolio, View
from smartbuildings.sandbox.ecobee.tokens import TokenIssuer
from smartbuildings.sandbox.ecobee.wording import error, fail
from smartbuildings.sandbox.http.document import Operation
from smartbuildings.sandbox.http.messages import Refusal, Request, Response

__all__ = ["Call", "Handler", "refuse", "time_text"]


@attrs.frozen
class Call:
    """One request on its way through a handler."""

    request: Request
    operation: Operation
    parameters: Mapping[str, str]
    body: Any
    now: float
    portfolio: Portfolio
    tokens: TokenIssuer
    clients: Mapping[str, str] = attrs.field(repr=False)
    known_scopes: frozenset[str]
    mode_delay_s: float

    @property
    def version(self) -> str:
        """The API version that was called."""
        return self.operation.version

    @property
    def root(self) -> str:
        """The address under which the called version answers."""
        return f"{self.request.origin}/api/{self.version}"

    def building(self, building_id: str | None = None) -> Building:
        """Return the building that the path names, or answer 404."""
        found = self.portfolio.building(building_id or self.parameters["buildingId"])
        if found is None:
            raise Refusal(error(404, "Building not found"))
        return found

    def read(self) -> View:
        """Return the thermostat that the path names, or answer 404."""
        return _found(self.portfolio.view(self.parameters["thermostatId"], self.now))

    def change(self) -> View:
        """Return the thermostat that the path names, about to be changed, or answer 404."""
        return _found(self.portfolio.change(self.parameters["thermostatId"], self.now))


Handler = Callable[[Call], Response]


def refuse(**fields: str) -> Refusal:
    """Return the refusal of values that have the right shape and still cannot be."""
    return Refusal(fail(fields))


def time_text(at: float) -> str:
    """Return a timestamp as the API writes it."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _found(view: View | None) -> View:
    if view is None:
        raise Refusal(error(404, "Thermostat not found"))
    return view
