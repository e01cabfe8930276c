"""Which argument belongs to the stored consent, and which is a new one."""

from __future__ import annotations

from smartbuildings._core.lineage import digest_of, extended, for_argument
from smartbuildings.tokens import Intent, Token, TokenRecord

PAIR = Token("t3", 1.0, refresh_value="r3", generation=3)
LINE = tuple(digest_of(each) for each in ("code", "r1", "r2", "r3"))
RECORD = TokenRecord(PAIR, lineage=LINE, intent=Intent(1.0, digest_of("r3")))


def test_an_argument_of_the_line_is_older_and_gets_the_stored_pair() -> None:
    assert all(for_argument(RECORD, digest_of(each)) == RECORD for each in ("code", "r1", "r2", "r3"))


def test_any_other_argument_is_a_new_consent_and_gets_nothing_of_the_old_one() -> None:
    seen = for_argument(RECORD, digest_of("another code"))

    assert (seen.token, seen.intent) == (None, None)


def test_a_record_without_a_line_and_credentials_without_an_argument_are_left_alone() -> None:
    assert for_argument(TokenRecord(PAIR), digest_of("code")).token == PAIR
    assert for_argument(RECORD, None) == RECORD


def test_the_argument_of_a_replaced_consent_is_older_than_the_new_one() -> None:
    replaced = extended(LINE, digest_of("another code"), None, digest_of("s1"))

    assert replaced == (*LINE, digest_of("another code"), digest_of("s1"))
    assert for_argument(TokenRecord(PAIR, lineage=replaced), digest_of("r1")).token == PAIR


def test_a_long_line_keeps_its_beginning_and_its_end() -> None:
    line = tuple(f"{number:016x}" for number in range(1000))

    kept = extended(line, "new")

    assert (kept[0], kept[-1], len(kept)) == (line[0], "new", 1000)


def test_a_digest_is_short_and_shows_nothing() -> None:
    assert len(digest_of("planted")) == 16
    assert "planted" not in digest_of("planted")
