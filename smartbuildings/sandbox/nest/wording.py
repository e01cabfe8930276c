"""How Google reports failures: one envelope for the API, another one for the token endpoints.

Messages that were seen are kept to the letter. Those of the vendor's pages that nobody has quoted, and the one for an
offline device, are inferred. Clients should branch on the status.
"""

from __future__ import annotations

from typing import Final

from smartbuildings.sandbox.http.messages import Response, json_response

__all__ = [
    "NestWording",
    "error",
    "failed_precondition",
    "forbidden",
    "invalid_argument",
    "invalid_value",
    "missing_page",
    "no_scope",
    "not_found",
    "oauth_error",
    "rate_limited",
    "unknown_name",
]

_PAGE: Final = b"<!DOCTYPE html>\n<html lang=en>\n<title>Error 404 (Not Found)!!1</title>\n<p><b>404.</b>\n"
_REALM: Final = {"www-authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"'}


def error(code: int, status: str, message: str, *details: dict[str, object]) -> Response:
    """Return the envelope of the API."""
    body: dict[str, object] = {"code": code, "message": message, "status": status}
    return json_response(code, {"error": body | ({"details": list(details)} if details else {})})


def invalid_argument(message: str) -> Response:
    """Return the response to a value that cannot be."""
    return error(400, "INVALID_ARGUMENT", message)


def invalid_value(name: str) -> Response:
    """Return the response to a parameter whose value is missing or cannot be."""
    return invalid_argument(f"{name} contains an invalid value.")


def unknown_name(name: str, reason: str) -> Response:
    """Return the response of Google's front end to a field that the request does not have."""
    message = f'Invalid JSON payload received. Unknown name "{name}": {reason}'
    violation = {"description": message}
    detail: dict[str, object] = {
        "@type": "type.googleapis.com/google.rpc.BadRequest",
        "fieldViolations": [violation],
    }
    return error(400, "INVALID_ARGUMENT", message, detail)


def failed_precondition(message: str) -> Response:
    """Return the response to a command that the state of the device does not allow."""
    return error(400, "FAILED_PRECONDITION", message)


def forbidden() -> Response:
    """Return the response to a request for something that the user does not share."""
    return error(403, "PERMISSION_DENIED", "The caller does not have permission")


def no_scope() -> Response:
    """Return the response to a token without the scope."""
    return error(403, "PERMISSION_DENIED", "Request had insufficient authentication scopes.")


def not_found(what: str) -> Response:
    """Return the response to something that does not exist, such as ``Device enterprises/…/devices/…``."""
    return error(404, "NOT_FOUND", f"{what} not found.")


def missing_page() -> Response:
    """Return the page for a path that no API has: it comes from the front end, which knows no JSON."""
    return Response(404, (("content-type", "text/html; charset=UTF-8"), ("content-length", str(len(_PAGE)))), _PAGE)


def rate_limited(by: str) -> Response:
    """Return the response to a request beyond a limit. It says which one and never how long to wait."""
    return error(429, "RESOURCE_EXHAUSTED", f"Rate limited for the {by}.")


def oauth_error(status: int, code: str, description: str) -> Response:
    """Return the response of a token endpoint to a request that it refuses: not the envelope of the API."""
    return json_response(status, {"error": code, "error_description": description})


class NestWording:
    """The vendor's words for failures that no handler knows."""

    enumerations: tuple[str, ...] = ("mode", "status", "timerMode", "temperatureScale", "type")

    def expired_token(self) -> Response:
        """Return the response to a token that has expired; it is the same for every bad token."""
        return error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.").with_headers(_REALM)

    def bad_token(self) -> Response:
        """Return the response to a token that is not known, and to none."""
        return self.expired_token()

    def too_many_requests(self) -> Response:
        """Return the response to a request beyond a limit that no window counts: a scripted fault."""
        return rate_limited("ExecuteDeviceCommand API for the user")

    def too_large(self) -> Response:
        """Return the response to a body that is larger than the sandbox reads."""
        return error(413, "INVALID_ARGUMENT", "Request payload size exceeds the limit.")

    def defect(self) -> Response:
        """Return the response to a request on which the sandbox itself failed."""
        return error(500, "INTERNAL", "The sandbox has a defect; its log tells more.")
