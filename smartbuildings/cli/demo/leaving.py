"""The last step: leave the room as it was found, and no secret on the screen."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from smartbuildings.cli.demo.scene import Scene, counted
from smartbuildings.cli.demo.server_record import count
from smartbuildings.cli.demo.stage import Stage

__all__ = ["check_for_secrets", "leave"]

_TOKENS_BEGIN: Final = ("eyJ", "ya29.")
"""How access tokens begin: signed ones with the base64 of a brace and a quote, Google's with a prefix of its own."""


def leave(scene: Scene) -> None:
    """Resume the schedule, and look through all that was shown for secrets."""
    scene.stage.step("Leave it as it was", "The schedule takes over again.")
    scene.stage.code("thermostat.resume()")
    mark = scene.server.mark()
    scene.chosen().resume()
    written = count(scene.server.since(mark), operation="resumeSchedule", status=204)
    left = len(scene.chosen().holds())
    scene.stage.check(
        written == 1 and left == 0,
        f"{counted(written, 'write')} at the server, and read back: {counted(left, 'hold')} left",
    )
    check_for_secrets(scene.stage, scene.secrets)


def check_for_secrets(stage: Stage, secrets: Collection[str]) -> None:
    """Look through all that was shown for secrets and tokens."""
    shown = sum(any(each in text for each in (*secrets, *_TOKENS_BEGIN)) for text in stage.told)
    where = "in none" if shown == 0 else f"in {shown}"
    stage.check(shown == 0, f"the secrets and the tokens are {where} of the {len(stage.told)} texts shown here")
