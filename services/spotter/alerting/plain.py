"""Values as JSON and back: frozen dataclasses of numbers, texts, enums, tuples and each other."""

import json
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from spotter.alerting.errors import AlertingError

Value = TypeVar("Value")


def to_json(value: object) -> str:
    """The value as JSON. Numbers come back equal, since JSON has all digits of a double."""
    return json.dumps(_plain(value), separators=(",", ":"), allow_nan=False)


def from_json(kind: type[Value], text: str) -> Value:
    """The value of that dataclass in ``text``.

    Raises :class:`AlertingError` when it is none.
    """
    try:
        found: Value = _value(kind, json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise AlertingError(f"expected a {kind.__name__} as JSON; found {text[:80]!r}") from error
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    if is_dataclass(value):
        kind: Any = type(value)
        return {
            name: _plain(getattr(value, name))
            for name, default in _names(kind)
            if getattr(value, name) != default
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _value(kind: Any, data: Any) -> Any:  # noqa: ANN401 - the same
    if is_dataclass(kind):
        made: Any = kind
        hints = _hints(made)
        return made(**{name: _value(hints[name], one) for name, one in data.items()})
    options = get_args(kind)
    if isinstance(kind, UnionType):
        return _one_of(options, data)
    if options:
        return tuple(_value(options[0], one) for one in data)
    return kind(data)


def _one_of(kinds: tuple[Any, ...], data: Any) -> Any:  # noqa: ANN401 - the same
    """The value of the first kind that has one like it."""
    if data is None:
        return None
    *others, last = (kind for kind in kinds if kind is not NoneType)
    for kind in others:
        with suppress(ValueError):
            return _value(kind, data)
    return _value(last, data)


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a dataclass
    return get_type_hints(kind)


@cache
def _names(kind: Any) -> tuple[tuple[str, Any], ...]:  # noqa: ANN401 - a dataclass
    return tuple((one.name, one.default) for one in fields(kind))
