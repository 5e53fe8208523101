from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from queue import SimpleQueue
from threading import Thread

import numpy as np
import pytest

from spotter.estimators.errors import EstimatorError
from spotter.estimators.openpose.batch_splitter import BatchSplitter, DeviceMemoryError
from spotter.estimators.openpose.network import PendingMaps, Pictures
from spotter.estimators.openpose.published.structure import Structure, body_25, coco
from support.networks.random_weights import random_weights

torch = pytest.importorskip("torch", reason="PyTorch is not installed")

from torch import Tensor  # noqa: E402 - needs PyTorch

from spotter.estimators.openpose.torch.cuda import CudaRunner  # noqa: E402 - needs PyTorch
from spotter.estimators.openpose.torch.device import device_of  # noqa: E402 - needs PyTorch
from spotter.estimators.openpose.torch.module import PoseModule  # noqa: E402 - needs PyTorch
from spotter.estimators.openpose.torch.network import TorchNetwork  # noqa: E402 - needs PyTorch

ON_GPU = pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU here")


def pictures(count: int, width_px: int = 64, height_px: int = 48, seed: int = 0) -> Pictures:
    rng = np.random.default_rng(seed)
    return rng.integers(0, 256, (count, height_px, width_px, 3), dtype=np.uint8)


def shares_of_white(bgr: Tensor) -> tuple[Tensor, Tensor]:
    """A small network with known maps: each picture's pixels at every eighth position."""
    heat = bgr.permute(0, 3, 1, 2)[:, :, ::8, ::8].float().div(255).contiguous()
    return heat, -heat


def right_heat(batch: Pictures) -> np.ndarray:
    return batch.transpose(0, 3, 1, 2)[:, :, ::8, ::8].astype(np.float32) / np.float32(255)


def small_runner(*, prepared_batch: int = 0, max_graphs: int = 24) -> CudaRunner:
    return CudaRunner(
        shares_of_white,
        torch.device("cuda", 0),
        prepared_batch=prepared_batch,
        max_graphs=max_graphs,
    )


@contextmanager
def memory_of_gpu(size_bytes: int) -> Iterator[None]:
    """Lets PyTorch allocate this much more than it has now."""
    torch.cuda.empty_cache()
    total = torch.cuda.get_device_properties(0).total_memory
    taken = torch.cuda.memory_reserved(0)
    torch.cuda.set_per_process_memory_fraction(min(1.0, (taken + size_bytes) / total))
    try:
        yield
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0)


@ON_GPU
@pytest.mark.parametrize("structure", [coco(), body_25()], ids=lambda structure: structure.name)
def test_a_gpu_gives_the_processors_maps_within_half_precision(structure: Structure) -> None:
    weights, batch = random_weights(structure), pictures(3)
    exact = replace(device_of("cpu", threads=2), dtype=torch.float32)
    right = TorchNetwork(structure, weights, exact).begin(batch)()
    found = TorchNetwork(structure, weights, device_of("cuda", threads=1)).begin(batch)()
    for maps, true_maps in ((found.heat, right.heat), (found.affinity, right.affinity)):
        assert maps.shape == true_maps.shape
        assert np.std(maps - true_maps) < 0.02 * np.std(true_maps)


@ON_GPU
@pytest.mark.parametrize("prepared_batch", [0, 9])
def test_batches_of_all_sizes_come_back_unpadded_and_in_order(prepared_batch: int) -> None:
    runner = small_runner(prepared_batch=prepared_batch)
    for count in (1, 9, 3, 17, 9, 1):
        batch = pictures(count, seed=count)
        maps = runner.begin(batch)()
        np.testing.assert_allclose(maps.heat, right_heat(batch), atol=1e-6)
        np.testing.assert_array_equal(maps.affinity, -maps.heat)


@ON_GPU
def test_many_batches_in_flight_do_not_disturb_one_another() -> None:
    runner = small_runner()
    batches = [pictures(4, seed=seed) for seed in range(20)]
    begun = [runner.begin(batch) for batch in batches]
    found: list[np.ndarray] = []
    thread = Thread(target=lambda: found.extend(finish().heat for finish in begun))
    thread.start()
    runner.begin(pictures(5))()  # a new size is recorded while the other thread waits
    thread.join()
    for heat, batch in zip(found, batches, strict=True):
        np.testing.assert_allclose(heat, right_heat(batch), atol=1e-6)


@ON_GPU
def test_another_thread_may_free_maps_while_new_sizes_are_recorded() -> None:
    runner, begun = small_runner(), SimpleQueue[PendingMaps | None]()
    found: list[float] = []

    def read() -> None:
        while finish := begun.get():
            found.append(float(finish().heat.mean()))

    thread = Thread(target=read)
    thread.start()
    sizes = [(8 * width, 8) for width in range(1, 20)]
    for size in sizes:
        for _ in range(20):
            begun.put(runner.begin(pictures(2, *size)))
    begun.put(None)
    thread.join()
    right = [float(right_heat(pictures(2, *size)).mean()) for size in sizes for _ in range(20)]
    np.testing.assert_allclose(found, right, rtol=1e-5)


@ON_GPU
def test_recording_ahead_out_of_memory_spoils_no_batch() -> None:
    structure, gpu = body_25(), device_of("cuda", threads=1)
    module = PoseModule(structure, random_weights(structure), gpu.device, gpu.dtype)
    roomy, runner = (CudaRunner(module, gpu.device, prepared_batch=most) for most in (0, 8))
    batch = pictures(8, 656, 368)
    right = roomy.begin(batch)().heat
    del roomy
    with memory_of_gpu(1 << 30):
        for _ in range(12):
            splitter = BatchSplitter(runner.begin, gpu.name)
            heat = splitter.begin(batch)().heat
            assert np.std(heat - right) < 0.02 * np.std(right)


@ON_GPU
def test_dropped_graphs_are_recorded_again() -> None:
    runner = small_runner(max_graphs=2)
    sizes = ((64, 48), (32, 32), (8, 16), (64, 48), (32, 32))
    begun = [(runner.begin(pictures(2, *size)), pictures(2, *size)) for size in sizes]
    for finish, batch in begun:
        np.testing.assert_allclose(finish().heat, right_heat(batch), atol=1e-6)


@ON_GPU
def test_a_batch_that_is_too_large_for_the_gpu_is_processed_in_parts() -> None:
    structure, gpu = body_25(), device_of("cuda", threads=1)
    module = PoseModule(structure, random_weights(structure), gpu.device, gpu.dtype)
    batch = pictures(48, 656, 368)
    roomy, runner = (CudaRunner(module, gpu.device) for _ in range(2))
    whole = roomy.begin(batch)()
    del roomy
    with memory_of_gpu(3 << 29):
        with pytest.raises(DeviceMemoryError):
            runner.begin(batch)
        splitter = BatchSplitter(runner.begin, gpu.name)
        for _ in range(2):
            heat = splitter.begin(batch)().heat
            assert np.std(heat - whole.heat) < 0.02 * np.std(whole.heat)


@ON_GPU
def test_a_picture_that_is_too_large_for_the_gpu_is_an_error_with_its_size() -> None:
    structure = body_25()
    network = TorchNetwork(structure, random_weights(structure), device_of("cuda", threads=1))
    with (
        memory_of_gpu(1 << 29),
        pytest.raises(EstimatorError, match="4096x4096 px does not fit the memory of") as why,
    ):
        network.begin(pictures(2, 4096, 4096))
    assert not isinstance(why.value, DeviceMemoryError)
    assert np.isfinite(network.begin(pictures(2))().heat).all()
