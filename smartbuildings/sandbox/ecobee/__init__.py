"""The SmartBuildings API of ecobee, versions 1 and 2: its portfolio, its routes and its wording."""
