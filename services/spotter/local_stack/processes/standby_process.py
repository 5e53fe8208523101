"""A process that has imported what services need and becomes one of them when it is told to.

``python -m spotter.local_stack.processes.standby_process PARENT_PID MODULE...`` imports the
``__main__`` of each MODULE, or of as many as it can before it is needed. It is told what to become
by one line of JSON: module, arguments, environment.
"""

import ctypes
import json
import os
import select
import sys
from importlib import import_module

from spotter.local_stack.processes.parent_death_signal import die_with

_PR_SET_NAME = 15


def _main(parent: int, modules: list[str]) -> int:
    die_with(parent)
    for name in modules:
        if not _is_needed():
            import_module(f"{name}.__main__")
    line = sys.stdin.readline()
    if not line:  # nobody needed it
        return 0
    told = json.loads(line)
    _detach_input()
    _name_process(told["module"].rpartition(".")[2])
    os.environ.clear()
    os.environ.update(told["environment"])
    sys.argv = [told["module"], *told["arguments"]]
    return int(import_module(f"{told['module']}.__main__").main())


def _is_needed() -> bool:
    return bool(select.select([sys.stdin], [], [], 0)[0])


def _detach_input() -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)


def _name_process(name: str) -> None:
    """Let ``top`` show what it has become; the command line cannot be changed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_NAME, name.encode())


if __name__ == "__main__":
    sys.exit(_main(int(sys.argv[1]), sys.argv[2:]))
