"""Workouts that are followed survive their messages, and corrections their requests."""

import pytest

from spotter.api.catalog.v1 import following_service_pb2 as messages
from spotter.movement.values import Joint, Outcome, Tempo
from spotter.training.following.beginning import begin
from spotter.training.following.events import (
    Correction,
    HoldSeen,
    Next,
    OtherExercise,
    OtherLoad,
    RepDone,
    RepsLeft,
    Skip,
    Undo,
)
from spotter.training.following.machine import follow
from spotter.training.workout import Item, Workout
from spotter.wire.catalog.training.followed_workouts import following_bytes, following_from_bytes
from spotter.wire.catalog.training.followings import (
    FollowedSession,
    correction_of,
    correction_request,
    followed_session_message,
    followed_session_of,
)
from spotter.wire.errors import WireError

WORKOUT_ID = "0b5f7d6e-6f0e-4d5c-9a39-0e6f3c1f9a02"
PLAN = Workout(
    "脚の日",
    (
        Item(
            "squat",
            2,
            reps=1,
            tempo=Tempo(3, 1, 1, 0),
            rest_s=90,
            load_kg=61.23496995,
            most_speed_loss_ratio=0.2,
        ),
        Item("לוח", 1, seconds=45.5),
    ),
)


def test_a_followed_workout_comes_back_as_it_was() -> None:
    following = begin(
        WORKOUT_ID, PLAN, 5, here={"squat", "לוח"}, by_tap={"curl"}, asks_left={"squat"}
    )
    events = (
        RepDone("squat", Outcome.GOOD, 10, 20, 0.9),
        OtherLoad(25, 0.0),
        OtherExercise(26, "lunge"),
        RepDone("lunge", Outcome.GOOD, 27, 28, 0.7),
        RepsLeft(29, 1, 3),
        HoldSeen("לוח", 30, 40, Joint.MID_HIP),
        Skip(50),
        RepDone("curl", Outcome.UNSCORABLE, 60, 70),
    )
    for event in events:
        following = follow(following, event)
        assert following_from_bytes(following_bytes(following)) == following
    one = FollowedSession(WORKOUT_ID, "rack-1", following, WORKOUT_ID)
    assert followed_session_of(followed_session_message(one)) == one


@pytest.mark.parametrize(
    "correction",
    [
        Next(7),
        Skip(7),
        Undo(7),
        OtherExercise(7, "squat"),
        OtherLoad(7, 0.0),
        RepsLeft(7, 3, 0),
    ],
)
def test_a_correction_arrives_as_it_was_asked_for(correction: Correction) -> None:
    assert correction_of(correction_request("rack-1", correction, "ida"), 7) == correction


def test_a_correction_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(WireError, match="expected a correction; found none"):
        correction_of(messages.CorrectRequest(station_id="rack-1"), 7)
    with pytest.raises(WireError, match="expected a load of 0 to 1000 kg"):
        correction_of(messages.CorrectRequest(load_kg=2000), 7)
