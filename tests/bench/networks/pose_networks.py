"""OpenPose's published networks compared with their convolutions alone and the device's peak.

Speed does not depend on the weights, so they are random.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest

from bench.instruments.figures import Figure, Findings, Say
from spotter.estimators.openpose.network import Pictures
from spotter.estimators.openpose.published.structure import Structure, body_25, coco
from support.networks.random_weights import random_weights

_SIZES_PX = ((368, 368), (656, 368))
_BATCHES = {"cpu": (1, 2), "cuda": (1, 2, 4, 8, 16, 32, 64)}
_SINGLE_PRECISION_BATCH = {"cpu": 1, "cuda": 8}
_ROUNDS = {"cpu": 3, "cuda": 7}
_STATION_HZ = 15.0


@dataclass(frozen=True, slots=True)
class _Case:
    """A network, its precision, and the number and size of the pictures in a batch."""

    precision: str
    structure: Structure
    batch: int
    width_px: int
    height_px: int

    def __str__(self) -> str:
        size = f"{self.width_px}x{self.height_px}"
        return f"{self.structure.name} {self.precision} {size}, batch {self.batch}"

    def pictures(self) -> Pictures:
        """A batch of noise."""
        size = (self.batch, self.height_px, self.width_px, 3)
        return np.random.default_rng(1).integers(0, 256, size, dtype=np.uint8)

    def figures(self, rounds_s: list[tuple[float, float]], peak_flops: float) -> Iterator[Figure]:
        """The figures from ``rounds_s``: seconds of a batch in the network and the convolutions."""
        frames_hz = [self.batch / network_s for network_s, _ in rounds_s]
        flops = self.structure.flop_count(self.width_px, self.height_px)
        stations = int(np.median(frames_hz) / _STATION_HZ)
        yield Figure.median_of(f"{self}: a frame", [1e3 / hz for hz in frames_hz], "ms")
        yield Figure.median_of(
            f"{self}: throughput",
            frames_hz,
            "frames/s",
            note=f"{stations} stations at {_STATION_HZ:g} frames/s",
        )
        yield Figure.median_of(
            f"{self}: convolutions alone over it",
            [alone_s / network_s for network_s, alone_s in rounds_s],
            "times",
            aim=">= 0.6",
        )
        yield Figure.median_of(
            f"{self}: share of the peak", [100 * hz * flops / peak_flops for hz in frames_hz], "%"
        )


def measure_networks(say: Say) -> Findings:
    """Both networks on the best available device, in its fastest precision and in float32."""
    pytest.importorskip("torch", reason="PyTorch is not installed")
    from bench.networks import torch_rates  # noqa: PLC0415 - it needs PyTorch, which is optional
    from spotter.estimators.openpose.torch.network import TorchNetwork  # noqa: PLC0415 - the same

    device = torch_rates.best_device(threads=len(os.sched_getaffinity(0)))
    kind = device.device.type
    figures: list[Figure] = []
    for chosen in dict.fromkeys((device, torch_rates.single_precision(device))):
        precision = torch_rates.precision(chosen)
        peak_flops = torch_rates.peak_flops(chosen)
        figures.append(Figure(f"{precision} matrix product", peak_flops / 1e12, "TFLOP/s"))
        # The other precision only shows the gain of the first.
        is_best = chosen == device
        batches = _BATCHES[kind] if is_best else (_SINGLE_PRECISION_BATCH[kind],)
        sizes_px = _SIZES_PX if is_best else _SIZES_PX[:1]
        for structure in (coco(), body_25()):
            network = TorchNetwork(structure, random_weights(structure), chosen)
            for (width_px, height_px), batch in product(sizes_px, batches):
                case = _Case(precision, structure, batch, width_px, height_px)
                say(f"networks: {case}")
                ours = torch_rates.NetworkRun(network, case.pictures())
                alone = torch_rates.ConvolutionsRun(structure, chosen, batch, width_px, height_px)
                rounds_s = [(ours.took_s(), alone.took_s()) for _ in range(_ROUNDS[kind])]
                figures += case.figures(rounds_s, peak_flops)
    return Findings("networks", figures, {"device": device.name})
