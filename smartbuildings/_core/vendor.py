"""How one vendor differs from the others, as data: what the neutral parts of a client need to know of it."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from smartbuildings._core.quota_scopes import QuotaRules
from smartbuildings._core.responses import JSEND, ErrorShape, ResponseBody, Verdict
from smartbuildings._core.token_rules import TokenRules

__all__ = ["Vendor"]


@attrs.frozen(kw_only=True)
class Vendor:
    """The description of a vendor."""

    name: str
    """Its name, such as ``ecobee``."""
    base_url: str
    """Scheme and host of the live API."""
    tokens: TokenRules
    """How it issues tokens, and how an expired one is recognised."""
    quota: QuotaRules
    """How it counts requests."""
    verdict: Callable[[ResponseBody], Verdict]
    """Reads from the body of a 2xx whether the request succeeded, which it does only with a whole JSON object or an
    empty body. Not used for token requests."""
    accept: str = "application/json"
    """The media type that every request accepts; some vendors name the version of the API in it."""
    errors: ErrorShape = JSEND
    """How it writes errors."""
