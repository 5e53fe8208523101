"""BlazePose compared with MediaPipe's own pipeline of the same networks on the same pictures."""

import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bench.instruments.figures import Figure, Findings, Say
from bench.instruments.footage import squats
from spotter.estimators.blazepose.joints import to_body_25
from spotter.estimators.estimator import Picture
from spotter.estimators.models.catalogue import (
    LANDMARKS_FULL,
    LANDMARKS_HEAVY,
    LANDMARKS_LITE,
    MEDIAPIPE,
    Model,
    ModelState,
)
from spotter.estimators.registry import make_estimator
from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.values.body.poses import Keypoints
from spotter.pictures.video.reading import read_video
from spotter.recordings.estimator_loading import model_cache
from support.real_data import FOLDER as REAL_DATA

_PEER = Path(__file__).with_name("mediapipe_pipeline.py")
_FRAMES = 150
_WARM_FRAMES = 5
_THREADS = 1
_NETWORKS = {
    "lite": (0, LANDMARKS_LITE),
    "full": (1, LANDMARKS_FULL),
    "heavy": (2, LANDMARKS_HEAVY),
}
"""MediaPipe's number of each network, and its file."""

Pictures = NDArray[np.uint8]
"""(T, H, W, 3) blue, green, red."""


@dataclass(frozen=True, slots=True, eq=False)
class _Poses:
    """(T, 25, 3) keypoints, and the milliseconds per frame."""

    keypoints: Keypoints
    took_ms: NDArray[np.float64]


def measure_blazepose(folder: Path, footage_folder: Path, say: Say) -> Findings:
    """Every BlazePose in the model cache, on a rendered and on a real video."""
    python = _environment(footage_folder / "mediapipe", say)
    videos = {"rendered squats": squats(footage_folder).videos[0].path}
    real = REAL_DATA / "video-jumping-jack" / "pajacyk6.mp4"
    videos |= {"a real jumping jack": real} if real.exists() else {}
    figures: list[Figure] = []
    for words, video in videos.items():
        bgr = np.stack([frame.bgr for frame in islice(read_video(video), _FRAMES)])
        for name in _pulled():
            say(f"blazepose: {name} on {words}")
            theirs = _by_mediapipe(python, folder, bgr, name)
            figures += _figures(f"{name}, {words}", _by_us(bgr, name), theirs)
    return Findings("blazepose", figures)


def _pulled() -> list[str]:
    states = {name: model_cache().state(model) for name, (_, model) in _NETWORKS.items()}
    return [name for name, state in states.items() if state is ModelState.READY]


def _environment(folder: Path, say: Say) -> Path:
    """The Python of an environment with MediaPipe, which is created once and kept."""
    python = folder / "bin" / "python"
    if not python.exists():
        say("blazepose: creating an environment for MediaPipe")
        uv = shutil.which("uv", path=str(Path(sys.executable).parent))
        if uv is None:
            pytest.skip("uv is not installed")
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, folder], check=True)
        wanted = f"{MEDIAPIPE.package}=={MEDIAPIPE.version}"
        install = [uv, "pip", "install", "--quiet", "--python", str(python), wanted]
        if subprocess.run(install, check=False).returncode:
            shutil.rmtree(folder)
            pytest.skip(f"{wanted} cannot be installed for this Python")
    return python


def _by_mediapipe(python: Path, folder: Path, bgr: Pictures, name: str) -> _Poses:
    complexity, model = _NETWORKS[name]
    _lend(python, model)
    frames, out = folder / "frames.npy", folder / "poses.npz"
    np.save(frames, bgr[..., ::-1])
    peer = [str(python), "-P", str(_PEER), str(frames), str(complexity), str(out)]
    subprocess.run(peer, check=True, stderr=subprocess.DEVNULL)
    with np.load(out) as found:
        landmarks, took_ms = found["landmarks"], found["took_ms"]
    height_px, width_px = bgr.shape[1:3]
    bodies = [to_body_25(one[:, :2], one[:, 2], width_px, height_px) for one in landmarks]
    return _Poses(np.stack(bodies), took_ms)


def _lend(python: Path, model: Model) -> None:
    """MediaPipe would download the networks that its wheel lacks."""
    (modules,) = python.parents[1].glob("lib/*/site-packages/mediapipe/modules/pose_landmark")
    (modules / model.file_name).write_bytes(model_cache().read(model))


def _by_us(bgr: Pictures, name: str) -> _Poses:
    estimator = make_estimator(f"blazepose-{name}", model_cache(), _THREADS)
    nobody = np.full((25, 3), (np.nan, np.nan, 0), dtype=np.float32)
    bodies, took_ms = [], []
    for number, picture in enumerate(bgr):
        begun_s = time.perf_counter()
        (people,) = estimator.estimate([Picture("bench", number * 33_333, picture)])
        took_ms.append(1000 * (time.perf_counter() - begun_s))
        bodies.append(people[0].keypoints if people else nobody)
    return _Poses(np.stack(bodies), np.array(took_ms))


def _figures(words: str, ours: _Poses, theirs: _Poses) -> list[Figure]:
    apart_px = np.linalg.norm(ours.keypoints[..., :2] - theirs.keypoints[..., :2], axis=-1)
    apart_tl = apart_px / body_size_px(theirs.keypoints)
    both = np.isfinite(apart_px)
    one_only = np.isfinite(ours.keypoints[..., 0]) ^ np.isfinite(theirs.keypoints[..., 0])
    ours_ms, theirs_ms = (one.took_ms[_WARM_FRAMES:] for one in (ours, theirs))
    worst = f"95 % within {np.quantile(apart_px[both], 0.95):.2f} px; {one_only.sum()} joints of "
    return [
        Figure(
            f"{words}: median difference",
            float(np.median(apart_px[both])),
            "px",
            note=f"{worst}{both.size} found by one only",
        ),
        Figure(f"{words}: the same", float(np.nanmedian(apart_tl)), "torso lengths"),
        Figure.median_of(f"{words}: Spotter", ours_ms, "ms per frame"),
        Figure.median_of(f"{words}: MediaPipe", theirs_ms, "ms per frame"),
        Figure.median_of(f"{words}: MediaPipe over Spotter", theirs_ms / ours_ms, "times"),
    ]
