"""Several people at one station, from their poses to stored reps, with a real Redis server."""

import pytest
import redis

from spotter.wire.stations import Judged
from support.gyms.gym_in_redis import put_station
from support.movements.crowd import after, aside, until
from support.movements.pose_frames import pose_frames
from support.movements.stick_squats import squats
from support.processes.segmenter_replica import (
    Replica,
    enqueued,
    rep_ids_without_interruption,
    stored_reps,
)

REP, STANDING = 80.0, 0.0
CLASS = pose_frames(
    "rack-1",
    {
        3: aside(squats(REP, REP, REP, STANDING), -150),
        4: after(aside(squats(REP, REP, STANDING), 150), 1.2),
    },
)


def test_two_people_who_train_at_once_have_their_own_reps_if_everybody_is_judged(
    gym: redis.Redis,
) -> None:
    put_station(gym, "rack-1", judged=Judged.EVERYBODY)
    Replica(gym).add(CLASS)
    reps = stored_reps(gym)
    numbers = [(rep.track_id, rep.set_number, rep.rep_number) for rep in reps]
    assert sorted(numbers) == [(3, 1, 1), (3, 1, 2), (3, 1, 3), (4, 1, 1), (4, 1, 2)]
    assert sorted(enqueued(gym)) == sorted(
        f"rack-1_{rep.track_id}_{rep.poses.captured_us[0]}" for rep in reps
    )
    for rep in reps:
        across_px = float(rep.poses.keypoints[:, 1, 0].mean())
        assert across_px == pytest.approx(170 if rep.track_id == 3 else 470, abs=5)


def test_of_two_people_who_train_at_once_only_one_is_judged_if_the_rule_says_so(
    gym: redis.Redis,
) -> None:
    put_station(gym, "rack-1")
    Replica(gym).add(CLASS)
    assert [rep.track_id for rep in stored_reps(gym)] == [3, 3, 3]


@pytest.mark.parametrize("judged", list(Judged))
def test_segmenters_replaced_repeatedly_judge_the_same_people(
    gym: redis.Redis, judged: Judged
) -> None:
    put_station(gym, "rack-1", judged=judged)
    expected = rep_ids_without_interruption(CLASS, gym)
    for start in range(0, len(CLASS), 50):
        replica = Replica(gym)
        replica.add(CLASS[start : start + 50])
        replica.segmenter.save()
    assert [rep.rep_id for rep in stored_reps(gym)] == expected
    assert len(expected) >= 2


def test_a_station_restarts_when_its_rule_changes(gym: redis.Redis) -> None:
    put_station(gym, "rack-1", judged=Judged.MIDDLE)
    in_middle = pose_frames("rack-1", {1: until(squats(STANDING, STANDING), 5)})
    replica = Replica(gym)
    replica.add(in_middle)
    put_station(gym, "rack-1", judged=Judged.EVERYBODY)
    replica.maintain("rack-1")
    later = {2: after(aside(squats(REP), 150), 5), 3: after(squats(REP), 5)}
    replica.add(pose_frames("rack-1", later))
    assert sorted(rep.track_id for rep in stored_reps(gym)) == [2, 3]
