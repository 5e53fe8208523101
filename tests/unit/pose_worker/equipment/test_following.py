"""Whose equipment is looked for in a picture, and what is remembered of it."""

from dataclasses import replace

import numpy as np
import pytest
from structlog.testing import capture_logs

from spotter.movement.values import EquipmentEnd
from spotter.pose_worker.equipment.following import MOST_PEOPLE
from spotter.pose_worker.equipment.taught_equipment import ToFollow
from spotter.tracking.tracker import LOST_AFTER_US
from spotter.wire.poses.people import TrackedPerson
from support.equipment.followed import STEP_US, Followed, frame, owned, taught_ends
from support.equipment.lifters import curls

WAY = curls(20)


@pytest.fixture(scope="module")
def ends() -> ToFollow:
    return taught_ends()


@pytest.fixture
def followed(ends: ToFollow) -> Followed:
    return Followed({"rack-1": ends})


def test_both_ends_are_where_the_plates_are(followed: Followed) -> None:
    station = owned()
    followed.seen(station, WAY[:15])
    at = frame(station, WAY[15], 15 * STEP_US)
    sought, [person] = followed.equipment.follow(at, [TrackedPerson(1, WAY[15].keypoints())])
    assert sought == taught_ends().sought
    assert person.equipment is not None
    for end, place in zip(EquipmentEnd, WAY[15].plates(), strict=True):
        x_px, y_px, _ = person.equipment[end.index]
        assert np.hypot(x_px - place.x_px, y_px - place.y_px) < place.radius_px / 2


def test_where_nothing_is_taught_people_stay_as_they_are(followed: Followed) -> None:
    person = TrackedPerson(1, WAY[0].keypoints())
    sought, [same] = followed.equipment.follow(frame(owned("mat"), WAY[0], 0), [person])
    assert sought is None
    assert same is person
    assert followed.registry.get_sample_value("spotter_pose_worker_equipment_seconds_count") == 0


def test_of_a_crowd_the_largest_are_looked_at_and_of_the_other_nothing_is_said(
    followed: Followed,
) -> None:
    station = owned()
    for number, lifter in enumerate(WAY):
        small = lifter.keypoints().copy()
        small[:, :2] *= 0.5
        crowd = [TrackedPerson(10 + one, small) for one in range(MOST_PEOPLE + 1)]
        crowd.insert(2, TrackedPerson(1, lifter.keypoints()))
        _, found = followed.equipment.follow(frame(station, lifter, number * STEP_US), crowd)
    assert [one.track_id for one in found] == [one.track_id for one in crowd]
    looked_at = {one.track_id: one.equipment for one in found if one.equipment is not None}
    assert len(looked_at) == MOST_PEOPLE
    assert [track_id for track_id, ends in looked_at.items() if ends[:, 2].any()] == [1]
    looks = followed.registry.get_sample_value(
        "spotter_pose_worker_equipment_looks_total", {"station": "rack-1"}
    )
    assert looks == 2 * MOST_PEOPLE * len(WAY)


def test_a_track_that_is_away_for_a_moment_is_followed_on(followed: Followed) -> None:
    station = owned()
    assert followed.seen(station, WAY[:12])[-1] == 2
    followed.seen(station, [WAY[12]], 12 * STEP_US, track_id=2)
    assert followed.seen(station, [WAY[13]], 13 * STEP_US) == [2]


@pytest.mark.parametrize("why", ["the track goes", "taken over again", "other equipment"])
def test_what_is_remembered_goes_with_the_track_the_station_and_the_equipment(
    followed: Followed, ends: ToFollow, why: str
) -> None:
    station, later_us = owned(), 12 * STEP_US
    assert followed.seen(station, WAY[:12])[-1] == 2
    if why == "the track goes":
        later_us += LOST_AFTER_US
        followed.seen(station, [WAY[12]], later_us, track_id=2)
    elif why == "taken over again":
        station = owned()
    else:
        followed.taught = {"rack-1": replace(ends)}
    assert followed.seen(station, WAY[12:13], later_us) == [0]


def test_a_station_whose_equipment_is_told_no_more_is_forgotten(
    followed: Followed, ends: ToFollow
) -> None:
    station = owned()
    assert followed.seen(station, WAY[:12])[-1] == 2
    followed.taught = {}
    followed.equipment.follow(frame(station, WAY[12], 12 * STEP_US), [])
    followed.taught = {"rack-1": ends}
    assert followed.seen(station, WAY[12:13], 13 * STEP_US) == [0]


def test_equipment_that_cannot_be_looked_for_stops_nobody_s_poses(ends: ToFollow) -> None:
    overflowing = {
        end: replace(
            one,
            appearance=replace(
                one.appearance, spectrum=np.full_like(one.appearance.spectrum, 3e38)
            ),
        )
        for end, one in ends.ends.items()
    }
    followed = Followed({"rack-1": replace(ends, ends=overflowing), "rack-2": ends})
    with capture_logs() as said:
        station = owned()
        for number, lifter in enumerate(WAY[:3]):
            at = frame(station, lifter, number * STEP_US)
            person = TrackedPerson(1, lifter.keypoints())
            assert followed.equipment.follow(at, [person])[1][0].equipment is None
    assert [line["event"] for line in said] == ["looking for equipment failed"]
    failures = followed.registry.get_sample_value(
        "spotter_pose_worker_equipment_failures_total", {"station": "rack-1"}
    )
    assert failures == 3
    assert followed.seen(owned("rack-2"), WAY[:12])[-1] == 2
