"""ecobee SmartBuildings: client, buildings, thermostats, and what differs between its API versions."""
