"""The demo gym's videos and references: made once, then cached."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from spotter.demo.plan import DemoStation, Shot, reference_shot
from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR
from spotter.exercise_store.references import SUFFIX

_KEY_DIGITS = 12
_VIDEO_CODE = ("spotter.simulation", "spotter.pictures", "spotter.demo.studio")
_REFERENCE_CODE = (
    *_VIDEO_CODE,
    "spotter.estimators",
    "spotter.movement",
    "spotter.recordings",
    "spotter.tracking",
    "spotter.wire",
)


@dataclass(frozen=True, slots=True)
class VideoJob:
    """Makes a video at ``path``."""

    path: Path
    shot: Shot

    def run(self) -> None:
        """Make it."""
        from spotter.demo.studio import render  # noqa: PLC0415 - slow to load; needed only here

        self.path.parent.mkdir(parents=True, exist_ok=True)
        render(self.shot, self.path)


@dataclass(frozen=True, slots=True)
class ReferenceJob:
    """Makes a reference at ``path``, with the poses of ``estimator``."""

    path: Path
    shot: Shot
    estimator: str

    def run(self) -> None:
        """Make it."""
        from spotter.demo.studio import record_reference  # noqa: PLC0415 - as above

        self.path.parent.mkdir(parents=True, exist_ok=True)
        record_reference(self.shot, self.estimator, self.path)


Job = VideoJob | ReferenceJob


def video_job(folder: Path, station: DemoStation) -> VideoJob:
    """The job that renders the video of a demo station.

    The file's name contains a digest of everything that affects the video.
    """
    key = _key((station.shot,), _VIDEO_CODE)
    return VideoJob(folder / f"{station.station_id}-{key}.mp4", station.shot)


def reference_job(folder: Path, exercise: str, estimator: str = DEFAULT_ESTIMATOR) -> ReferenceJob:
    """The job that makes the demo gym's reference for ``exercise``, with a digest in its name."""
    shot = reference_shot(exercise)
    key = _key((shot, estimator), _REFERENCE_CODE)
    return ReferenceJob(folder / f"{exercise}-{key}{SUFFIX}", shot, estimator)


def remove_stale(folder: Path, wanted: Iterable[Path]) -> None:
    """Remove the videos of earlier plans and unfinished files from ``folder``."""
    keep = {path.name for path in wanted}
    for path in folder.glob("*.mp4"):
        if path.name not in keep:
            path.unlink(missing_ok=True)
    for path in folder.rglob(".unfinished-*"):
        shutil.rmtree(path, ignore_errors=True)


def _key(inputs: tuple[object, ...], modules: Sequence[str]) -> str:
    digest = sha256(repr(inputs).encode())
    for source in _sources(modules):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:_KEY_DIGITS]


def _sources(modules: Sequence[str]) -> Iterator[Path]:
    for module in modules:
        found = find_spec(module)
        if found and found.submodule_search_locations:
            for folder in found.submodule_search_locations:
                yield from sorted(Path(folder).rglob("*.py"))
        elif found and found.origin:
            yield Path(found.origin)
