"""People who cross, found by a real network in rendered pictures: what it costs in mix-ups."""

import numpy as np
import pytest

from spotter.estimators.estimator import Estimator, Picture
from spotter.estimators.models.catalogue import ModelCache
from spotter.estimators.registry import make_estimator
from spotter.movement.values import Keypoints
from spotter.simulation.crossing import standard_scene
from spotter.tracking.tracker import Tracker
from support.movements.id_switches import Following, id_switches
from support.real_data import real_data

NETWORK = "weights-tf-pose-mobilenet_v2_small/mnv2small_368x432.onnx"
RATE_HZ = 10.0
OUT_OF_SIGHT = 0.5
"""Of whom more joints than this are hidden, nobody asks where."""


@pytest.fixture(scope="module")
def mobilenet() -> Estimator:
    name = f"openpose-onnx:{real_data(NETWORK)}"
    return make_estimator(name, ModelCache.default(), threads=2, device="cpu")


def followed(estimator: Estimator, name: str, seed: int) -> Following:
    scene = standard_scene(name, RATE_HZ, seed)
    tracker, tracked = Tracker(), list[list[tuple[int, Keypoints]]]()
    pictures = scene.pictures(np.random.default_rng(seed))
    for captured_us, bgr in zip(scene.captured_us, pictures, strict=True):
        (people,) = estimator.estimate([Picture("gym", int(captured_us), bgr)])
        found = tracker.track(int(captured_us), [one.keypoints for one in people])
        tracked.append([(one.track_id, one.keypoints) for one in found])
    true = scene.keypoints()
    true[scene.hidden().mean(axis=-1) > OUT_OF_SIGHT] = np.nan
    return id_switches(true, tracked)


@pytest.mark.parametrize(
    ("name", "people"),
    [("one passes behind", 2), ("two train and one passes between", 3)],
)
def test_people_who_cross_keep_their_ids(mobilenet: Estimator, name: str, people: int) -> None:
    found = followed(mobilenet, name, seed=0)
    assert len(found.ids) == people
    assert found.switches == found.shared_ids == found.lost == 0, found
    assert found.extra_ids <= 1


def test_three_who_cross_in_the_open_are_found_though_one_may_be_mixed_up(
    mobilenet: Estimator,
) -> None:
    found = followed(mobilenet, "three cross", seed=0)
    assert found.lost == 0
    assert found.switches <= 2
