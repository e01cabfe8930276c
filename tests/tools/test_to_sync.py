from __future__ import annotations

import ast
import textwrap

import pytest

from tools.to_sync import translate, word


def code(source: str) -> str:
    """Translate, and lay out in one way what ruff would lay out."""
    return ast.unparse(ast.parse(translate(textwrap.dedent(source))))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("AsyncSmartBuildings", "SmartBuildings"),
        ("_AsyncTransport", "_Transport"),
        ("AsyncClient", "Client"),
        ("AsyncIterator", "Iterator"),
        ("AsyncByteStream", "SyncByteStream"),
        ("AsyncBaseTransport", "BaseTransport"),
        ("StopAsyncIteration", "StopIteration"),
        ("aiter_bytes", "iter_bytes"),
        ("aclose", "close"),
        ("aclosing", "closing"),
        ("_async", "_sync"),
        ("asynchronous", "synchronous"),
        ("asyncio_detailed", "sync_detailed"),
        ("get_async_httpx_client", "get_httpx_client"),
        ("Asynchronicity", "Asynchronicity"),
        ("Async", "Async"),
        ("closed", "closed"),
        ("asyncio", "asyncio"),
    ],
)
def test_a_name_has_one_counterpart(before: str, after: str) -> None:
    assert word(before) == after
    assert word(after) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("async def f(): return await g()", "def f(): return g()"),
        ("async def f():\n async with a as b, c: pass", "def f():\n with a as b, c: pass"),
        ("async def f():\n async for x in xs: pass", "def f():\n for x in xs: pass"),
        ("async def f(): return [await g(x) async for x in xs]", "def f(): return [g(x) for x in xs]"),
        ("async def f(): return (await g()).y", "def f(): return g().y"),
        ("async def f(): return (await g(1, (2, 3)).h[0]).y", "def f(): return g(1, (2, 3)).h[0].y"),
        ("async def f(): return (await g() or h).y", "def f(): return (g() or h).y"),
        ("async def f(): return k(await g()).y", "def f(): return k(g()).y"),
        ("async def f(): return k((await g()).y)", "def f(): return k(g().y)"),
        ("async def f(): return not (await g()).y", "def f(): return not g().y"),
        ("async def f(): return (await (await g()).h()).y", "def f(): return g().h().y"),
        ("async def f(): return [k][0](await g()).y", "def f(): return [k][0](g()).y"),
        ("async def f(): return (await\n    g(\n  1,\n )\n )", "def f(): return (g(1))"),
        ("async def f(): return -await g() ** 2", "def f(): return -g() ** 2"),
        ("async def f(): return await g() if await h() else await k", "def f(): return g() if h() else k"),
        ("f = lambda: anext(aiter(x))", "f = lambda: next(iter(x))"),
        ("async def f(): return (lambda x: x)(await g())", "def f(): return (lambda x: x)(g())"),
        ("async def f(): return f'{await g()} {(await h()).y!r:>{await k()}} {{x}}'",
         "def f(): return f'{g()} {(h()).y!r:>{k()}} {{x}}'"),
        ("async def f(): return rf'{await g()}' 'await g()', b'x'", "def f(): return rf'{g()}' 'g()', b'x'"),
        ("from smartbuildings._async.http import AsyncHttp", "from smartbuildings._sync.http import Http"),
        ("from smartbuildings._io import asynchronous as io", "from smartbuildings._io import synchronous as io"),
        ("x: Callable[[A], Awaitable[dict[str, B]]]", "x: Callable[[A], dict[str, B]]"),
        ("x: AsyncGenerator[A[B, C], D]", "x: Generator[A[B, C], D, None]"),
        ("async def __aenter__(self): raise StopAsyncIteration", "def __enter__(self): raise StopIteration"),
        ("é = 'ü'; y = await_; z = AsyncX  # °", "é = 'ü'; y = await_; z = X"),
    ],
)  # fmt: skip
def test_code_becomes_its_sync_counterpart(before: str, after: str) -> None:
    assert code(before) == ast.unparse(ast.parse(textwrap.dedent(after)))


def test_layout_and_everything_else_stays() -> None:
    source = "x = {  # one\n    'a': 1,\n}\n\n\ndef f(\n    a,\n):  # two\n    return a  # três\n"
    assert translate(source) == source


def test_examples_in_docstrings_and_comments_speak_of_the_sync_side() -> None:
    source = '''
        async def f():
            """Wait.

                async with AsyncSmartBuildings() as sb:
                    async for t in sb.thermostats():
                        status = await t.status()
                        print((await t.status()).mode)

            Use `asynchronous` things; an async client. Callers await a token, see ``await sb.aclose()``.
            """
            # async with AsyncLock(): await lock.acquire()
    '''
    translated = translate(textwrap.dedent(source))
    assert textwrap.dedent(translated) == textwrap.dedent('''
        def f():
            """Wait.

                with SmartBuildings() as sb:
                    for t in sb.thermostats():
                        status = t.status()
                        print((t.status()).mode)

            Use `synchronous` things; a sync client. Callers await a token, see ``sb.close()``.
            """
            # with Lock(): lock.acquire()
    ''')


def test_the_anyio_mark_goes_wherever_it_stands() -> None:
    source = """
        pytestmark = pytest.mark.anyio

        @pytest.mark.anyio
        @pytest.mark.slow
        async def test_a(): await b()

        marks = [pytest.mark.anyio, pytest.mark.slow]
        pytestmark = [pytest.mark.slow, pytest.mark.anyio]
    """
    after = "@pytest.mark.slow\ndef test_a(): b()\nmarks = [pytest.mark.slow]\npytestmark = [pytest.mark.slow]"
    assert code(source) == ast.unparse(ast.parse(after))


def test_translating_twice_changes_nothing_more() -> None:
    source = (
        "async def f() -> AsyncGenerator[X, Y]:\n    'Use `async with`.'\n    return (await g()).y, f'{await h()}'\n"
    )
    assert translate(translate(source)) == translate(source)


def test_a_file_without_a_last_line_end_and_an_empty_one_are_fine() -> None:
    assert translate("async def f(): await g()") == "def f(): g()"
    assert translate("") == ""
