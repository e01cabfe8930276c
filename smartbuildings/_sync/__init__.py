# Derived from smartbuildings/_async/__init__.py. Do not edit: change that file and run `python -m tools.unasync`.

"""All I/O of the library, written once. ``_sync`` is derived from this folder: nox -s unasync."""
