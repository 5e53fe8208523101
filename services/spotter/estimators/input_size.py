"""Reads the size of a network's input as a person writes it."""

import re

from spotter.estimators.errors import EstimatorError

_WRITTEN = re.compile(r"([1-9]\d{0,4})x([1-9]\d{0,4})")


def input_size_of(words: str) -> tuple[int, int] | None:
    """Width and height in pixels: (656, 368) for ``656x368``; None for an empty string.

    Raises :class:`EstimatorError` for anything else.
    """
    if not words:
        return None
    found = _WRITTEN.fullmatch(words)
    if found is None:
        raise EstimatorError(
            f"expected the width and height of a network's input, such as 656x368; found {words!r}"
        )
    return int(found[1]), int(found[2])
