from __future__ import annotations

import random
from typing import Any

import pytest

from tests.spec_update import mutations
from tools.spec_update.compare import compare
from tools.spec_update.normal import Api
from tools.spec_update.verdict import verdict_of

OF_EACH = 5


@pytest.fixture(scope="module")
def apis(fixed: dict[str, dict[str, Any]]) -> list[Api]:
    return [Api(document) for document in fixed.values()]


@pytest.mark.parametrize("kind", mutations.EDITS)
def test_every_edit_is_called_what_it_is(kind: str, apis: list[Api]) -> None:
    for seed in range(OF_EACH):
        old = apis[seed % len(apis)]
        site = mutations.Site(old.document)
        expected = mutations.EDITS[kind](site, random.Random(seed))
        assert expected is not None, "an edit that found nothing to edit proves nothing"
        changes = compare(old, site.document)
        told = [f"{change.severity}: {change.sentence}" for change in changes]
        assert verdict_of(changes).word == expected, (seed, told)


def test_there_are_hundreds_of_edits() -> None:
    assert len(mutations.EDITS) * OF_EACH >= 225
