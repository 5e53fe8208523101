"""How dark a picture and how small a person may be: verdicts on one film, made worse."""

import json
import subprocess
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.instruments.figures import Figure, Findings, Say
from spotter.pictures.video.reading import read_video, write_video
from spotter.simulation.filming.camera import Camera
from support.movements.rendered_squats import record_squat_reference, render_squats
from support.processes.spotter_up import spotter_command, spotter_environment

_REPS, _SHALLOW = 5, 3
_EXPECTED = ["faulty" if rep == _SHALLOW else "good" for rep in range(1, _REPS + 1)]
_RATE_HZ = 10.0
_LIGHTS = (1.0, 0.5, 0.3, 0.2, 0.15, 0.1, 0.05)
_SCALES = (1.0, 0.6, 0.55, 0.5, 0.4, 0.3, 0.2)
_NOISE = 2.0
"""Standard deviation of a sensor's noise, levels of 255; it stays while the light goes."""

Picture = NDArray[np.uint8]


def measure_visibility(folder: Path, say: Say) -> Findings:
    """Judge squats, one of them shallow, in less and less light, and smaller and smaller."""
    data, film = folder / "data", folder / "squats.mp4"
    record_squat_reference(data, folder / "good.mp4")
    standing = render_squats(film, _REPS, shallow=frozenset({_SHALLOW})).poses(Camera())
    pictures = [frame.bgr for frame in read_video(film)]
    height_px = float(np.ptp(standing.keypoints[0, :, 1]))
    light = float(np.mean(pictures))

    def right(change: Callable[[Picture], Picture]) -> int:
        return _right_verdicts(data, folder / "worse.mp4", map(change, pictures))

    figures = []
    for ratio in _LIGHTS:
        for noise in (0.0, _NOISE):
            name = f"mean brightness {light * ratio:.0f}, noise {noise:.0f}"
            found = right(partial(_darker, ratio=ratio, noise=noise))
            figures.append(_figure(name, found, say))
    for scale in _SCALES:
        found = right(partial(_smaller, scale=scale))
        figures.append(_figure(f"nose to heels {height_px * scale:.0f} px", found, say))
    return Findings("visibility", figures)


def _figure(name: str, found: int, say: Say) -> Figure:
    say(f"visibility: {name}: {found} of {_REPS}")
    return Figure(name, found, f"right verdicts of {_REPS}")


def _darker(picture: Picture, ratio: float, noise: float) -> Picture:
    grain = np.random.default_rng(int(picture.sum())).normal(0, noise, picture.shape)
    return np.clip(picture * ratio + grain, 0, 255).astype(np.uint8)


def _smaller(picture: Picture, scale: float) -> Picture:
    """The picture, shrunk, in the middle of a blurred one of the old size."""
    height, width = picture.shape[:2]
    whole: Picture = cv2.GaussianBlur(picture, (0, 0), 25).astype(np.uint8)
    part = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    top, left = (height - part.shape[0]) // 2, (width - part.shape[1]) // 2
    whole[top : top + part.shape[0], left : left + part.shape[1]] = part
    return whole


def _right_verdicts(data: Path, film: Path, pictures: Iterable[Picture]) -> int:
    """How many of the reps were found and judged rightly; none if their number is wrong."""
    write_video(film, pictures, rate_hz=_RATE_HZ)
    done = subprocess.run(
        spotter_command("analyze", "--json", "--reference", "squat", film),
        env=spotter_environment(data),
        capture_output=True,
        text=True,
        check=False,
    )
    said = [rep["verdict"] for rep in json.loads(done.stdout)["reps"]] if done.stdout else []
    if len(said) != _REPS:
        return 0
    return sum(found == wanted for found, wanted in zip(said, _EXPECTED, strict=True))
