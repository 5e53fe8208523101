"""Reads PyTorch's older files of parameters, without PyTorch.

Such a file holds pickles one after another: a magic number, a version, sizes of types, the names
with their tensors, the keys of the storages; then each storage: its length and its numbers. Only
what describes tensors of numbers is unpickled, so that no file can run code.
"""

import io
import pickle
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.errors import ModelError

Parameters = dict[str, NDArray[Any]]

_MAGIC = 0x1950A86A20F9469CFC6C
_VERSION = 1001
_TYPES = {"FloatStorage": np.dtype("<f4"), "LongStorage": np.dtype("<i8")}
_BROKEN = (
    pickle.UnpicklingError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    MemoryError,
    OverflowError,
    TypeError,
    ValueError,
)


class _Storage(NamedTuple):
    dtype: np.dtype[Any]
    key: str


class _Tensor(NamedTuple):
    """A view of a storage; lengths and strides count numbers."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]

    def of(self, numbers: NDArray[Any]) -> NDArray[Any]:
        last = self.offset + sum(
            (length - 1) * stride for length, stride in zip(self.shape, self.strides, strict=True)
        )
        if min(self.offset, *self.shape, *self.strides, 0) < 0 or last >= len(numbers):
            raise ValueError(f"a tensor of {self.shape} is not within {len(numbers)} numbers")
        strides = [stride * numbers.itemsize for stride in self.strides]
        view = np.lib.stride_tricks.as_strided(numbers[self.offset :], self.shape, strides)
        return view.copy()


def read_parameters(content: bytes) -> Parameters:
    """The parameters by name, float32 or int64, of the file with these bytes.

    Raises :class:`ModelError` for any other file.
    """
    try:
        return _read(io.BytesIO(content))
    except _BROKEN as error:
        raise ModelError(f"expected parameters as PyTorch wrote them until 1.5: {error}") from error


def _read(file: io.BytesIO) -> Parameters:
    begin = [_Unpickler(file).load() for _ in range(2)]
    if begin != [_MAGIC, _VERSION]:
        raise ValueError(f"found {begin} at its begin")
    _Unpickler(file).load()  # the sizes of types, which are those of every machine
    tensors: dict[str, _Tensor] = _Unpickler(file).load()
    keys: list[str] = _Unpickler(file).load()
    types = {tensor.storage.key: tensor.storage.dtype for tensor in tensors.values()}
    storages = {key: _numbers(file, types[key]) for key in keys}
    return {name: tensor.of(storages[tensor.storage.key]) for name, tensor in tensors.items()}


def _numbers(file: io.BytesIO, dtype: np.dtype[Any]) -> NDArray[Any]:
    count = int.from_bytes(file.read(8), "little")
    return np.frombuffer(file.read(count * dtype.itemsize), dtype, count)


def _tensor(storage: _Storage, offset: int, shape: tuple[int, ...], *rest: Any) -> _Tensor:  # noqa: ANN401 - strides, and what only training needs
    return _Tensor(storage, offset, tuple(shape), tuple(rest[0]))


_ALLOWED: Mapping[tuple[str, str], Any] = {
    ("collections", "OrderedDict"): OrderedDict,
    ("torch._utils", "_rebuild_tensor_v2"): _tensor,
    **{("torch", name): dtype for name, dtype in _TYPES.items()},
}


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as its base class
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"found {module}.{name}, which is no part of a tensor")
        return _ALLOWED[module, name]

    def persistent_load(self, pid: Any) -> _Storage:  # noqa: ANN401 - as its base class
        _, dtype, key, *_ = pid
        return _Storage(dtype, key)
