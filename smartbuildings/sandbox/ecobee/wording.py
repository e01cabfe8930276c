"""How the SmartBuildings API wraps a body (JSend), and its words for what goes wrong."""

from __future__ import annotations

from collections.abc import Mapping

from smartbuildings.sandbox.http.messages import Response, json_response

__all__ = ["EcobeeWording", "error", "fail", "success"]


def success(data: object, status: int = 200) -> Response:
    """Return a JSend success."""
    return json_response(status, {"status": "success", "data": data})


def fail(fields: Mapping[str, str], status: int = 422) -> Response:
    """Return a JSend fail: the request was understood and is wrong, one text for each field."""
    return json_response(status, {"status": "fail", "data": dict(fields)})


def error(status: int, message: str) -> Response:
    """Return a JSend error."""
    return json_response(status, {"status": "error", "message": message, "code": status})


class EcobeeWording:
    """The vendor's words for failures that no handler knows."""

    # Where an unknown enumeration value is put: the first of these fields that a response has.
    enumerations: tuple[str, ...] = ("hvacMode", "hvacModes", "sky", "severity", "type", "fan", "holdAction", "size")

    def expired_token(self) -> Response:
        """Return the response to a token that has expired."""
        return json_response(401, {"exp": "token expired"})

    def bad_token(self) -> Response:
        """Return the response to a token that is not known."""
        return json_response(401, {"message": "Bad token; invalid JSON"})

    def too_many_requests(self) -> Response:
        """Return the response to a request beyond the quota."""
        return error(429, "Too many requests")

    def too_large(self) -> Response:
        """Return the response to a body that is larger than the sandbox reads."""
        return error(413, "Body too large")

    def defect(self) -> Response:
        """Return the response to a request on which the sandbox itself failed."""
        return error(500, "The sandbox has a defect; its log tells more")
