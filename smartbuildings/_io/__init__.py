"""What differs between the two flavours: waiting, locking, fanning out. Kept as small as it can be."""
