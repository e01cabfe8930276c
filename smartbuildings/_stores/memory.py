"""Tokens in the memory of this process, for the clients that are given the same store. Needs no extra."""

from __future__ import annotations

import threading
from typing import Final
from weakref import ReferenceType, ref

import attrs

from smartbuildings._core.hiding import never_raises
from smartbuildings.tokens import Lease, TokenRecord

__all__ = ["MemoryStore"]


class MemoryStore:
    """Keeps tokens in this process. Clients that are given the same object share them."""

    blocks: Final = False
    """Whether a method may wait: none does."""

    def __init__(self) -> None:
        self._records: dict[str, TokenRecord] = {}
        self._saving = threading.Lock()
        self._holders: dict[str, ReferenceType[_MemoryLease]] = {}

    def load(self, key: str) -> TokenRecord:
        """Read the record of a key."""
        return self._records.get(key, TokenRecord(revision=0))

    def save(self, key: str, record: TokenRecord) -> bool:
        """Replace the record of a key, unless another one was saved since it was loaded."""
        with self._saving:
            revision = self.load(key).revision or 0
            if record.revision not in {None, revision}:
                return False
            self._records[key] = attrs.evolve(record, revision=revision + 1)
        return True

    def lease(self, key: str) -> Lease:
        """Make a lease on a key."""
        return _MemoryLease(self._holders, key, self._saving)

    def after_fork(self) -> None:
        """Forget the leases and the lock, which other threads of the parent may have held."""
        self._holders = {}
        self._saving = threading.Lock()

    @never_raises
    def __repr__(self) -> str:
        return f"MemoryStore({len(self._records)} records)"


class _MemoryLease:
    """Held by being the one in the dictionary, which takes one step: a Ctrl-C cannot come between.

    The dictionary refers to it weakly. A Ctrl-C may keep its holder from releasing it, and then it ends with its call.
    """

    def __init__(self, holders: dict[str, ReferenceType[_MemoryLease]], key: str, removing: threading.Lock) -> None:
        self._holders = holders
        self._key = key
        self._removing = removing
        self._reference: ReferenceType[_MemoryLease] = ref(self)

    def try_acquire(self) -> bool:
        holder = self._holders.setdefault(self._key, self._reference)
        if holder() is None:
            with self._removing:  # So that nobody removes the one that comes next.
                if self._holders.get(self._key) is holder:
                    del self._holders[self._key]
            holder = self._holders.setdefault(self._key, self._reference)
        return holder is self._reference

    def release(self) -> None:
        if self._holders.get(self._key) is self._reference:
            del self._holders[self._key]
