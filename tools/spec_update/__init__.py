"""A vendor's update of its document, explained: ``python -m tools.spec_update ecobee-v1 [FILE_OR_URL]``."""
