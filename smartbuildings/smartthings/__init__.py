"""SmartThings: models, named values, and the checks before a request.

The modules of this package are pure: they make no request.
"""

from __future__ import annotations

from smartbuildings.smartthings import enums, models

__all__ = ["enums", "models"]
