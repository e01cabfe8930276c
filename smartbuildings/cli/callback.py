"""Receives the redirect of a consent: on a loopback port, or pasted into the terminal.

Over ssh the browser runs on another machine, where the redirect finds nobody. Its URL is in the address bar all the
same, and is as good when it is pasted.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Final, TextIO
from urllib.parse import parse_qs, urlsplit

from smartbuildings._core.hiding import Secret
from smartbuildings.errors import ConfigurationError, ConsentNeeded, InvalidRequest

__all__ = ["code_in", "wait_for_redirect"]

_DONE: Final = b"<!doctype html><title>smartbuildings</title><p>Done. You can close this window."
_WRONG: Final = b"<!doctype html><title>smartbuildings</title><p>This is not the redirect that was expected."


def code_in(redirect: str, *, state: str) -> str:
    """Return the code in the URL of a redirect.

    Raises:
        InvalidRequest: it is no such URL, or belongs to another login.
        ConsentNeeded: the user did not consent.
    """
    try:
        query = parse_qs(urlsplit(redirect.strip()).query)
    except ValueError:
        query = {}
    if query.get("state") != [state]:
        msg = (
            "This is not the redirect of this login: its state differs. Paste the whole address of the page that the "
            "browser shows after you have consented."
        )
        raise InvalidRequest(msg, field="redirect")
    if "error" in query:
        cause = " ".join((*query["error"], *query.get("error_description", ()))).rstrip(".")
        raise ConsentNeeded(cause=f"the consent was not given ({cause})")
    codes = query.get("code", [])
    if len(codes) != 1:
        msg = "The redirect holds no code. Paste the whole address of the page."
        raise InvalidRequest(msg, field="redirect")
    return Secret(codes[0])


def wait_for_redirect(
    redirect_uri: str,
    *,
    state: str,
    timeout_s: float,
    typed: TextIO | None,
    complain: Callable[[str], None],
    ready: Callable[[], None] = lambda: None,
) -> str:
    """Wait for the redirect, and return the code in it.

    Args:
        redirect_uri: Where the browser is sent. If it is a loopback URL, its port is listened on.
        state: The state that the redirect has to have.
        timeout_s: How long to wait.
        typed: Where a person may paste the redirect's URL; ``None`` where nobody can.
        complain: Called with what is wrong with a text that was pasted.
        ready: Called as soon as a redirect can be received.

    Raises:
        ConfigurationError: nothing can be received, or nothing came.
        ConsentNeeded: the user did not consent.
    """
    found: queue.Queue[str | Exception] = queue.Queue()
    server = _listen(redirect_uri, state, found)
    if server is None and typed is None:
        msg = f"The redirect to {redirect_uri} cannot be received here, and there is no terminal to paste it into."
        raise ConfigurationError(msg)
    if typed is not None:
        threading.Thread(target=_read, args=(typed, state, found, complain), daemon=True).start()
    try:
        ready()
        result = found.get(timeout=timeout_s)
    except queue.Empty:
        msg = f"No redirect came in {timeout_s:.0f} s. Run the command again when the browser is at hand."
        raise ConfigurationError(msg) from None
    finally:
        if server is not None:
            server.shutdown()
            server.server_close()
    if isinstance(result, Exception):
        raise result
    return result


def _read(typed: TextIO, state: str, found: queue.Queue[str | Exception], complain: Callable[[str], None]) -> None:
    """Read pasted lines until one is the redirect."""
    for line in typed:
        if not line.strip():
            continue
        try:
            found.put(code_in(line, state=state))
        except InvalidRequest as wrong:
            complain(str(wrong))
            continue
        except ConsentNeeded as refused:
            found.put(refused)
        return


def _listen(redirect_uri: str, state: str, found: queue.Queue[str | Exception]) -> HTTPServer | None:
    """Listen where the redirect leads, if that is a port of this machine that nobody has."""
    parts = urlsplit(redirect_uri)
    if parts.scheme != "http" or parts.hostname not in {"localhost", "127.0.0.1"} or parts.port is None:
        return None

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_ours = urlsplit(self.path).path == (parts.path or "/")
            outcome: str | Exception | None = None
            if is_ours:
                try:
                    outcome = code_in(self.path, state=state)
                except InvalidRequest:
                    is_ours = False
                except ConsentNeeded as refused:
                    outcome = refused
            self.send_response(200 if is_ours else 400)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(_DONE if is_ours else _WRONG)
            if outcome is not None:
                found.put(outcome)

        def log_message(self, format: str, *args: object) -> None:
            """Log nothing: the request line holds the code."""

    try:
        server = HTTPServer(("127.0.0.1", parts.port), Handler)
    except OSError as taken:
        msg = (
            f"Port {parts.port} of this machine cannot be listened on ({taken.strerror}). Give another --redirect-uri "
            "that the app has registered."
        )
        raise ConfigurationError(msg) from taken
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
