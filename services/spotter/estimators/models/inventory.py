"""Lists the pose networks and their state in the cache."""

from collections.abc import Iterator
from dataclasses import dataclass

from spotter.estimators.models.catalogue import DEFAULT_MODELS, KNOWN_MODELS, ModelCache, ModelState
from spotter.estimators.openpose.published.weights import (
    IMPORT_COMMAND,
    SHORT_LICENCE,
    published_structures,
    weights_path,
    weights_state,
)


@dataclass(frozen=True, slots=True)
class InventoryEntry:
    """A model and its state; ``command`` brings or repairs it.

    ``size_bytes`` is None for weights that have not been imported; ``sha256`` is None for all
    weights, which carry their own checksum. The default estimator needs no ``is_optional`` model.
    """

    name: str
    purpose: str
    licence: str
    source: str
    command: str
    file: str
    size_bytes: int | None
    sha256: str | None
    state: ModelState
    is_optional: bool

    @property
    def is_in_order(self) -> bool:
        """Whether it is ready, or missing but not needed."""
        return self.state is ModelState.READY or (
            self.is_optional and self.state is ModelState.MISSING
        )


def inventory(cache: ModelCache) -> tuple[InventoryEntry, ...]:
    """All known models, those that can be fetched first."""
    return (*_fetched(cache), *_imported(cache))


def _fetched(cache: ModelCache) -> Iterator[InventoryEntry]:
    for model in KNOWN_MODELS:
        yield InventoryEntry(
            name=model.name,
            purpose=model.purpose,
            licence=model.licence,
            source=str(model.source),
            command=model.pull_command,
            file=str(cache.path(model)),
            size_bytes=model.size_bytes,
            sha256=model.sha256,
            state=cache.state(model),
            is_optional=model not in DEFAULT_MODELS,
        )


def _imported(cache: ModelCache) -> Iterator[InventoryEntry]:
    for structure in published_structures():
        path = weights_path(cache, structure)
        yield InventoryEntry(
            name=path.stem,
            purpose="finds the joints of everybody in the picture",
            licence=SHORT_LICENCE,
            source="imported from Caffe",
            command=IMPORT_COMMAND,
            file=str(path),
            size_bytes=path.stat().st_size if path.is_file() else None,
            sha256=None,
            state=weights_state(cache, structure),
            is_optional=True,
        )
