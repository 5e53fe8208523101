"""Renders the demo gym's videos and references; only the processes that do so load this module."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from spotter.demo.plan import Shot
from spotter.exercise_store.reference_source import reference_from
from spotter.exercise_store.references import ReferenceFolder
from spotter.movement.values import Exercise
from spotter.pictures.video.reading import write_video
from spotter.recordings.recording import read_recording
from spotter.simulation.filming.film import film
from spotter.simulation.motion.performance import perform

Picture = NDArray[np.uint8]

_RESTING = 8
"""The number of pictures at the end of a performance in which the athlete rests."""


def render(shot: Shot, path: Path) -> None:
    """Write the video of ``shot``."""
    movement_rng, picture_rng = np.random.default_rng(shot.seed).spawn(2)
    performance = perform(shot.plan, movement_rng)
    pictures = film(performance, shot.camera, shot.athlete.look, picture_rng)
    rest = round(shot.rest_s * shot.plan.rate_hz)
    write_video(path, _with_rest(pictures, rest), rate_hz=shot.plan.rate_hz)


def record_reference(shot: Shot, estimator: str, path: Path) -> None:
    """Make a reference from the video of ``shot``, as ``spotter record`` does from any video.

    ``estimator`` must be the one whose poses will be compared with the reference.
    """
    with TemporaryDirectory(dir=path.parent, prefix=".unfinished-") as folder:
        video = Path(folder, "reference.mp4")
        render(shot, video)
        recording = read_recording(video, on_progress=_ignore, estimator=estimator)
        reference = reference_from(shot.plan.exercise, recording)
        ReferenceFolder(Path(folder)).store(Exercise((reference,))).path.replace(path)


def _with_rest(pictures: Iterable[Picture], count: int) -> Iterator[Picture]:
    """``pictures``, then ``count`` more: the last few, played back and forth."""
    last: deque[Picture] = deque(maxlen=_RESTING)
    for picture in pictures:
        last.append(picture)
        yield picture
    back_and_forth = [*reversed(last), *last]
    yield from islice(cycle(back_and_forth), count)


def _ignore(_done_s: float, _total_s: float | None) -> None:
    """Ignore the progress within a job: progress is counted in jobs."""
