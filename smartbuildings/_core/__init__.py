"""Pure logic: no I/O, no clock of its own, nothing from httpx or the generated code."""
