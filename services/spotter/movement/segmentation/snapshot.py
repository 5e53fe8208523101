"""States as plain values that JSON can hold, and back: an array is a list, and NaN is None."""

from dataclasses import fields, is_dataclass
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import numpy as np

State = TypeVar("State")


def to_plain(value: Any) -> Any:  # noqa: ANN401 - any field of a state
    """A state as a dictionary of its fields, and what they hold likewise."""
    if is_dataclass(value):
        return {each.name: to_plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, np.ndarray):
        return to_plain(value.tolist())
    if isinstance(value, list | tuple):
        return [to_plain(each) for each in value]
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return str(value) if isinstance(value, StrEnum) else value


def from_plain(kind: type[State], plain: dict[str, Any]) -> State:
    """The state that :func:`to_plain` was given.

    Raises :class:`KeyError`, :class:`TypeError` or :class:`ValueError` for what is none.
    """
    hints = get_type_hints(kind)
    known = {name: _value(hint, plain[name]) for name, hint in hints.items()}
    return kind(**known)


def _value(kind: Any, plain: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(kind, UnionType):
        return None if plain is None else _value(_not_none(kind), plain)
    if is_dataclass(kind) and isinstance(kind, type):
        return from_plain(kind, plain)
    if get_origin(kind) is np.ndarray:
        return np.array(plain, dtype=np.float64)
    if get_origin(kind) is list:
        return [_value(get_args(kind)[0], each) for each in plain]
    if get_origin(kind) is tuple:
        return tuple(_value(one, each) for one, each in zip(get_args(kind), plain, strict=True))
    return np.nan if plain is None else kind(plain)


def _not_none(kind: UnionType) -> Any:  # noqa: ANN401 - as above
    return next(one for one in get_args(kind) if one is not NoneType)
