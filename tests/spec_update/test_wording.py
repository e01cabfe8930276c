from __future__ import annotations

from http import HTTPStatus
from typing import Any

from tools.spec_update.compare import compare
from tools.spec_update.values import without_prose
from tools.spec_update.verdict import verdict_of
from tools.spec_update.wording import in_our_words


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value[key] for key in ("description", "summary") if isinstance(value.get(key), str)]
        return own + [text for inner in value.values() for text in texts(inner)]
    return [text for inner in value for text in texts(inner)] if isinstance(value, list) else []


def shouted(value: Any) -> Any:
    """Put other words wherever there are some."""
    if isinstance(value, dict):
        return {
            key: "OTHER WORDS" if key in ("description", "summary") and isinstance(inner, str) else shouted(inner)
            for key, inner in value.items()
        }
    return [shouted(inner) for inner in value] if isinstance(value, list) else value


def test_a_document_with_other_words_gets_ours_back(fixed: dict[str, dict[str, Any]]) -> None:
    for ours in fixed.values():
        assert in_our_words(shouted(ours), ours) == ours


def test_facts_of_a_new_document_stay_and_none_of_its_words(fixed: dict[str, dict[str, Any]]) -> None:
    old, new = fixed.values()
    told = in_our_words(shouted(new), old)
    assert "OTHER WORDS" not in texts(told)
    # Answers have to be described; those that we have no words for are called what HTTP calls them.
    assert set(texts(told)) - set(texts(old)) <= {f"{status.phrase}." for status in HTTPStatus} | {"Any other answer."}
    assert verdict_of(compare(new, told)).word in ("safe", "no change")
    assert without_prose(told["paths"]).keys() == new["paths"].keys()


def test_a_renamed_operation_keeps_its_words(fixed: dict[str, dict[str, Any]]) -> None:
    old, new = fixed.values()
    told = in_our_words(shouted(new), old)
    before = old["paths"]["/api/v1/thermostats/{thermostatId}/tenantMode"]["patch"]["summary"]
    assert told["paths"]["/api/v2/thermostats/{thermostatId}/residentMode"]["patch"]["summary"] == before


def test_a_field_called_like_a_keyword_of_prose_is_no_prose() -> None:
    document: dict[str, Any] = {
        "openapi": "3.0.3",
        "info": {"title": "x", "version": "1"},
        "paths": {},
        "components": {"schemas": {"a": {"type": "object", "properties": {"title": {"type": "string"}}}}},
    }
    bare = {**document, "components": {"schemas": {}}}
    assert in_our_words(document, bare)["components"]["schemas"]["a"]["properties"] == {"title": {"type": "string"}}
