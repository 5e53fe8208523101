"""Runs a command that cannot outlive the process that started it.

``python -m spotter.local_stack.processes.parent_death_signal PARENT_PID COMMAND...`` becomes
COMMAND. The kernel kills it as soon as the parent ends, however it ends (on Linux; elsewhere
nothing does). The command's own process sets the death signal, not the parent between fork and
exec; that is safe with a parent that has threads.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def dies_with_parent(command: tuple[str, ...]) -> list[str]:
    """The command line that runs ``command`` so that it dies with this process."""
    return [
        sys.executable,
        "-P",
        "-m",
        "spotter.local_stack.processes.parent_death_signal",
        str(os.getpid()),
        *command,
    ]


def die_with(parent: int) -> None:
    """Let the kernel kill this process when its ``parent`` ends; exit if it has ended already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            sys.exit(1)


def _main(parent: int, command: list[str]) -> None:
    die_with(parent)
    os.execvp(command[0], command)  # noqa: S606 - the command is our own


if __name__ == "__main__":
    _main(int(sys.argv[1]), sys.argv[2:])
