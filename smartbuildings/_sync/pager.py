# Derived from smartbuildings/_async/pager.py. Do not edit: change that file and run `python -m tools.unasync`.

"""Walking through a list that comes in parts, whatever the vendor's paging scheme.

    for thermostat in building.thermostats(): ...
    for page in building.thermostats(page_size=100).pages(): ...
    first = building.thermostats().first()
    everything = building.thermostats().all()

Nothing is requested before the first item is asked for, and no part before it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from smartbuildings._core.page_plans import PagePlan, PageRequest
from smartbuildings.errors import InvalidRequest, UnreadableAnswer

__all__ = ["Pager"]

T = TypeVar("T")


class Pager(Generic[T]):
    """A list of the API, fetched while it is walked. Each walk asks anew.

    Args:
        plan: The paging scheme.
        fetch: Asks for one part and gives the answer's JSON.
        make: Makes one item from its JSON.
        limit: How many items to give at most, over all pages.
        page_size: How many items a page holds at most; the vendor's default when left out.
    """

    def __init__(
        self,
        plan: PagePlan,
        fetch: Callable[[PageRequest], Mapping[str, Any]],
        make: Callable[[Any], T],
        *,
        limit: int | None = None,
        page_size: int | None = None,
    ) -> None:
        for name, value in (("limit", limit), ("page_size", page_size)):
            if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
                msg = f"{name} is {value!r}: it has to be a whole number of 1 or more, or None for all."
                raise InvalidRequest(msg, field=name)
        self._plan = plan
        self._fetch = fetch
        self._make = make
        self._limit = limit
        self._page_size = page_size

    def __iter__(self) -> Iterator[T]:
        """Walk through the items."""
        for page in self.pages():
            for item in page:
                yield item

    def pages(self) -> Iterator[list[T]]:
        """Walk through the pages: lists of items, none of them empty."""
        left = self._limit
        request: PageRequest | None = self._plan.first(self._page_size)
        asked: set[PageRequestKey] = set()
        while request is not None and left != 0:
            key = (request.url, tuple(sorted(request.params.items())))
            if key in asked:
                msg = f"The API led back to a page already read ({request.url}), so the walk was stopped."
                raise UnreadableAnswer(msg)
            asked.add(key)
            answer = self._fetch(request)
            wire_items = self._plan.items(answer)
            size = self._page_size or max(1, len(wire_items))
            for start in range(0, len(wire_items), size):
                part = wire_items[start : start + size]
                if left is not None:
                    part = part[:left]
                    left -= len(part)
                if part:
                    yield [self._make(item) for item in part]
            request = self._plan.after(request, answer) if left != 0 else None

    def first(self) -> T | None:
        """Give the first item; ``None`` when there is none."""
        one = Pager(self._plan, self._fetch, self._make, limit=1, page_size=self._page_size)
        found = one.all()
        return found[0] if found else None

    def all(self) -> list[T]:
        """Give every item, up to ``limit``."""
        found: list[T] = []
        for page in self.pages():
            found += page
        return found


PageRequestKey = tuple[str, tuple[tuple[str, str | int], ...]]
