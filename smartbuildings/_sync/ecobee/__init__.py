# Derived from smartbuildings/_async/ecobee/__init__.py. Do not edit: change that file and run `python -m tools.unasync`.

"""ecobee SmartBuildings: client, buildings, thermostats, and what differs between its API versions."""
