from pathlib import Path

import numpy as np
import pytest

from spotter.demo.loose_cable import AWAY_S, EVERY_S, FIRST_AFTER_S, LooseCable, is_away
from spotter.demo.plan import demo_stations
from spotter.simulation.motion.performance import perform

OFFLINE_AFTER_S = 20.0
"""As camera_ingest has it by default."""


def test_a_cable_that_is_out_is_missed_until_the_camera_is_offline() -> None:
    for station in (one for one in demo_stations(8, 10.0) if one.has_loose_cable):
        shot = station.shot
        performed = perform(shot.plan, np.random.default_rng(shot.seed)).captured_us[-1] / 1e6
        assert AWAY_S - (performed + shot.rest_s) > OFFLINE_AFTER_S + 5


@pytest.mark.parametrize("cycle", [0, 1, 7])
def test_it_goes_away_and_returns_again_and_again(cycle: int) -> None:
    out_s = FIRST_AFTER_S + cycle * EVERY_S
    before, out, still_out, in_again = map(is_away, (out_s - 1, out_s, out_s + 89, out_s + 90))
    assert (before, out, still_out, in_again) == (False, True, True, False)


def test_what_plays_is_there_while_the_cable_is_in(tmp_path: Path) -> None:
    video, camera = tmp_path / "video.mp4", tmp_path / "camera.mp4"
    video.write_bytes(b"pictures")
    cable = LooseCable(video, camera)
    for _ in range(2):
        cable.turn(0.0)
        assert camera.read_bytes() == b"pictures"
    for _ in range(2):
        cable.turn(FIRST_AFTER_S)
        assert not camera.exists()
    cable.turn(FIRST_AFTER_S + AWAY_S)
    assert camera.read_bytes() == b"pictures"
    assert video.read_bytes() == b"pictures"
