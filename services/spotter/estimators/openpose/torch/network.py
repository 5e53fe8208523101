"""OpenPose's published networks on PyTorch."""

from functools import partial

import torch

from spotter.estimators.openpose.batch_splitter import BatchSplitter
from spotter.estimators.openpose.body_model import BodyModel
from spotter.estimators.openpose.maps import Maps
from spotter.estimators.openpose.network import MapNetwork, PendingMaps, Pictures, check_batch
from spotter.estimators.openpose.published.parameters import Parameters
from spotter.estimators.openpose.published.structure import Structure
from spotter.estimators.openpose.torch.cuda import CudaRunner
from spotter.estimators.openpose.torch.device import TorchDevice
from spotter.estimators.openpose.torch.module import PoseModule


class TorchNetwork(MapNetwork):
    """A network of ``structure`` with trained ``parameters`` on a ``device``.

    On a GPU, :meth:`begin` returns while the GPU works; on the CPU, when the maps are ready. A
    batch that is too large for a GPU's memory is processed in parts. The first batch of a size
    takes seconds on a GPU; after a larger batch, the smaller sizes of up to ``prepared_batch``
    pictures are prepared one by one.

    Raises :class:`ModelError` if the parameters are not the structure's.
    """

    def __init__(
        self,
        structure: Structure,
        parameters: Parameters,
        device: TorchDevice,
        *,
        prepared_batch: int = 0,
    ) -> None:
        self._model = structure.model
        self._device = device
        module = PoseModule(structure, parameters, device.device, device.dtype)
        if device.is_gpu:
            runner = CudaRunner(module, device.device, prepared_batch=prepared_batch)
            self._begin = BatchSplitter(runner.begin, device.name).begin
        else:
            torch.set_num_threads(device.threads)
            self._begin = partial(_begin_on_processor, module)

    @property
    def model(self) -> BodyModel:
        """The joints and limbs of the maps."""
        return self._model

    @property
    def device(self) -> str:
        """The GPU's name, or ``CPU`` and its threads, with the reason if a GPU was wanted."""
        why = self._device.why_no_gpu
        return f"{self._device.name} (no GPU: {why})" if why else self._device.name

    @property
    def input_size_px(self) -> tuple[int, int] | None:
        """None: any multiples of 8."""
        return None

    def begin(self, batch: Pictures) -> PendingMaps:
        """Start on (N, height, width, 3) uint8 BGR pictures; the result waits for the maps.

        Raises :class:`EstimatorError` for a batch of another shape, or if not even a single picture
        fits the GPU's memory.
        """
        check_batch(batch)
        return self._begin(batch)


def _begin_on_processor(module: PoseModule, batch: Pictures) -> PendingMaps:
    with torch.inference_mode():
        heat, affinity = module(torch.tensor(batch))
    maps = Maps(heat.numpy(), affinity.numpy())
    return lambda: maps
