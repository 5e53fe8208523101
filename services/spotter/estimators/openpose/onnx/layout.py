"""Finds the pictures' input and the maps' outputs of an ONNX network.

Many tools have exported networks of the OpenPose family: channels first or last, maps in one output
or two, only the last stage or all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.errors import ModelError
from spotter.estimators.openpose.body_model import BODY_25, COCO, BodyModel
from spotter.estimators.openpose.maps import Maps

_DTYPES: dict[str, type[np.floating]] = {
    "tensor(float)": np.float32,
    "tensor(float16)": np.float16,
}
_CHANNELS_FIRST, _CHANNELS_LAST = 1, 3
_Shape = Sequence[int | str | None]


@dataclass(frozen=True, slots=True)
class InputLayout:
    """``size_px`` is width and height, ``batch`` the number of pictures; None if free."""

    name: str
    dtype: type[np.floating]
    channels_last: bool
    batch: int | None
    size_px: tuple[int, int] | None

    @classmethod
    def of(cls, name: str, kind: str, shape: _Shape) -> "InputLayout":
        """From ONNX Runtime's name, type and shape of an input; free lengths are not numbers.

        Raises :class:`ModelError` if it does not take pictures.
        """
        lengths = [length if isinstance(length, int) else None for length in shape]
        if kind not in _DTYPES or len(lengths) != 4 or 3 not in {lengths[1], lengths[3]}:
            raise ModelError(
                "expected an input (N, 3, H, W) or (N, H, W, 3) of float32 or float16; "
                f"found {_shown(shape)} of {kind}"
            )
        channels_last = lengths[1] != 3
        height_px, width_px = lengths[1:3] if channels_last else lengths[2:4]
        if (height_px is None) != (width_px is None):
            raise ModelError(
                f"expected an input whose sides are both fixed or both free; found {_shown(shape)}"
            )
        size_px = (width_px, height_px) if width_px and height_px else None
        return cls(name, _DTYPES[kind], channels_last, lengths[0], size_px)


@dataclass(frozen=True, slots=True)
class _MapSlice:
    """``count`` maps from ``first`` on, along ``axis`` of the output at index ``output``."""

    output: int
    axis: int
    first: int
    count: int

    def of(self, outputs: Sequence[NDArray[np.floating]]) -> NDArray[np.float32]:
        maps = np.moveaxis(outputs[self.output], self.axis, 1)
        chosen = maps[:, self.first : self.first + self.count]
        return np.ascontiguousarray(chosen, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class OutputLayout:
    """Which network of the family it is, and which outputs hold its maps.

    ``stride_px`` is the width and height of a map cell in pixels of the input.
    """

    model: BodyModel
    heat: _MapSlice
    affinity: _MapSlice
    stride_px: int

    @classmethod
    def of(
        cls,
        names: Sequence[str],
        shapes: Sequence[tuple[int, ...]],
        input_px: tuple[int, int],
        *,
        channels_last: bool,
    ) -> "OutputLayout":
        """From the network's output shapes for an input of ``input_px``, width and height.

        Of several outputs with the same number of maps the last is used, as the last stage's.

        Raises :class:`ModelError` if no outputs are the maps.
        """
        axes = (_CHANNELS_FIRST, _CHANNELS_LAST)
        for axis in reversed(axes) if channels_last else axes:
            for model in (COCO, BODY_25):
                slices = _map_slices(model, shapes, axis)
                if slices:
                    stride_px = _stride_px(input_px, _map_size(shapes[slices[0].output], axis))
                    return cls(model, *slices, stride_px)
        found = ", ".join(
            f"{name} {_shown(shape)}" for name, shape in zip(names, shapes, strict=True)
        )
        raise ModelError(
            "expected an output of 57 or 78 maps, heat before affinity, or two outputs, of 19 and "
            f"38 maps or of 26 and 52; found {found}"
        )

    def maps(self, outputs: Sequence[NDArray[np.floating]]) -> Maps:
        """Select the maps from all outputs of one run."""
        return Maps(self.heat.of(outputs), self.affinity.of(outputs))


def _map_slices(
    model: BodyModel, shapes: Sequence[tuple[int, ...]], axis: int
) -> tuple[_MapSlice, _MapSlice] | None:
    """The model's heat and affinity maps among the outputs; both have the same size."""
    heat, affinity = model.heat_count, model.affinity_count
    whole = _last(shapes, axis, heat + affinity)
    if whole is not None:
        return _MapSlice(whole, axis, 0, heat), _MapSlice(whole, axis, heat, affinity)
    first, second = _last(shapes, axis, heat), _last(shapes, axis, affinity)
    if first is None or second is None:
        return None
    if _map_size(shapes[first], axis) != _map_size(shapes[second], axis):
        return None
    return _MapSlice(first, axis, 0, heat), _MapSlice(second, axis, 0, affinity)


def _last(shapes: Sequence[tuple[int, ...]], axis: int, count: int) -> int | None:
    found = [
        number for number, shape in enumerate(shapes) if len(shape) == 4 and shape[axis] == count
    ]
    return found[-1] if found else None


def _map_size(shape: tuple[int, ...], axis: int) -> tuple[int, int]:
    height, width = shape[2:] if axis == _CHANNELS_FIRST else shape[1:3]
    return width, height


def _stride_px(input_px: tuple[int, int], map_size: tuple[int, int]) -> int:
    across, down = (
        size_px / max(cells, 1) for size_px, cells in zip(input_px, map_size, strict=True)
    )
    if across != down or not across.is_integer():
        found = f"{_sides(map_size)} cells for {_sides(input_px)} pixels"
        raise ModelError(f"expected maps that divide the input into square cells; found {found}")
    return int(across)


def _sides(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


def _shown(shape: _Shape) -> str:
    return f"({', '.join('?' if length is None else str(length) for length in shape)})"
