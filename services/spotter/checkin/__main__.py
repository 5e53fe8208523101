"""Reads who is at a station, when they ask: ``python -m spotter.checkin``."""

import sys

from spotter.checkin.service import serve
from spotter.checkin.settings import CheckinSettings
from spotter.runtime.process import run_process


def main() -> int:
    """Serve until SIGTERM or SIGINT; returns the exit code."""
    return run_process("checkin", CheckinSettings, serve)


if __name__ == "__main__":
    sys.exit(main())
