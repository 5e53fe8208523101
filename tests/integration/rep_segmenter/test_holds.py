"""Positions of a member's workout are timed at their station and told in Redis."""

from typing import cast

import numpy as np
import redis

from spotter.movement.values import Joint, PoseSeries
from spotter.wire import names
from spotter.wire.holds import Hold, hold_from_bytes
from spotter.wire.sessions import StationSession
from support.gyms.gym_in_redis import put_sessions, put_station
from support.movements.pose_frames import pose_frames
from support.movements.stick_squats import REP_FRAMES, REST_FRAMES, squat_reference, squats
from support.processes.segmenter_replica import Replica
from support.records.kept_exercises import put_reference

S = 1_000_000
START_US = 1_700_000_000_000_000
SQUAT_HOLD = StationSession("session", "anna", START_US - S, None, ("squat",), "squat")


def held_squat(hold_s: float) -> PoseSeries:
    """A squat that stops at the bottom for so long, and standing after it."""
    poses = squats(80, start_us=START_US)
    bottom = REST_FRAMES + REP_FRAMES // 2
    step_us = int(poses.captured_us[1] - poses.captured_us[0])
    stops = round(hold_s * S / step_us)
    last = len(poses) - 1
    order = [*range(bottom), *([bottom] * stops), *range(bottom, last), *([last] * REP_FRAMES)]
    times_us = START_US + np.arange(len(order), dtype=np.int64) * step_us
    return PoseSeries(times_us, poses.keypoints[order])


def holds_told(client: redis.Redis) -> list[Hold]:
    entries = cast("list[tuple[bytes, dict[bytes, bytes]]]", client.xrange(names.HOLDS))
    return [hold_from_bytes(fields[names.HOLD_FIELD]) for _, fields in entries]


def test_a_hold_is_told_while_it_is_kept_and_where_it_broke(redis_client: redis.Redis) -> None:
    put_reference(squat_reference())
    put_station(redis_client, "rack-1", "", candidates=("any",))
    put_sessions(redis_client, "rack-1", SQUAT_HOLD)
    frames = pose_frames("rack-1", {1: held_squat(8)})
    replica = Replica(redis_client, now_us=lambda: frames[-1].captured_us)
    replica.maintain("rack-1")
    replica.add(frames)
    *going_on, over = holds_told(redis_client)
    assert {(one.session_id, one.exercise, one.started_us) for one in (*going_on, over)} == {
        ("session", "squat", over.started_us)
    }
    assert 8 <= (over.ended_us - over.started_us) / S < 10
    assert [one.broke for one in going_on] == [None] * len(going_on)
    assert len(going_on) >= 7
    assert over.broke in {Joint.RIGHT_KNEE, Joint.LEFT_KNEE, Joint.RIGHT_ANKLE, Joint.LEFT_ANKLE}


def test_without_a_position_to_keep_nothing_is_told(redis_client: redis.Redis) -> None:
    put_reference(squat_reference())
    put_station(redis_client, "rack-1")
    frames = pose_frames("rack-1", {1: held_squat(8)})
    replica = Replica(redis_client, now_us=lambda: frames[-1].captured_us)
    replica.maintain("rack-1")
    replica.add(frames)
    assert holds_told(redis_client) == []
