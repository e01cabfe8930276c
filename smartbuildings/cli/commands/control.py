"""``temperature``, ``mode``, ``hold``, ``resume`` and ``resident-mode``: what changes a thermostat."""

# ruff: noqa: D417 - the options that every command has are explained in connection.py

from __future__ import annotations

import sys
from typing import Annotated, Final, Literal

from cyclopts import Parameter

from smartbuildings.cli.connection import HERE, AsJson, Connection
from smartbuildings.cli.printing import notes, print_json, show
from smartbuildings.cli.writes import facts, warn
from smartbuildings.errors import InvalidRequest, NotSupported
from smartbuildings.units import Temperature
from smartbuildings.values import Applied

__all__ = ["hold", "mode", "resident_mode", "resume", "temperature"]

_Id = Annotated[str, Parameter(name="ID")]
_Degrees = Annotated[str | None, Parameter(allow_leading_hyphen=True)]
_INSTEAD: Final = "For other vendors, set what the thermostat aims at with `smartbuildings temperature`."
_Wait = Annotated[
    float | None, Parameter(help="How many seconds to wait until the device shows a change that was only accepted.")
]


def hold(
    thermostat_id: _Id,
    /,
    *,
    heat: _Degrees = None,
    cool: _Degrees = None,
    fan: Literal["on", "auto"] | None = None,
    until: Literal["nextTransition", "indefinite"] = "nextTransition",
    json: AsJson = False,
    connection: Connection = HERE,
) -> int:
    """Hold set points, or the fan.

    The set points are checked against the thermostat's own ranges before anything is sent.

    Args:
        thermostat_id: Which thermostat; with a portfolio its reference, or an id with --account.
        heat: Heat below this, such as 68F or 20C; in the modes heat, auxHeatOnly and auto.
        cool: Cool above this, such as 75F or 24C; in the modes cool and auto.
        fan: Hold the fan instead of set points.
        until: When the hold ends.
    """
    if fan is not None and (heat is not None or cool is not None):
        msg = "Set points and the fan are two holds. Give --heat and --cool, or --fan; run the command twice for both."
        raise InvalidRequest(msg, field="fan")
    wanted_heat, wanted_cool = (None if each is None else Temperature.parse(each) for each in (heat, cool))
    held: dict[str, object] = {"heat": None, "cool": None, "fan": None}
    account = connection.ecobee(thermostat_id, instead=_INSTEAD)
    (target,) = account.targets
    with account.client() as sb:
        thermostat = sb.thermostats.get(target.id)
        if fan is not None:
            done: Applied = (fan_hold := thermostat.hold_fan(fan, until=until))
            held |= {"fan": fan_hold.fan, "until": fan_hold.until}
        else:
            done = made = thermostat.hold(heat=wanted_heat, cool=wanted_cool, until=until)
            held |= {"heat": made.heat, "cool": made.cool, "until": made.until}
    warn(target.label, done)
    if json:
        print_json({"id": target.id, **target.place, **held, **facts(done)})
    else:
        what = ", ".join(f"{name} {held[name]}" for name in ("heat", "cool", "fan") if held[name] is not None)
        end = "until the schedule is resumed" if held["until"] == "indefinite" else "until the schedule changes next"
        show(f"Thermostat {target.label} holds {what} {end}.")
    return 0


def resume(thermostat_id: _Id, /, *, json: AsJson = False, connection: Connection = HERE) -> int:
    """End every manual hold and follow the schedule again.

    Args:
        thermostat_id: Which thermostat; with a portfolio its reference, or an id with --account.
    """
    account = connection.ecobee(thermostat_id, instead=_INSTEAD)
    (target,) = account.targets
    with account.client() as sb:
        done = sb.thermostats.get(target.id).resume()
    warn(target.label, done)
    if json:
        print_json({"id": target.id, **target.place, "is_resumed": True, **facts(done)})
    else:
        show(f"Thermostat {target.label} follows its schedule.")
    return 0


def mode(
    thermostat_id: _Id,
    hvac_mode: Annotated[str, Parameter(name="MODE")],
    /,
    *,
    wait: _Wait = None,
    json: AsJson = False,
    connection: Connection = HERE,
) -> int:
    """Set the HVAC mode.

    It takes the device a few seconds to show it in its status.

    Args:
        thermostat_id: Which thermostat; with a portfolio its reference, or an id with --account.
        hvac_mode: heat, cool, auto, off, auxHeatOnly, or another one that the thermostat lists.
    """
    accounts = connection.accounts()
    target = accounts.target(thermostat_id)
    if not accounts.is_ecobee:
        from smartbuildings.cli import neutral

        return neutral.mode(target, hvac_mode, wait_s=wait, json=json)
    with accounts.ecobee().client() as sb:
        done = sb.thermostats.get(target.id).set_mode(hvac_mode)
    warn(target.label, done)
    confirmed = done.differs[0].confirmed if done.differs else hvac_mode
    if json:
        print_json({"id": target.id, **target.place, "hvac_mode": str(confirmed), **facts(done)})
    else:
        show(f"Thermostat {target.label} goes to mode {confirmed}; its status shows it in a few seconds.")
    return 0


def temperature(
    thermostat_id: _Id,
    /,
    *,
    heat: _Degrees = None,
    cool: _Degrees = None,
    mode: str | None = None,
    wait: _Wait = None,
    json: AsJson = False,
    connection: Connection = HERE,
) -> int:
    """Set the temperature, for as long as the vendor does that by default.

    With ecobee this is a hold until the schedule changes next. Other vendors may accept it before the device shows it.

    Args:
        thermostat_id: Which thermostat; with a portfolio its reference, or an id with --account.
        heat: Heat below this, such as 68F or 20C.
        cool: Cool above this, such as 75F or 24C.
        mode: Set this mode first, such as heat (smartthings); if the device does not show it, no temperature is sent.
    """
    from smartbuildings.cli import neutral

    wanted_heat, wanted_cool = (None if each is None else Temperature.parse(each) for each in (heat, cool))
    target = connection.accounts().target(thermostat_id)
    row = target.account.row
    if mode is not None and not row.sets_mode_first:
        msg = f"With {row.name}, set the mode by a command of its own: smartbuildings mode {target.label} {mode}."
        raise NotSupported(msg)
    return neutral.temperature(target, heat=wanted_heat, cool=wanted_cool, mode=mode, wait_s=wait, json=json)


def resident_mode(
    thermostat_id: _Id,
    switch: Annotated[Literal["on", "off"], Parameter(name="SWITCH")],
    /,
    *,
    confirm_reset: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    json: AsJson = False,
    connection: Connection = HERE,
) -> int:
    """Give a thermostat to its resident, or take it back.

    While it is on, a resident can register the thermostat in an account of their own. Switching it OFF RESETS most
    settings of the thermostat to their defaults: schedule, comfort settings, preferences.

    Args:
        thermostat_id: Which thermostat; with a portfolio its reference, or an id with --account.
        switch: "on" gives it to a resident, "off" takes it back and resets it.
        confirm_reset: Say that the settings may be lost; without it, "off" asks, or fails where nobody can be asked.
    """
    account = connection.ecobee(thermostat_id)
    (target,) = account.targets
    with account.client() as sb:
        thermostat = sb.thermostats.get(target.id)
        if switch == "on":
            done = thermostat.turn_on_resident_mode()
        else:
            _make_sure(target.label, is_confirmed=confirm_reset)
            done = thermostat.turn_off_resident_mode(confirm_reset=True)
    warn(target.label, done)
    if json:
        print_json({"id": target.id, **target.place, "is_resident_mode": switch == "on", **facts(done)})
    else:
        what = "Its settings are back at their defaults." if switch == "off" else "A resident can register it now."
        show(f"Resident mode of thermostat {target.label} is {switch}. {what}")
    return 0


def _make_sure(label: str, *, is_confirmed: bool) -> None:
    if is_confirmed:
        return
    warning = f"Switching resident mode of thermostat {label} off resets most of its settings to defaults."
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        msg = f"{warning} Nothing was sent. Give --confirm-reset if that is what you want."
        raise InvalidRequest(msg, field="confirm_reset")
    notes().print(f"{warning} Type the thermostat's id to go on: ", end="", markup=False)
    if sys.stdin.readline().strip() != label:
        raise InvalidRequest(f"Thermostat {label} was left as it is. Nothing was sent.", field="confirm_reset")
