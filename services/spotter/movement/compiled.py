"""Compiles numeric functions on their first call and caches the result on disk."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

_Function = TypeVar("_Function", bound=Callable[..., object])


def compiled(function: _Function) -> _Function:
    """``function`` compiled to machine code, cached on disk for later processes.

    Numba caches in ``NUMBA_CACHE_DIR``, next to the source or in the user's cache folder: the first
    that is writable. If none is, each process compiles for itself. The compiled function releases
    the GIL.
    """
    try:
        return cast("_Function", numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:  # no cache folder is writable
        return cast("_Function", numba.njit(nogil=True)(function))
