"""The command ``smartbuildings``: read and control an account from a shell.

``main`` is all that is here, and it imports next to nothing: the commands and what they need (extra ``cli``) are loaded
when it runs, so that a missing extra is one clear sentence.

Exit codes, which scripts may rely on:

====  =========================================================================================
code  meaning
====  =========================================================================================
0     done
1     something else failed, or some of several things did
2     the command or a value in it is wrong; nothing was changed
3     the configuration is wrong: credentials, base URL, token store
4     the credentials or the token were refused
5     there is no such object, or these credentials may not do this
6     a quota is spent; the sentence says for how long
7     no usable answer: the connection failed or the server did; nothing was changed
8     a write was sent and its outcome is not known; look before you send it again
9     a part of a portfolio could not be read: the results of the other accounts were printed
130   interrupted with Ctrl-C
====  =========================================================================================

A command that reads many prints all that it has read, says on stderr which are missing and why, and ends with the code
of what went wrong: 1 if that differs. With a portfolio it ends with 9 as long as something was read.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

__all__ = ["main"]

_EXTRA: Final = frozenset({"cyclopts", "rich"})
_USAGE: Final = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: What follows the program's name; by default that of this process.

    Returns:
        The exit code, as listed at the top of this module.
    """
    try:
        from smartbuildings.cli.run import run
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in _EXTRA:
            raise
        sys.stderr.write("smartbuildings: The command line needs an extra: pip install 'smartbuildings[cli]'.\n")
        return _USAGE
    return run(sys.argv[1:] if arguments is None else arguments)
