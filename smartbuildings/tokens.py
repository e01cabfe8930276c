"""Access tokens and where they are kept between calls, clients and processes.

A *store* holds one record per set of credentials: the token in use, and when tokens were requested lately. Whoever
wants a new token takes the store's lease first, looks again, and only then asks the vendor: that is how any number of
threads, tasks and processes share one token.

``MemoryStore`` serves one process, ``FileStore`` the processes of one machine, ``RedisStore`` those of many.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Protocol

import attrs

from smartbuildings.errors import ConfigurationError

if TYPE_CHECKING:
    from smartbuildings._stores.file import FileStore
    from smartbuildings._stores.redis import RedisStore

__all__ = [
    "FileStore",
    "Lease",
    "MemoryStore",
    "RedisStore",
    "Token",
    "TokenInfo",
    "TokenRecord",
    "TokenStore",
    "store_from_text",
]


@attrs.frozen
class Token:
    """A token as the vendor issued it. Its repr shows no secret."""

    value: str = attrs.field(repr=False)
    obtained_at: float
    """When it was issued, in epoch seconds of this machine."""
    expires_in_s: float | None = None
    """The lifetime told by the vendor. A token that is renewed when rejected is used beyond it, until rejected."""
    scope: str | None = None
    refresh_value: str | None = attrs.field(default=None, repr=False)
    """What the next token is requested with, for vendors that rotate tokens."""

    def to_json(self) -> dict[str, Any]:
        """Give a JSON form **with the secrets**, for stores."""
        return attrs.asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Token:
        """Read what ``to_json`` gave."""
        return cls(
            data["value"],
            data["obtained_at"],
            expires_in_s=data.get("expires_in_s"),
            scope=data.get("scope"),
            refresh_value=data.get("refresh_value"),
        )


@attrs.frozen
class TokenInfo:
    """What may be told about the token in use: never its value."""

    scope: str | None
    """What the token allows, space separated, as the vendor told it."""
    obtained_at: datetime
    expires_at: datetime | None
    """When the vendor said that it would expire; it is used until the API says that it did."""

    @classmethod
    def of(cls, token: Token) -> TokenInfo:
        """Describe a token."""
        issued = token.obtained_at
        return cls(
            scope=token.scope,
            obtained_at=datetime.fromtimestamp(issued, UTC),
            expires_at=None if token.expires_in_s is None else _moment(issued + token.expires_in_s),
        )


def _moment(epoch_s: float) -> datetime:
    """Read epoch seconds; a lifetime beyond what a calendar holds ends with the calendar."""
    try:
        return datetime.fromtimestamp(epoch_s, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.max.replace(tzinfo=UTC)


@attrs.frozen
class TokenRecord:
    """What a store keeps for one set of credentials."""

    token: Token | None = None
    exchanges: tuple[float, ...] = ()
    """When tokens were requested in the vendor's counting period, in epoch seconds."""

    def to_json(self) -> dict[str, Any]:
        """Give a JSON form **with the secrets**."""
        return {"token": None if self.token is None else self.token.to_json(), "exchanges": list(self.exchanges)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> TokenRecord:
        """Read what ``to_json`` gave."""
        token = data.get("token")
        return cls(None if token is None else Token.from_json(token), tuple(data.get("exchanges", ())))


class Lease(Protocol):
    """The right to request a token, held by one caller at a time."""

    def try_acquire(self) -> bool:
        """Take the lease if it is free. Does not wait."""
        ...

    def release(self) -> None:
        """Give the lease back; without effect when it is not held."""
        ...


class TokenStore(Protocol):
    """Where token records are kept. Implement it to keep them elsewhere; no method waits."""

    def load(self, key: str) -> TokenRecord:
        """Read the record of a key; an empty record when there is none."""
        ...

    def save(self, key: str, record: TokenRecord) -> None:
        """Replace the record of a key, wholly or not at all."""
        ...

    def lease(self, key: str) -> Lease:
        """Make a lease on a key, not yet acquired."""
        ...

    def after_fork(self) -> None:
        """Replace what cannot be shared with a parent process."""
        ...


class MemoryStore:
    """Keeps tokens in this process. Clients that are given the same object share them."""

    def __init__(self) -> None:
        self._records: dict[str, TokenRecord] = {}
        self._leases: dict[str, threading.Lock] = {}

    def load(self, key: str) -> TokenRecord:
        """Read the record of a key."""
        return self._records.get(key, TokenRecord())

    def save(self, key: str, record: TokenRecord) -> None:
        """Replace the record of a key."""
        self._records[key] = record

    def lease(self, key: str) -> Lease:
        """Make a lease on a key."""
        return _ThreadLease(self._leases.setdefault(key, threading.Lock()))

    def after_fork(self) -> None:
        """Forget the locks, which another thread of the parent may have held."""
        self._leases = {}

    def __repr__(self) -> str:
        return f"MemoryStore({len(self._records)} records)"


class _ThreadLease:
    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self._held = False

    def try_acquire(self) -> bool:
        self._held = self._lock.acquire(blocking=False)
        return self._held

    def release(self) -> None:
        if self._held:
            self._held = False
            self._lock.release()


_FORMS: Final = "memory, file, file:PATH, or redis://HOST[:PORT][/DB]"


def store_from_text(text: str) -> TokenStore:
    """Make the store that a setting such as ``SMARTBUILDINGS_TOKEN_STORE`` names.

    Args:
        text: ``memory``; ``file`` (a folder of the user's) or ``file:PATH``; ``redis://...`` or ``rediss://...``.

    Raises:
        ConfigurationError: the text names no store, or the extra for it is not installed.
    """
    kind, _, rest = text.strip().partition(":")
    if kind == "memory" and not rest:
        return MemoryStore()
    if kind == "file":
        from smartbuildings._stores.file import FileStore

        return FileStore(rest or None)
    if kind in {"redis", "rediss", "unix"}:
        from smartbuildings._stores.redis import RedisStore

        return RedisStore.from_url(text.strip())
    # The text is not quoted: a Redis URL with a slip in it would show its password.
    msg = f"The token store setting names no known kind of store. Use {_FORMS}."
    raise ConfigurationError(msg)


def __getattr__(name: str) -> Any:
    """Load the stores that need an extra when they are asked for."""
    if name == "FileStore":
        from smartbuildings._stores.file import FileStore

        return FileStore
    if name == "RedisStore":
        from smartbuildings._stores.redis import RedisStore

        return RedisStore
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
