"""A resident moves out: take the thermostat back, and set it up for the next one.

Switching resident mode off resets most of the thermostat's settings, which is what is wanted here; the SDK sends it
once, and only for who says so. Usage: python examples/resident_turnover.py THERMOSTAT_ID
"""

from __future__ import annotations

import sys

from smartbuildings import SmartBuildings, Temperature
from smartbuildings.ecobee import Thermostat
from smartbuildings.errors import OutcomeUnknown
from smartbuildings.values import Range


def take_back(thermostat: Thermostat) -> None:
    """End resident mode, then set what every flat of the house has."""
    try:
        thermostat.turn_off_resident_mode(confirm_reset=True)
    except OutcomeUnknown as unknown:
        # The answer was lost, and the state does not show the change yet. It is not repeated: look first.
        sys.exit(f"{unknown}\nLook at the thermostat before you go on.")
    thermostat.update_settings(
        heat_range=Range(Temperature.f(50), Temperature.f(76)),
        cool_range=Range(Temperature.f(66), Temperature.f(90)),
    )
    thermostat.set_mode("auto")


def main() -> None:
    """Take back the thermostat that is named on the command line."""
    with SmartBuildings() as sb:
        thermostat = sb.thermostats.get(sys.argv[1])
        take_back(thermostat)
        settings = thermostat.settings()
        print(f"{thermostat.info().name} is ours again: heat {settings.heat_range}, cool {settings.cool_range}")


if __name__ == "__main__":
    main()
