"""Chooses the device and the precision with which PyTorch runs a network."""

import warnings
from dataclasses import dataclass
from typing import Literal

import torch

from spotter.estimators.errors import EstimatorError

Wanted = Literal["auto", "cpu", "cuda"]

_TENSOR_CORES = (7, 0)
"""From this compute capability on half precision is faster than single; below, slower."""


@dataclass(frozen=True, slots=True)
class TorchDevice:
    """A device, its fastest dtype, and its name in words.

    ``threads`` is the number of threads on the CPU. ``why_no_gpu`` says why no GPU is used; it is
    empty if one is, and if none was wanted.
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
    """The device that is ``wanted``; ``auto``: a GPU if one works, else the CPU.

    Raises :class:`EstimatorError` with PyTorch's reason if ``cuda`` is wanted and does not work.
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
    has_tiles = torch.cpu._is_amx_tile_supported()  # noqa: SLF001 - not all PyTorch releases have a public name
    name = f"CPU, {threads} thread{'s' * (threads > 1)}"
    dtype = torch.bfloat16 if has_tiles else torch.float32
    return TorchDevice(torch.device("cpu"), dtype, name, threads, why_no_gpu)


def _gpu(threads: int) -> TorchDevice:
    device = torch.device("cuda", torch.cuda.current_device())
    has_tensor_cores = torch.cuda.get_device_capability(device) >= _TENSOR_CORES
    dtype = torch.float16 if has_tensor_cores else torch.float32
    return TorchDevice(device, dtype, torch.cuda.get_device_name(device), threads)


def _why_no_gpu() -> str:
    """PyTorch's reason why it cannot compute on a GPU; empty if it can."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            # Different steps of this fail for a build without CUDA, for a missing or outdated
            # driver, and for a card that the build has no kernels for.
            torch.ones(8, device="cuda").sum().item()
        except (AssertionError, RuntimeError) as error:
            warned = [str(warning.message) for warning in said]
            return "; ".join(_first_line(words) for words in (str(error), *warned))
    return ""


def _first_line(words: str) -> str:
    return words.strip().partition("\n")[0]
