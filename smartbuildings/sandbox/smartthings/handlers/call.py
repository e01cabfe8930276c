"""What a handler is given: the request, already routed, allowed and checked against the document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import parse_qs, urlencode

import attrs

from smartbuildings.sandbox.http.messages import Refusal, Request, Response
from smartbuildings.sandbox.smartthings.account import Account, Location
from smartbuildings.sandbox.smartthings.devices import Device
from smartbuildings.sandbox.smartthings.tokens import Consents, Token, covers
from smartbuildings.sandbox.smartthings.wording import forbidden

__all__ = ["MOST_IN_PAGE", "Call", "Handler", "Links"]

MOST_IN_PAGE: Final = 200

Links = dict[str, dict[str, str]]


@attrs.frozen
class Call:
    """One request on its way through a handler."""

    request: Request
    prefix: str
    """``/v1``, or nothing: links have the form that the caller used."""
    parameters: Mapping[str, str]
    body: Any
    now: float
    account: Account
    consents: Consents
    token: Token
    """The token of the request; one without scopes where none is needed."""
    sleep_s: float
    """How long a sleeping device takes to wake up."""
    clients: Mapping[str, str] = attrs.field(repr=False)

    @property
    def query(self) -> dict[str, list[str]]:
        """The query; a value may be repeated, or be several, joined by commas."""
        return parse_qs(self.request.query, keep_blank_values=True, max_num_fields=500)

    def values(self, name: str) -> list[str]:
        """Return every value that the query has for a name."""
        return [part for value in self.query.get(name, []) for part in value.split(",") if part]

    def flag(self, name: str) -> bool:
        """Return a boolean of the query; false if it is missing."""
        return self.query.get(name, ["false"])[-1] == "true"

    def whole(self, name: str, default: int) -> int:
        """Return a whole number of the query, which has been checked against the document."""
        values = self.query.get(name)
        return default if values is None else int(values[-1])

    def href(self, path: str, query: Sequence[tuple[str, object]]) -> dict[str, str]:
        """Return a link to this server, as the caller addressed it."""
        return {"href": f"{self.request.origin}{self.prefix}{path}?{urlencode(query)}"}

    def page(self, found: Sequence[Any], path: str) -> tuple[Sequence[Any], Links]:
        """Return the page of a list that the query asks for, with its links: none on the last page."""
        size = self.whole("max", MOST_IN_PAGE)
        number = self.whole("page", 0)
        kept = [
            (name, value)
            for name, values in self.query.items()
            if name not in ("max", "page", "isNext")
            for value in values
        ]

        def link(page: int, *, is_next: bool) -> dict[str, str]:
            return self.href(path, [*kept, ("max", size), ("page", page), ("isNext", str(is_next).lower())])

        links: Links = {}
        if (number + 1) * size < len(found):
            links["next"] = link(number + 1, is_next=True)
        if number and links:
            links["previous"] = link(number - 1, is_next=False)
        return found[number * size : (number + 1) * size], links

    def location(self) -> Location:
        """Return the location of the path; 403 if there is none that the token is valid for."""
        return self.known_location(self.parameters["locationId"])

    def known_location(self, location_id: str) -> Location:
        """Return a location; 403 if there is none that the token is valid for."""
        location = self.account.locations.get(location_id)
        if location is None or not self.token.reaches(location_id):
            raise Refusal(forbidden())
        return location

    def device(self) -> Device:
        """Return the device of the path, brought up to now; 403 if there is none that the token is valid for."""
        device = self.account.devices.get(self.parameters["deviceId"])
        if device is None or not self.token.reaches(device.location_id):
            raise Refusal(forbidden())
        self.account.settle(device, self.now)
        return device

    def devices(self) -> list[Device]:
        """Return every device that the token may read."""
        return [each for each in self.account.devices.values() if self.may_read(each)]

    def may_read(self, device: Device) -> bool:
        """Return whether the token may read a device."""
        token = self.token
        if not token.reaches(device.location_id):
            return False
        is_picked = token.app is not None and device.id in token.app.picked
        needed = ("r:devices:*", "l:devices")
        return any(covers(token.scopes, scope, device.id, is_picked=is_picked) for scope in needed)


Handler = Callable[[Call], Response]
