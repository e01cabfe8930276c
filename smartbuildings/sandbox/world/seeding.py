"""Chance that can be repeated: a number depends on the seed and on what it is for, never on the order of calls.

This is what lets a portfolio of 100,000 thermostats cost nothing until one of them is read.
"""

from __future__ import annotations

import hashlib
import random
import zlib
from typing import Final

__all__ = ["Numbering", "chance", "generator"]

_FULL: Final = 2**32


def generator(*key: object) -> random.Random:
    """Return a random generator that always yields the same numbers for the same key."""
    return random.Random("/".join(map(str, key)))


def chance(*key: object) -> float:
    """Return one number in [0, 1) that belongs to the key. Much cheaper than a generator."""
    return zlib.crc32("/".join(map(str, key)).encode()) / _FULL


class Numbering:
    """Gives the n-th thing an identifier that looks arbitrary and can be turned back into n by arithmetic.

    Args:
        seed: different seeds give different identifiers.
        kind: what is numbered; keeps buildings and thermostats apart.
        size: how many identifiers there are; a prime.
    """

    def __init__(self, seed: int, kind: str, size: int) -> None:
        digest = hashlib.sha256(f"{seed}/{kind}".encode()).digest()
        self._size = size
        # n -> (n * factor + shift) mod size is one-to-one because size is prime and factor is not 0.
        self._factor = int.from_bytes(digest[:8]) % (size - 1) + 1
        self._shift = int.from_bytes(digest[8:16]) % size
        self._inverse = pow(self._factor, -1, size)

    def number(self, index: int) -> int:
        """Return the identifier's number of the ``index``-th thing."""
        return (index * self._factor + self._shift) % self._size

    def index(self, number: int) -> int:
        """Return which thing a number belongs to."""
        return (number - self._shift) * self._inverse % self._size
