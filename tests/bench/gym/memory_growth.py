"""The memory of each process after many frames, and whether it still grows."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.instruments.figures import Figure, Findings, Say
from bench.instruments.footage import RATE_HZ, squats
from bench.instruments.processes import Memory, memory
from bench.instruments.running_gym import Arrangement, RunningGym, running_gym
from bench.instruments.watcher import watching

_AIMS_MB = {"pose_worker": 350, "scorer": 400}
_USUAL_AIM_MB = 150
_HOUR_FRAMES = RATE_HZ * 3600
_SAMPLES = 20
_SETTLING_SHARE = 0.4
"""Earlier growth only fills bounded streams and caches."""
_POLL_S = 0.5
_STALLED_S = 60.0


@dataclass(frozen=True, slots=True)
class _Sample:
    frames: int
    held: dict[str, Memory]


def measure_memory(folder: Path, footage_folder: Path, frames: int, say: Say) -> Findings:
    """Play a video in a loop at the pipeline's pace until ``frames`` are done."""
    footage = squats(footage_folder)
    cores = frozenset(os.sched_getaffinity(0))
    arrangement = Arrangement(cores, min(2, len(cores)))
    with (
        running_gym(folder / "memory", footage, arrangement) as gym,
        watching(gym.page.url),
        gym.playing(footage.videos, pace="pipeline", loop=True),
    ):
        samples = _sampled(gym, frames, say)
    figures = [_figure(name, samples) for name in samples[-1].held]
    return Findings("memory", figures, {"samples": [_described(sample) for sample in samples]})


def _sampled(gym: RunningGym, frames: int, say: Say) -> list[_Sample]:
    samples = []
    for number in range(1, _SAMPLES + 1):
        done = _await_frames(gym, frames * number // _SAMPLES)
        samples.append(_Sample(done, memory(gym.pids)))
        held = {name: round(one.rss_mb) for name, one in samples[-1].held.items()}
        say(f"memory: {done} of {frames} frames, MB RSS {held}")
    return samples


def _await_frames(gym: RunningGym, wanted: int) -> int:
    done, moved_s = 0, time.monotonic()
    while done < wanted:
        time.sleep(_POLL_S)
        before = done
        done = int(gym.metric("pose_worker_1", "spotter_pose_worker_frames_acked_total"))
        moved_s = time.monotonic() if done > before else moved_s
        if time.monotonic() - moved_s > _STALLED_S:
            raise TimeoutError(f"expected {wanted} frames; progress stopped at {done}")
    return done


def _figure(name: str, samples: Sequence[_Sample]) -> Figure:
    frames = samples[-1].frames
    settled = [one for one in samples if one.frames >= _SETTLING_SHARE * frames]
    hours = [one.frames / _HOUR_FRAMES for one in settled]
    growth_mb = np.polyfit(hours, [one.held[name].rss_mb for one in settled], 1)[0]
    last = samples[-1].held[name]
    return Figure(
        f"{name} after {frames} frames",
        last.rss_mb,
        "MB RSS",
        aim=f"< {_aim_mb(name)}, flat",
        note=f"{last.pss_mb:.0f} MB PSS; grows by {growth_mb:.1f} MB per hour's frames",
    )


def _aim_mb(name: str) -> int:
    """The memory limit of a process; processes of one kind have names that end in a number."""
    kind = name.rstrip("0123456789").rstrip("_")
    return _AIMS_MB.get(kind, _USUAL_AIM_MB)


def _described(sample: _Sample) -> dict[str, object]:
    held = {
        name: {"rss_mb": round(one.rss_mb, 1), "pss_mb": round(one.pss_mb, 1)}
        for name, one in sample.held.items()
    }
    return {"frames": sample.frames, "held": held}
