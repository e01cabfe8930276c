"""All commands, under the names that people type."""

from __future__ import annotations

from typing import Final

from cyclopts import App, Group

from smartbuildings import __version__
from smartbuildings.cli.commands.account import quota, token
from smartbuildings.cli.commands.control import hold, mode, resident_mode, resume, temperature
from smartbuildings.cli.commands.demo import demo
from smartbuildings.cli.commands.doctor import doctor
from smartbuildings.cli.commands.drift import drift
from smartbuildings.cli.commands.listing import buildings, thermostats
from smartbuildings.cli.commands.login import consents, login
from smartbuildings.cli.commands.readings import alerts, sensors, status
from smartbuildings.cli.commands.sandbox import sandbox
from smartbuildings.cli.exit_codes import HELP

__all__ = ["make_app"]

_INTRODUCTION: Final = f"""Read and control thermostats in real buildings.

Begin with `smartbuildings demo`, which needs no account.

With an account, set SMARTBUILDINGS_CLIENT_ID and SMARTBUILDINGS_CLIENT_SECRET and run `smartbuildings doctor`. \
There is no option for them: it would show them to everyone who lists the processes of this machine.

{HELP}"""


def make_app() -> App:
    """Build the command line."""
    app = App(
        name="smartbuildings", help=_INTRODUCTION, version=f"smartbuildings {__version__}", help_format="plaintext"
    )
    groups = {
        Group("Try", sort_key=1): (demo, sandbox),
        Group("Read", sort_key=2): (buildings, thermostats, status, sensors, alerts),
        Group("Control", sort_key=3): (temperature, mode, hold, resume, resident_mode),
        Group("Account", sort_key=4): (login, consents, token, quota, drift, doctor),
    }
    for group, commands in groups.items():
        for command in commands:
            app.command(command, group=group, sort_key=commands.index(command))
    app["--help"].group = app["--version"].group = Group("Options", sort_key=5)
    return app
