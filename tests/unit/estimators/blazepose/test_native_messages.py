"""Native libraries' information stays off standard error, and nothing else does."""

import os

import pytest

from spotter.estimators.blazepose.native_messages import without_information
from spotter.estimators.models.catalogue import ModelCache
from spotter.estimators.registry import make_estimator


def test_information_is_left_out_and_warnings_are_not(capfd: pytest.CaptureFixture[str]) -> None:
    with without_information():
        os.write(2, b"INFO: made a delegate\nWARNING: slow\n")
    os.write(2, b"afterwards\n")
    assert capfd.readouterr().err == "WARNING: slow\nafterwards\n"


def test_what_was_written_before_an_error_is_shown(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(MemoryError):
        run_out_of_memory()
    assert capfd.readouterr().err == "ERROR: no memory\n"


@without_information()
def run_out_of_memory() -> None:
    os.write(2, b"ERROR: no memory\n")
    raise MemoryError


def test_loading_the_default_network_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    make_estimator("blazepose-full", ModelCache.at(None), threads=1)
    assert not capfd.readouterr().err
