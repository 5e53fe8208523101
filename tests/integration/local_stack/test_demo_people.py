"""The demo's members and their past, with a real catalog, database and Redis."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import redis

from spotter.api.catalog.v1 import checkin_service_pb2 as pb2
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.exercises.library import ExerciseLibrary
from spotter.catalog_client.people.checkins import Checkins
from spotter.catalog_client.people.classes import Classes
from spotter.catalog_client.people.members import Members
from spotter.catalog_client.people.sessions import Sessions
from spotter.catalog_client.records.history import HistoryClient
from spotter.catalog_client.records.ledger import LedgerClient
from spotter.catalog_client.training.workouts import WantedWorkouts, Workouts
from spotter.cli.up.demo_people import DemoPeople, settle
from spotter.cli.up.demo_way_in import DemoWayIn
from spotter.cli.up.past_feed import PastFeed, train_with_progress
from spotter.demo.past import SET_REPS, SETS
from spotter.demo.past_reps import JudgingJob
from spotter.demo.plan import DemoStation, demo_stations, reference_shot
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values import Exercise
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.simulation.filming.noise import noisy
from spotter.simulation.motion.performance import perform
from spotter.wire.catalog.people.members import Consent
from spotter.wire.catalog.records.history import HistoryBucket, HistoryQuery, Interval
from spotter.wire.catalog.records.ledger import RepFilter
from spotter.wire.names import VERDICTS
from spotter.wire.references import exercise_bytes
from support.processes.service_process import warm_service
from support.servers.redis_server import redis_server

STATIONS = demo_stations(2, 10.0)
FEW = STATIONS[:1]
SESSION_REPS = SETS * SET_REPS
MEMBER_REPS = 8 * SESSION_REPS


@cache
def exercise(name: str) -> Exercise:
    shot = reference_shot(name)
    moving, seeing = np.random.default_rng(shot.seed).spawn(2)
    seen = noisy(perform(shot.plan, moving).poses(shot.camera), seeing)
    return Exercise((make_reference(name, seen),))


@dataclass(frozen=True)
class DemoGym:
    """A demo gym of two stations whose catalog knows their exercises, and nobody yet."""

    channel: CatalogChannel
    client: redis.Redis

    def settle(self, stations: Sequence[DemoStation] = STATIONS) -> list[JudgingJob]:
        """Let its people come; returns the jobs that were needed for their past."""
        feed = PastFeed(self.client, LedgerClient(self.channel))
        needed: list[JudgingJob] = []

        def run(jobs: Sequence[JudgingJob]) -> bool:
            needed.extend(jobs)
            return train_with_progress(jobs, feed, 2, lambda: False)

        assert settle(DemoPeople(self.channel, stations), run)
        return needed

    def people(self) -> dict[str, str]:
        """The names of its members and their ids."""
        return {one.name: one.member_id for one in Members(self.channel).listed()}

    def weeks(self, member_id: str) -> tuple[HistoryBucket, ...]:
        """A member's history by week."""
        today = Workouts(self.channel).today()
        query = HistoryQuery(today - timedelta(days=40), today, Interval.WEEK, member_id=member_id)
        return HistoryClient(self.channel).history(query).buckets

    def reps(self, member_id: str) -> int:
        """How many of a member's reps are in the ledger."""
        return len(LedgerClient(self.channel).page(RepFilter(member_id), size=1000)[0])

    def content(self) -> dict[str, int]:
        """How much there is of everything."""
        return {
            "members": len(list(Members(self.channel).listed(with_left=True))),
            "sessions": len(list(Sessions(self.channel).listed())),
            "open sessions": len(list(Sessions(self.channel).listed(only_open=True))),
            "workouts": len(list(Workouts(self.channel).listed(WantedWorkouts()))),
            "reps": sum(map(self.reps, self.people().values())),
        }


@contextmanager
def demo_gym(url: str, folder: Path) -> Iterator[DemoGym]:
    database_url = f"sqlite:///{folder}/demo.sqlite3"
    settings = {"redis_url": url, "database_url": database_url, "time_zone": "Asia/Tokyo"}
    with (
        redis.Redis.from_url(url) as client,
        warm_service("catalog", status_port=0, **settings) as catalog,
    ):
        at = f"127.0.0.1:{catalog.line('ready')['port']}"
        with CatalogChannel(at, GrpcSecurity()) as channel:
            library = ExerciseLibrary(channel, "demo")
            for name in dict.fromkeys(station.exercise for station in STATIONS):
                library.store(exercise_bytes(exercise(name)), "the demo's athlete")
            yield DemoGym(channel, client)


@pytest.fixture
def gym(url: str, tmp_path: Path) -> Iterator[DemoGym]:
    with demo_gym(url, tmp_path) as gym:
        yield gym


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoGym]:
    """A gym whose people have come, and which no test changes."""
    with redis_server() as url, demo_gym(url, tmp_path_factory.mktemp("settled")) as gym:
        gym.settle()
        yield gym


ALL = {
    "members": 2,
    "sessions": 2 * 8 + 2,
    "open sessions": 2,
    "workouts": 2 * (3 + 2),
    "reps": 2 * MEMBER_REPS,
}


def test_members_got_better_in_four_weeks(settled: DemoGym) -> None:
    for member_id in settled.people().values():
        weeks = settled.weeks(member_id)
        assert len(weeks) >= 4
        assert sum(week.reps for week in weeks) == MEMBER_REPS
        assert weeks[0].good / weeks[0].reps < 0.75 < weeks[-1].good / weeks[-1].reps
        assert weeks[0].means
        assert weeks[-1].means
        assert weeks[0].means.range_ratio < weeks[-1].means.range_ratio
        assert weeks[0].faults


def test_a_second_start_adds_nothing(gym: DemoGym) -> None:
    assert len(gym.settle(FEW)) == 1
    once = gym.content()
    assert once == {key: count // 2 for key, count in ALL.items()}
    assert not gym.settle(FEW)
    assert gym.content() == once


def test_a_start_that_was_interrupted_is_made_up_for_without_doubling_anything(
    gym: DemoGym,
) -> None:
    demo, feed = DemoPeople(gym.channel, STATIONS), PastFeed(gym.client, LedgerClient(gym.channel))

    def killed_after_the_first(jobs: Sequence[JudgingJob]) -> bool:
        for _ in range(2):
            feed.add(jobs[0].run())
        return False

    assert not settle(demo, killed_after_the_first)
    feed.finish()
    assert gym.content() == ALL | {
        "sessions": 2 * 8,
        "open sessions": 0,
        "workouts": 0,
        "reps": MEMBER_REPS,
    }
    assert len(gym.settle()) == 1
    assert gym.content() == ALL


def test_one_of_them_is_given_a_pin_that_stays_until_somebody_else_gives_another(
    gym: DemoGym, tmp_path: Path
) -> None:
    gym.settle(FEW)
    people = DemoPeople(gym.channel, FEW).here()
    member_id = people[0][0].member_id
    kept, checkins = tmp_path / "way-in.json", Checkins(gym.channel)
    way_in = DemoWayIn(gym.channel, kept)

    first = way_in.words(people)
    assert people[0][0].name in first
    said = re.search(r"number ([0-9]+), PIN ([0-9]{6})$", first)
    assert said
    number, pin = said.groups()
    checkins.add_badge(member_id)
    assert way_in.words(people) == first
    assert kept.stat().st_mode & 0o077 == 0
    by_pin = pb2.CheckInRequest(
        station_id=FEW[0].station_id, pin=pb2.ByPin(number=number, pin=pin), author="local"
    )
    assert checkins.check_in(by_pin)

    checkins.set_pin(member_id, pin="4711")
    assert "PIN not known here: spotter member pin" in way_in.words(people)
    assert checkins.keys(member_id).number == number
    by_pin.pin.pin = "4711"
    assert checkins.check_in(by_pin)


def test_the_past_is_no_news(settled: DemoGym) -> None:
    assert settled.client.xlen(VERDICTS) == 0


def test_all_train_in_one_class(settled: DemoGym) -> None:
    (one,) = Classes(settled.channel).listed()
    assert set(one.plan.member_ids) == set(settled.people().values())
    in_it = Sessions(settled.channel).listed(class_id=one.class_id)
    assert sorted(session.station_id for session in in_it) == ["mat-1", "rack-1"]


def test_the_class_takes_place_today_and_the_next_day_then(gym: DemoGym) -> None:
    def tomorrow(zone: ZoneInfo) -> datetime:
        return datetime.now(zone) + timedelta(days=1)

    gym.settle(FEW)
    (one,) = Classes(gym.channel).listed()
    assert one.plan.first_day == Workouts(gym.channel).today()
    later = DemoPeople(gym.channel, FEW, tomorrow)
    assert settle(later, lambda _: True)
    (one,) = Classes(gym.channel).listed()
    assert one.plan.first_day == Workouts(gym.channel).today() + timedelta(days=1)


def test_a_class_that_was_archived_does_not_come_back(gym: DemoGym) -> None:
    gym.settle(FEW)
    (one,) = Classes(gym.channel).listed()
    Classes(gym.channel).archive(one.class_id)
    assert not gym.settle(FEW)
    assert not list(Classes(gym.channel).listed())


def test_a_past_rep_has_its_poses_and_the_baseline_of_its_session(settled: DemoGym) -> None:
    ledger, eva = LedgerClient(settled.channel), settled.people()["Eva Example"]
    last = ledger.page(RepFilter(eva))[0][:SESSION_REPS]
    assert len({one.judged.session_id for one in last}) == 1
    entry, rep = ledger.rep(last[0].judged.rep_id)
    assert rep is not None
    assert (rep.member_id, rep.session_id) == (eva, entry.judged.session_id)
    assert entry.judged.verdict.baseline_id


def test_whoever_was_erased_stays_away(gym: DemoGym) -> None:
    demo = DemoPeople(gym.channel, STATIONS)
    came = [one.name for _, one in demo.here()]
    Members(gym.channel).erase(gym.people()[came[0]])
    assert [one.name for _, one in demo.here()] == came[1:]


def test_nobody_comes_to_a_catalog_that_has_members(gym: DemoGym) -> None:
    Members(gym.channel).add("Ida", Consent())
    assert not gym.settle()
    assert list(gym.people()) == ["Ida"]
