"""People keep their ids in the standard scenes, despite a pose network's errors."""

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.movement.values.body.poses import Keypoints
from spotter.simulation.crossing import STANDARD_SCENES, standard_scene
from spotter.tracking.tracker import Tracker
from support.movements.id_switches import id_switches
from support.movements.seen_people import seen_people

RATE_HZ = 30.0
EVERY = {30: 1, 15: 2, 10: 3}
"""Frame rate -> one in this many frames of a scene is used."""
SEEDS = (0, 1, 2)


def followed(
    captured_us: NDArray[np.int64], frames: list[list[Keypoints]]
) -> list[list[tuple[int, Keypoints]]]:
    tracker = Tracker()
    return [
        [(one.track_id, one.keypoints) for one in tracker.track(int(now_us), people)]
        for now_us, people in zip(captured_us, frames, strict=True)
    ]


NOT_YET = pytest.mark.xfail(
    strict=True,
    reason="a walker who is missed for a while is confused with one who comes in right behind",
)


@pytest.mark.parametrize(
    ("name", "seed"),
    [
        pytest.param(name, seed, marks=[NOT_YET] * ((name, seed) == ("one overtakes another", 1)))
        for name in STANDARD_SCENES
        for seed in SEEDS
    ],
)
def test_everybody_keeps_one_id(name: str, seed: int) -> None:
    scene = standard_scene(name, RATE_HZ, seed)
    all_true, all_hidden = scene.keypoints(), scene.hidden()
    for rate_hz, every in EVERY.items():
        times_us, hidden = scene.captured_us[::every], all_hidden[::every]
        true = all_true[::every].copy()
        seen = seen_people(times_us, true, hidden, np.random.default_rng(1000 + seed))
        true[hidden.mean(axis=-1) > 0.5] = np.nan
        found = id_switches(true, followed(times_us, seen))
        assert found.switches == found.shared_ids == found.lost == 0, (rate_hz, found)


def seen_in(
    name: str, rate_hz: float, seed: int
) -> tuple[NDArray[np.int64], list[list[Keypoints]]]:
    scene = standard_scene(name, rate_hz, seed)
    rng = np.random.default_rng(seed)
    people = seen_people(scene.captured_us, scene.keypoints(), scene.hidden(), rng)
    return scene.captured_us, people


def test_the_order_of_detections_does_not_matter() -> None:
    times_us, seen = seen_in("three cross", 15, seed=3)
    one = followed(times_us, seen)
    other = followed(times_us, [people[::-1] for people in seen])
    assert [sorted(track_id for track_id, _ in frame) for frame in one] == [
        sorted(track_id for track_id, _ in frame) for frame in other
    ]
    for frame, oriented in zip(one, other, strict=True):
        again = dict(oriented)
        for track_id, keypoints in frame:
            np.testing.assert_array_equal(again[track_id], keypoints)


@pytest.mark.parametrize(("scale", "shift_px"), [(1.0, 4096.0), (0.25, 0.0), (8.0, -512.0)])
def test_a_shifted_and_scaled_picture_gives_the_same_ids(scale: float, shift_px: float) -> None:
    times_us, seen = seen_in("two meet behind", 10, seed=2)
    size = np.array([scale, scale, 1], dtype=np.float32)
    shift = np.array([shift_px, 0, 0], dtype=np.float32)
    moved = [[person * size + shift for person in people] for people in seen]
    ids = [[track_id for track_id, _ in frame] for frame in followed(times_us, seen)]
    again = [[track_id for track_id, _ in frame] for frame in followed(times_us, moved)]
    assert ids == again


def test_the_measure_counts_a_switch_a_shared_id_and_a_lost_person() -> None:
    true = standard_scene("two meet in the open", 10, seed=1).keypoints()[40:46]
    one, other = true[:, 0], true[:, 1]
    swapped = [
        [(1, one[i]), (2, other[i])] if i < 3 else [(2, one[i]), (1, other[i])] for i in range(6)
    ]
    assert id_switches(true, swapped).switches == 2
    assert id_switches(true, swapped).shared_ids == 2
    assert id_switches(true, [[(1, one[i])] for i in range(6)]).lost == 1
    assert id_switches(true, [[(1, one[i]), (2, other[i])] for i in range(6)]).switches == 0
