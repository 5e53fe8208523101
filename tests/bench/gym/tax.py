"""The pipeline's tax: the frame rate through all services over that of the bare estimator."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

from bench.instruments.figures import Figure, Findings, Say
from bench.instruments.footage import RATE_HZ, SQUATS, Footage, Video, squats
from bench.instruments.processes import cpu_s
from bench.instruments.running_gym import Arrangement, RunningGym, running_gym
from bench.instruments.watcher import watching
from bench.networks.bare_loop import BareLoop, Speed
from spotter.wire.names import VERDICTS

_WARM_FRAMES = 45
"""Frames before timing starts, in which the station is taken over and the person found."""
_FRAME_LIMIT_S = 0.5
_STATIONS_TOGETHER = 4
_AIM_RATIO = 0.9
_AIM_STATIONS = 3.7


@dataclass
class _Rounds:
    """The results of the rounds of one arrangement, in order."""

    arrangement: Arrangement
    stations: int
    through: list[Speed] = field(default_factory=list)
    alone: list[Speed] = field(default_factory=list)
    cpu_ms: list[dict[str, float]] = field(default_factory=list)
    verdicts: list[int] = field(default_factory=list)

    @property
    def words(self) -> str:
        one = "1 station" if self.stations == 1 else f"{self.stations} stations"
        return f"{self.arrangement.words}, {one}"


def measure_tax(folder: Path, footage_folder: Path, rounds: int, say: Say) -> Findings:
    """Alternate the pipeline and the bare loop ``rounds`` times in each arrangement."""
    footage = squats(footage_folder)
    cores = sorted(os.sched_getaffinity(0))
    one, all_of_them = frozenset(cores[:1]), frozenset(cores[:2])
    plan = (
        (Arrangement(one, 1), 1),
        (Arrangement(one, 1), _STATIONS_TOGETHER),
        (Arrangement(all_of_them, 1), 1),
        (Arrangement(all_of_them, 2), 1),
    )
    measured = [
        _alternate(folder / f"tax-{number}", footage, _Rounds(arrangement, stations), rounds, say)
        for number, (arrangement, stations) in enumerate(plan)
    ]
    figures = [figure for found in measured for figure in _figures(found)]
    return Findings("tax", figures, {found.words: _details(found) for found in measured})


def _alternate(folder: Path, footage: Footage, found: _Rounds, rounds: int, say: Say) -> _Rounds:
    (video,) = footage.videos
    with (
        running_gym(folder, footage, found.arrangement) as gym,
        watching(gym.page.url),
        BareLoop(found.arrangement.threads, found.arrangement.cores) as bare,
    ):
        frames = bare.run(video.path).frames  # also a warm-up
        for number in range(rounds):
            named = [
                replace(video, station_id=f"round-{number}-{place}")
                for place in range(found.stations)
            ]
            _play(gym, named, frames, found)
            found.alone.append(bare.run(video.path))
            through, alone = found.through[-1].rate_hz, found.alone[-1].rate_hz
            say(f"tax: {found.words}: {through:.1f} frames/s, bare {alone:.1f}")
    return found


def _play(gym: RunningGym, stations: Sequence[Video], frames: int, found: _Rounds) -> None:
    """Play the video at the stations and time the frames' arrival in the pose logs."""
    warm, every = _WARM_FRAMES * len(stations), frames * len(stations)
    verdicts = gym.client.xlen(VERDICTS)
    with gym.playing(stations, pace="pipeline", loop=False):
        began_s = gym.await_logged(stations, warm, limit_s=60)
        counted, before = gym.logged(stations), cpu_s(gym.pids)
        ended_s = gym.await_logged(stations, every, limit_s=every * _FRAME_LIMIT_S)
        after = cpu_s(gym.pids)
    done = every - counted
    used = {name: after[name] - before[name] for name in after}
    found.through.append(Speed(done, ended_s - began_s, sum(used.values())))
    found.cpu_ms.append({name: 1000 * spent / done for name, spent in used.items()})
    found.verdicts.append(gym.client.xlen(VERDICTS) - verdicts)


def _figures(found: _Rounds) -> list[Figure]:
    words = found.words
    pairs = list(zip(found.through, found.alone, strict=True))
    figures = [
        Figure.median_of(
            f"frames through all services ({words})",
            [speed.rate_hz for speed in found.through],
            "frames/s",
        ),
        Figure.median_of(
            f"frames in the bare loop ({found.arrangement.words})",
            [speed.rate_hz for speed in found.alone],
            "frames/s",
        ),
        Figure.median_of(
            f"ratio ({words})",
            [through.rate_hz / alone.rate_hz for through, alone in pairs],
            "",
            aim=f">= {_AIM_RATIO}",
        ),
        Figure.median_of(
            f"ratio of core time per frame ({words})",
            [alone.cpu_ms / through.cpu_ms for through, alone in pairs],
            "",
            aim=f">= {_AIM_RATIO}",
            note="bare loop over all services; hardly depends on who else uses the machine",
        ),
    ]
    if len(found.arrangement.cores) == 1:
        figures += _per_core(found)
    return figures


def _per_core(found: _Rounds) -> list[Figure]:
    at = f"stations at {RATE_HZ:g} frames/s per core"
    return [
        Figure.median_of(
            f"{at} ({found.stations} played)",
            [speed.rate_hz / RATE_HZ for speed in found.through],
            "stations",
            aim=f">= {_AIM_STATIONS}",
        ),
        Figure.median_of(
            f"{at}, the estimator alone",
            [speed.rate_hz / RATE_HZ for speed in found.alone],
            "stations",
        ),
    ]


def _details(found: _Rounds) -> dict[str, object]:
    names = found.cpu_ms[0]
    return {
        "core_ms_per_frame": {
            name: round(median(used[name] for used in found.cpu_ms), 3) for name in names
        },
        "core_ms_per_frame_bare": round(median(speed.cpu_ms for speed in found.alone), 3),
        "reps_performed": SQUATS * found.stations,
        "verdicts": found.verdicts,
    }
