"""What the devices of an account were last seen as, shared by all who read: the limits allow few reads.

A minute allows 5 lists and 10 reads of a single device, and a list has the state of every device. So a verb looks at
the last list before its command, and verbs that run at once share the lists after theirs.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from typing import Final, NamedTuple

from smartbuildings._async.nest.account import AsyncAccount
from smartbuildings._core import options
from smartbuildings._core.options import call_options, quota_within
from smartbuildings._io.asynchronous import Limiter, WaitTimeout, monotonic
from smartbuildings._stores.forks import renew_in_child
from smartbuildings.errors import DeadlineExceeded, RateLimited
from smartbuildings.nest import sdm_operations as operations
from smartbuildings.nest.models import Device

__all__ = ["AsyncDeviceList"]

_LIST_S: Final = 3600.0
"""How long to wait for the list of another caller, without a deadline of the caller's own."""
_QUOTA_S: Final = 1.0
"""How long a look may wait for its quota before another way is taken."""
_TURN_S: Final = 3.0
"""How long a look waits for the list of another caller, who may wait for quota much longer than a look does."""


class _Seen(NamedTuple):
    device: Device
    asked_at: float
    """When the request was made, on the monotonic clock: the state is of this moment or later."""


class AsyncDeviceList:
    """The devices of an account, as last seen.

    Attributes:
        account: The account.
    """

    def __init__(self, account: AsyncAccount) -> None:
        self.account: Final = account
        self._alone = Limiter(1)
        self._listed: tuple[Device, ...] = ()
        self._listed_at = -math.inf
        self._seen: dict[str, _Seen] = {}
        self._written: dict[str, float] = {}
        """When this client last sent a command to each device."""
        self._verbs: set[object] = set()
        renew_in_child(self)

    def after_fork(self) -> None:
        """Replace the lock, which another thread of the parent may have held."""
        self._alone = Limiter(1)

    async def read(self, since: float = math.inf) -> tuple[Device, ...]:
        """Return a list that was asked for after a moment, perhaps by another caller; by default a new one.

        Raises:
            DeadlineExceeded: the time of the caller ran out while another one read the list.
            RateLimited: the caller is a look, and another one is still waiting for the quota of the list.
        """
        since = min(since, monotonic())
        chosen = options.current()
        deadline_s = _LIST_S if chosen.deadline_s is None else chosen.deadline_s
        turn_s = deadline_s if chosen.quota_s == math.inf else min(deadline_s, _TURN_S)
        try:
            async with self._alone.acquire(turn_s):
                if self._listed_at < since:
                    asked_at = monotonic()
                    self._listed = await self.account.read_all(operations.LIST_DEVICES)
                    self._listed_at = asked_at
                    self._seen |= {each.id: _Seen(each, asked_at) for each in self._listed if each.id is not None}
                return self._listed
        except WaitTimeout:
            if turn_s < deadline_s:
                msg = "The list of devices was not read: another call has been waiting to read it."
                raise RateLimited(msg, was_sent=False) from None
            msg = "The deadline passed while another call was reading the list of devices. Nothing was changed."
            raise DeadlineExceeded(msg) from None

    async def read_one(self, device_id: str) -> Device:
        """Read a single device."""
        asked_at = monotonic()
        device = await self.account.read(operations.READ_DEVICE, device_id)
        self._seen[device_id] = _Seen(device, asked_at)
        return device

    def recent(self, device_id: str, within_s: float) -> Device | None:
        """Return a device as it was seen so recently, and after the last command to it; else ``None``."""
        seen = self._seen.get(device_id)
        return None if seen is None or seen.asked_at < self._since(device_id, within_s) else seen.device

    def _since(self, device_id: str, within_s: float) -> float:
        return max(self._written.get(device_id, -math.inf), monotonic() - within_s)

    @contextlib.contextmanager
    def verb(self) -> Iterator[None]:
        """Count a verb, so that those that run at once share lists."""
        own = object()
        self._verbs.add(own)
        try:
            yield
        finally:
            self._verbs.discard(own)

    def written(self, device_id: str) -> float:
        """Note that a command was sent to a device, and return the time: what was seen before is out of date."""
        self._written[device_id] = monotonic()
        return self._written[device_id]

    async def look_before(self, device_id: str, within_s: float) -> Device:
        """Read a device before a command: by a list, which the next verbs use too, if the limits allow one now."""
        try:
            with quota_within(_QUOTA_S):
                found = await self.read(self._since(device_id, within_s))
        except RateLimited as limited:
            if limited.was_sent:
                raise
            return await self.read_one(device_id)
        # Of a device that is not listed, the API says why.
        return next((each for each in found if each.id == device_id), None) or await self.read_one(device_id)

    async def look_after(self, device_id: str, since: float) -> Device | None:
        """Read a device after a command: by a list if other verbs run, else on its own.

        Returns:
            The device; ``None`` if the limits allow no read now.
        """
        for is_list in (True, False) if len(self._verbs) > 1 else (False, True):
            try:
                with quota_within(_QUOTA_S), call_options(attempts=1):
                    if not is_list:
                        return await self.read_one(device_id)
                    found = await self.read(since)
            except RateLimited as limited:
                if limited.was_sent:
                    raise
            else:
                return next((each for each in found if each.id == device_id), None) or await self.read_one(device_id)
        return None
