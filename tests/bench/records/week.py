"""A week of a gym of 40 stations through the limits of docker-compose.yml: is the memory flat?"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import psutil
import redis

from bench.instruments.figures import Figure, Findings, Say
from bench.instruments.filled_streams import FrameStreams, fill_pose_logs
from bench.instruments.injected_reps import DAY_S, STATIONS, GymDay, Injected, minutes
from bench.records.week_catalog import TIMES_VARIABLE
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.runtime.redis.room import Room
from support.processes.service_process import ServiceProcess, service_process
from support.servers.compose_redis import ComposeRedis, compose_redis
from support.waiting import until

_STEP_MINUTES = 10
_FRAMES_A_STEP = 10
_SETTLED_DAYS = 1
"""Markers of judged reps stay for a day: until then their number grows."""
_FLAT_RATIO = 1.05
_LATE_RATIO = 1.5
"""On a slower machine fewer reps are in Redis at any time than in the gym."""


class NotFlatError(Exception):
    """What grew, or was refused, though a week of a gym should fit."""


@dataclass(frozen=True, slots=True)
class Hour:
    """What was used at the end of an hour; ``behind_s`` is in the gym's time."""

    day: int
    hour: float
    queue_mb: float
    queue_rss_mb: float
    frames_mb: float
    frames_rss_mb: float
    behind: float
    behind_s: float
    rows: float
    catalog_mb: float


def measure_week(folder: Path, days: int, day_s: float, reps: int, say: Say) -> Findings:
    """Let ``days`` of ``reps`` each pass, a day in ``day_s`` seconds.

    Raises :class:`NotFlatError` if memory grows after the first day, or something is refused.
    """
    with _gym(folder, days, day_s, reps) as gym:
        say(
            f"week: a rep has {gym.injected.rep_bytes} bytes, a picture {gym.frames.jpeg_bytes:.0f}"
        )
        hours: list[Hour] = []
        for day in range(days):
            began_s = time.monotonic()
            hours += gym.pass_day(day)
            lasted_s = time.monotonic() - began_s
            say(f"week: {_words([one for one in hours if one.day == day])}, in {lasted_s:.0f} s")
        until(lambda: gym.rows == days * reps, what="all reps in the ledger")
        problems = [*_growth(hours), *gym.refusals()]
    if problems:
        raise NotFlatError("; ".join(problems))
    return Findings("week", list(_figures(hours)), {"hours": [asdict(one) for one in hours]})


class _Gym:
    def __init__(  # noqa: PLR0913, PLR0917 - its servers
        self,
        queue: ComposeRedis,
        frames: ComposeRedis,
        catalog: ServiceProcess,
        injected: Injected,
        day: GymDay,
        day_s: float,
    ) -> None:
        self.injected = injected
        self._servers = {"queue": queue, "frames": frames}
        self._clients = {name: redis.Redis.from_url(one.url) for name, one in self._servers.items()}
        self.frames = FrameStreams(self._clients["frames"], STATIONS)
        self._catalog = catalog
        self._day = day
        self._day_s = day_s

    @property
    def rows(self) -> float:
        """The reps in the ledger."""
        return self._catalog.metric("spotter_catalog_ledger_reps_total")

    def pass_day(self, day: int) -> Iterator[Hour]:
        """Inject a day's reps, each when it is due."""
        began_s = time.monotonic()
        first = day * self._day.reps
        for at_s, numbers in minutes(self._day, _STEP_MINUTES):
            wait_s = began_s + at_s * self._day_s / DAY_S - time.monotonic()
            time.sleep(max(0, wait_s))
            if numbers:
                self.injected.inject([first + one for one in numbers])
            self.frames.add(_FRAMES_A_STEP)
            if at_s % 3600 == 0:
                yield self._hour(day, at_s / 3600)
        self._require_in_time(time.monotonic() - began_s)

    def _require_in_time(self, lasted_s: float) -> None:
        if lasted_s > _LATE_RATIO * self._day_s:
            raise NotFlatError(
                f"expected a day in {self._day_s:.0f} s; it took {lasted_s:.0f}: this machine is "
                "too slow or too busy, try more --day-seconds"
            )

    def refusals(self) -> Iterator[str]:
        """What Redis refused or evicted, and what the ledger could not keep."""
        for name, client in self._clients.items():
            if evicted := client.info("stats")["evicted_keys"]:
                yield f"redis-{name} evicted {evicted} keys"
        for name in ("set_aside", "repeated"):
            if count := self._catalog.metric(f"spotter_catalog_ledger_{name}_total"):
                yield f"{count:.0f} verdicts were {name}"

    def close(self) -> None:
        """Close the connections."""
        for client in self._clients.values():
            client.close()

    def _hour(self, day: int, hour: float) -> Hour:
        used = {
            name: Room.with_any_limit(one.info("memory")) for name, one in self._clients.items()
        }
        rss = {name: _rss_mb(server.pid) for name, server in self._servers.items()}
        behind, behind_s = (
            self._catalog.metric(f"spotter_catalog_ledger_behind_{unit}")
            for unit in ("entries", "seconds")
        )
        return Hour(
            day,
            hour,
            used["queue"].used_bytes / 1e6,
            rss["queue"],
            used["frames"].used_bytes / 1e6,
            rss["frames"],
            behind,
            behind_s * DAY_S / self._day_s,
            self.rows,
            _rss_mb(self._catalog.process.pid),
        )


@contextmanager
def _gym(folder: Path, days: int, day_s: float, reps: int) -> Iterator[_Gym]:
    url, times, day = f"sqlite:///{folder}/catalog.sqlite3", DAY_S / day_s, GymDay(reps)
    for name in ("queue", "frames"):
        (folder / name).mkdir()
    with (
        compose_redis("queue", folder / "queue") as queue,
        compose_redis("frames", folder / "frames") as frames,
        redis.Redis.from_url(queue.url) as client,
    ):
        injected = Injected(client, day, times)
        with closing(Database(url)) as database:
            upgrade(database)
            injected.add_people(database, days)
        fill_pose_logs(client, STATIONS, injected.movement)
        settings = {"redis_url": queue.url, "database_url": url, "status_port": 0}
        with service_process("bench.records.week_catalog", **settings, **{_NAME: times}) as catalog:
            catalog.line("ready")
            with closing(_Gym(queue, frames, catalog, injected, day, day_s)) as gym:
                yield gym


_NAME = TIMES_VARIABLE.removeprefix("SPOTTER_").lower()


def _rss_mb(pid: int) -> float:
    return float(psutil.Process(pid).memory_info().rss / 1e6)


def _words(hours: Sequence[Hour]) -> str:
    most = {name: max(getattr(one, name) for one in hours) for name in asdict(hours[0])}
    return (
        f"day {most['day'] + 1}: queue {most['queue_mb']:.0f} MB at most "
        f"(RSS {most['queue_rss_mb']:.0f}), frames {most['frames_mb']:.0f} MB "
        f"(RSS {most['frames_rss_mb']:.0f}), ledger at most {most['behind']:.0f} reps and "
        f"{most['behind_s']:.0f} s behind, {most['rows']:.0f} rows, "
        f"catalog {most['catalog_mb']:.0f} MB"
    )


def _growth(hours: Sequence[Hour]) -> Iterator[str]:
    """What usually takes more memory on the last day than on the first that counts."""
    for name in ("queue_mb", "frames_mb"):
        usual = _each_day(hours, name, median)[_SETTLED_DAYS:]
        if usual and usual[-1] > _FLAT_RATIO * usual[0]:
            yield f"{name} grew from {usual[0]:.0f} to {usual[-1]:.0f}"


def _each_day(hours: Sequence[Hour], name: str, of: Callable[[list[float]], float]) -> list[float]:
    days = sorted({one.day for one in hours})
    return [of([getattr(one, name) for one in hours if one.day == day]) for day in days]


def _figures(hours: Sequence[Hour]) -> Iterator[Figure]:
    """The last day's median hour, with the days before as its spread, and the most of any hour."""
    units = {
        "queue_mb": "MB",
        "queue_rss_mb": "MB RSS",
        "frames_mb": "MB",
        "frames_rss_mb": "MB RSS",
        "catalog_mb": "MB RSS",
        "behind": "reps",
        "behind_s": "s of the gym",
    }
    for name, unit in units.items():
        usual = tuple(_each_day(hours, name, median))
        note = f"at most {max(getattr(one, name) for one in hours):.0f}"
        aim = f"< {_FLAT_RATIO:g} x day {_SETTLED_DAYS + 1}" if unit == "MB" else ""
        yield Figure(f"{name} on the last day", usual[-1], unit, aim, note, usual)
