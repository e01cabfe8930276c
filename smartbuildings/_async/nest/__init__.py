"""Nest: everything about it that awaits."""
