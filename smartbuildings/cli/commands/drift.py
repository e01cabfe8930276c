"""``drift``: what answers held that the description of the API does not, as entries for its overlay."""

# ruff: noqa: D417 - the options that every command has are explained in connection.py

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final

import attrs
from cyclopts import Parameter

from smartbuildings._core.config import from_environment
from smartbuildings.cli.connection import HERE, AsJson, Connection
from smartbuildings.cli.printing import note, print_json
from smartbuildings.errors import ConfigurationError, InvalidRequest, NotSupported

if TYPE_CHECKING:
    from smartbuildings import SmartBuildings
    from smartbuildings._core.drift import Drift
    from smartbuildings.ecobee import Thermostat

__all__ = ["drift"]

_PARTS: Final[tuple[Callable[[Thermostat], object], ...]] = (
    lambda each: each.info(),
    lambda each: each.status(),
    lambda each: each.events(),
    lambda each: each.sensors(),
    lambda each: each.alerts(),
    lambda each: each.weather(),
    lambda each: each.alert_settings(),
    lambda each: each.settings(),
    lambda each: each.access_control(),
    lambda each: each.comfort_settings(),
    lambda each: each.schedule(),
)
"""Everything that can be read of a thermostat. What is read is looked at for drift and then forgotten."""


def drift(
    *files: Annotated[str, Parameter(name="FILE")],
    limit: int | None = None,
    json: AsJson = False,
    connection: Connection = HERE,
) -> int:
    """Print what answers held that the description of the API does not, as entries for its overlay.

    With files it prints what running programs met: a program writes its file with `sb.drift.to_json()`, and the entries
    are for the API version that is set here. Without a file it reads the account once, whatever can be read: up to 11
    requests for each thermostat, none of which changes anything.

    Of values only unknown ones of enumerations are printed; of all others the name of the field and the type.

    Args:
        files: What `sb.drift.to_json()` wrote, or this command with `--json`.
        limit: How many thermostats to read at most; 1 or 2 of each kind tell as much as all.
    """
    from smartbuildings._core.drift_entries import overlay_entries
    from smartbuildings.ecobee.drift_places import PLACES

    account = None if files else connection.ecobee(instead="In Python, `client.drift` has that of every vendor.")
    version = connection.api_version if account is None else account.account.api_version
    package = _package(version)
    document = _document(package)
    if account is None:
        if limit is not None:
            raise InvalidRequest("--limit is about reading the account, and FILE says not to. Give one of them.")
        met, code = list(dict.fromkeys(each for name in files for each in _read(name))), 0
    else:
        with account.client() as sb:
            code = _walk(sb, limit)
            met = list(sb.drift.entries)
    entries = overlay_entries(met, document, PLACES)
    if json:
        info = document["info"]
        api = {"package": package, "title": info["title"], "version": info["version"]}
        print_json({"api": api, "drift": [attrs.asdict(each) for each in met], "overlay": entries})
    else:
        # Not through a console, which would fold long lines: this is to be pasted.
        sys.stdout.write(entries)
    if not met:
        note(f"Nothing was met that the description of {package} does not have.")
    return code


def _package(version: str | None) -> str:
    version = version or from_environment("API_VERSION", os.environ) or "v2"
    if version not in ("v1", "v2"):
        raise ConfigurationError(f"{version!r} is not a version of the API. Use 'v2', or 'v1' for the retired one.")
    return f"ecobee_{version}"


def _document(package: str) -> Any:
    import json
    from importlib.resources import files

    return json.loads((files("smartbuildings_api") / package / "openapi.json").read_text("utf-8"))


def _read(name: str) -> list[Drift]:
    from pathlib import Path

    from smartbuildings._core.drift import read_drift

    cause: Exception
    try:
        return read_drift(Path(name).read_text(encoding="utf-8"))
    except OSError as error:
        told, cause = f"cannot be read: {error.strerror}", error
    except UnicodeDecodeError as error:
        told, cause = "holds no drift: it is not text", error
    except ValueError as error:
        told, cause = f"holds no drift: {error}", error
    raise InvalidRequest(f"{name} {told}. Write one with `sb.drift.to_json()`.") from cause


def _walk(sb: SmartBuildings, limit: int | None) -> int:
    """Read everything once; give the exit code."""
    from smartbuildings.cli.bulk_read import Outcome, read_each, verdict

    buildings = sb.buildings().all()
    thermostats = sb.thermostats(limit=limit).all()
    things: list[tuple[str, Callable[[], object]]] = [(each.id, each.info) for each in buildings]
    things += _readings(thermostats)
    note(f"Reading {len(buildings)} buildings and {len(thermostats)} thermostats.")
    read = read_each(things, lambda thing: thing[1](), doing="Reading the account", key=lambda thing: thing[0])
    return verdict([Outcome(each.of[0], each.found, each.error) for each in read])


def _readings(thermostats: Sequence[Thermostat]) -> Iterator[tuple[str, Callable[[], object]]]:
    for thermostat in thermostats:
        for part in _PARTS:
            yield thermostat.id, partial(_read_if_supported, part, thermostat)


def _read_if_supported(part: Callable[[Thermostat], object], thermostat: Thermostat) -> None:
    with contextlib.suppress(NotSupported):  # by an older version of the API; nothing is sent then
        part(thermostat)
