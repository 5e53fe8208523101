"""Reads YAML that a person wrote, and refuses what no person writes before it costs anything."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import yaml

from spotter.camera_ingest.errors import GymError


class Mark(Protocol):
    """A place in a text; both of PyYAML's parsers have their own."""

    line: int
    column: int


_LARGEST_BYTES = 1_000_000
_DEEPEST = 20
_MOST_VALUES = 100_000
"""A gym of a thousand stations with all their keys has a fifth of that."""


def read_yaml(path: Path) -> object:
    """The content of a YAML file of plain values.

    Raises :class:`GymError` for what cannot be read, is larger than 1 MB, nested more than 20 deep
    or of more than 100,000 values, those that aliases repeat included. It names the place but never
    the text, which may hold a password.
    """
    text = _text(path)
    try:
        _check_depth(text)
        return _document(text)
    except yaml.MarkedYAMLError as error:
        found = (error.problem or "").removeprefix("but ").removeprefix("found ")
        raise _fault(error.problem_mark, found) from None
    except yaml.reader.ReaderError as error:
        raise GymError(
            f"expected YAML; found: a character that is not allowed, {error.position} characters "
            "from the beginning"
        ) from None


def _document(text: str) -> object:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        _Extents().of(node)
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _text(path: Path) -> str:
    try:
        if path.stat().st_size <= _LARGEST_BYTES:
            return path.read_text(encoding="utf-8")
    except OSError as error:
        raise GymError(f"expected a YAML file; found: {error.strerror}") from None
    except UnicodeDecodeError:
        raise GymError("expected a YAML file; found bytes that are not UTF-8 text") from None
    raise GymError(f"expected a YAML file of at most {_LARGEST_BYTES} bytes; found a larger one")


def _fault(mark: Mark | None, found: str) -> GymError:
    place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "unknown position"
    return GymError(f"{place}: expected YAML; found: {found}")


def _too_deep(mark: Mark | None) -> GymError:
    return _fault(mark, f"values nested more than {_DEEPEST} deep")


def _check_depth(text: str) -> None:
    """Raises :class:`GymError` for deep nesting, before anything follows it recursively."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _too_deep(event.start_mark)


class _Loader(yaml.SafeLoader):
    """Tells where a value is that looks like a number or a date and is none that can be read."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - as overridden
        try:
            return super().construct_object(node, deep)
        except (ValueError, ArithmeticError, LookupError, AttributeError):  # as of "!!int" alone
            raise yaml.constructor.ConstructorError(
                None, None, "a number or a date that cannot be read", node.start_mark
            ) from None


@dataclass(frozen=True, slots=True)
class _Extent:
    """How many values a node stands for, and how deep they are nested."""

    values: int
    depth: int


class _Extents:
    """The extents of a document's nodes, aliases counted as often as they stand."""

    def __init__(self) -> None:
        self._known: dict[yaml.Node, _Extent | None] = {}

    def of(self, node: yaml.Node) -> _Extent:
        """The extent of a node.

        An alias comes after what it repeats, so this never goes deeper than the text is nested.
        Raises :class:`GymError` for one that contains itself, and for too many values.
        """
        if node in self._known:
            known = self._known[node]
            if known is None:
                raise _fault(node.start_mark, "an anchor that contains itself")
            return known
        self._known[node] = None
        inside = [self.of(one) for one in _children(node)]
        found = _Extent(
            1 + sum(one.values for one in inside), max((1 + one.depth for one in inside), default=0)
        )
        if found.values > _MOST_VALUES:
            raise _fault(node.start_mark, f"more than {_MOST_VALUES} values, aliases included")
        if found.depth > _DEEPEST:
            raise _too_deep(node.start_mark)
        self._known[node] = found
        return found


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [one for pair in node.value for one in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []
