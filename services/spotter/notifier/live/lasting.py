"""Tells what lasts from what comes and goes."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass
class _Known(Generic[Value]):
    value: Value
    changed_s: float
    """When it was last there after it was not, or the other way round."""
    is_there: bool = True
    is_told: bool = False


class Lasting(Generic[Key, Value]):
    """Values are told once they last, until they have been away for a while.

    That is from ``begins_after_s`` of being there without a pause, to ``ends_after_s`` of being
    away without one.
    """

    def __init__(self, *, begins_after_s: float, ends_after_s: float) -> None:
        self._begins_after_s = begins_after_s
        self._ends_after_s = ends_after_s
        self._known: dict[Key, _Known[Value]] = {}

    def turn(self, there: Mapping[Key, Value], now_s: float) -> dict[Key, Value]:
        """Those to tell now, of what is ``there`` or was; ``now_s`` is monotonic."""
        for key, value in there.items():
            known = self._known.setdefault(key, _Known(value, now_s))
            known.value = value
        for key, known in tuple(self._known.items()):
            self._follow(known, key in there, now_s)
            if not known.is_there and not known.is_told:
                del self._known[key]
        return {key: known.value for key, known in self._known.items() if known.is_told}

    def _follow(self, known: _Known[Value], is_there: bool, now_s: float) -> None:  # noqa: FBT001 - it has one caller
        if known.is_there != is_there:
            known.is_there, known.changed_s = is_there, now_s
        lasted_s = now_s - known.changed_s
        if lasted_s >= (self._begins_after_s if is_there else self._ends_after_s):
            known.is_told = is_there
