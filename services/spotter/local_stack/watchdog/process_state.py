"""What the kernel says of a process."""

from enum import Enum
from pathlib import Path


class ProcessState(Enum):
    """Whether the kernel lets a process run; the values are those of Linux's /proc."""

    STOPPED = "T"
    """A signal such as SIGSTOP has stopped it."""
    TRACED = "t"
    """A debugger has stopped it."""
    SCHEDULED = ""
    """It runs, waits or sleeps; also where the kernel does not tell."""


def process_state(pid: int) -> ProcessState:
    """The state of the process ``pid``."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:  # it has ended, or there is no /proc
        return ProcessState.SCHEDULED
    letter = said.rpartition(")")[2].split()[0]  # its name, in brackets, may contain anything
    return ProcessState(letter) if letter in {"T", "t"} else ProcessState.SCHEDULED
