"""The gym's memory: ``python -m spotter.catalog``."""

import sys

from spotter.catalog.service import serve
from spotter.catalog.settings import CatalogSettings
from spotter.runtime.process import run_process


def main() -> int:
    """Serve until SIGTERM or SIGINT; returns the exit code."""
    return run_process("catalog", CatalogSettings, serve)


if __name__ == "__main__":
    sys.exit(main())
