"""Which consent a stored token belongs to: the one that credentials name, or another one. Pure.

A record keeps digests of the codes and refresh tokens that it descends from. Credentials may be made with any of them,
for example after a backup was restored: such an argument is older than the stored pair, which is used instead. An
argument that is not among them is a new consent, and replaces the stored pair once the token endpoint has accepted it.
"""

from __future__ import annotations

import hashlib
from typing import Final

import attrs

from smartbuildings.tokens import TokenRecord

__all__ = ["digest_of", "extended", "for_argument"]

_KEPT: Final = 1000
"""How many digests a record keeps besides the first one: with a new refresh token each day, those of three years."""


def digest_of(secret: str) -> str:
    """Return a digest of a code or refresh token, both of which are too random to be guessed from it."""
    return hashlib.sha256(f"lineage\n{secret}".encode()).hexdigest()[:16]


def for_argument(record: TokenRecord, argument: str | None) -> TokenRecord:
    """Return a record as credentials may use it.

    Args:
        record: The stored record.
        argument: The digest of the code or refresh token that the credentials were made with, if any.
    """
    if argument is None or not record.lineage or argument in record.lineage:
        return record
    return attrs.evolve(record, token=None, intent=None)


def extended(lineage: tuple[str, ...], *digests: str | None) -> tuple[str, ...]:
    """Return a lineage with more digests, each once. Those of replaced consents remain: they are older, too."""
    known = tuple(dict.fromkeys((*lineage, *(each for each in digests if each is not None))))
    return known if len(known) <= _KEPT else (known[0], *known[1 - _KEPT :])
