"""All I/O of the library, written once. ``_sync`` is derived from this folder: nox -s unasync."""
