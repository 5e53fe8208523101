"""Cuts streams of poses into reps: ``python -m spotter.rep_segmenter``."""

import sys

from spotter.rep_segmenter.service import serve
from spotter.rep_segmenter.settings import SegmenterSettings
from spotter.runtime.process import run_process


def main() -> int:
    """Serve until SIGTERM or SIGINT; returns the exit code."""
    return run_process("rep_segmenter", SegmenterSettings, serve)


if __name__ == "__main__":
    sys.exit(main())
