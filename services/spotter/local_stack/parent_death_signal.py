"""Runs a command that cannot outlive the process that started it.

``python -m spotter.local_stack.parent_death_signal PARENT_PID COMMAND...`` becomes COMMAND, which
the kernel kills as soon as the parent is gone, however it went (Linux; elsewhere nothing does).
Being set by the command's own process, and not between fork and exec of its parent, the leash is
safe to use from a parent with threads.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def dies_with_parent(command: tuple[str, ...]) -> list[str]:
    """The command line that runs ``command`` on this process's leash."""
    return [
        sys.executable,
        "-P",
        "-m",
        "spotter.local_stack.parent_death_signal",
        str(os.getpid()),
        *command,
    ]


def _main(parent: int, command: list[str]) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it went before the leash was on
            sys.exit(1)
    os.execvp(command[0], command)  # noqa: S606 - the command is our own


if __name__ == "__main__":
    _main(int(sys.argv[1]), sys.argv[2:])
