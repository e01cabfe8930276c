"""Tokens in Redis, shared by the processes of many machines (extra ``redis``)."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Final

from smartbuildings._core.hiding import never_raises
from smartbuildings.errors import ConfigurationError
from smartbuildings.tokens import Lease, TokenRecord

if TYPE_CHECKING:
    import redis

__all__ = ["RedisStore"]

_LEASE_MS: Final = 60_000
"""How long a lease outlives a holder that died: longer than an exchange with all its retries may take."""
_RECORD_S: Final = 400 * 24 * 3600
_TIMEOUT_S: Final = 5.0

# Only the holder may give a lease back: it may have run out and belong to another by now.
_RELEASE: Final = """
if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
return 0
"""


class RedisStore:
    """Keeps tokens under the keys ``smartbuildings:token:*`` of a Redis server.

    Args:
        client: A connected client of the ``redis`` package.
        prefix: What the keys begin with.
    """

    def __init__(self, client: redis.Redis, *, prefix: str = "smartbuildings:") -> None:
        self._client = client
        self._prefix = prefix

    @classmethod
    def from_url(cls, url: str) -> RedisStore:
        """Connect to the server that a URL names, such as ``redis://localhost:6379/0``.

        Raises:
            ConfigurationError: the URL is malformed, or the extra is not installed.
        """
        try:
            import redis
        except ImportError as error:
            msg = "The Redis store needs an extra: pip install 'smartbuildings[redis]'."
            raise ConfigurationError(msg) from error
        try:
            client = redis.Redis.from_url(url, socket_timeout=_TIMEOUT_S, socket_connect_timeout=_TIMEOUT_S)
        except ValueError as error:
            # The URL is not quoted: it may hold a password.
            msg = "The Redis URL of the token store is malformed. Use redis://HOST[:PORT][/DB]."
            raise ConfigurationError(msg) from error
        return cls(client)

    def load(self, key: str) -> TokenRecord:
        """Read the record of a key."""
        text = self._client.get(f"{self._prefix}token:{key}")
        if not isinstance(text, (bytes, str)):
            return TokenRecord()
        try:
            return TokenRecord.from_json(json.loads(text))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return TokenRecord()  # Another program's or version's: a fresh exchange mends it.

    def save(self, key: str, record: TokenRecord) -> None:
        """Replace the record of a key."""
        self._client.set(f"{self._prefix}token:{key}", json.dumps(record.to_json()), ex=_RECORD_S)

    def lease(self, key: str) -> Lease:
        """Make a lease on a key."""
        return _RedisLease(self._client, f"{self._prefix}lease:{key}")

    def after_fork(self) -> None:
        """Do nothing: the pool of the ``redis`` package notices a fork by itself."""

    @never_raises
    def __repr__(self) -> str:
        return f"RedisStore(prefix={self._prefix!r})"


class _RedisLease:
    def __init__(self, client: redis.Redis, name: str) -> None:
        self._client = client
        self._name = name
        self._ticket = secrets.token_hex(16)

    def try_acquire(self) -> bool:
        return bool(self._client.set(self._name, self._ticket, nx=True, px=_LEASE_MS))

    def release(self) -> None:
        self._client.eval(_RELEASE, 1, self._name, self._ticket)
