"""The workout of the day is followed by verdicts: real Redis and both databases."""

import io
import json
import zipfile
from dataclasses import replace
from typing import cast
from zoneinfo import ZoneInfo

import pytest
import redis
from sqlalchemy import func, select, update

from spotter.catalog.checkin.disowning import disown
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import FollowingRow, ProposalRow
from spotter.catalog.descriptions import importing
from spotter.catalog.descriptions.free_exercise_db import read
from spotter.catalog.following.changes import Changes
from spotter.catalog.proposals.deciding import set_progression
from spotter.catalog.proposals.keeper import ProposalKeeper
from spotter.catalog.proposals.statements import Kind
from spotter.catalog.sessions import statements as session_rows
from spotter.catalog.workouts.exercises import numbers_of
from spotter.movement.values import Joint, LiftingSpeed, Measures
from spotter.training.adaptation import Change, Gym, Progression, Rule
from spotter.training.following.events import Next, RepsLeft
from spotter.training.following.values import SetState
from spotter.training.workout import Item, Workout
from spotter.wire import names
from spotter.wire.catalog.training.proposals import MadeProposal, made_from_bytes
from spotter.wire.sessions import StationSession, station_sessions_from_bytes
from support.records.alerts_catalog import FAULTY
from support.records.described import FLY, file_of
from support.records.followed_gym import SECOND_US, FollowedGym
from support.records.ledger_in_test import GOOD
from support.records.people_catalog import people_catalog


@pytest.fixture
def gym(redis_client: redis.Redis, database: Database) -> FollowedGym:
    gym = FollowedGym(database, redis_client)
    gym.station("rack-1", "squat", "lunge")
    return gym


def told(gym: FollowedGym) -> StationSession:
    """What segmenters are told of who is there."""
    data = gym.client.hget(names.STATION_SESSIONS, "rack-1")
    here = station_sessions_from_bytes(cast("bytes", data)).open
    assert here is not None
    return here


def proposed(gym: FollowedGym) -> list[MadeProposal]:
    """What is proposed after what was done."""
    ProposalKeeper(gym.database, Gym(), ZoneInfo("UTC"), lambda: gym.now_us).step()
    with gym.database.reading() as session:
        return [made_from_bytes(one) for one in session.scalars(select(ProposalRow.data))]


def test_a_session_loads_the_workout_of_the_day_and_stores_what_was_done_of_it(
    gym: FollowedGym,
) -> None:
    anna = gym.member()
    gym.plan(anna)
    session_id = gym.come(anna)
    gym.rep(session_id, verdict=FAULTY)
    gym.reps(session_id, 2)
    first = gym.following(session_id).sets[0]
    assert (first.state, first.reps, first.good_reps, first.faulty_reps) == (
        SetState.DONE,
        3,
        2,
        1,
    )
    gym.now_us += 60 * SECOND_US
    gym.reps(session_id, 3)
    gym.reps(session_id, 1, "lunge")
    gym.reps(session_id, 1, "lunge")
    assert gym.performed(anna) == []
    gym.leave(session_id)
    done = (Item("squat", 2, reps=3, load_kg=60), Item("lunge", 1, reps=2))
    assert gym.performed(anna) == [Workout("Legs", done)]
    counted = gym.registry.get_sample_value
    assert counted("spotter_catalog_workouts_begun_total") == 1
    assert counted("spotter_catalog_workouts_sets_done_total", {"by": "itself"}) == 3
    gym.leave(session_id)
    gym.reps(session_id, 1, "lunge")  # its verdict came late
    done = (Item("squat", 2, reps=3, load_kg=60), Item("lunge", 1, reps=3))
    assert gym.performed(anna) == [Workout("Legs", done)]


def test_reps_are_counted_once_whoever_counts_them(gym: FollowedGym) -> None:
    anna = gym.member()
    gym.plan(anna)
    session_id = gym.come(anna)
    gym.reps(session_id, 1)
    other = gym.keeper
    gym.restart()
    gym.look()
    gym.reps(session_id, 1)
    other.step()
    other.step()
    assert gym.following(session_id).sets[0].reps == 2


def test_a_workout_that_cannot_be_read_holds_up_no_other(gym: FollowedGym) -> None:
    anna, ben = gym.member(), gym.member("Ben")
    gym.plan(anna)
    gym.plan(ben)
    of_anna, of_ben = gym.come(anna), gym.come(ben, "rack-2")
    with gym.database.writing() as session:
        broken = session_rows.by_id(session, of_ben).no
        damaged = update(FollowingRow).where(FollowingRow.session_no == broken)
        session.execute(damaged.values(data=b"\xff"))
    gym.rep(of_ben)
    gym.reps(of_anna, 1)
    assert gym.following(of_anna).sets[0].reps == 1
    gym.leave(of_ben)
    gym.leave(of_anna)
    assert gym.performed(ben) == []
    assert gym.performed(anna) == [Workout("Legs", (Item("squat", 1, reps=1, load_kg=60),))]


def test_at_the_next_station_the_workout_goes_on_and_is_performed_once(gym: FollowedGym) -> None:
    anna = gym.member()
    gym.plan(anna)
    gym.station("floor", "lunge")
    at_rack = gym.come(anna)
    gym.reps(at_rack, 3)
    gym.rep(at_rack)  # its verdict is read after the member has gone on
    at_floor = gym.come(anna, "floor")
    following = gym.following(at_floor)
    current = following.current
    assert current is not None
    assert (current.exercise, following.sets[0].reps) == ("lunge", 4)
    gym.reps(at_floor, 2, "lunge")
    gym.leave(at_floor)
    done = (Item("squat", 1, reps=4, load_kg=60), Item("lunge", 1, reps=2))
    assert gym.performed(anna) == [Workout("Legs", done)]


def test_of_a_session_that_was_somebody_elses_nothing_was_performed(gym: FollowedGym) -> None:
    anna = gym.member()
    gym.plan(anna)
    session_id = gym.come(anna)
    gym.reps(session_id, 3)
    with gym.database.writing() as session:
        row = session_rows.by_id(session, session_id)
        disown(session, row, ZoneInfo("UTC"), gym.signed)
    gym.reps(session_id, 1)
    gym.look()
    assert gym.performed(anna) == []
    assert gym.following(gym.come(anna)).sets[0].reps == 0


def test_holds_are_timed_and_segmenters_told_of_the_position_that_is_next(
    gym: FollowedGym,
) -> None:
    anna = gym.member()
    plan = Workout("Holds", (Item("squat", 1, reps=1), Item("lunge", 2, seconds=20, rest_s=5)))
    gym.plan(anna, plan)
    session_id = gym.come(anna)
    gym.reps(session_id, 1)
    assert (told(gym).held, told(gym).expected) == ("lunge", "")
    gym.hold(session_id, "lunge", 12)
    gym.now_us += 10 * SECOND_US
    gym.hold(session_id, "lunge", 8)
    first = gym.following(session_id).sets[1]
    assert (first.state, first.held_s, first.broke) == (SetState.DONE, 20.0, Joint.MID_HIP)
    gym.leave(session_id)
    done = (Item("squat", 1, reps=1), Item("lunge", 1, seconds=20))
    assert gym.performed(anna) == [Workout("Holds", done)]
    [lunges] = [one.proposal for one in proposed(gym) if one.proposal.old.seconds]
    assert (lunges.change, lunges.because) == (Change.KEEP, "1 of 2 sets were done")


def test_a_hold_that_broke_is_none_that_makes_the_next_longer(gym: FollowedGym) -> None:
    anna = gym.member()
    gym.plan(anna, Workout("Holds", (Item("lunge", 2, seconds=20, rest_s=5),)))
    session_id = gym.come(anna)
    gym.hold(session_id, "lunge", 20)
    gym.now_us += 10 * SECOND_US
    gym.hold(session_id, "lunge", 12)
    gym.hold(session_id, "lunge", 8)
    gym.leave(session_id)
    assert gym.performed(anna) == [Workout("Holds", (Item("lunge", 2, seconds=20),))]
    [one] = proposed(gym)
    assert [done.held_s for done in one.inputs.attempts[-1].sets] == [20, 12]
    assert (one.proposal.rule, one.proposal.change) == (Rule.LONGER_HOLDS, Change.KEEP)


def test_segmenters_are_told_what_the_member_does_there(gym: FollowedGym) -> None:
    anna = gym.member()
    gym.plan(anna)
    gym.come(anna)
    here = told(gym)
    assert (here.exercises, here.held, here.expected) == (("lunge", "squat"), "", "squat")


def test_what_was_followed_is_exported_and_goes_with_its_member(
    database_url: str, redis_client: redis.Redis
) -> None:
    with people_catalog(database_url, redis_client) as catalog:
        gym = FollowedGym(catalog.database, redis_client)
        anna = gym.member()
        gym.plan(anna)
        session_id = gym.come(anna)
        gym.reps(session_id, 2)
        gym.hold(session_id, "lunge", 1)
        [member] = catalog.members.listed()
        file = io.BytesIO()
        catalog.members.export(member.member_id, file)
        told = json.loads(zipfile.ZipFile(file).read("followed_sets.json"))
        assert [(one["exercise"], one["state"], one["reps"]) for one in told] == [
            ("squat", "done", 2),
            ("squat", "open", 0),
            ("lunge", "doing", 0),
        ]
        removed = dict(catalog.members.erase(member.member_id).removed)
        assert removed["workouts that were followed"] == 1
        assert gym.client.xlen(names.HOLDS) == 0
        gym.look()
        with catalog.database.reading() as session:
            assert session.scalar(select(func.count()).select_from(FollowingRow)) == 0


def test_what_nobody_has_taught_is_ticked_off_by_taps_where_other_exercises_are_judged(
    gym: FollowedGym,
) -> None:
    name = "Cable Crossover"
    with gym.database.writing() as session:
        found, _ = importing.compared(session, read(file_of(FLY)).descriptions)
        importing.store(session, found, gym.signed)
    anna = gym.member()
    gym.plan(anna, Workout("Chest", (Item("squat", 1, reps=1), Item(name, 2, reps=12))))
    session_id = gym.come(anna)
    assert told(gym).exercises == ("squat",)
    gym.reps(session_id, 1)
    for _ in range(2):
        current = gym.following(session_id).current
        assert current is not None
        assert current.exercise == name
        with gym.database.writing() as session:
            no = session_rows.by_id(session, session_id).no
            Changes(session, ZoneInfo("UTC"), gym.now_us).correct(no, Next(gym.now_us))
    gym.leave(session_id)
    done = (Item("squat", 1, reps=1), Item(name, 2, reps=12))
    assert gym.performed(anna) == [Workout("Chest", done)]


def test_where_reps_in_reserve_decide_the_member_is_asked_and_the_answer_decides(
    gym: FollowedGym,
) -> None:
    anna = gym.member()
    with gym.database.writing() as session:
        kind = Kind(anna, "Legs", numbers_of(session, {"lunge"})["lunge"])
        set_progression(session, kind, Progression.RESERVE, is_locked=False)
    lunges = Item("lunge", 1, reps=6, load_kg=40, least_reps=4)
    gym.plan(anna, Workout("Legs", (Item("squat", 1, reps=1, load_kg=60), lunges)))
    session_id = gym.come(anna)
    gym.reps(session_id, 1)
    assert gym.following(session_id).asked_left is None
    gym.reps(session_id, 6, "lunge")
    assert gym.following(session_id).asked_left == 1
    with gym.database.writing() as session:
        session_no = session_rows.by_id(session, session_id).no
        Changes(session, ZoneInfo("UTC"), gym.now_us).correct(session_no, RepsLeft(0, 1, 4))
    gym.leave(session_id)
    [made] = [one for one in proposed(gym) if one.proposal.rule is Rule.RESERVE]
    assert made.proposal.because == (
        "the last set had 6 good reps and 4 left; 2 left at 6 is the aim"
    )
    assert made.proposal.new.load_kg == 42.5


def test_a_set_that_its_speed_ends_is_done_and_proposals_know_the_limit(gym: FollowedGym) -> None:
    anna = gym.member()
    squats = Item("squat", 2, reps=12, load_kg=60, rest_s=90, most_speed_loss_ratio=0.2)
    gym.plan(anna, Workout("Legs", (squats,)))
    session_id = gym.come(anna)
    is_enough = []
    for speed_tl_s in (1.0, 0.75, 0.75):
        lifting = LiftingSpeed(Joint.MID_HIP, 0.8, speed_tl_s, 2 * speed_tl_s)
        gym.rep(session_id, verdict=replace(GOOD, measures=Measures(lifting=lifting)))
        gym.keeper.step()
        is_enough.append(gym.following(session_id).sets[0].is_enough)
    assert is_enough == [False, False, True]
    assert gym.following(session_id).sets[0].state is SetState.DOING
    gym.leave(session_id)
    assert gym.performed(anna) == [Workout("Legs", (Item("squat", 1, reps=3, load_kg=60),))]
    [made] = proposed(gym)
    assert made.inputs.attempts[-1].most_speed_loss_ratio == 0.2
