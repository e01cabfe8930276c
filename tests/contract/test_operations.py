"""Every operation of the shipped documents, called by its generated function over HTTP, wired to our client."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from smartbuildings.errors import BadRequest, NotFound, PermissionDenied, RateLimited, Unauthorized, Unprocessable
from smartbuildings.sandbox import Fault

from .conftest import UNKNOWN, Wiretap, World
from .documents import Operation, named, operations

ALL = operations()
# The token route takes no token, so a client that always sends one has no use for its generated function: the exchange
# is made by smartbuildings._async.exchange, which test_the_token_exchange_answers_as_the_document_says hears.
WITH_TOKEN = [operation for operation in ALL if operation.id != "getToken"]
every_operation = pytest.mark.parametrize("operation", WITH_TOKEN, ids=named)
parametrised = pytest.mark.parametrize("operation", [o for o in WITH_TOKEN if o.parameters], ids=named)
with_body = pytest.mark.parametrize("operation", [o for o in WITH_TOKEN if o.takes_body], ids=named)


def test_the_documents_have_the_operations_that_the_vendor_lists() -> None:
    assert [sum(operation.version == version for operation in ALL) for version in ("v1", "v2")] == [25, 37]


@every_operation
def test_a_generated_function_gets_the_answer_that_the_document_promises(world: World, operation: Operation) -> None:
    arguments, body = world.arguments(operation), world.body(operation)
    with world.client(operation) as sb:
        given = {} if body is None else {"body": body}
        answer = operation.module.sync_detailed(*arguments, client=sb.low_level, **given)

    assert 200 <= answer.status_code < 300
    assert operation.complaints(answer.status_code, answer.content) == []
    if answer.content:
        assert answer.parsed.to_dict() == json.loads(answer.content), "the generated model loses something"
        assert list(_unknown_fields(answer.parsed)) == []


def _unknown_fields(model: Any) -> Iterator[str]:
    """Yield the fields of an answer that the generated models, and so the document, do not know."""
    if isinstance(model, list):
        for item in model:
            yield from _unknown_fields(item)
    elif attrs.has(type(model)):
        for field in attrs.fields(type(model)):
            if field.name == "additional_properties":
                yield from (f"{type(model).__name__}.{name}" for name in model.additional_properties)
            else:
                yield from _unknown_fields(getattr(model, field.name))


@pytest.mark.anyio
@every_operation
async def test_the_async_function_gets_it_too(world: World, operation: Operation) -> None:
    arguments, body = world.arguments(operation), world.body(operation)
    async with world.async_client(operation) as sb:
        given = {} if body is None else {"body": body}
        answer = await operation.module.asyncio_detailed(*arguments, client=sb.low_level, **given)

    assert 200 <= answer.status_code < 300
    assert operation.complaints(answer.status_code, answer.content) == []


@pytest.mark.parametrize("operation", [o for o in ALL if o.id == "getToken"], ids=named)
def test_the_token_exchange_answers_as_the_document_says(world: World, operation: Operation) -> None:
    wiretap = Wiretap()
    with world.client(operation, wiretap) as sb:
        sb.authenticate()

    (status, path, content) = wiretap.heard[0]
    assert path == operation.path
    assert operation.complaints(status, content) == []


@every_operation
def test_an_expired_token_is_told_as_the_document_says_and_cured(world: World, operation: Operation) -> None:
    arguments, body = world.arguments(operation), world.body(operation)
    wiretap = Wiretap()
    with world.client(operation, wiretap) as sb:
        sb.authenticate()
        world.sandbox.expire_tokens()
        given = {} if body is None else {"body": body}
        answer = operation.module.sync_detailed(*arguments, client=sb.low_level, **given)

    assert 200 <= answer.status_code < 300
    status, _, content = wiretap.heard[1]
    assert (status, json.loads(content)) == (401, {"exp": "token expired"})
    assert operation.complaints(status, content) == []


@every_operation
def test_a_bad_token_is_refused_as_the_document_says(world: World, operation: Operation) -> None:
    arguments, body = world.arguments(operation), world.body(operation)
    wiretap = Wiretap()
    with world.client(operation, wiretap) as sb:
        sb.authenticate()
        world.sandbox.revoke_tokens()
        given = {} if body is None else {"body": body}
        with pytest.raises(Unauthorized):
            operation.module.sync_detailed(*arguments, client=sb.low_level, **given)

    assert operation.complaints(*wiretap.last()) == []


@every_operation
def test_a_missing_scope_is_refused_as_the_document_says(world: World, operation: Operation) -> None:
    arguments, body = world.arguments(operation), world.body(operation)
    another = "read:buildings" if "read:buildings" not in operation.scopes else "read:thermostat"
    wiretap = Wiretap()
    with world.client(operation, wiretap, scope=another) as sb:
        given = {} if body is None else {"body": body}
        with pytest.raises(PermissionDenied):
            operation.module.sync_detailed(*arguments, client=sb.low_level, **given)

    assert operation.complaints(*wiretap.last()) == []


@parametrised
def test_an_unknown_id_is_refused_as_the_document_says(world: World, operation: Operation) -> None:
    body = world.body(operation)
    wiretap = Wiretap()
    with world.client(operation, wiretap) as sb:
        given = {} if body is None else {"body": body}
        with pytest.raises(NotFound):
            operation.module.sync_detailed(
                *(UNKNOWN[name] for name in operation.parameters), client=sb.low_level, **given
            )

    assert operation.complaints(*wiretap.last()) == []


@with_body
def test_a_body_of_another_shape_is_refused_as_the_document_says(world: World, operation: Operation) -> None:
    known = dict(zip(operation.parameters, world.arguments(operation), strict=True))
    wiretap = Wiretap()
    with world.client(operation, wiretap) as sb, pytest.raises((BadRequest, Unprocessable)):
        sb.low_level.get_httpx_client().request(operation.method, operation.path.format(**known), json=["no object"])

    assert operation.complaints(*wiretap.last()) == []


@every_operation
def test_a_spent_quota_is_told_as_the_document_says(world: World, operation: Operation) -> None:
    arguments, body = world.arguments(operation), world.body(operation)
    wiretap = Wiretap()
    world.sandbox.faults.add(Fault.rate_limited(retry_after=3600), operation=operation.id)
    with world.client(operation, wiretap) as sb:
        given = {} if body is None else {"body": body}
        with pytest.raises(RateLimited) as limited:
            operation.module.sync_detailed(*arguments, client=sb.low_level, **given)

    assert limited.value.retry_after == 3600
    assert operation.complaints(*wiretap.last()) == []
