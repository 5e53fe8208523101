"""Compares reps with their references: ``python -m spotter.scorer``."""

import sys

from spotter.runtime.process import run_process
from spotter.scorer.service import serve
from spotter.scorer.settings import ScorerSettings


def main() -> int:
    """Serve until SIGTERM or SIGINT; returns the exit code."""
    return run_process("scorer", ScorerSettings, serve)


if __name__ == "__main__":
    sys.exit(main())
