"""A video and its marks, read."""

from itertools import islice
from pathlib import Path

from spotter.evaluation.equipment.halves import Clip
from spotter.evaluation.equipment.marks import read_marks
from spotter.evaluation.errors import EvaluationError
from spotter.pictures.video.reading import read_video

_MOST_PICTURES = 1200
"""The pictures are all in memory: 3 MB each at 1280 x 720."""


def read_clip(video: Path, centres: Path) -> Clip:
    """The pictures of ``video``, and its marks in ``centres``.

    Raises :class:`EvaluationError` for unusable marks and a video of more than 1200 pictures,
    PictureError for what is no video.
    """
    marks = read_marks(centres, video.name)
    frames = list(islice(read_video(video, completes=False), _MOST_PICTURES + 1))
    if len(frames) > _MOST_PICTURES:
        raise EvaluationError(f"{video}: expected at most {_MOST_PICTURES} pictures")
    return Clip([frame.bgr for frame in frames], [frame.time_s for frame in frames], marks)
