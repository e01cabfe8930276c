from __future__ import annotations

import random
from typing import Any

import pytest

from tests.spec_update import mutations
from tools.generate import ROOT, Api
from tools.spec_update.compare import compare
from tools.spec_update.verdict import verdict_of

OF_EACH = 6
NAMES = ("ecobee-v1", "ecobee-v2")


@pytest.fixture(scope="module")
def documents() -> list[dict[str, Any]]:
    return [Api(ROOT / "spec" / name).mended() for name in NAMES]


@pytest.mark.parametrize("kind", mutations.EDITS)
def test_every_edit_is_called_what_it_is(kind: str, documents: list[dict[str, Any]]) -> None:
    for seed in range(OF_EACH):
        document = documents[seed % len(documents)]
        site = mutations.Site(document)
        expected = mutations.EDITS[kind](site, random.Random(seed))
        if expected is None:
            continue
        changes = compare(document, site.document)
        told = [f"{change.severity}: {change.sentence}" for change in changes]
        assert verdict_of(changes).word == expected, (seed, told)


def test_there_are_hundreds_of_edits() -> None:
    assert len(mutations.EDITS) * OF_EACH >= 250
