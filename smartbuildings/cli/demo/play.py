"""The order of the steps, and whether each did what it said."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from smartbuildings import SmartBuildings
from smartbuildings.cli.connection import reach_loopback_directly
from smartbuildings.cli.demo import another_vendor, failing, holding, leaving, reading, surviving
from smartbuildings.cli.demo.process import SandboxProcess
from smartbuildings.cli.demo.scene import CLIENT_ID, CLIENT_SECRET, CannotGoOn, Scene, Waits
from smartbuildings.cli.demo.server_record import ServerRecord
from smartbuildings.cli.demo.stage import Stage, StepResult
from smartbuildings.errors import SmartBuildingsError
from smartbuildings.tokens import MemoryStore

__all__ = ["STEPS", "go_through", "has_passed", "play", "play_against", "sum_up"]

S = TypeVar("S")
Step = Callable[[Scene], None]

_TRY_IT: Final = "Try it: `smartbuildings sandbox`, then `smartbuildings status` in a second terminal."

STEPS: Final[tuple[Step, ...]] = (
    reading.get_token,
    reading.list_buildings,
    reading.read_statuses,
    holding.hold_set_point,
    holding.watch_temperature,
    surviving.survive_expiry,
    surviving.keep_the_quota,
    failing.explain_invalid_request,
    failing.explain_missing_permission,
    failing.explain_refused_credentials,
    another_vendor.control_smartthings,
    leaving.leave,
)


def play(stage: Stage) -> list[StepResult]:
    """Start a sandbox, go through all steps against it, and stop it."""
    started = time.monotonic()
    with SandboxProcess() as sandbox:
        stage.say("A pretend account, served by a process of its own and managed over real HTTP.", "bold")
        stage.say(f"Behind each ✓ stands what the server itself recorded. It listens on {sandbox.url}.", "dim")
        results = play_against(sandbox.url, stage)
        calls = ServerRecord(sandbox.url).mark()
    sum_up(stage, len(STEPS), calls, time.monotonic() - started, _TRY_IT)
    return results


def play_against(url: str, stage: Stage, steps: Sequence[Step] = STEPS) -> list[StepResult]:
    """Go through steps against a sandbox that is served already; one that breaks off ends the play."""
    reach_loopback_directly(url)
    waits = Waits()
    with SmartBuildings(
        CLIENT_ID, CLIENT_SECRET, base_url=url, api_version="v2", token_store=MemoryStore(), observers=[waits]
    ) as sb:
        return go_through(stage, Scene(url, sb, ServerRecord(url), stage, waits), steps)


def go_through(stage: Stage, scene: S, steps: Sequence[Callable[[S], None]]) -> list[StepResult]:
    """Go through the steps of any play; one that breaks off ends it."""
    for step in steps:
        try:
            step(scene)
        except (SmartBuildingsError, CannotGoOn, OSError) as error:
            stage.fail(f"{type(error).__name__}: {error}")
            break
    return stage.results


def has_passed(results: Sequence[StepResult], steps: int = len(STEPS)) -> bool:
    """Tell whether every step was gone through, and each did what it said."""
    return len(results) == steps and all(each.passed for each in results)


def sum_up(stage: Stage, steps: int, calls: int, took_s: float, try_it: str) -> None:
    """Say how many steps did what they said, and how to go on."""
    passed = sum(each.passed for each in stage.results)
    stage.console.print()
    if not has_passed(stage.results, steps):
        stage.say(f"✗ {passed} of {steps} steps did what they said.", "bold red")
        return
    stage.say(f"✓ All {passed} steps did what they said: {calls} calls in {took_s:.0f} seconds.", "bold green")
    stage.say(try_it)
