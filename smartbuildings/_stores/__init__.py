"""The token stores: in memory, and those that several processes share, which need an extra each."""
