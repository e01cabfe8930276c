"""The token stores that several processes share; each needs an extra."""
