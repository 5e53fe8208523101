"""A family of estimators that are named, checked and loaded in the same way."""

from collections.abc import Callable
from dataclasses import dataclass

from spotter.estimators.estimator import Device, Estimator
from spotter.estimators.models.catalogue import ModelCache


@dataclass(frozen=True, slots=True)
class Options:
    """How an estimator runs.

    Each of its networks runs on ``threads`` threads. ``input_size_px`` is the width and height of
    the input of OpenPose's networks; None: the default. ``prepared_batch`` is explained at
    :func:`~spotter.estimators.registry.make_estimator`.
    """

    threads: int
    input_size_px: tuple[int, int] | None = None
    device: Device = "auto"
    prepared_batch: int = 0


@dataclass(frozen=True, slots=True)
class Family:
    """Estimators that differ only in their files.

    ``names`` are for people; ``has`` tells whether a name belongs to the family. ``check_files``
    raises :class:`ModelError` if files are missing or damaged; the message names the command that
    brings them. Networks and the libraries that run them are imported only when ``load`` is called.
    """

    names: tuple[str, ...]
    has: Callable[[str], bool]
    check_files: Callable[[str, ModelCache], None]
    load: Callable[[str, ModelCache, Options], Estimator]
