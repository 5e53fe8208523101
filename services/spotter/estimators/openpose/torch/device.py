"""What PyTorch can run a network on here, and how precisely."""

import warnings
from dataclasses import dataclass
from typing import Literal

import torch

from spotter.estimators.errors import EstimatorError

Wanted = Literal["auto", "cpu", "cuda"]

_TENSOR_CORES = (7, 0)
"""From this compute capability on, half precision is faster than single; before, it is slower."""


@dataclass(frozen=True, slots=True)
class TorchDevice:
    """A device, the number type that pays on it, and its name in words.

    ``threads`` is how many the processor's kernels use. ``why_no_gpu`` says what keeps a network
    from a GPU; it is empty where there is one, and where none was wanted.
    """

    device: torch.device
    dtype: torch.dtype
    name: str
    threads: int
    why_no_gpu: str = ""

    @property
    def is_gpu(self) -> bool:
        """Whether it is a GPU."""
        return self.device.type == "cuda"


def device_of(wanted: Wanted, *, threads: int) -> TorchDevice:
    """The device that is ``wanted``; ``auto``: a GPU where one works, else the processor.

    Raises :class:`EstimatorError` if ``cuda`` is wanted and does not work, with what PyTorch says.
    """
    why_no_gpu = "" if wanted == "cpu" else _why_no_gpu()
    if wanted == "cpu" or (wanted == "auto" and why_no_gpu):
        return _processor(threads, why_no_gpu)
    if why_no_gpu:
        raise EstimatorError(f"expected a GPU that PyTorch can use; found none: {why_no_gpu}")
    return _gpu(threads)


def _processor(threads: int, why_no_gpu: str) -> TorchDevice:
    # With matrix tiles (AMX) bfloat16 is four to seven times as fast as float32; with AVX-512's
    # bfloat16 instructions alone it is slower.
    has_tiles = torch.cpu._is_amx_tile_supported()  # noqa: SLF001 - PyTorch has no public name in all its releases
    name = f"CPU, {threads} thread{'s' * (threads > 1)}"
    dtype = torch.bfloat16 if has_tiles else torch.float32
    return TorchDevice(torch.device("cpu"), dtype, name, threads, why_no_gpu)


def _gpu(threads: int) -> TorchDevice:
    device = torch.device("cuda", torch.cuda.current_device())
    has_tensor_cores = torch.cuda.get_device_capability(device) >= _TENSOR_CORES
    dtype = torch.float16 if has_tensor_cores else torch.float32
    return TorchDevice(device, dtype, torch.cuda.get_device_name(device), threads)


def _why_no_gpu() -> str:
    """What PyTorch says when it is asked to compute on a GPU; empty if it can."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            # A build without CUDA, a driver that is missing or too old and a card that the build
            # has no kernels for come to light at different steps of this.
            torch.ones(8, device="cuda").sum().item()
        except (AssertionError, RuntimeError) as error:
            warned = [str(warning.message) for warning in said]
            return "; ".join(_first_line(words) for words in (str(error), *warned))
    return ""


def _first_line(words: str) -> str:
    return words.strip().partition("\n")[0]
