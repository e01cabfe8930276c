"""What is known of the consents that a client holds."""

from __future__ import annotations

from datetime import datetime

import attrs

from smartbuildings.errors import SmartBuildingsError
from smartbuildings.smartthings.vendor import REFRESH_TOKEN_S
from smartbuildings.tokens import Token, moment

__all__ = ["Consent", "end_of"]


@attrs.frozen
class Consent:
    """A consent of a user that this client holds."""

    name: str
    """Its name in the token store; empty for one that was passed as a refresh token."""
    location_id: str | None
    """The location that it covers; ``None`` where it could not be read."""
    ends_at: datetime | None
    """When it ends unless it is used before; ``None`` where no token is stored."""
    error: SmartBuildingsError | None = None
    """Why it cannot be used."""


def end_of(token: Token) -> datetime | None:
    """Return when a consent ends if its refresh token is not used; ``None`` for a token without one."""
    return None if token.refresh_value is None else moment(token.obtained_at + REFRESH_TOKEN_S)
