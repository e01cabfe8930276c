"""The last step: leave the room as it was found, and no secret on the screen."""

from __future__ import annotations

from typing import Final

from smartbuildings.cli.demo.scene import Scene, counted
from smartbuildings.cli.demo.server_record import count

__all__ = ["leave"]

_JWT_BEGINS: Final = "eyJ"
"""How every signed token begins: with the base64 of a brace and a quote."""


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
    shown = sum(any(each in text for each in (*scene.secrets, _JWT_BEGINS)) for text in scene.stage.told)
    where = "in none" if shown == 0 else f"in {shown}"
    scene.stage.check(
        shown == 0, f"the secrets and the tokens are {where} of the {len(scene.stage.told)} texts shown here"
    )
