"""The output of ``spotter pose``: a folder of OpenPose JSON and, beside it, an overlay video."""

import os
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.poses import Keypoints, WorldMetres
from spotter.pictures.overlay import draw_people
from spotter.pictures.video.reading import write_video
from spotter.pose_files.openpose_json.frame_files import listed
from spotter.pose_files.openpose_json.reading import UNTRACKED
from spotter.pose_files.openpose_json.writing import Joints, frame_bytes, frame_name
from spotter.recordings.errors import RecordingError
from spotter.recordings.whole_file import write_atomically

_FRAME_NAME = re.compile(r".+_[0-9]{12}_keypoints\.json")


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """People to draw over a picture: ``bgr`` is (H, W, 3) uint8, ``people`` (P, 25, 3) in it."""

    bgr: NDArray[np.uint8]
    people: Keypoints


@dataclass(frozen=True, slots=True, eq=False)
class OutputFrame:
    """One frame to write: ``people`` is (P, 25, 3) float32, with one of ``person_ids`` each.

    ``worlds_m`` are their metres, as in Pose.

    ``captured_us`` counts from the first frame, None if unknown; ``drawing`` is the overlay's
    picture of the frame, None for no picture.
    """

    number: int
    people: Keypoints
    person_ids: Sequence[int]
    worlds_m: Sequence[WorldMetres | None]
    captured_us: int | None
    drawing: Drawing | None


@dataclass(slots=True)
class Tally:
    """Counts of what was written: frames, frames with people, people, the most people at once.

    ``drawn_frames`` are the frames in the overlay.
    """

    frames: int = 0
    frames_with_people: int = 0
    drawn_frames: int = 0
    most_at_once: int = 0
    person_ids: set[int] = field(default_factory=set)

    def count(self, frame: OutputFrame) -> None:
        """Count a written frame."""
        self.frames += 1
        self.frames_with_people += len(frame.people) > 0
        person_ids = set(frame.person_ids) - {UNTRACKED}
        self.most_at_once = max(self.most_at_once, len(person_ids))
        self.person_ids |= person_ids


@dataclass(frozen=True, slots=True)
class PoseOutput:
    """The folder, which is never overwritten unasked, and the overlay (None if none is wanted).

    The folder holds nothing but JSON, since tools that read OpenPose take every file for a frame.
    """

    folder: Path
    overlay: Path | None

    @classmethod
    def of(cls, folder: Path, *, with_overlay: bool) -> "PoseOutput":
        """The output to ``folder``: for ``poses``, the overlay is ``poses.mp4`` beside it."""
        named = folder if folder.name not in {"", ".."} else folder.resolve()
        return cls(folder, named.parent / f"{named.name}.mp4" if with_overlay else None)

    def check(self, sources: Iterable[Path], *, replace: bool) -> None:
        """Raises :class:`RecordingError` if writing would fail or lose something.

        ``sources`` are the inputs; ``replace`` allows replacing the output of an earlier run.
        """
        if self.folder.exists() and not self.folder.is_dir():
            raise RecordingError(
                f"{self.folder}: expected a folder to write poses to; found a file"
            )
        for source in sources:
            for target in filter(None, (self.folder, self.overlay)):
                if target.exists() and target.samefile(source):
                    raise RecordingError(
                        f"{target}: an input cannot be the output; choose another -o"
                    )
        frames, others = self._contents()
        if others:
            raise RecordingError(
                f"{self.folder}: expected an empty or a new folder; found {listed(others)}"
            )
        found = [self.folder] if frames else []
        if self.overlay and self.overlay.exists():
            found.append(self.overlay)
        if found and not replace:
            paths = " and ".join(f"{path}" for path in found)
            raise RecordingError(
                f"expected that the output does not exist yet; found {paths}. {_INSTEAD}"
            )
        for target in filter(None, (self.folder, self.overlay)):
            _check_writable(target)

    def write(
        self, frames: Iterable[OutputFrame], recording: str, joints: Joints, rate_hz: float
    ) -> Tally:
        """Write all ``frames``, each file atomically, and then the overlay.

        The first frame removes the output of an earlier run. The files' names begin with
        ``recording``; ``rate_hz`` is the overlay's frame rate.

        Raises :class:`RecordingError` if the folder cannot be written to.
        """
        tally = Tally()
        drawn = self._written(frames, recording, joints, tally)
        if self.overlay:
            write_video(self.overlay, drawn, rate_hz=rate_hz)
        else:
            deque(drawn, maxlen=0)
        return tally

    def _written(
        self, frames: Iterable[OutputFrame], recording: str, joints: Joints, tally: Tally
    ) -> Iterator[NDArray[np.uint8]]:
        """Write the frames, and yield the overlay's picture of each."""
        for frame in frames:
            if not tally.frames:
                self._remove_earlier_frames()
            content = frame_bytes(
                frame.people, frame.person_ids, joints, frame.captured_us, frame.worlds_m
            )
            write_atomically(self.folder / frame_name(recording, frame.number), content)
            tally.count(frame)
            if self.overlay and frame.drawing:
                tally.drawn_frames += 1
                numbered = len(tally.person_ids) > 1
                drawing = frame.drawing
                yield draw_people(drawing.bgr, drawing.people, frame.person_ids, numbered=numbered)

    def _remove_earlier_frames(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for path in self._contents()[0]:
            path.unlink()

    def _contents(self) -> tuple[list[Path], list[Path]]:
        """The frames in the folder, and the other files; hidden files are ignored."""
        if not self.folder.exists():
            return [], []
        paths = sorted(path for path in self.folder.iterdir() if not path.name.startswith("."))
        frames = [path for path in paths if _FRAME_NAME.fullmatch(path.name)]
        return frames, [path for path in paths if path not in set(frames)]


_INSTEAD = "Choose another folder with -o, or replace them with --force"


def _check_writable(path: Path) -> None:
    """Check the nearest existing folder."""
    folder = path if path.is_dir() else path.parent
    while not folder.exists():
        folder = folder.parent
    if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        raise RecordingError(f"{path}: cannot write poses here: {folder} is not writable")
