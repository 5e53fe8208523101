"""Videos of rendered squats with ground truth, and the reference for them."""

import subprocess
from pathlib import Path

import numpy as np

from spotter.pictures.video.reading import write_video
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.filming.film import film
from spotter.simulation.motion.faults import FaultKind
from spotter.simulation.motion.performance import Performance, Plan, perform
from support.processes.spotter_up import spotter_command, spotter_environment

_RATE_HZ = 10.0
_YAW_DEG = 20.0


def render_squats(
    path: Path, reps: int, *, shallow: frozenset[int] = frozenset(), rep_s: float = 2.6
) -> Performance:
    """Write a video of squats, some of them ``shallow``; returns the ground truth."""
    faults = {FaultKind.SHALLOW: shallow} if shallow else {}
    who = athlete(3)
    plan = Plan("squat", reps, rep_s=rep_s, faults=faults, body=who.body, rate_hz=_RATE_HZ)
    performance = perform(plan, np.random.default_rng(5))
    camera = Camera(yaw_deg=_YAW_DEG, aim_m=plan.aim_m)
    pictures = film(performance, camera, who.look, np.random.default_rng(6))
    write_video(path, pictures, rate_hz=_RATE_HZ)
    return performance


def record_squat_reference(data: Path, video: Path) -> None:
    """``spotter record`` a reference into the ``data`` folder; the ``video`` is written first."""
    render_squats(video, 3)
    subprocess.run(
        spotter_command("record", "squat", video),
        env=spotter_environment(data),
        check=True,
        capture_output=True,
    )
