from __future__ import annotations

import random
from typing import Any

import pytest

from tests.spec_update import mutations
from tools.spec_update.compare import compare
from tools.spec_update.verdict import verdict_of

OF_EACH = 5


@pytest.mark.parametrize("kind", mutations.EDITS)
def test_every_edit_is_called_what_it_is(kind: str, mended: dict[str, dict[str, Any]]) -> None:
    documents = list(mended.values())
    for seed in range(OF_EACH):
        document = documents[seed % len(documents)]
        site = mutations.Site(document)
        expected = mutations.EDITS[kind](site, random.Random(seed))
        assert expected is not None, "an edit that found nothing to edit proves nothing"
        changes = compare(document, site.document)
        told = [f"{change.severity}: {change.sentence}" for change in changes]
        assert verdict_of(changes).word == expected, (seed, told)


def test_there_are_hundreds_of_edits() -> None:
    assert len(mutations.EDITS) * OF_EACH >= 225
