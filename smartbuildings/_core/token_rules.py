"""How one vendor issues tokens, as data: what the token source does differently for each of them."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from smartbuildings._core.token_state import RequestLimit
from smartbuildings.credentials import Encoding, Renewal

__all__ = ["TokenRules"]

_UNAUTHORIZED = 401


def _is_unauthorized(status: int, content: bytes) -> bool:
    return status == _UNAUTHORIZED


@attrs.frozen
class TokenRules:
    """The rules of one vendor. Without arguments: the cautious reading of RFC 6749 for a service that is not known."""

    token_url: str = "/token"
    """The token endpoint: absolute, or a path below the API's base URL."""
    encoding: Encoding = "form"
    """How it takes its fields (RFC 6749 section 3.2: as a form)."""
    renewal: Renewal = Renewal.AHEAD_OF_EXPIRY
    """When a token is replaced."""
    rotates: bool = True
    """Whether a refresh token works once. If not, a refresh may be requested again after a lost response or a 5xx."""
    limit: RequestLimit | None = None
    """How many tokens may be requested for one account."""
    is_expired: Callable[[int, bytes], bool] = _is_unauthorized
    """Returns from status and body of a response whether it says that the token has expired."""
    refusals: tuple[bytes, ...] = ()
    """What the body of a 4xx contains, whatever its status, when the code or refresh token is not accepted."""
    overdue_s: float = 600.0
    """How long past its stated lifetime a token counts as expired, whatever a 401 says (inferred)."""
