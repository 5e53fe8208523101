"""Compiled functions are cached where possible, and run where not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MOVEMENT = Path(__file__).parents[3] / "services" / "spotter" / "movement"

LOADED = """
import numpy as np
from spotter.movement.alignment import align, multivariate_dtw as dtw

print(align(np.zeros((2, 1)), np.zeros((1, 1))).tolist())
stats = dtw.best_moves.stats
print(sum(stats.cache_hits.values()), sum(stats.cache_misses.values()))
"""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The package alone, in a folder without a compile cache."""
    package = tmp_path / "spotter"
    shutil.copytree(MOVEMENT, package / "movement", ignore=shutil.ignore_patterns("__pycache__"))
    (package / "__init__.py").touch()
    for folder in ("movement", "movement/alignment"):
        (package / folder / "__pycache__").touch()
    return tmp_path


def loaded(installed: Path, **environment: str) -> list[str]:
    nowhere = {
        "HOME": str(installed / "spotter" / "movement" / "__pycache__"),
        "PYTHONPATH": str(installed),
    }
    run = subprocess.run(
        [sys.executable, "-c", LOADED],
        env=nowhere | environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=200,
    )
    return run.stdout.splitlines()


def test_where_no_folder_can_be_written_each_process_compiles_for_itself(installed: Path) -> None:
    for _ in range(2):
        assert loaded(installed) == ["[[0, 0], [1, 0]]", "0 1"]
    assert not list(installed.rglob("*.nb[ic]"))


def test_a_process_loads_what_an_earlier_one_compiled(installed: Path, tmp_path: Path) -> None:
    kept = str(tmp_path / "kept")
    assert loaded(installed, NUMBA_CACHE_DIR=kept) == ["[[0, 0], [1, 0]]", "0 1"]
    assert loaded(installed, NUMBA_CACHE_DIR=kept) == ["[[0, 0], [1, 0]]", "1 0"]
