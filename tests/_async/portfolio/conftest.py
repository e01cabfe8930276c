"""Accounts of a portfolio on real sockets, whose clients are closed when the test ends."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from servers.portfolio import EcobeeAccount

from smartbuildings import AsyncPortfolio, AsyncSmartBuildings, MemoryStore, RetryPolicy

QUICK = RetryPolicy(base_s=0.01, cap_s=0.02)


@pytest.fixture
def ecobee() -> Iterator[Callable[..., EcobeeAccount]]:
    """Start servers of accounts; the arguments name the thermostats by id."""
    with ExitStack() as stack:

        def start(names: dict[str, str], building: str | None = None) -> EcobeeAccount:
            server = stack.enter_context(EcobeeAccount())
            server.names = names
            if building is not None:
                server.buildings = dict.fromkeys(names, building)
            return server

        yield start


@pytest.fixture
async def portfolio_of() -> AsyncIterator[Callable[..., AsyncPortfolio]]:
    """Make portfolios of servers, by the names of their accounts, and of clients."""
    made: list[AsyncPortfolio] = []

    def make(*, known: Any = None, observers: Any = (), **accounts: Any) -> AsyncPortfolio:
        clients = {
            name: AsyncSmartBuildings("me", "secret", base_url=of.url, retry=QUICK, token_store=MemoryStore())
            if isinstance(of, EcobeeAccount)
            else of
            for name, of in accounts.items()
        }
        made.append(AsyncPortfolio(clients, known=known, observers=observers))
        return made[-1]

    yield make
    for portfolio in made:
        await portfolio.aclose()
