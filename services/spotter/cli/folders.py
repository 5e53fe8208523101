"""Where Spotter keeps what it makes."""

import os
from pathlib import Path

DATA_VARIABLE = "SPOTTER_DATA_DIR"


def data_folder() -> Path:
    """``$SPOTTER_DATA_DIR``, else ``.spotter`` in the current folder; it need not exist yet."""
    chosen = os.environ.get(DATA_VARIABLE)
    return Path(chosen).expanduser() if chosen else Path(".spotter")
