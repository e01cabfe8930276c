"""Several accounts as one, I/O side. What needs no I/O is in ``smartbuildings/portfolio.py``. Knows protocols only."""
