"""What a handler is given: the request, already routed, allowed and checked against the document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, parse_qsl

import attrs

from smartbuildings.sandbox.http.messages import Refusal, Request, Response
from smartbuildings.sandbox.nest.account import Account, Structure
from smartbuildings.sandbox.nest.devices import Device
from smartbuildings.sandbox.nest.tokens import Consents
from smartbuildings.sandbox.nest.wording import forbidden, invalid_value, not_found

__all__ = ["Call", "Handler"]


@attrs.frozen
class Call:
    """One request on its way through a handler."""

    request: Request
    parameters: Mapping[str, str]
    body: Any
    now: float
    project: str
    """``enterprises/`` with the id of the Device Access project: what all names begin with."""
    account: Account
    consents: Consents
    delay_s: float
    """How long an accepted command takes to show."""
    clients: Mapping[str, str] = attrs.field(repr=False)

    @property
    def query(self) -> dict[str, str]:
        """The query, with the last value of each name."""
        found = parse_qs(self.request.query, keep_blank_values=True, max_num_fields=500)
        return {name: values[-1] for name, values in found.items()}

    def form(self) -> dict[str, str]:
        """Return the fields of a form; none if the body is something else."""
        try:
            return dict(parse_qsl(self.request.body.decode(), max_num_fields=100))
        except ValueError:
            return {}

    def wanted_name(self) -> str:
        """Return the text that ``filter`` wants in a custom name; every name has the empty one.

        Raises:
            Refusal: the filter is about something else.
        """
        field, _, text = self.query.get("filter", "customName=").partition("=")
        if field.strip() != "customName":
            raise Refusal(invalid_value("filter"))
        return text.strip()

    def structure(self) -> Structure:
        """Return the structure of the path."""
        structure_id = self.parameters["structuresId"]
        structure = self.account.structures.get(structure_id)
        if structure is None:
            raise Refusal(not_found(f"Structure {self.project}/structures/{structure_id}"))
        if not structure.is_shared:
            raise Refusal(forbidden())
        return structure

    def device(self) -> Device:
        """Return the device of the path, brought up to now."""
        device_id = self.parameters["devicesId"]
        device = self.account.devices.get(device_id)
        if device is None:
            raise Refusal(not_found(f"Device {self.project}/devices/{device_id}"))
        if not self.account.is_shared(device):
            raise Refusal(forbidden())
        device.body.settle(self.now)
        return device


Handler = Callable[[Call], Response]
