"""``python -m bench.records.week_catalog``: a real catalog, for which time passes faster.

``SPOTTER_BENCH_TIMES`` says how many times; what Redis keeps for it goes sooner accordingly.
"""

import os
import sys
from dataclasses import asdict
from functools import partial

from spotter.catalog.ledger.intake.transit import KEPT, Kept
from spotter.catalog.service import serve
from spotter.catalog.settings import CatalogSettings
from spotter.runtime.process import run_process

TIMES_VARIABLE = "SPOTTER_BENCH_TIMES"


def main() -> int:
    """Serve until SIGTERM; returns the exit code."""
    times = float(os.environ[TIMES_VARIABLE])
    kept = Kept(**{name: max(1, round(ms / times)) for name, ms in asdict(KEPT).items()})
    return run_process("catalog", CatalogSettings, partial(serve, kept=kept))


if __name__ == "__main__":
    sys.exit(main())
