"""Tools of this repository: they write ``generated/`` and ``smartbuildings/_sync``; nothing here is shipped."""
