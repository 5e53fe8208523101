"""Serves the page and its API: ``python -m spotter.notifier``."""

import sys

from spotter.notifier.service import serve
from spotter.notifier.settings import NotifierSettings
from spotter.runtime.process import run_process


def main() -> int:
    """Serve until SIGTERM or SIGINT; returns the exit code."""
    return run_process("notifier", NotifierSettings, serve)


if __name__ == "__main__":
    sys.exit(main())
