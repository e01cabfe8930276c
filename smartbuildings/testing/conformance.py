"""Checks that the client of any vendor passes, in both flavours. They need no test framework.

    import pytest
    from smartbuildings.testing import conformance

    @pytest.mark.parametrize("check", conformance.CHECKS, ids=lambda check: check.__name__)
    def test_conformance(check):
        check(conformance.Subject(make=lambda: MyClient(...), unknown_id="999"))

Each check makes clients of its own, and raises `NotConforming` with a sentence. Run them against a sandbox or a test
account: they change thermostats, unless ``may_write=False``.
"""

from __future__ import annotations

from smartbuildings._async.conformance import CHECKS as ASYNC_CHECKS
from smartbuildings._async.conformance import AsyncSubject
from smartbuildings._sync.conformance import CHECKS, Subject
from smartbuildings.testing.rules import NotConforming

__all__ = ["ASYNC_CHECKS", "CHECKS", "AsyncSubject", "NotConforming", "Subject"]
