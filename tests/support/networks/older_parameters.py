"""Files of parameters as PyTorch wrote them until 1.5, made without PyTorch."""

import io
import pickle
import sys
import types
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

_KINDS = {np.dtype("<f4"): "FloatStorage", np.dtype("<i8"): "LongStorage"}


class _Storage:
    def __init__(self, kind: type, key: str, count: int) -> None:
        self.told = ("storage", kind, key, "cpu", count, None)


class _Tensor:
    def __init__(self, storage: _Storage, shape: tuple[int, ...], strides: tuple[int, ...]) -> None:
        self._arguments: tuple[Any, ...] = (storage, 0, shape, strides, False, OrderedDict())

    def __reduce__(self) -> tuple[Any, ...]:
        return sys.modules["torch._utils"]._rebuild_tensor_v2, self._arguments  # noqa: SLF001 - so PyTorch names it


class _Pickler(pickle.Pickler):
    def persistent_id(self, obj: object) -> Any:  # noqa: ANN401 - as its base class
        return obj.told if isinstance(obj, _Storage) else None


def older_file(parameters: Mapping[str, NDArray[Any]]) -> bytes:
    """The bytes; an array that is a view, such as a transposed one, is written as one."""
    file = io.BytesIO()
    with _torch() as torch:
        tensors: OrderedDict[str, _Tensor] = OrderedDict()
        for number, (name, array) in enumerate(parameters.items()):
            storage = _Storage(getattr(torch, _KINDS[array.dtype]), f"{number}", array.size)
            strides = tuple(step // array.itemsize for step in array.strides)
            tensors[name] = _Tensor(storage, array.shape, strides)
        for part in (0x1950A86A20F9469CFC6C, 1001, {"little_endian": True}, tensors):
            _Pickler(file, 2).dump(part)
        _Pickler(file, 2).dump([f"{number}" for number in range(len(parameters))])
    for array in parameters.values():
        whole = array if array.base is None else array.base
        file.write(array.size.to_bytes(8, "little") + whole.tobytes())
    return file.getvalue()


@contextmanager
def _torch() -> Iterator[types.ModuleType]:
    """Modules with the names that such files mention, in place of PyTorch's own."""
    torch, inner = types.ModuleType("torch"), types.ModuleType("torch._utils")
    for kind in _KINDS.values():
        setattr(torch, kind, type(kind, (), {"__module__": "torch"}))

    def rebuild() -> None:
        """Named in the file, never called here."""

    rebuild.__module__, rebuild.__qualname__ = "torch._utils", "_rebuild_tensor_v2"
    inner._rebuild_tensor_v2 = rebuild  # type: ignore[attr-defined] # noqa: SLF001 - so PyTorch names it
    with patch.dict(sys.modules, {"torch": torch, "torch._utils": inner}):
        yield torch
