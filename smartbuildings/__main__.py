"""Lets ``python -m smartbuildings`` run the command line."""

from __future__ import annotations

import sys

from smartbuildings.cli import main

if __name__ == "__main__":
    sys.exit(main())
