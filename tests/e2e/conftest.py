"""Fixtures that tests of running gyms share."""

import shutil
from pathlib import Path

import pytest

from support.movements.rendered_squats import record_squat_reference


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a recorded reference for squats; no gym runs in it."""
    folder = tmp_path_factory.mktemp("recorded")
    record_squat_reference(folder / "data", folder / "good.mp4")
    return folder / "data"


@pytest.fixture
def data(recorded: Path, tmp_path: Path) -> Path:
    """The test's own copy: a gym judges the reps that the last one in its folder has cut."""
    return shutil.copytree(recorded, tmp_path / "data")
