"""A token store as one API sees it: what was issued by one server is never offered to another."""

from __future__ import annotations

import hashlib

from smartbuildings._core.hiding import never_raises
from smartbuildings.tokens import Lease, TokenRecord, TokenStore

__all__ = ["ScopedStore"]


class ScopedStore:
    """Keeps the records of one API apart from those of others in the same store.

    The credentials' own key does not name the server: a token endpoint is mostly a path below the base URL. Without
    this, a token of the live API would be sent to a sandbox that the base URL was changed to.

    Args:
        store: Where records are really kept.
        origin: Scheme, host and port of the API.
    """

    def __init__(self, store: TokenStore, origin: tuple[str, str, int]) -> None:
        self._store = store
        self.blocks: bool = getattr(store, "blocks", True)
        self._origin = "\n".join(map(str, origin))

    def load(self, key: str) -> TokenRecord:
        """Read the record of a key."""
        return self._store.load(self._own(key))

    def save(self, key: str, record: TokenRecord) -> bool:
        """Replace the record of a key, unless another one was saved since it was loaded."""
        return self._store.save(self._own(key), record)

    def stage(self, key: str, record: TokenRecord) -> None:
        """Write a record where the next holder of the lease finds it, if the store can."""
        stage = getattr(self._store, "stage", None)
        if stage is not None:
            stage(self._own(key), record)

    def lease(self, key: str) -> Lease:
        """Make a lease on a key."""
        return self._store.lease(self._own(key))

    def after_fork(self) -> None:
        """Replace what cannot be shared with a parent process."""
        self._store.after_fork()

    @never_raises
    def __repr__(self) -> str:
        return repr(self._store)

    def _own(self, key: str) -> str:
        return hashlib.sha256(f"{self._origin}\n{key}".encode()).hexdigest()[:32]
