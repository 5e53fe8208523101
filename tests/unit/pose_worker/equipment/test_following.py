"""Whose equipment is looked for in a picture, and what is remembered of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from prometheus_client import CollectorRegistry
from structlog.testing import capture_logs

from spotter.movement.values import EquipmentEnd, EquipmentKind
from spotter.pose_worker.equipment.following import MOST_PEOPLE, FollowedEquipment
from spotter.pose_worker.equipment.metrics import EquipmentMetrics
from spotter.pose_worker.equipment.taught_equipment import ToFollow
from spotter.pose_worker.intake.decoding import ReadyFrame
from spotter.pose_worker.ownership.station_ownership import OwnedStation
from spotter.tracking.tracker import LOST_AFTER_US, Tracker
from spotter.wire.poses.people import SoughtEquipment, TrackedPerson
from spotter.wire.stations import Station
from support.equipment.lifters import NAMES, Lifter, curls, taught_by
from support.hand_clock import HandClock

STEP_US = 66_667
WAY = curls(20)
BAR = SoughtEquipment("d" * 64, EquipmentKind.BARBELL)


@pytest.fixture(scope="module")
def plates() -> ToFollow:
    taught = taught_by(curls(15))
    return ToFollow(BAR, {end: taught[NAMES[end.index]] for end in EquipmentEnd})


def owned(station_id: str = "rack-1") -> OwnedStation:
    return OwnedStation(Station(station_id, station_id, "curl", None, 15.0), Tracker())


def frame(station: OwnedStation, lifter: Lifter, at_us: int) -> ReadyFrame:
    picture = lifter.picture(seed=5)
    height_px, width_px, _ = picture.shape
    return ReadyFrame(station, b"0-0", at_us, "", width_px, height_px, picture)


class Followed:
    """What one person holds, picture by picture."""

    def __init__(self, taught: Mapping[str, ToFollow]) -> None:
        self.taught = taught
        self.registry = CollectorRegistry()
        metrics = EquipmentMetrics(self.registry)
        self.equipment = FollowedEquipment(lambda: self.taught, HandClock(), metrics)

    def seen(
        self, station: OwnedStation, lifters: Sequence[Lifter], from_us: int = 0, track_id: int = 1
    ) -> list[int]:
        """How many ends are seen in each picture."""
        counts = []
        for number, lifter in enumerate(lifters):
            at = frame(station, lifter, from_us + number * STEP_US)
            _, [person] = self.equipment.follow(at, [TrackedPerson(track_id, lifter.keypoints())])
            assert person.equipment is not None
            counts.append(int((person.equipment[:, 2] > 0).sum()))
        return counts


@pytest.fixture
def followed(plates: ToFollow) -> Followed:
    return Followed({"rack-1": plates})


def test_both_ends_are_where_the_plates_are(followed: Followed) -> None:
    station = owned()
    followed.seen(station, WAY[:15])
    at = frame(station, WAY[15], 15 * STEP_US)
    sought, [person] = followed.equipment.follow(at, [TrackedPerson(1, WAY[15].keypoints())])
    assert sought == BAR
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
    followed: Followed, plates: ToFollow, why: str
) -> None:
    station, later_us = owned(), 12 * STEP_US
    assert followed.seen(station, WAY[:12])[-1] == 2
    if why == "the track goes":
        later_us += LOST_AFTER_US
        followed.seen(station, [WAY[12]], later_us, track_id=2)
    elif why == "taken over again":
        station = owned()
    else:
        followed.taught = {"rack-1": ToFollow(BAR, plates.ends)}
    assert followed.seen(station, WAY[12:13], later_us) == [0]


def test_a_station_whose_equipment_is_told_no_more_is_forgotten(
    followed: Followed, plates: ToFollow
) -> None:
    station = owned()
    assert followed.seen(station, WAY[:12])[-1] == 2
    followed.taught = {}
    followed.equipment.follow(frame(station, WAY[12], 12 * STEP_US), [])
    followed.taught = {"rack-1": plates}
    assert followed.seen(station, WAY[12:13], 13 * STEP_US) == [0]


def test_equipment_that_cannot_be_looked_for_stops_nobody_s_poses(plates: ToFollow) -> None:
    overflowing = {
        end: replace(
            one,
            appearance=replace(
                one.appearance, spectrum=np.full_like(one.appearance.spectrum, 3e38)
            ),
        )
        for end, one in plates.ends.items()
    }
    followed = Followed({"rack-1": ToFollow(BAR, overflowing), "rack-2": plates})
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
