"""What a family of estimators is: named, looked for and loaded alike."""

from collections.abc import Callable
from dataclasses import dataclass

from spotter.estimators.estimator import Device, Estimator
from spotter.estimators.models.catalogue import ModelCache


@dataclass(frozen=True, slots=True)
class Options:
    """How an estimator is to run.

    Each of its networks runs on ``threads`` threads. ``input_size_px`` is the width and height that
    OpenPose's networks see; None: the usual. ``prepared_batch`` is
    :func:`~spotter.estimators.registry.make_estimator`'s.
    """

    threads: int
    input_size_px: tuple[int, int] | None = None
    device: Device = "auto"
    prepared_batch: int = 0


@dataclass(frozen=True, slots=True)
class Family:
    """Estimators that differ in their files only.

    ``names`` are for people; ``has`` tells whether a name is one of the family's. ``check_files``
    raises :class:`ModelError`, with the command that brings them, where files are missing or
    damaged. No network, and nothing that runs one, is imported before ``load`` is called.
    """

    names: tuple[str, ...]
    has: Callable[[str], bool]
    check_files: Callable[[str, ModelCache], None]
    load: Callable[[str, ModelCache, Options], Estimator]
