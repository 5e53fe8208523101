"""What following equipment costs a pose worker: its rate with and without, in one run."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

import numpy as np
import redis
from prometheus_client import CollectorRegistry

from bench.instruments.figures import Figure, Findings, Say
from bench.instruments.processes import cpu_s
from spotter.equipment.hands.held_limits import USUAL_LIMITS
from spotter.movement.values import EquipmentKind
from spotter.pictures.jpeg import encode_jpeg
from spotter.pose_worker.equipment.following import FollowedEquipment
from spotter.pose_worker.equipment.metrics import EquipmentMetrics
from spotter.pose_worker.equipment.second_opinion import SecondOpinion
from spotter.pose_worker.equipment.taught_equipment import ToFollow
from spotter.pose_worker.intake.decoding import ReadyFrame
from spotter.pose_worker.ownership.station_ownership import OwnedStation
from spotter.tracking.tracker import Tracker
from spotter.wire.names import frame_stream, station_equipment_key
from spotter.wire.poses.frames import Frame, frame_fields
from spotter.wire.poses.people import SoughtEquipment, TrackedPerson
from spotter.wire.stations import Station
from support.equipment.filmed import BarbellFilm, barbell_film, taught_barbell
from support.equipment.played import tell_equipment
from support.processes.recording_segmenter import RecordingSegmenter
from support.processes.running_pose_worker import PATIENT, TRACE_ID, open_station
from support.processes.service_process import ServiceProcess, service_process
from support.servers.redis_server import redis_server
from support.waiting import until

_STATIONS = ("rack-1", "rack-2")
_EQUIPPED = {"at no station": (), "at one of two": _STATIONS[:1], "at both": _STATIONS}
_REPS = 3
_STEP_US = 100_000
_CALLS = 200_000
_LOOKS = "spotter_pose_worker_equipment_"


@dataclass
class _Rounds:
    """What the rounds of one arrangement took, in order."""

    rate_hz: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Run:
    """A worker, and the film that is played to it again and again."""

    client: redis.Redis
    segmenter: RecordingSegmenter
    worker: ServiceProcess
    jpegs: Sequence[bytes]
    size_px: tuple[int, int]
    numbers: Iterator[int]

    def play(self, found: _Rounds) -> None:
        """Play the film at both stations at once, and time it."""
        pid = {"pose_worker": self.worker.process.pid}
        known, every = len(self.segmenter.frames), len(_STATIONS) * len(self.jpegs)
        began_s, began_cpu_s = time.perf_counter(), cpu_s(pid)["pose_worker"]
        pipe = self.client.pipeline(transaction=False)
        for jpeg in self.jpegs:
            at_us = next(self.numbers) * _STEP_US
            for station_id in _STATIONS:
                fields = {**frame_fields(Frame(station_id, at_us, *self.size_px, TRACE_ID, jpeg))}
                pipe.xadd(frame_stream(station_id), fields)  # type: ignore[arg-type] # dict is invariant
        pipe.execute()
        until(lambda: len(self.segmenter.frames) == known + every, what="the poses of all frames")
        found.rate_hz.append(every / (time.perf_counter() - began_s))
        found.cpu_ms.append(1000 * (cpu_s(pid)["pose_worker"] - began_cpu_s) / every)


def measure_equipment(rounds: int, say: Say) -> Findings:
    """Play curls with a barbell ``rounds`` times with equipment at no, at one and at both stations.

    The worker is the process that gyms run, with BlazePose; the bar was taught by another take.
    """
    film = barbell_film(_REPS, who=4, seed=2)
    found = {words: _Rounds() for words in _EQUIPPED}
    with _running(film) as run:
        run.play(_Rounds())  # a warm-up, in which the person is found
        for _ in range(rounds):
            for words, stations in _EQUIPPED.items():
                _tell(run, stations)
                run.play(found[words])
                say(f"equipment {words}: {found[words].rate_hz[-1]:.1f} frames/s")
        looks = {
            name: run.worker.metric(f"{_LOOKS}{name}") for name in ("seconds_sum", "seconds_count")
        }
        seen = _seen_ratio(run)
    return Findings("equipment", [*_figures(found), *_looks(looks, seen), _without(film)])


@contextmanager
def _running(film: BarbellFilm) -> Iterator[_Run]:
    height_px, width_px, _ = film.pictures[0].shape
    with redis_server() as url, redis.Redis.from_url(url) as client:
        segmenter = RecordingSegmenter(client)
        segmenter.start()
        for station_id in _STATIONS:
            open_station(client, station_id)
        settings = {**PATIENT, "redis_url": url, "pose_batch_size": len(_STATIONS)}
        with service_process("pose_worker", **settings) as worker:
            worker.line("model loaded")
            jpegs = [encode_jpeg(one) for one in film.pictures]
            yield _Run(client, segmenter, worker, jpegs, (width_px, height_px), count(1))
        segmenter.stop()


def _tell(run: _Run, stations: Sequence[str]) -> None:
    """Have the equipment followed at these stations alone."""
    before = {one for one in _STATIONS if run.client.exists(station_equipment_key(one))}
    said: Callable[[], int] = lambda: sum(  # noqa: E731 - asked again and again
        line["event"].startswith("equipment is followed") for line in list(run.worker.lines)
    )
    expected = said() + len(before ^ {*stations})
    for station_id in before - {*stations}:
        run.client.delete(station_equipment_key(station_id))
    for station_id in stations:
        tell_equipment(run.client, station_id, taught_barbell()[1])
    until(lambda: said() == expected, what="the worker's knowing it")


def _seen_ratio(run: _Run) -> float:
    looks, unseen = (
        sum(run.worker.metric(f'{_LOOKS}{name}_total{{station="{one}"}}') for one in _STATIONS)
        for name in ("looks", "unseen")
    )
    return 1 - unseen / looks


def _figures(found: Mapping[str, _Rounds]) -> list[Figure]:
    rates = [
        Figure.median_of(f"equipment {words}: rate", one.rate_hz, "frames/s")
        for words, one in found.items()
    ]
    used = [
        Figure.median_of(f"equipment {words}: core time a frame", one.cpu_ms, "ms")
        for words, one in found.items()
    ]
    return [*rates, *used]


def _looks(looks: Mapping[str, float], seen: float) -> list[Figure]:
    each_ms = 1000 * looks["seconds_sum"] / looks["seconds_count"]
    return [
        Figure("both ends of a bar in one picture", each_ms, "ms", note="wall time"),
        Figure("ends seen", seen, "", note="of those looked for, first pictures included"),
    ]


def _without(film: BarbellFilm) -> Figure:
    """What the stage adds where a station has no equipment, while another has some."""
    station = Station("mat", "Mat", "squat", None, 15.0)
    frame = ReadyFrame(OwnedStation(station, Tracker()), b"", 0, "", 1, 1, film.pictures[0])
    people = (TrackedPerson(1, np.zeros((25, 3), dtype=np.float32)),)
    nothing = ToFollow(SoughtEquipment("", EquipmentKind.OTHER), {})
    metrics = EquipmentMetrics(CollectorRegistry())
    stage = FollowedEquipment(
        lambda: {"rack": nothing},
        time.monotonic,
        metrics,
        SecondOpinion(None, USUAL_LIMITS, time.monotonic, metrics),
    )
    began_s = time.process_time()
    for _ in range(_CALLS):
        stage.is_followed_at("mat")
        stage.follow(frame, people)
    used_us = 1e6 * (time.process_time() - began_s) / _CALLS
    return Figure("a station without: core time a frame", used_us, "us")
