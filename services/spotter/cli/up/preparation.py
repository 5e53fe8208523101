"""Prepares what must exist before a start: the gym's description, its videos and references."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from spotter.cli.errors import InputError
from spotter.cli.terminal import counted
from spotter.cli.up.gym import is_video, own_camera, unplayable_videos
from spotter.demo.gym import Job, remove_stale, video_job
from spotter.demo.plan import demo_stations, stations_for
from spotter.demo.process_pool import run_jobs
from spotter.demo.reference_supply import supply
from spotter.exercise_store.references import ReferenceFolder
from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.gym import SOURCE_VARIABLE, Gym, described_gym, write_gym

EXERCISE_VARIABLE = "SPOTTER_EXERCISE"
GYM_VARIABLE = "SPOTTER_GYM"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The user's options; without ``source`` and ``config`` they mean the demo gym.

    Raises :class:`InputError` for conflicting options.
    """

    source: str | None = None
    exercise: str | None = None
    loop: bool = False
    config: Path | None = None

    def __post_init__(self) -> None:
        if self.source and self.config:
            raise InputError(
                f"expected either --source (or {SOURCE_VARIABLE}) or --config (or {GYM_VARIABLE}); "
                "found both"
            )
        if self.source and not self.exercise:
            raise InputError("expected --exercise with --source, as in --exercise squat")
        if not self.source and (self.exercise or self.loop):
            raise InputError("expected --source with --exercise and --loop; found none")

    @classmethod
    def completed(
        cls,
        environment: Mapping[str, str],
        *,
        source: str | None,
        exercise: str | None,
        loop: bool,
        config: Path | None,
    ) -> Self:
        """The typed options, completed from ``environment``.

        A typed source overrides the environment's gym, and a typed gym its source.
        """
        described = None if source else environment.get(GYM_VARIABLE)
        if not config:
            source = source or environment.get(SOURCE_VARIABLE) or None
            exercise = exercise or environment.get(EXERCISE_VARIABLE) or None
            config = Path(described) if described else None
        return cls(source=source, exercise=exercise, loop=loop, config=config)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The gym, and the reference file of each of its exercises.

    ``warnings`` name stations that will show nothing while the others run.
    """

    gym: Gym
    references: dict[str, Path]
    warnings: tuple[str, ...] = ()


def prepare(
    options: Options, data: DataFolder, estimator: str, cores: int, stopping: Callable[[], bool]
) -> Prepared | None:
    """Prepare the gym that ``options`` ask for; None if ``stopping`` became true meanwhile.

    New references are made with the poses of ``estimator``.

    Raises :class:`InputError` for a gym that cannot run.
    """
    own = ReferenceFolder.of(data.references)
    jobs: list[Job] = []
    warnings: tuple[str, ...] = ()
    if options.config:
        gym = described_gym(options.config, is_video)
        warnings = unplayable_videos(gym)
        if len(warnings) == gym.station_count:
            raise InputError("\n".join(warnings))
    elif options.source and options.exercise:
        gym = own_camera(data.run / "gym.yaml", options.source, options.exercise, loop=options.loop)
    else:
        gym, jobs = _demo_gym(data.demo, *stations_for(cores))
        own = ReferenceFolder.of(data.demo)  # the user's references do not suit the demo's athletes
    references, reference_jobs = supply(gym.exercises, own, data.demo / "made", estimator)
    jobs = [*reference_jobs, *jobs]  # the longest first
    done = not jobs or run_with_progress(jobs, cores, stopping)
    return Prepared(gym, references, warnings) if done else None


def run_with_progress(jobs: Sequence[Job], cores: int, stopping: Callable[[], bool]) -> bool:
    """Run at least one of ``jobs``, with progress; False if ``stopping`` became true.

    Raises DemoError when a process dies.
    """
    with counted("Filming the demo's athletes (only once)", len(jobs)) as advance:
        return run_jobs(jobs, min(cores, len(jobs)), on_done=advance, stopping=stopping)


def _demo_gym(folder: Path, count: int, rate_hz: float) -> tuple[Gym, list[Job]]:
    """The demo gym and the jobs for its missing videos."""
    stations = demo_stations(count, rate_hz)
    jobs = [video_job(folder, station) for station in stations]
    remove_stale(folder, [job.path for job in jobs])
    descriptions = [
        {
            "id": station.station_id,
            "name": station.name,
            "source": job.path.name,
            "exercise": station.exercise,
            "frame_rate_hz": rate_hz,
            "loop": True,
        }
        for station, job in zip(stations, jobs, strict=True)
    ]
    config = folder / "gym.yaml"
    write_gym(config, descriptions)
    exercises = tuple(dict.fromkeys(station.exercise for station in stations))
    return Gym(config, exercises, len(stations)), [job for job in jobs if not job.path.exists()]
