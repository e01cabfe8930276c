"""Looks that need no request: the environment, the base URL, the token store."""

from __future__ import annotations

import os
import platform
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from smartbuildings import __version__
from smartbuildings._core.config import Settings, from_environment
from smartbuildings.cli.accounts import Account
from smartbuildings.cli.checkup.findings import Finding, failed, ok, warning
from smartbuildings.cli.connection import is_loopback
from smartbuildings.cli.exit_codes import ExitCode
from smartbuildings.errors import ConfigurationError

__all__ = ["look_at_settings"]

_QUOTES: Final = ("'", '"', "“", "‘")
_SECRET_MODE: Final = 0o077
"""The permissions that a file with a secret must not have."""


def look_at_settings(account: Account) -> Iterator[Finding]:
    """Look at everything that can be known without a request."""
    yield ok("versions", f"smartbuildings {__version__} on Python {platform.python_version()}, {platform.system()}")
    yield _credentials(account)
    yield _base_url(account)
    yield _api_version(account)
    yield _token_store(account)


def _credentials(account: Account) -> Finding:
    if "client_id" in account.arguments:  # And the secret, else the file would have been refused.
        return ok("credentials", f"client id {account.arguments['client_id']}, and a secret, from the portfolio")
    return _credentials_of_environment()


def _credentials_of_environment() -> Finding:
    names = ("CLIENT_ID", "CLIENT_SECRET")
    values = {f"SMARTBUILDINGS_{name}": from_environment(name, os.environ) for name in names}
    missing = [name for name, value in values.items() if value is None]
    if missing:
        return failed(
            "credentials",
            f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not set",
            "Set them to what ecobee issued. Without an account, run `smartbuildings sandbox` and paste its lines.",
        )
    quoted = [name for name, value in values.items() if value is not None and value.startswith(_QUOTES)]
    if quoted:
        return warning(
            "credentials",
            f"{' and '.join(quoted)} begins with a quote character",
            "Whatever set it took the quotes for a part of the value. Set it without them.",
        )
    return ok("credentials", f"client id {values['SMARTBUILDINGS_CLIENT_ID']}, and a secret, from the environment")


def _base_url(account: Account) -> Finding:
    try:
        Settings(account.url)
    except ConfigurationError as error:
        return failed("base_url", error)
    if is_loopback(urlsplit(account.url).hostname or ""):
        return ok("base_url", f"{account.url} (on this machine: a sandbox, not ecobee)")
    return ok("base_url", account.url)


def _api_version(account: Account) -> Finding:
    version = account.api_version or from_environment("API_VERSION", os.environ) or "v2"
    if version not in {"v1", "v2"}:
        return failed("api_version", f"SMARTBUILDINGS_API_VERSION is {version!r}", "Set it to v2, or leave it out.")
    if version == "v1":
        return warning("api_version", "v1", "ecobee announced the removal of v1 for 2026-03-31. Use v2.")
    return ok("api_version", version)


def _token_store(account: Account) -> Finding:
    from smartbuildings.tokens import store_from_text

    # Never the text itself: a Redis URL may hold a password.
    kind, _, rest = account.store.partition(":")
    try:
        store = store_from_text(account.store)
        if kind not in {"memory", "file"}:
            store.load("doctor")  # Nothing is there; what matters is that the server answers.
    except Exception as error:  # noqa: BLE001 - a store raises what its server's own client raises
        return failed("token_store", error, code=ExitCode.CONFIGURATION)
    if kind == "memory":
        return warning(
            "token_store",
            "memory: every command requests a token of its own",
            "The vendor allows 120 in 2 hours and asks to share one. Set SMARTBUILDINGS_TOKEN_STORE to file.",
        )
    return _token_folder(rest) if kind == "file" else ok("token_store", f"{kind} server, answers")


def _token_folder(rest: str) -> Finding:
    folder = Path(rest).expanduser() if rest else _default_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor."):
            pass
        exposed = [each for each in folder.glob("*.json") if stat.S_IMODE(each.stat().st_mode) & _SECRET_MODE]
    except OSError as error:
        return failed(
            "token_store",
            f"{folder} cannot be written: {error.strerror}",
            "Name another one with --token-store file:FOLDER.",
        )
    if exposed and sys.platform != "win32":  # There the permissions of POSIX say nothing.
        return failed(
            "token_store",
            f"{exposed[0]} can be read by other users",
            f"Run: chmod 600 {exposed[0]} and then change the client's secret if others use this machine.",
        )
    held = sum(1 for _ in folder.glob("*.json"))
    return ok("token_store", f"{folder}, writable, {'files for you alone' if held else 'still empty'}")


def _default_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_state_dir("smartbuildings")) / "tokens"
