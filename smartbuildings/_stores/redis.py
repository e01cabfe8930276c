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


# The revision is counted by the server: of two writers that loaded the same record, the second one is refused, also if
# its lease has run out without its knowledge.
_SAVE: Final = """
local stored, revision = redis.call('get', KEYS[1]), 0
if stored then
  local is_json, record = pcall(cjson.decode, stored)
  if is_json and type(record) == 'table' and type(record['revision']) == 'number' then
    revision = record['revision']
  end
end
if ARGV[1] ~= '' and tonumber(ARGV[1]) ~= revision then return 0 end
redis.call('set', KEYS[1], string.format('{"revision": %d, ', revision + 1) .. ARGV[2], 'EX', ARGV[3])
return 1
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
            return TokenRecord(revision=0)
        try:
            return TokenRecord.from_json(json.loads(text))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return TokenRecord(revision=_revision(text))  # Of another program or version: the next token replaces it.

    def save(self, key: str, record: TokenRecord) -> bool:
        """Replace the record of a key, unless another one was saved since it was loaded."""
        content = record.to_json()
        del content["revision"]
        expected = "" if record.revision is None else str(record.revision)
        rest = json.dumps(content).removeprefix("{")
        return bool(self._client.eval(_SAVE, 1, f"{self._prefix}token:{key}", expected, rest, _RECORD_S))

    def lease(self, key: str) -> Lease:
        """Make a lease on a key."""
        return _RedisLease(self._client, f"{self._prefix}lease:{key}")

    def after_fork(self) -> None:
        """Do nothing: the pool of the ``redis`` package notices a fork by itself."""

    @never_raises
    def __repr__(self) -> str:
        return f"RedisStore(prefix={self._prefix!r})"


def _revision(text: bytes | str) -> int:
    """Read the revision of a record that cannot be used otherwise, as the script above does."""
    try:
        revision = json.loads(text)["revision"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return 0
    return revision if isinstance(revision, int) and not isinstance(revision, bool) else 0


class _RedisLease:
    def __init__(self, client: redis.Redis, name: str) -> None:
        self._client = client
        self._name = name
        self._ticket = secrets.token_hex(16)

    def try_acquire(self) -> bool:
        return bool(self._client.set(self._name, self._ticket, nx=True, px=_LEASE_MS))

    def release(self) -> None:
        self._client.eval(_RELEASE, 1, self._name, self._ticket)
