"""Prepares what must exist before a start: the gym's description, and what is to be made for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from spotter.cli.errors import InputError
from spotter.cli.up.gym import is_video, own_camera, unplayable_videos
from spotter.demo.gym import Job, remove_stale, video_job
from spotter.demo.plan import DemoStation, demo_stations, stations_for
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
    """The gym, the jobs that make its videos, and the folder with the user's recordings, if any.

    The stations of the ``demo``, if it is that, have made-up exercises and people. ``warnings``
    name stations that will show nothing while the others run.
    """

    gym: Gym
    recordings: ReferenceFolder
    jobs: tuple[Job, ...] = ()
    demo: tuple[DemoStation, ...] = ()
    warnings: tuple[str, ...] = ()


def prepare(options: Options, data: DataFolder, cores: int) -> Prepared:
    """Prepare the gym that ``options`` ask for.

    Raises :class:`InputError` for a gym that cannot run.
    """
    own = ReferenceFolder.of(data.references)
    if options.config:
        gym = described_gym(options.config, is_video)
        warnings = unplayable_videos(gym)
        if len(warnings) == gym.station_count:
            raise InputError("\n".join(warnings))
        return Prepared(gym, own, warnings=warnings)
    if options.source and options.exercise:
        gym = own_camera(data.run / "gym.yaml", options.source, options.exercise, loop=options.loop)
        return Prepared(gym, own)
    return _demo_gym(data.demo, *stations_for(cores))


def _demo_gym(folder: Path, count: int, rate_hz: float) -> Prepared:
    """The demo gym and the jobs for its missing videos.

    The user's recordings do not suit its athletes.
    """
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
    missing = tuple(job for job in jobs if not job.path.exists())
    gym = Gym(config, exercises, len(stations))
    return Prepared(gym, ReferenceFolder.of(folder), missing, demo=stations)
