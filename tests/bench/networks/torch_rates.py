"""The speed of PyTorch for a pose network, its convolutions alone, and a large matrix product."""

import time
from collections.abc import Callable
from dataclasses import replace

import torch
from torch import Tensor, nn

from spotter.estimators.openpose.network import Pictures
from spotter.estimators.openpose.published.structure import Structure
from spotter.estimators.openpose.torch.device import TorchDevice, device_of
from spotter.estimators.openpose.torch.network import TorchNetwork

_AT_LEAST_S = 0.3
_WARM_UPS = 3

Work = Callable[[], object]


def single_precision(device: TorchDevice) -> TorchDevice:
    """The same device with float32."""
    return replace(device, dtype=torch.float32)


def best_device(threads: int) -> TorchDevice:
    """The GPU if there is one, else the CPU."""
    return device_of("auto", threads=threads)


def precision(device: TorchDevice) -> str:
    """The name of its dtype, such as ``float16``."""
    return str(device.dtype).removeprefix("torch.")


class NetworkRun:
    """Runs batches as the pose worker does: the next one begins before the previous one ends."""

    def __init__(self, network: TorchNetwork, batch: Pictures) -> None:
        self._network, self._batch = network, batch
        self._times = _times(self._once)

    def took_s(self) -> float:
        """Seconds per batch, including copies to and from the device."""
        began_s = time.perf_counter()
        pending = self._network.begin(self._batch)
        for _ in range(self._times - 1):
            following = self._network.begin(self._batch)
            pending()
            pending = following
        pending()
        return (time.perf_counter() - began_s) / self._times

    def _once(self) -> None:
        self._network.begin(self._batch)()


class ConvolutionsRun:
    """Runs only the convolutions of a network, each on random maps of its size."""

    def __init__(
        self, structure: Structure, device: TorchDevice, batch: int, width_px: int, height_px: int
    ) -> None:
        self._is_gpu = device.is_gpu
        made: dict[tuple[int, ...], Tensor] = {}
        calls: list[tuple[nn.Module, Tensor]] = []
        for layer, height, width in structure.map_sizes(width_px, height_px):
            shape = (batch, layer.in_channels, height, width)
            if shape not in made:
                made[shape] = _channels_last(torch.randn(shape, dtype=device.dtype), device)
            convolution = nn.Conv2d(
                layer.in_channels, layer.out_channels, layer.kernel, padding=layer.padding
            )
            convolution.requires_grad_(requires_grad=False)
            convolution.weight.data = _channels_last(convolution.weight.to(device.dtype), device)
            convolution.to(device=device.device, dtype=device.dtype)
            calls.append((convolution, made[shape]))
        self._calls = calls  # a graph does not keep its input memory alive
        self._work = _recorded(calls) if device.is_gpu else lambda: _all(calls)
        self._times = _times(self._once)

    def took_s(self) -> float:
        """Seconds per batch for all of them."""
        return _mean_s(self._work, self._times, is_gpu=self._is_gpu)

    def _once(self) -> None:
        _mean_s(self._work, 1, is_gpu=self._is_gpu)


def peak_flops(device: TorchDevice) -> float:
    """Multiplications and additions per second in the product of two large random matrices."""
    side = 8192 if device.is_gpu else 2048
    one, other = (
        torch.randn((side, side), device=device.device, dtype=device.dtype) for _ in range(2)
    )

    def work() -> None:
        torch.mm(one, other)

    times = _times(lambda: _mean_s(work, 1, is_gpu=device.is_gpu))
    return 2 * side**3 / min(_mean_s(work, times, is_gpu=device.is_gpu) for _ in range(3))


def _all(calls: list[tuple[nn.Module, Tensor]]) -> None:
    with torch.inference_mode():
        for convolution, maps in calls:
            convolution(maps)


def _recorded(calls: list[tuple[nn.Module, Tensor]]) -> Work:
    """The convolutions as one CUDA graph, so that the CPU does not delay them."""
    torch.backends.cudnn.benchmark = True
    side = torch.cuda.Stream()  # type: ignore[no-untyped-call] # it has none
    torch.cuda.synchronize()
    with torch.cuda.stream(side):
        for _ in range(_WARM_UPS):
            _all(calls)
    side.synchronize()
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph, stream=side):
        _all(calls)
    return graph.replay


def _channels_last(values: Tensor, device: TorchDevice) -> Tensor:
    return values.to(device.device).contiguous(memory_format=torch.channels_last)


def _mean_s(work: Work, times: int, *, is_gpu: bool) -> float:
    began_s = time.perf_counter()
    for _ in range(times):
        work()
    if is_gpu:
        torch.cuda.synchronize()
    return (time.perf_counter() - began_s) / times


def _times(work: Work) -> int:
    """How often to repeat it for a reliable measurement; also warms it up."""
    work()
    began_s = time.perf_counter()
    work()
    return max(1, round(_AT_LEAST_S / (time.perf_counter() - began_s)))
