"""Compiles numeric functions when they are first called, and keeps them compiled."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

_Function = TypeVar("_Function", bound=Callable[..., object])


def compiled(function: _Function) -> _Function:
    """``function`` in machine code, kept on disk for the processes to come.

    Numba keeps it in ``NUMBA_CACHE_DIR``, next to the source or in the user's cache folder: the
    first that can be written. Where none can, every process compiles for itself. Other threads run
    while it computes.
    """
    try:
        return cast("_Function", numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:  # no folder can be written
        return cast("_Function", numba.njit(nogil=True)(function))
