"""Prepares what must exist before a start: the gym's description, and what is to be made for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from spotter.cli.errors import InputError
from spotter.cli.up.gym import is_video, own_camera, unplayable_videos
from spotter.demo.gym import Job, remove_stale, video_job
from spotter.demo.loose_cable import LooseCable
from spotter.demo.plan import DemoStation, demo_stations, stations_for
from spotter.exercise_store.references import ReferenceFolder
from spotter.local_stack.data_folder import DataFolder
from spotter.local_stack.gym import SOURCE_VARIABLE, Gym, described_gym, write_gym

EXERCISE_VARIABLE = "SPOTTER_EXERCISE"
GYM_VARIABLE = "SPOTTER_GYM"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The user's options; without ``source`` and ``config`` they mean the demo gym.

    In a demo gym that ``is_steady`` no camera goes away.

    Raises :class:`InputError` for conflicting options.
    """

    source: str | None = None
    exercise: str | None = None
    loop: bool = False
    config: Path | None = None
    is_steady: bool = False

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

    The stations of the ``demo``, if it is that, have made-up exercises and people, and cameras with
    ``loose_cables``. ``warnings`` name stations that will show nothing while the others run.
    """

    gym: Gym
    recordings: ReferenceFolder
    jobs: tuple[Job, ...] = ()
    demo: tuple[DemoStation, ...] = ()
    loose_cables: tuple[LooseCable, ...] = ()
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
    return _demo_gym(data, *stations_for(cores), is_steady=options.is_steady)


def _demo_gym(data: DataFolder, count: int, rate_hz: float, *, is_steady: bool) -> Prepared:
    """The demo gym and the jobs for its missing videos.

    The user's recordings do not suit its athletes.
    """
    stations = demo_stations(count, rate_hz)
    jobs = [video_job(data.demo, station) for station in stations]
    remove_stale(data.demo, [job.path for job in jobs])
    cables = {
        station.station_id: LooseCable(job.path, data.run / f"{station.station_id}.mp4")
        for station, job in zip(stations, jobs, strict=True)
        if station.has_loose_cable and not is_steady
    }
    descriptions = [
        {
            "id": station.station_id,
            "name": station.name,
            "source": str(_source(job.path, cables.get(station.station_id)).absolute()),
            "exercise": station.exercise,
            "frame_rate_hz": rate_hz,
            "loop": True,
        }
        for station, job in zip(stations, jobs, strict=True)
    ]
    config = data.run / "gym.yaml"
    write_gym(config, descriptions)
    exercises = tuple(dict.fromkeys(station.exercise for station in stations))
    missing = tuple(job for job in jobs if not job.path.exists())
    gym = Gym(config, exercises, len(stations))
    own = ReferenceFolder.of(data.demo)
    return Prepared(gym, own, missing, demo=stations, loose_cables=tuple(cables.values()))


def _source(video: Path, cable: LooseCable | None) -> Path:
    return cable.socket if cable else video
