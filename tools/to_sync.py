"""Translate the source of one async module into its sync counterpart, word by word.

It works on tokens: ``await`` and ``async`` go, and each name goes through the table below. Comments, docstrings and
other text go through the same table, so that examples and messages speak of the side that they are on.
"""

from __future__ import annotations

import io
import keyword
import re
import tokenize
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Final, TypeAlias

# Beside these, any name that starts with Async and a capital loses the Async: AsyncSmartBuildings, AsyncClient.
WORDS: Final = {
    "_async": "_sync",
    "asynchronous": "synchronous",
    "AsyncByteStream": "SyncByteStream",
    "AbstractAsyncContextManager": "AbstractContextManager",
    "asynccontextmanager": "contextmanager",
    "StopAsyncIteration": "StopIteration",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "__anext__": "__next__",
    "aiter": "iter",
    "anext": "next",
    "aclose": "close",
    "aclosing": "closing",
    "aread": "read",
    "aiter_bytes": "iter_bytes",
    "aiter_text": "iter_text",
    "aiter_lines": "iter_lines",
    "aiter_raw": "iter_raw",
    "async_auth_flow": "sync_auth_flow",
    "handle_async_request": "handle_request",
    "asyncio_detailed": "sync_detailed",
    "get_async_httpx_client": "get_httpx_client",
    "set_async_httpx_client": "set_httpx_client",
}

_Token: TypeAlias = tokenize.TokenInfo
_Place: TypeAlias = Callable[[tuple[int, int]], int]  # from (line, column) to an index into the source
_Edit: TypeAlias = tuple[int, int, str]  # what stands from here to there becomes this
_ASYNC_NAME: Final = re.compile(r"(_*)Async([A-Z]\w*)")
_WORD: Final = re.compile(r"\b[A-Za-z_]\w*")
_AWAIT_IN_TEXT: Final = re.compile(
    r"\bawait (?=\(|[A-Za-z_][\w.]*[(\[])"
)  # of a call; "callers await a token" is English
_AN_ASYNC: Final = re.compile(r"\b([Aa])n (`*(?:async|Async(?![AEIOU])))")  # what follows is to begin with a consonant
_FSTRING_START, _FSTRING_END = (getattr(tokenize, name, -1) for name in ("FSTRING_START", "FSTRING_END"))  # since 3.12
_ANYIO: Final = ["pytest", ".", "mark", ".", "anyio"]
_SKIPPED: Final = {tokenize.NL, tokenize.COMMENT}


def word(name: str) -> str:
    """Return the sync counterpart of one name."""
    if name in WORDS:
        return WORDS[name]
    match = _ASYNC_NAME.fullmatch(name)
    return match[1] + match[2] if match else name


def text(source: str, *, is_code: bool = False) -> str:
    """Translate a comment, a docstring or another string; ``is_code`` where ``await`` is no English: f-strings."""
    source = re.sub(r"\basync (?=(?:def|with|for)\b)", "", source)
    source = re.sub(r"\bawait ", "", source) if is_code else _AWAIT_IN_TEXT.sub("", source)
    source = _AN_ASYNC.sub(r"\1 \2", source)
    return _WORD.sub(lambda match: "sync" if match[0] == "async" else word(match[0]), source)


def translate(source: str) -> str:
    """Translate the source of one module; layout and import order are left to ruff."""
    starts = list(accumulate((len(line) for line in io.StringIO(source)), initial=0))
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))

    def at(position: tuple[int, int]) -> int:
        return starts[position[0] - 1] + position[1]

    edits: list[_Edit] = []
    for first, last, new in _edits(tokens, source, at):
        if not edits or first >= edits[-1][1]:  # what lies in text that is gone already needs no edit of its own
            edits.append((first, last, new))
    for first, last, new in reversed(edits):
        source = source[:first] + new + source[last:]
    return source


def _edits(tokens: Sequence[_Token], source: str, at: _Place) -> list[_Edit]:
    edits: list[_Edit] = [*_marks(tokens, at)]
    inside_fstring = 0
    for index, token in enumerate(tokens):
        start, end = at(token.start), at(token.end)
        if token.type == _FSTRING_START:
            inside_fstring += 1
            if inside_fstring == 1:
                end = at(tokens[_end_of_fstring(tokens, index)].end)
                edits.append((start, end, text(source[start:end], is_code=True)))
        elif token.type == _FSTRING_END:
            inside_fstring -= 1
        elif inside_fstring:
            continue
        elif token.type in (tokenize.COMMENT, tokenize.STRING):
            is_code = token.type == tokenize.STRING and "f" in token.string.partition(token.string[-1])[0].lower()
            edits.append((start, end, text(token.string, is_code=is_code)))
        elif token.type == tokenize.NAME:
            edits += _name_edits(tokens, index, at)
    # Longest first where two start together, so that a removed statement swallows the edits inside it.
    return sorted(edits, key=lambda edit: (edit[0], -edit[1]))


def _name_edits(tokens: Sequence[_Token], index: int, at: _Place) -> Iterator[_Edit]:
    token, following = tokens[index], tokens[index + 1]
    start, end = at(token.start), at(token.end)
    if token.string == "await" or (token.string == "async" and following.string in ("def", "with", "for")):
        # `(await x()).y` needs its parentheses no more.
        around = _needless_parentheses(tokens, index) if token.string == "await" else None
        yield (at(tokens[around[0]].start) if around else start), at(following.start), ""
        if around:
            yield at(tokens[around[1]].start), at(tokens[around[1]].end), ""
    elif token.string == "Awaitable" and following.string == "[":  # what a sync callable returns is the thing itself
        closing = tokens[_closing(tokens, index + 1)]
        yield start, at(following.end), ""
        yield at(closing.start), at(closing.end), ""
    elif (
        token.string == "AsyncGenerator" and following.string == "["
    ):  # Generator has a third argument, what it returns
        closing = tokens[_closing(tokens, index + 1)]
        yield start, end, "Generator"
        yield at(closing.start), at(closing.start), ", None"
    elif word(token.string) != token.string:
        yield start, end, word(token.string)


def _marks(tokens: Sequence[_Token], at: _Place) -> Iterator[_Edit]:
    """Remove ``pytest.mark.anyio``: as a decorator, as the module's mark, and from a list of marks."""
    for first, last in _statements(tokens):
        words = [token.string for token in tokens[first:last] if token.type not in _SKIPPED]
        if words in (["@", *_ANYIO], ["pytestmark", "=", *_ANYIO]):
            yield at(tokens[first].start), at(tokens[last].end), ""
            continue
        for index in range(first, last - len(_ANYIO)):
            if [token.string for token in tokens[index : index + len(_ANYIO)]] == _ANYIO:
                after = tokens[index + len(_ANYIO)]
                yield at(tokens[index].start), at(after.end if after.string == "," else after.start), ""


def _statements(tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """Yield the first token and the NEWLINE of each logical line."""
    first = None
    for index, token in enumerate(tokens):
        if token.type in (tokenize.INDENT, tokenize.DEDENT, *_SKIPPED):
            continue
        if first is None:
            first = index
        if token.type == tokenize.NEWLINE:
            yield first, index
            first = None


def _needless_parentheses(tokens: Sequence[_Token], index: int) -> tuple[int, int] | None:
    """Find the parentheses right around the ``await`` at ``index``, if its operand is all that they hold."""
    if tokens[index - 1].string != "(":
        return None
    before = tokens[index - 2]
    is_call = before.string in (")", "]") or (before.type == tokenize.NAME and not keyword.iskeyword(before.string))
    closing = _closing(tokens, index - 1)
    if is_call or tokens[closing + 1].string not in (".", "[", "("):
        return None
    inside = index + 1
    while inside < closing:
        token = tokens[inside]
        if token.string in ("(", "["):
            inside = _closing(tokens, inside)
        elif token.string != "." and (token.type != tokenize.NAME or keyword.iskeyword(token.string)):
            return None
        inside += 1
    return index - 1, closing


def _closing(tokens: Sequence[_Token], opening: int) -> int:
    depth = 0
    for index in range(opening, len(tokens)):
        if tokens[index].type == tokenize.OP:
            depth += (tokens[index].string in "([{") - (tokens[index].string in ")]}")
            if not depth:
                return index
    raise ValueError(f"The bracket in line {tokens[opening].start[0]} is never closed.")


def _end_of_fstring(tokens: Sequence[_Token], opening: int) -> int:
    depth = 0
    for index in range(opening, len(tokens)):
        depth += (tokens[index].type == _FSTRING_START) - (tokens[index].type == _FSTRING_END)
        if not depth:
            return index
    raise ValueError(f"The f-string in line {tokens[opening].start[0]} never ends.")
