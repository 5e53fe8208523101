"""Prepares a folder of OpenPose JSON for rewriting, with tracked people and pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.poses import Keypoints
from spotter.pictures.video.opening import open_stream
from spotter.pictures.video.reading import read_video
from spotter.pose_files.openpose_json.folder import RATE_HZ, FolderFrame
from spotter.pose_files.openpose_json.reading import UNTRACKED
from spotter.recordings.person_tracking import track_ids
from spotter.recordings.pose_output import Drawing, OutputFrame
from spotter.tracking.tracker import Tracker

_OPEN_TIMEOUT_S = 30.0
_BACKGROUND_BGR = (46, 38, 32)
_MARGIN_RATIO = 0.05
_SMALLEST_PX, _LARGEST_PX = 320, 1920
"""Limits of a background's longer side."""


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """A plain background that holds everybody of a recording without a video.

    ``corner`` is (2,), the coordinates at its top left; ``scale`` its pixels per unit.
    """

    bgr: NDArray[np.uint8]
    corner: NDArray[np.float32]
    scale: float

    @classmethod
    def under(cls, frames: Sequence[FolderFrame]) -> "Background":
        """A background for all ``frames``."""
        everybody = [frame.seen.keypoints[..., :2].reshape(-1, 2) for frame in frames]
        xy = np.concatenate([*everybody, np.zeros((1, 2), dtype=np.float32)])
        corner, far = np.nanmin(xy, axis=0), np.nanmax(xy, axis=0)
        extent = np.maximum((far - corner) * (1 + _MARGIN_RATIO), 1e-3)
        longest = float(extent.max())
        scale = float(np.clip(longest, _SMALLEST_PX, _LARGEST_PX)) / longest
        width_px, height_px = np.maximum(np.ceil(extent * scale), 2).astype(int)
        return cls(
            np.full((height_px, width_px, 3), _BACKGROUND_BGR, dtype=np.uint8), corner, scale
        )

    def drawing(self, people: Keypoints) -> Drawing:
        """(P, 25, 3) ``people`` placed on the background."""
        placed = people.copy()
        placed[..., :2] = (placed[..., :2] - self.corner) * self.scale
        return Drawing(self.bgr, placed)


def output_frames(
    frames: Sequence[FolderFrame], video: Path | None, *, knows_times: bool
) -> Iterator[OutputFrame]:
    """The frames to write, drawn over the frames of ``video``, else over a plain background.

    A frame's number is its place in the video, from 0; a frame beyond the video's end is not drawn.
    Times are written only if ``knows_times``. Raises PictureError when ``video`` is not a video.
    """
    drawings = _over_video(frames, video) if video else _over_background(frames)
    for frame, person_ids, drawing in zip(frames, _ids_of(frames), drawings, strict=True):
        captured_us = frame.captured_us if knows_times else None
        seen = frame.seen
        yield OutputFrame(
            frame.number, seen.keypoints, person_ids, seen.worlds_m, captured_us, drawing
        )


def rate_hz_of(frames: Sequence[FolderFrame], video: Path | None) -> float:
    """The frame rate of the video, else that of the frames."""
    if video:
        with open_stream(str(video), timeout_s=_OPEN_TIMEOUT_S) as stream:
            return stream.rate_hz
    first, last = frames[0], frames[-1]
    if first is last:
        return RATE_HZ
    return 1e6 * (last.number - first.number) / (last.captured_us - first.captured_us)


def _over_background(frames: Sequence[FolderFrame]) -> Iterator[Drawing]:
    background = Background.under(frames)
    return (background.drawing(frame.seen.keypoints) for frame in frames)


def _over_video(frames: Sequence[FolderFrame], video: Path) -> Iterator[Drawing | None]:
    # Only `spotter pose`, which writes times, counts pictures that the video leaves out.
    completes = all(frame.seen.captured_us is not None for frame in frames)
    pictures = enumerate(read_video(video, completes=completes))
    for frame in frames:
        shown = next((picture for place, picture in pictures if place == frame.number), None)
        yield Drawing(shown.bgr, frame.seen.keypoints) if shown else None


def _ids_of(frames: Sequence[FolderFrame]) -> list[tuple[int, ...]]:
    """The folder's person ids if they distinguish all people, else those of a tracker."""
    if all(_are_distinct(frame.seen.person_ids) for frame in frames):
        return [frame.seen.person_ids for frame in frames]
    tracker = Tracker()
    return [track_ids(tracker, frame.captured_us, list(frame.seen.keypoints)) for frame in frames]


def _are_distinct(person_ids: Sequence[int]) -> bool:
    """Whether all ids are set and different: some tools write one number for everybody."""
    return UNTRACKED not in person_ids and len(set(person_ids)) == len(person_ids)
