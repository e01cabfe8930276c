"""What every emulated vendor shares: requests and responses, the machine that answers them, faults, log and adapters.

Nothing here knows a vendor: a vendor's machine is a class with ``handle``, made of its routes and its wording.
"""
