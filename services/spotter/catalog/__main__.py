"""The gym's memory: ``python -m spotter.catalog``, and ``... db`` for its database."""

import sys

from spotter.catalog.database import command
from spotter.catalog.service import serve
from spotter.catalog.settings import CatalogSettings
from spotter.runtime.process import run_process


def main() -> int:
    """Serve until SIGTERM or SIGINT, or do what ``db`` says; returns the exit code."""
    if sys.argv[1:2] == ["db"]:
        return command.run(sys.argv[2:])
    return run_process("catalog", CatalogSettings, serve)


if __name__ == "__main__":
    sys.exit(main())
