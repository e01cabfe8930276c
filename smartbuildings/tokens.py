"""Access tokens and where they are kept between calls, clients and processes.

A *store* holds one record per set of credentials: the token in use, and when tokens were requested lately. A
caller that needs a new token acquires the store's lease, reads the record again, and only then requests one: so any
number of threads, tasks and processes share one token.

``MemoryStore`` serves one process, ``FileStore`` the processes of one machine, ``RedisStore`` those of many.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeGuard

import attrs

from smartbuildings._core.hiding import guarded, hidden
from smartbuildings.errors import ConfigurationError

if TYPE_CHECKING:
    from smartbuildings._stores.file import FileStore
    from smartbuildings._stores.memory import MemoryStore
    from smartbuildings._stores.redis import RedisStore

__all__ = [
    "FileStore",
    "Intent",
    "Lease",
    "MemoryStore",
    "Pause",
    "RedisStore",
    "Token",
    "TokenInfo",
    "TokenRecord",
    "TokenStore",
    "is_sendable",
    "store_from_text",
]


def is_sendable(value: object) -> TypeGuard[str]:
    """Return whether a header can carry a value as a token: printable ASCII without spaces (RFC 6750 section 2.1)."""
    return isinstance(value, str) and value.isascii() and value.isprintable() and value != "" and " " not in value


@guarded
@attrs.frozen
class Token:
    """A token as the vendor issued it. Its repr shows no secret."""

    value: str = attrs.field(repr=False)
    """The token itself, which no repr shows."""
    obtained_at: float
    """When it was issued, in epoch seconds of this machine: for information, since a clock may be corrected."""
    expires_in_s: float | None = None
    """The lifetime reported by the vendor. A token that is renewed when rejected is used beyond it, until rejected."""
    scope: str | None = None
    """What it allows, if the token endpoint reported it."""
    refresh_value: str | None = attrs.field(default=None, repr=False)
    """What the next token is requested with, for vendors that rotate tokens."""
    refresh_ends_at: float | None = None
    """When the refresh token ends, in epoch seconds of this machine, where the token endpoint said so."""
    generation: int = 0
    """Its number among the tokens of one record, counted from 1. A higher number is a later token, whatever a clock
    says; 0 where nobody counted, as for a token made by hand."""

    def to_json(self) -> dict[str, Any]:
        """Give a JSON form **with the secrets**, for stores."""
        return attrs.asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Token:
        """Read what ``to_json`` gave.

        Raises:
            ValueError: this was not it.
        """
        value, lifetime = data["value"], data.get("expires_in_s")
        if not is_sendable(value):
            msg = "This is not a token."
            raise ValueError(msg)
        return cls(
            value,
            _seconds(data["obtained_at"]),
            expires_in_s=None if lifetime is None else _seconds(lifetime),
            scope=_text(data.get("scope")),
            refresh_value=_text(data.get("refresh_value")),
            refresh_ends_at=None if data.get("refresh_ends_at") is None else _seconds(data["refresh_ends_at"]),
            generation=_whole(data.get("generation", 0)),
        )


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        msg = "This is not a whole number."
        raise ValueError(msg)
    return value


def _seconds(value: Any) -> float:
    """Take a number of seconds from JSON, which Python lets be infinite."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        msg = "This is not a number of seconds."
        raise ValueError(msg)
    return float(value)


def _text(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        msg = "This is not a string."
        raise ValueError(msg)
    return value


@attrs.frozen
class TokenInfo:
    """Facts about the token in use, without its value."""

    scope: str | None
    """What the token allows, space separated, as the vendor reported it."""
    obtained_at: datetime
    """When it was obtained."""
    expires_at: datetime | None
    """When the vendor said that it would expire; it is used until the API says that it did."""

    @classmethod
    def of(cls, token: Token) -> TokenInfo:
        """Describe a token."""
        issued = token.obtained_at
        return cls(
            scope=token.scope,
            obtained_at=moment(issued),
            expires_at=None if token.expires_in_s is None else moment(issued + token.expires_in_s),
        )


def moment(epoch_s: float) -> datetime:
    """Read epoch seconds; a lifetime beyond what a calendar holds ends with the calendar."""
    try:
        return datetime.fromtimestamp(epoch_s, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.max.replace(tzinfo=UTC)


@attrs.frozen
class Pause:
    """A reason to request no token for a while, kept so that all who share the store honour it."""

    kind: str
    """What happened: the credentials or fresh tokens were rejected, or the token endpoint asked to wait."""
    since: float
    """When it was noted, in epoch seconds."""
    for_s: float
    """How long it lasts, in seconds."""
    detail: str = ""
    """What the token endpoint said, with secrets masked."""
    salt: str = ""
    """What ``fingerprint`` was made with."""
    fingerprint: str = ""
    """Which credentials it is about, as a salted and slow hash; empty where it is about all of them."""
    times: int = 1
    """How many times in a row this happened."""
    generation: int = 0
    """The last fresh token that was rejected."""
    began: float = 0.0
    """When the first of the row was noted, in epoch seconds."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Pause:
        """Read a stored pause.

        Raises:
            ValueError: this is not one.
        """
        return cls(
            kind=_text(data["kind"]) or "",
            since=_seconds(data["since"]),
            for_s=_seconds(data["for_s"]),
            detail=_text(data.get("detail")) or "",
            salt=_text(data.get("salt")) or "",
            fingerprint=_text(data.get("fingerprint")) or "",
            times=_whole(data.get("times", 1)),
            generation=_whole(data.get("generation", 0)),
            began=_seconds(data.get("began", data["since"])),
        )


@attrs.frozen
class Intent:
    """A note that a single-use code or refresh token is being sent, written before the request.

    Where it is found in a record, that request was interrupted: the token may be spent.
    """

    since: float
    """When the request was made, in epoch seconds."""
    digest: str
    """Which code or refresh token it sends."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Intent:
        """Read a stored intent.

        Raises:
            ValueError: this is not one.
        """
        return cls(since=_seconds(data["since"]), digest=_text(data["digest"]) or "")


@attrs.frozen
class TokenRecord:
    """What a store keeps for one set of credentials."""

    token: Token | None = None
    """The token that is kept; ``None`` where there is none."""
    exchanges: tuple[float, ...] = ()
    """When tokens were requested in the vendor's counting period, in epoch seconds."""
    discarded: int | None = None
    """The generation up to which tokens were discarded by hand."""
    pauses: tuple[Pause, ...] = ()
    """Reasons to request no token for a while."""
    intent: Intent | None = None
    """The request in progress, where it spends what it sends; left behind by a process that died in it."""
    lineage: tuple[str, ...] = ()
    """Digests of the codes and refresh tokens that the token descends from, and of those that it replaced."""
    consents: tuple[str, ...] = ()
    """In the record that lists the consents of a client: their names."""
    revision: int | None = attrs.field(default=None, eq=False)
    """How many times the record had been saved when it was loaded; ``None`` for a record that was not loaded."""

    def to_json(self) -> dict[str, Any]:
        """Give a JSON form **with the secrets**."""
        lists = {"exchanges": self.exchanges, "lineage": self.lineage, "consents": self.consents}
        return attrs.asdict(self) | {name: list(values) for name, values in lists.items()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> TokenRecord:
        """Read what ``to_json`` gave.

        Raises:
            ValueError: this was not it.
        """
        token = data.get("token")
        exchanges = tuple(_seconds(at) for at in data.get("exchanges", ()))
        discarded, intent, revision = data.get("discarded"), data.get("intent"), data.get("revision")
        return cls(
            None if token is None else Token.from_json(token),
            exchanges,
            discarded=None if discarded is None else _whole(discarded),
            pauses=tuple(Pause.from_json(each) for each in data.get("pauses", ())),
            intent=None if intent is None else Intent.from_json(intent),
            lineage=tuple(_text(each) or "" for each in data.get("lineage", ())),
            consents=tuple(_text(each) or "" for each in data.get("consents", ())),
            revision=None if revision is None else _whole(revision),
        )


class Lease(Protocol):
    """The right to request a token, held by one caller at a time."""

    def try_acquire(self) -> bool:
        """Take the lease if it is free. Does not wait."""
        ...

    def release(self) -> None:
        """Give the lease back; without effect when it is not held."""
        ...


class TokenStore(Protocol):
    """Where token records are kept. Implement it to keep them elsewhere.

    No method waits for another holder. Calls are made in worker threads, and given up at the deadline. A store that
    never waits for a disk or network may set the class attribute ``blocks = False`` and is then called directly.

    A store may also have the method ``stage(key, record)``. It is called with a new token as soon as the response is
    read, before ``save`` and not in a thread, and writes the record where the next holder of the lease finds it.
    """

    def load(self, key: str) -> TokenRecord:
        """Read the record of a key, with its revision; an empty record of revision 0 when there is none."""
        ...

    def save(self, key: str, record: TokenRecord) -> bool:
        """Replace the record of a key, wholly or not at all, and count its revision up.

        Returns:
            ``False``, with nothing replaced, if the stored record has another revision than ``record``: another holder
            of the lease has saved one since. A record whose revision is ``None`` replaces any.
        """
        ...

    def lease(self, key: str) -> Lease:
        """Make a lease on a key, not yet acquired."""
        ...

    def after_fork(self) -> None:
        """Replace what cannot be shared with a parent process."""
        ...


_FORMS: Final = "memory, file, file:PATH, or redis://HOST[:PORT][/DB]"


def store_from_text(text: str) -> TokenStore:
    """Make the store that a setting such as ``SMARTBUILDINGS_TOKEN_STORE`` names.

    Args:
        text: ``memory``; ``file`` (a folder of the user's) or ``file:PATH``; ``redis://...`` or ``rediss://...``.

    Raises:
        ConfigurationError: the text names no store, or the extra for it is not installed.
    """
    text = hidden(text.strip())
    kind, rest = (hidden(part) for part in text.split(":", 1)) if ":" in text else (text, "")
    if kind == "memory" and not rest:
        from smartbuildings._stores.memory import MemoryStore

        return MemoryStore()
    if kind == "file":
        from smartbuildings._stores.file import FileStore

        return FileStore(str(rest) or None)
    if kind in {"redis", "rediss", "unix"}:
        from smartbuildings._stores.redis import RedisStore

        return RedisStore.from_url(text)
    # The text is not quoted: a Redis URL with a slip in it would show its password.
    msg = f"The token store setting names no known kind of store. Use {_FORMS}."
    raise ConfigurationError(msg)


def __getattr__(name: str) -> Any:
    """Load a store on first use: each builds on this module, and two need an extra."""
    if name == "FileStore":
        from smartbuildings._stores.file import FileStore

        return FileStore
    if name == "MemoryStore":
        from smartbuildings._stores.memory import MemoryStore

        return MemoryStore
    if name == "RedisStore":
        from smartbuildings._stores.redis import RedisStore

        return RedisStore
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
