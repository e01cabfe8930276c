"""How SmartThings reports failures: an envelope with nested details, an HTML page for 401, nothing at all for 403."""

from __future__ import annotations

from typing import Any, Final

from smartbuildings.sandbox.http.messages import Response, json_response

__all__ = [
    "SmartThingsWording",
    "conflict",
    "detail",
    "error",
    "forbidden",
    "not_found",
    "oauth_error",
    "too_many",
    "unprocessable",
]

# 401 comes from the gateway in front of the API, which knows no JSON.
_UNAUTHORIZED: Final = (
    b"<html>\r\n<head><title>401 Authorization Required</title></head>\r\n<body>\r\n"
    b"<center><h1>401 Authorization Required</h1></center>\r\n<hr><center>openresty</center>\r\n</body>\r\n</html>\r\n"
)


def detail(code: str, message: str, target: str | None = None) -> dict[str, Any]:
    """Return one entry of an error's details."""
    target_field = {} if target is None else {"target": target}
    return {"code": code, **target_field, "message": message, "details": []}


def error(status: int, code: str, message: str, *details: dict[str, Any], target: str | None = None) -> Response:
    """Return the envelope of the API. The request id is the same every time: nothing here is random."""
    outer = detail(code, message, target) | {"details": list(details)}
    return json_response(status, {"requestId": "5A4D-B0C5", "error": outer})


def unprocessable(*details: dict[str, Any]) -> Response:
    """Return the response to a request that is understood and refused, with its reasons."""
    return error(422, "ConstraintViolationError", "The request is malformed.", *details)


def conflict(message: str) -> Response:
    """Return the response to a request that the present state does not permit."""
    return error(409, "ConflictError", message)


def forbidden() -> Response:
    """Return the response to a request without permission, and to one for an object that does not exist."""
    return Response(403, (("content-length", "0"),))


def not_found(message: str) -> Response:
    """Return the response to a path that does not exist."""
    return error(404, "NotFoundError", message)


def too_many(attempt: int, limit: int, wait_ms: int) -> Response:
    """Return the response to a request beyond a limit."""
    inner = detail("TooManyRequestError", f"attempt {attempt} limit {limit} - retry in {wait_ms} millis")
    return error(429, "TooManyRequestError", "Too Many Requests", inner)


def oauth_error(status: int, code: str, description: str) -> Response:
    """Return the response of the token endpoint to a request that it refuses: not the envelope of the API."""
    return json_response(status, {"error": code, "error_description": description})


class SmartThingsWording:
    """The vendor's words for failures that no handler knows."""

    enumerations: tuple[str, ...] = (
        *("thermostatMode", "airConditionerMode", "state", "status", "type"),
        *("temperatureScale", "executionContext", "sourceType"),
    )

    def expired_token(self) -> Response:
        """Return the response to a token that has expired; it is the same for every bad token."""
        headers = (("content-type", "text/html"), ("content-length", str(len(_UNAUTHORIZED))))
        return Response(401, headers, _UNAUTHORIZED)

    def bad_token(self) -> Response:
        """Return the response to a token that is not known, and to none."""
        return self.expired_token()

    def too_many_requests(self) -> Response:
        """Return the response to a request beyond a limit that no window counts: a scripted fault."""
        return too_many(12, 10, 1000)

    def too_large(self) -> Response:
        """Return the response to a body that is larger than the sandbox reads."""
        return error(413, "RequestTooLargeError", "The body is too large.")

    def defect(self) -> Response:
        """Return the response to a request on which the sandbox itself failed."""
        return error(500, "UnexpectedError", "The sandbox has a defect; its log tells more.")
