"""The videos to play, and the references to compare them with."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spotter.cli.terminal.progress import counted
from spotter.demo.gym import Job, reference_job, video_job
from spotter.demo.plan import DemoStation, Shot, demo_stations, reference_shot
from spotter.demo.process_pool import run_jobs
from spotter.local_stack.cores import cores
from spotter.simulation.motion.performance import Plan

RATE_HZ = 15.0
"""The frame rate of every video, that of a gym's camera."""
SQUATS = 10


@dataclass(frozen=True, slots=True)
class Video:
    """A video file and its exercise."""

    station_id: str
    exercise: str
    path: Path


@dataclass(frozen=True, slots=True)
class Footage:
    """Videos, and the reference file of each exercise in them."""

    videos: tuple[Video, ...]
    references: dict[str, Path]


def squats(folder: Path) -> Footage:
    """Ten squats, half a minute at 15 frames a second, kept in ``folder``."""
    shot = reference_shot("squat", RATE_HZ)
    shot = replace(shot, plan=replace(shot.plan, reps=SQUATS), seed=1)
    return _made(folder, [DemoStation("squats", "Squats", shot)])


def gym(folder: Path, stations: int) -> Footage:
    """The videos of the demo gym's first ``stations`` stations, without the rest after a set."""
    chosen = demo_stations(stations, RATE_HZ)
    return _made(folder, [replace(one, shot=_without_rests(one.shot)) for one in chosen])


def _without_rests(shot: Shot) -> Shot:
    plan = Plan(shot.plan.exercise, reps=SQUATS, rep_s=shot.plan.rep_s, body=shot.plan.body)
    return replace(shot, plan=plan, rest_s=0.0)


def _made(folder: Path, stations: Sequence[DemoStation]) -> Footage:
    jobs = [video_job(folder, station) for station in stations]
    references = {one.exercise: reference_job(folder, one.exercise) for one in stations}
    _make([*references.values(), *jobs])
    videos = tuple(
        Video(station.station_id, station.exercise, job.path)
        for station, job in zip(stations, jobs, strict=True)
    )
    return Footage(videos, {exercise: job.path for exercise, job in references.items()})


def _make(jobs: Sequence[Job]) -> None:
    missing = [job for job in jobs if not job.path.exists()]
    if missing:
        with counted("Filming (only once)", len(missing)) as advance:
            never = threading.Event().is_set
            processes = min(cores(), len(missing))
            run_jobs(missing, processes, on_done=lambda _: advance(), stopping=never)
