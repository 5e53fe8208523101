"""From the last frame of a rep to its verdict in the browser."""

import os
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.instruments.figures import Figure, Findings
from bench.instruments.footage import Footage, gym
from bench.instruments.page_clock import Shown, page_clock
from bench.instruments.running_gym import Arrangement, RunningGym, running_gym
from spotter.exercise_store.references import read_exercise
from spotter.movement.segmentation import RepCutter, RepEnded, Template, learn_template
from spotter.movement.values.body.poses import Pose
from spotter.wire.names import VERDICT_FIELD, VERDICTS
from spotter.wire.poses.people import PoseFrame
from spotter.wire.verdicts import RepVerdict, verdict_from_bytes

_STARTING_S = 5.0
_AIM = "p99 < 0.5"
_KEEP_POSES = {"SPOTTER_POSE_LOG_LENGTH": "100000"}
"""Long enough to segment all of them again."""


@dataclass(frozen=True, slots=True)
class _RepTimes:
    """The times of one rep on its way to the page, milliseconds since 1970.

    ``decided_ms`` is the capture time of the frame at which the segmenter is certain that the rep
    is over.
    """

    last_frame_ms: float
    decided_ms: float
    said_ms: float
    in_page_ms: float
    painted_ms: float


def measure_latency(
    folder: Path, footage_folder: Path, stations: int, seconds: float, threads: int
) -> Findings:
    """Play videos in real time at ``stations`` stations, and watch the page in Chromium."""
    footage = gym(footage_folder, stations)
    cores = frozenset(sorted(os.sched_getaffinity(0))[:2])
    arrangement = Arrangement(cores, threads)
    with running_gym(folder / "latency", footage, arrangement, _KEEP_POSES) as running:
        shown = _watch(running, footage, seconds)
        reps = list(_all_rep_times(running, footage, shown))
        turns = running.metric("pose_worker_1", "spotter_pose_worker_estimate_seconds_count")
        spent_s = running.metric("pose_worker_1", "spotter_pose_worker_estimate_seconds_sum")
        dropped = running.metric("pose_worker_1", "spotter_pose_worker_frames_dropped_total")
    model_ms = 1000 * spent_s / turns
    note = f"{stations} stations, {arrangement.words}, {len(reps)} reps"
    details = {"frames_dropped": dropped, "reps_watched": len(reps), "arrangement": note}
    return Findings("latency", _figures(reps, model_ms, note), details)


def _watch(running: RunningGym, footage: Footage, seconds: float) -> dict[str, Shown]:
    with (
        page_clock(running.page.url) as page,
        running.playing(footage.videos, pace="real_time", loop=True),
    ):
        page.let_pass(_STARTING_S + seconds)
        return page.shown()


def _all_rep_times(
    running: RunningGym, footage: Footage, shown: dict[str, Shown]
) -> Iterator[_RepTimes]:
    said = {
        verdict.rep_id: (verdict, int(entry_id.partition(b"-")[0]))
        for entry_id, fields in running.entries(VERDICTS)
        for verdict in [verdict_from_bytes(fields[VERDICT_FIELD])]
    }
    for video in footage.videos:
        template = learn_template(*read_exercise(footage.references[video.exercise]).references)
        decided_us = _decided_us(template, running.poses(video.station_id))
        for rep_id, seen in shown.items():
            verdict, said_ms = said[rep_id]
            if verdict.station_id == video.station_id:
                yield _rep_times(verdict, decided_us, said_ms, seen)


def _rep_times(
    verdict: RepVerdict, decided_us: dict[tuple[int, int], int], said_ms: float, seen: Shown
) -> _RepTimes:
    return _RepTimes(
        last_frame_ms=verdict.ended_us / 1000,
        decided_ms=decided_us[verdict.track_id, verdict.ended_us] / 1000,
        said_ms=said_ms,
        in_page_ms=seen.in_page_ms,
        painted_ms=seen.painted_ms,
    )


def _decided_us(template: Template, frames: Sequence[PoseFrame]) -> dict[tuple[int, int], int]:
    """By track and last frame of a rep: the frame that decided it.

    The same poses give the same reps again.
    """
    cutters: dict[int, RepCutter] = {}
    seen_us: defaultdict[int, list[int]] = defaultdict(list)
    decided = {}
    for frame in frames:
        for person in frame.people:
            seen_us[person.track_id].append(frame.captured_us)
            cutter = cutters.setdefault(person.track_id, RepCutter(template))
            for event in cutter.feed(Pose(frame.captured_us, person.keypoints)):
                if isinstance(event, RepEnded):
                    last = bisect_right(seen_us[person.track_id], event.ended_us) - 1
                    last_us = seen_us[person.track_id][last]
                    decided[person.track_id, last_us] = frame.captured_us
    return decided


def _figures(reps: Sequence[_RepTimes], model_ms: float, note: str) -> list[Figure]:
    parts = {
        "last frame to painted": [one.painted_ms - one.last_frame_ms for one in reps],
        "  until the segmenter is certain": [one.decided_ms - one.last_frame_ms for one in reps],
        "  deciding frame to painted": [one.painted_ms - one.decided_ms for one in reps],
        "    deciding frame to verdict in Redis": [one.said_ms - one.decided_ms for one in reps],
        "    verdict in Redis to page": [one.in_page_ms - one.said_ms for one in reps],
        "    page to painted": [one.painted_ms - one.in_page_ms for one in reps],
    }
    figures = [
        _quantile(name, lasted_ms, percent, note if name.startswith("last") else "")
        for name, lasted_ms in parts.items()
        for percent in (50, 99)
    ]
    without = [one.painted_ms - one.last_frame_ms - model_ms for one in reps]
    return [
        _quantile("last frame to painted, besides the model", without, 50, ""),
        _quantile("last frame to painted, besides the model", without, 99, "", _AIM),
        *figures,
        Figure("the model's own time per batch, mean", model_ms / 1000, "s"),
    ]


def _quantile(
    name: str, lasted_ms: Sequence[float], percent: int, note: str, aim: str = ""
) -> Figure:
    value_s = float(np.percentile(lasted_ms, percent)) / 1000
    return Figure(f"{name}, p{percent}", value_s, "s", aim, note)
