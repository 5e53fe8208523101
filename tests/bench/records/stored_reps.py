"""The bytes of reps as they are kept, and the time that it takes to pack and to unpack them."""

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import mean

import numpy as np

from bench.instruments.figures import Figure, Findings, Say
from bench.instruments.stopwatch import timed_us
from spotter.movement.values import PoseSeries, from_coco_18, quantised
from spotter.recordings.followed_people import SeenFrame, follow
from spotter.recordings.posed_video import PosedVideo
from spotter.simulation.athletes.look import athlete
from spotter.simulation.motion.performance import Plan
from spotter.tracking.smoothing import smoothed
from spotter.wire.encoding.arrays import pack_poses, pack_quantised, unpack_poses
from support.movements.filmed import filmed
from support.real_data import FOLDER as REAL_DATA

_RATE_HZ = 15.0
_REP_POSES = 45
_ESTIMATOR = "blazepose-full"
_VIDEOS = {
    "a jumping jack (BlazePose)": REAL_DATA / "video-jumping-jack" / "pajacyk6.mp4",
    "push-ups (BlazePose)": REAL_DATA / "video-gym" / "pushups-30-with-rests.mp4",
}
_GYM_CLIPS = REAL_DATA / "gym-clips"

_FORMS: dict[str, Callable[[PoseSeries], bytes]] = {
    "floats": lambda poses: pack_poses(poses).SerializeToString(),
    "floats, byte by byte, compressed": lambda poses: zlib.compress(_planes(poses)),
    "quantised (chosen)": lambda poses: pack_quantised(poses).SerializeToString(),
}


def measure_stored_reps(say: Say) -> Findings:
    """The bytes of 45 poses from several sources, with and without metres; the time for one rep."""
    figures: list[Figure] = []
    for name, poses in _sources(say):
        reps = [part for part in _parts(smoothed(poses)) if len(part) == _REP_POSES]
        figures += _sizes(name, reps)
    return Findings("reps", [*figures, *_times(reps[0])])


def _sizes(name: str, reps: Sequence[PoseSeries]) -> list[Figure]:
    kinds = {"without metres": [replace(rep, world_m=None) for rep in reps]}
    if reps[0].world_m is not None:
        kinds["with metres"] = list(reps)
    return [
        Figure(f"{name}, {kind}: {form}", mean(len(write(rep)) for rep in some), "bytes")
        for kind, some in kinds.items()
        for form, write in _FORMS.items()
    ]


def _times(rep: PoseSeries) -> list[Figure]:
    message = pack_quantised(rep)
    works: dict[str, Callable[[], object]] = {
        "quantise": partial(quantised, rep),
        "pack": partial(pack_quantised, rep),
        "unpack": partial(unpack_poses, message),
        "pack floats": partial(pack_poses, rep),
        "unpack floats": partial(unpack_poses, pack_poses(rep)),
    }
    return [
        Figure.median_of(f"{name} one rep", timed_us(work), "us") for name, work in works.items()
    ]


def _sources(say: Say) -> Iterator[tuple[str, PoseSeries]]:
    """Poses at 15 a second; real people's only if their recordings are there."""
    plan = Plan("squat", reps=10, body=athlete(1).body, rate_hz=_RATE_HZ)
    yield "simulated squats, 1.5 px of noise", filmed(plan)[1]
    if _GYM_CLIPS.exists():
        yield "real squats in gyms (BlazePose)", _gym_squats()
    for name, path in _VIDEOS.items():
        if path.exists():
            say(f"reps: {name}")
            yield name, _estimated(path)


def _estimated(path: Path) -> PoseSeries:
    video = PosedVideo(path, _ESTIMATOR, max_rate_hz=_RATE_HZ)
    return follow(SeenFrame(frame.captured_us, frame.people) for frame in video)[0]


def _gym_squats() -> PoseSeries:
    """All clips of squats one after another, every second frame of 30."""
    clips = json.loads((_GYM_CLIPS / "index.json").read_text(encoding="utf-8"))
    with np.load(_GYM_CLIPS / "keypoints_coco18.npz") as arrays:
        keypoints, ends = arrays["kp"], np.cumsum(arrays["length"])
    parts = np.split(keypoints, ends[:-1])
    squats = [part for clip, part in zip(clips, parts, strict=True) if clip["exercise"] == "squats"]
    seen = from_coco_18(np.concatenate(squats)[::2])
    return PoseSeries(np.arange(len(seen), dtype=np.int64) * round(1e6 / _RATE_HZ), seen)


def _parts(poses: PoseSeries) -> list[PoseSeries]:
    starts = poses.captured_us[::_REP_POSES].tolist()
    ends = [*(start - 1 for start in starts[1:]), int(poses.captured_us[-1])]
    return [poses.between(start, end) for start, end in zip(starts, ends, strict=True)]


def _planes(poses: PoseSeries) -> bytes:
    """The most that a lossless compression could make use of: each joint's bytes of one rank."""
    arrays = [poses.keypoints] if poses.world_m is None else [poses.keypoints, poses.world_m]
    floats = [np.ascontiguousarray(one).view(np.uint8) for one in arrays]
    planes = [one.reshape(len(poses), -1, 4).transpose(2, 1, 0) for one in floats]
    return b"".join([poses.captured_us.tobytes(), *(one.tobytes() for one in planes)])
