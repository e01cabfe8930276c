"""The consents that a client holds: their names, kept beside their tokens.

A consent gives access to what its user chose, such as one location. A program with several keeps the list of them in
the token store, in a record of its own, so that every process that shares the store has the same consents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final

import attrs

from smartbuildings._async.store_access import AsyncStoreAccess
from smartbuildings._core import options
from smartbuildings._io.asynchronous import monotonic
from smartbuildings.tokens import TokenRecord, TokenStore

__all__ = ["AsyncConsentList"]

_DEADLINE_S: Final = 30.0


class AsyncConsentList:
    """The names of the consents to one client.

    Args:
        store: Where tokens are kept, as one API sees it.
        client_id: The client that was consented to.
        secrets: Returns what to mask in messages.
    """

    def __init__(self, store: TokenStore, client_id: str, secrets: Callable[[], tuple[str, ...]]) -> None:
        self._store = store
        self._secrets = secrets
        self._key = hashlib.sha256(f"consents\n{client_id}".encode()).hexdigest()[:32]

    async def names(self) -> tuple[str, ...]:
        """Return the names, the oldest consent first.

        Raises:
            TokenError: the store failed.
        """
        return (await self._access().ask(lambda: self._store.load(self._key), self._deadline())).consents

    async def add(self, name: str) -> None:
        """Add a name.

        Raises:
            TokenError: the store failed.
        """
        await self._change(lambda names: (*(each for each in names if each != name), name))

    async def remove(self, name: str) -> None:
        """Remove a name. The tokens stay in the store.

        Raises:
            TokenError: the store failed.
        """
        await self._change(lambda names: tuple(each for each in names if each != name))

    async def _change(self, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
        deadline, access = self._deadline(), self._access()
        lease = await access.lease(self._key, deadline)
        try:
            await access.acquire(lease, deadline)
            await access.ask(lambda: self._save(change), deadline)
        finally:
            await access.release(lease, deadline)

    def _save(self, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
        record: TokenRecord = self._store.load(self._key)
        if self._store.save(self._key, attrs.evolve(record, consents=change(record.consents))) is False:
            self._save(change)  # Another holder has saved a record since the load.

    def _access(self) -> AsyncStoreAccess:
        """Return new access: one that was kept could have, in a forked process, the locks of the parent's threads."""
        return AsyncStoreAccess(self._store, self._secrets)

    def _deadline(self) -> float:
        deadline_s = options.current().deadline_s
        return monotonic() + (_DEADLINE_S if deadline_s is None else deadline_s)
