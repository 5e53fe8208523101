from dataclasses import replace
from functools import cache
from threading import Thread

import numpy as np
import pytest

from spotter.estimators.errors import EstimatorError, ModelError
from spotter.estimators.openpose.maps import Maps
from spotter.estimators.openpose.network import Pictures
from spotter.estimators.openpose.published.parameters import Parameters
from spotter.estimators.openpose.published.structure import Structure, body_25, coco
from support.networks.random_weights import random_weights
from support.twins.network import naive_maps

torch = pytest.importorskip("torch", reason="PyTorch is not installed")

from spotter.estimators.openpose.torch.device import TorchDevice, device_of  # noqa: E402 - needs PyTorch
from spotter.estimators.openpose.torch.network import TorchNetwork  # noqa: E402 - needs PyTorch

STRUCTURES = {"coco": coco(), "body_25": body_25()}
BOTH = pytest.mark.parametrize("name", list(STRUCTURES))


@cache
def weights(name: str) -> Parameters:
    return random_weights(STRUCTURES[name])


def exact() -> TorchDevice:
    return replace(device_of("cpu", threads=1), dtype=torch.float32)


@cache
def network(name: str) -> TorchNetwork:
    return TorchNetwork(STRUCTURES[name], weights(name), exact())


def pictures(count: int, width_px: int = 64, height_px: int = 48, seed: int = 0) -> Pictures:
    rng = np.random.default_rng(seed)
    return rng.integers(0, 256, (count, height_px, width_px, 3), dtype=np.uint8)


def stacked(maps: Maps) -> np.ndarray:
    return np.concatenate([maps.heat, maps.affinity], axis=1)


def assert_same(one: np.ndarray, other: np.ndarray, tolerance: float = 1e-4) -> None:
    """Equal within a ratio of their spread."""
    np.testing.assert_allclose(one, other, rtol=0, atol=tolerance * float(np.std(other)))


@BOTH
def test_the_maps_are_those_of_the_slow_twin(name: str) -> None:
    structure: Structure = STRUCTURES[name]
    batch = pictures(1)
    maps = network(name).begin(batch)()
    assert maps.heat.shape == (1, structure.model.heat_count, 6, 8)
    assert maps.affinity.shape == (1, structure.model.affinity_count, 6, 8)
    assert_same(stacked(maps)[0], naive_maps(structure, weights(name), batch[0]))


@BOTH
def test_a_batch_gives_the_same_maps_as_single_pictures(name: str) -> None:
    batch = pictures(3)
    singly = [stacked(network(name).begin(batch[place : place + 1])()) for place in range(3)]
    assert_same(stacked(network(name).begin(batch)()), np.concatenate(singly))


def test_pictures_of_any_multiple_of_eight_are_accepted_in_turn() -> None:
    for width_px, height_px in ((64, 48), (8, 8), (40, 72), (64, 48)):
        maps = network("body_25").begin(pictures(1, width_px, height_px))()
        assert maps.heat.shape == (1, 26, height_px // 8, width_px // 8)


def test_bfloat16_keeps_the_maps_within_a_few_hundredths_of_their_spread() -> None:
    half = replace(exact(), dtype=torch.bfloat16)
    maps = TorchNetwork(coco(), weights("coco"), half).begin(pictures(1))()
    right = stacked(network("coco").begin(pictures(1))())
    assert 0 < np.std(stacked(maps) - right) / np.std(right) < 0.03


def test_two_batches_may_be_in_flight_and_another_thread_may_finish_them() -> None:
    first, second = (network("body_25").begin(pictures(1, seed=seed)) for seed in (1, 2))
    finished: list[Maps] = []
    thread = Thread(target=lambda: finished.extend((first(), second())))
    thread.start()
    thread.join()
    for maps, seed in zip(finished, (1, 2), strict=True):
        batch = pictures(1, seed=seed)
        assert_same(stacked(maps), stacked(network("body_25").begin(batch)()))


def test_read_only_pictures_are_accepted() -> None:
    batch = pictures(1)
    batch.flags.writeable = False
    assert np.isfinite(network("body_25").begin(batch)().heat).all()


@pytest.mark.parametrize(
    ("batch", "said"),
    [
        (pictures(1, 60), "expected sides that are multiples of 8 px; found 60x48"),
        (pictures(0), r"expected \(N, height, width, 3\) uint8 pictures; found \(0, 48, 64, 3\)"),
        (pictures(1)[0], r"pictures; found \(48, 64, 3\) uint8"),
        (pictures(1).astype(np.float32), r"pictures; found \(1, 48, 64, 3\) float32"),
    ],
)
def test_a_batch_of_another_kind_is_refused(batch: Pictures, said: str) -> None:
    with pytest.raises(EstimatorError, match=said):
        network("body_25").begin(batch)


def test_the_weights_of_the_other_network_are_refused() -> None:
    with pytest.raises(ModelError, match="expected the 327 arrays of the network body_25"):
        TorchNetwork(body_25(), weights("coco"), exact())


def test_the_device_is_named_with_the_reason_why_it_is_not_a_gpu() -> None:
    assert network("coco").device == "CPU, 1 thread"
    without = replace(exact(), why_no_gpu="the driver is too old")
    said = TorchNetwork(coco(), weights("coco"), without).device
    assert said == "CPU, 1 thread (no GPU: the driver is too old)"


def test_the_maps_are_of_the_published_body_model() -> None:
    assert network("coco").model == coco().model
    assert network("coco").input_size_px is None
