"""Walking through a list that comes in parts, whatever the vendor's paging scheme.

    async for thermostat in building.thermostats(): ...
    async for page in building.thermostats(page_size=100).pages(): ...
    first = await building.thermostats().first()
    everything = await building.thermostats().all()

Nothing is requested before the first item is asked for, and no part before it is needed. A walk may be left at any
point: it is an iterator of its own and no generator, so there is nothing to close.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, Self, TypeAlias, TypeVar

from smartbuildings._core.page_plans import PagePlan, PageRequest
from smartbuildings._core.redaction import redact
from smartbuildings.errors import InvalidRequest, UnreadableResponse

__all__ = ["AsyncPager"]

T = TypeVar("T")


class AsyncPager(Generic[T]):
    """A list of the API, fetched while it is walked. Each walk asks anew.

    Args:
        plan: The paging scheme.
        fetch: Asks for one part and gives the response's JSON.
        make: Makes one item from its JSON.
        limit: How many items to give at most, over all pages.
        page_size: How many items a page holds at most; the vendor's default when left out.
    """

    def __init__(
        self,
        plan: PagePlan,
        fetch: Callable[[PageRequest], Awaitable[Mapping[str, Any]]],
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

    def __aiter__(self) -> AsyncIterator[T]:
        """Walk through the items."""
        return _AsyncItems(self.pages())

    def pages(self) -> AsyncIterator[list[T]]:
        """Walk through the pages: lists of items, none of them empty."""
        return _AsyncPages(self)

    async def first(self) -> T | None:
        """Give the first item; ``None`` when there is none."""
        one = AsyncPager(self._plan, self._fetch, self._make, limit=1, page_size=self._page_size)
        found = await one.all()
        return found[0] if found else None

    async def all(self) -> list[T]:
        """Give every item, up to ``limit``."""
        found: list[T] = []
        async for page in self.pages():
            found += page
        return found


_Asked: TypeAlias = tuple[str, tuple[tuple[str, str | int], ...]]


class _AsyncPages(Generic[T]):
    """One walk through the pages."""

    def __init__(self, pager: AsyncPager[T]) -> None:
        self._pager = pager
        self._left = pager._limit
        self._next: PageRequest | None = pager._plan.first(pager._page_size)
        self._asked: set[_Asked] = set()
        self._parts: deque[Sequence[Any]] = deque()
        """What came already, cut into pages."""
        self._came: tuple[PageRequest, Mapping[str, Any]] | None = None
        """The last response, until it is asked what follows: a bad link must not cost what came with it."""

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> list[T]:
        while not self._parts:
            if self._came is not None:
                came, self._came = self._came, None
                self._next = self._pager._plan.after(*came)
            if self._next is None:
                raise StopAsyncIteration
            await self._read(self._next)
        return [*map(self._pager._make, self._parts.popleft())]

    async def _read(self, request: PageRequest) -> None:
        key = (request.url, tuple(sorted(request.params.items())))
        if key in self._asked:
            msg = f"The API led back to a page already read ({redact(request.url)}), so the walk was stopped."
            raise UnreadableResponse(msg)
        answer = await self._pager._fetch(request)
        self._asked.add(key)
        items = self._pager._plan.items(answer)
        if self._left is not None:
            items = items[: self._left]
            self._left -= len(items)
        size = self._pager._page_size or max(1, len(items))
        self._parts.extend(items[start : start + size] for start in range(0, len(items), size))
        self._next, self._came = None, None if self._left == 0 else (request, answer)


class _AsyncItems(Generic[T]):
    """One walk through the items."""

    def __init__(self, pages: AsyncIterator[list[T]]) -> None:
        self._pages = pages
        self._page: Iterator[T] = iter(())

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        while True:
            for item in self._page:
                return item
            self._page = iter(await self._pages.__anext__())
