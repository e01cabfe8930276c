"""Run a command, and end it with its children when the process that started it is gone.

Started as a script, with a pipe as its standard input whose other end the starting process holds. The kernel closes
that end however the process ends, ``kill -9`` included, which no handler of that process could notice.
"""

import os
import signal
import subprocess
import sys
import threading


def _end_with_the_starter() -> None:
    os.read(0, 1)  # Returns only when the other end is closed. Not sys.stdin, whose lock would hold up the exit.
    os.killpg(0, signal.SIGKILL)


def main() -> int:
    """Run the command in the arguments; return its exit code, or end by the signal that ended it."""
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
    threading.Thread(target=_end_with_the_starter, daemon=True).start()
    code = child.wait()
    if code < 0:
        if -code != signal.SIGKILL:  # Python has handlers of its own for some.
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    return code


if __name__ == "__main__":
    sys.exit(main())
