from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from spotter.demo.past import SET_REPS, DemoMember, PastSession, demo_members
from spotter.demo.plan import demo_stations
from spotter.demo.workouts import done_yesterday, week_of_workouts

TODAY = date(2026, 4, 10)
"""Twelve days after clocks were put forward in Berlin."""
BERLIN = ZoneInfo("Europe/Berlin")
STATIONS = demo_stations(6, 10.0)
MEMBERS = demo_members(STATIONS, TODAY, BERLIN)
SESSIONS = [one for member in MEMBERS for one in member.past]


def faulty_share(session: PastSession) -> float:
    faulty = sum(
        bool(one.plan.faults_of(number))
        for one in session.sets
        for number in range(1, SET_REPS + 1)
    )
    return faulty / (SET_REPS * len(session.sets))


def local(at_us: int) -> datetime:
    return datetime.fromtimestamp(at_us / 1e6, BERLIN)


def test_the_same_day_gives_the_same_past_and_another_seed_another() -> None:
    assert demo_members(STATIONS, TODAY, BERLIN) == MEMBERS
    assert demo_members(STATIONS, TODAY, BERLIN, seed=1) != MEMBERS


def test_the_frame_rate_of_a_machine_changes_no_session() -> None:
    def times(members: tuple[DemoMember, ...]) -> list[tuple[int, int]]:
        return [(one.begun_us, one.ended_us) for member in members for one in member.past]

    assert times(demo_members(demo_stations(6, 15.0), TODAY, BERLIN)) == times(MEMBERS)


def test_names_are_in_several_scripts() -> None:
    assert len({member.name for member in MEMBERS}) == 6
    assert sum(member.name.isascii() for member in MEMBERS) == 1


@pytest.mark.parametrize(("count", "members"), [(1, 1), (3, 3), (6, 6), (8, 7)])
def test_somebody_trains_at_each_station_but_one_of_a_large_gym(count: int, members: int) -> None:
    assert len(demo_members(demo_stations(count, 10.0), TODAY, BERLIN)) == members


def test_each_trains_in_four_weeks_before_today_in_the_evening() -> None:
    for member in MEMBERS:
        days = [local(one.begun_us).date() for one in member.past]
        weeks_ago = {(TODAY - day).days // 7 for day in days}
        assert weeks_ago == {0, 1, 2, 3}
        assert days == sorted(days)
        assert days[-1] < TODAY
    assert {17, 18, 19, 20} == {local(one.begun_us).hour for one in SESSIONS}


def test_two_are_never_at_a_station_nor_one_at_two_at_the_same_time() -> None:
    for _, sessions in [
        *((member.name, member.past) for member in MEMBERS),
        *(
            (station.station_id, [one for one in SESSIONS if one.station_id == station.station_id])
            for station in STATIONS
        ),
    ]:
        in_order = sorted(sessions, key=lambda one: one.begun_us)
        assert all(one.ended_us <= later.begun_us for one, later in pairwise(in_order))


def test_sets_lie_within_their_session_and_end_by_a_rest() -> None:
    for one in SESSIONS:
        starts_us = [each.started_us for each in one.sets]
        assert one.begun_us < starts_us[0]
        assert starts_us[1] - starts_us[0] > 60_000_000
        assert starts_us[-1] < one.ended_us


def test_faults_get_rarer() -> None:
    for member in MEMBERS:
        shares = [faulty_share(one) for one in member.past]
        assert shares == sorted(shares, reverse=True)
        assert shares[0] >= 0.4
        assert 0 < shares[-1] <= 0.1


def test_each_does_two_exercises() -> None:
    assert [len({one.exercise for one in member.past}) for member in MEMBERS] == [2] * 6


def test_workouts_are_planned_for_today_and_this_week() -> None:
    planned = week_of_workouts(STATIONS[2], STATIONS, TODAY)
    assert [(day - TODAY) / timedelta(days=1) for day, _ in planned] == [0, 2, 4]
    loads = {item.exercise: item.load_kg for _, one in planned for item in one.items}
    assert loads == {"biceps-curl": 8.0, "squat": None, "push-up": None}


def test_in_a_gym_of_one_exercise_it_is_all_that_is_planned() -> None:
    planned = week_of_workouts(STATIONS[3], STATIONS[3:5], TODAY)
    assert {item.exercise for _, one in planned for item in one.items} == {"squat"}


def test_times_are_of_the_gyms_zone() -> None:
    in_utc = demo_members(STATIONS, TODAY, ZoneInfo("UTC"))[0].past[0]
    assert datetime.fromtimestamp(in_utc.begun_us / 1e6, UTC).hour == 17


def test_of_yesterday_the_own_exercise_was_done_as_planned_and_another_was_not() -> None:
    planned, done = done_yesterday(STATIONS[2], STATIONS)
    assert planned.title == done.title == "Strength"
    assert planned.items[0] == done.items[0]
    assert planned.items[0].exercise == STATIONS[2].exercise
    assert (planned.items[1].reps, done.items[1].reps) == (10, 8)
