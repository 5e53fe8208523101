"""A published network as a PyTorch module."""

from collections.abc import Iterator
from typing import NamedTuple

import torch
from torch import Tensor, nn

from spotter.estimators.openpose.published.layers import (
    Concat,
    Convolution,
    Layer,
    MaxPool,
    PReLU,
    ReLU,
)
from spotter.estimators.openpose.published.parameters import Parameters, check_parameters
from spotter.estimators.openpose.published.structure import (
    IMAGE,
    PIXEL_OFFSET,
    PIXEL_SCALE,
    Structure,
)


class _Step(NamedTuple):
    layer: Layer
    operation: nn.Module
    read_last: tuple[str, ...]
    """Blobs that no later layer reads, so that their memory can be reused."""


class PoseModule(nn.Module):
    """The layers of ``structure`` with ``parameters``, on ``device`` in ``dtype``.

    Its maps are channels last, which tensor cores and oneDNN process without transposing. Raises
    :class:`ModelError` if the parameters are not the structure's.
    """

    def __init__(
        self,
        structure: Structure,
        parameters: Parameters,
        device: torch.device,
        dtype: torch.dtype,
    ) -> None:
        super().__init__()
        check_parameters(structure, parameters)
        self._map_blobs = structure.map_blobs
        self._dtype = dtype
        self.operations = nn.ModuleDict(
            {layer.name: _operation(layer) for layer in structure.layers}
        )
        for name, array in parameters.items():
            layer, kind = name.rsplit(".", 1)
            kind = "weight" if kind == "slope" else kind  # as PyTorch calls a PReLU's
            filled = torch.tensor(array, device=device, dtype=dtype)
            if filled.ndim == 4:
                filled = filled.contiguous(memory_format=torch.channels_last)
            setattr(self.operations[layer], kind, nn.Parameter(filled, requires_grad=False))
        # The layer that concatenates the maps is left out, as they are read separately.
        self._steps = tuple(_steps(structure.layers[:-1], self.operations, self._map_blobs))

    def forward(self, bgr: Tensor) -> tuple[Tensor, Tensor]:
        """The heat maps and the affinity maps of (N, H, W, 3) uint8 pictures.

        (N, heat_count, H/8, W/8) and (N, affinity_count, H/8, W/8), float32, contiguous.
        """
        image = bgr.permute(0, 3, 1, 2).to(self._dtype)  # a view, already channels last
        blobs = {IMAGE: image.mul_(PIXEL_SCALE).add_(PIXEL_OFFSET)}
        for layer, operation, read_last in self._steps:
            blobs[layer.top] = operation(*(blobs[bottom] for bottom in layer.bottoms))
            for blob in read_last:
                del blobs[blob]
        heat, affinity = (blobs[blob].float().contiguous() for blob in self._map_blobs)
        return heat, affinity


class _Join(nn.Module):
    def forward(self, *blobs: Tensor) -> Tensor:
        return torch.cat(blobs, dim=1)


def _operation(layer: Layer) -> nn.Module:
    """The layer's operation; its parameters have shapes but no memory yet."""
    match layer:
        case Convolution():
            return nn.Conv2d(
                layer.in_channels,
                layer.out_channels,
                layer.kernel,
                padding=layer.padding,
                device="meta",
            )
        case ReLU():
            return nn.ReLU(inplace=True)
        case PReLU():
            return nn.PReLU(layer.channels, device="meta")
        case MaxPool():
            return nn.MaxPool2d(layer.size)
        case Concat():
            return _Join()
        case _:
            raise TypeError(f"no operation for the layer {layer}")


def _steps(
    layers: tuple[Layer, ...], operations: nn.ModuleDict, kept: tuple[str, ...]
) -> Iterator[_Step]:
    last_reader = {bottom: layer for layer in layers for bottom in layer.bottoms}
    for layer in layers:
        # A layer in place reads the blob that it writes, which keeps its name.
        read_last = tuple(
            bottom
            for bottom in layer.bottoms
            if last_reader[bottom] is layer and bottom not in (layer.top, *kept)
        )
        yield _Step(layer, operations[layer.name], read_last)
