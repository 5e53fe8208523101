"""Estimates poses in the frames of its stations: ``python -m spotter.pose_worker``."""

import sys

from spotter.pose_worker.service import serve
from spotter.pose_worker.settings import PoseWorkerSettings
from spotter.runtime.process import run_process


def main() -> int:
    """Serve until SIGTERM or SIGINT; returns the exit code."""
    return run_process("pose_worker", PoseWorkerSettings, serve)


if __name__ == "__main__":
    sys.exit(main())
