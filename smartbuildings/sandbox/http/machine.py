"""A vendor's emulated API as a state machine: a request goes in, a response comes out, and nothing waits.

A request passes through the same gates at every vendor: limits, route, then what the vendor does with the operation.
Planned faults come before all of them, and every request is recorded.
"""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from smartbuildings.sandbox.world.clock import SandboxClock

from . import control
from .document import Document, Operation, Route
from .faults import FaultScript
from .log import RequestLog, RequestRecord, fingerprint
from .messages import Refusal, Request, Response, Wording

__all__ = ["Machine", "MachineT", "bearer_token"]

_log = logging.getLogger("smartbuildings.sandbox")


class Machine(ABC):
    """What the adapters serve: the API of one vendor, and the sandbox's own routes beside it.

    Args:
        clock: the machine's time.
        documents: the documents that the vendor's routes are in, by API version.
        operations: the operationIds that have a handler.
    """

    wording: Wording
    """The vendor's words for failures."""
    own_routes: Mapping[tuple[str, str], control.Action]
    """What the vendor adds to the sandbox's own routes."""

    def __init__(self, clock: SandboxClock, documents: Mapping[str, Document], operations: Collection[str]) -> None:
        self.clock = clock
        """The machine's time."""
        self.faults = FaultScript(operations, documents)
        """What shall go wrong."""
        self.requests = RequestLog()
        """What was asked, newest last."""
        self._documents: Final = documents
        self._lock = threading.RLock()

    def handle(self, request: Request) -> Response:
        """Return the response to one request. Safe to call from several threads."""
        with self._lock:
            is_own = control.owns(request.path)
            response = control.handle(self, request) if is_own else self._handle_api(request)
            self.save_if_due()
            return response

    @abstractmethod
    def environment(self, url: str) -> Mapping[str, str]:
        """Return the environment variables that point the SDK at this machine, served at ``url``."""

    @abstractmethod
    def overview(self) -> dict[str, object]:
        """Return what the sandbox's own overview says about the emulated account."""

    @abstractmethod
    def _admit(self, request: Request, route: Route | None) -> tuple[Mapping[str, str], Response | None]:
        """Count a request, and return the headers about limits, with a refusal if there were too many requests."""

    @abstractmethod
    def _respond(self, request: Request, route: Route | None) -> Response:
        """Carry a request out."""

    @abstractmethod
    def expire_tokens(self) -> None:
        """Make all tokens issued so far count as expired."""

    @abstractmethod
    def revoke_tokens(self) -> None:
        """Make all tokens issued so far count as bad ones."""

    def _route(self, request: Request) -> Route | None:
        """Return what a request means, by the first document that has its path."""
        for document in self._documents.values():
            route = document.route(request.method, request.path)
            if route is not None:
                return route
        return None

    def save(self) -> None:  # noqa: B027 - a machine need not keep its state
        """Write the state now, if it is kept anywhere."""

    def save_if_due(self) -> None:  # noqa: B027
        """Write the state if something has changed and the last time was not a moment ago."""

    def _handle_api(self, request: Request) -> Response:
        route = self._route(request)
        headers, refusal = self._admit(request, route)
        operation = route.operation if route else None
        fault = self.faults.take(operation) if operation else None
        if fault is not None and not fault.apply:
            response = fault.alter(Response(200), self.wording)
        else:
            try:
                response = refusal or self._respond(request, route)
            except Refusal as refused:
                response = refused.response
            except Exception:  # noqa: BLE001 - a server answers, whatever happens in it
                _log.exception("The sandbox failed on %s %s", request.method, request.path)
                response = self.wording.defect()
            if fault is not None:
                response = fault.alter(response, self.wording)
        response = response.with_headers({**headers, **dict(response.headers)})
        self._record(request, operation, response, fault.name if fault else None)
        return response

    def _record(self, request: Request, operation: Operation | None, response: Response, fault: str | None) -> None:
        token = bearer_token(request)
        self.requests.total += 1
        self.requests.add(
            RequestRecord(
                number=self.requests.total,
                at=self.clock.now(),
                method=request.method,
                path=request.path,
                operation=operation.operation_id if operation else None,
                version=operation.version if operation else None,
                status=response.status,
                has_token=bool(token),
                token_fingerprint=fingerprint(token) if token else None,
                peer=request.peer,
                fault=fault,
            )
        )


def bearer_token(request: Request) -> str:
    """Return the token that came with a request; empty if there was none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


if TYPE_CHECKING:  # at runtime, type variables have defaults from Python 3.13 on
    from typing_extensions import TypeVar

    from smartbuildings.sandbox.ecobee.machine import Sandbox

    MachineT = TypeVar("MachineT", bound=Machine, default=Sandbox)
else:
    from typing import TypeVar

    MachineT = TypeVar("MachineT")
