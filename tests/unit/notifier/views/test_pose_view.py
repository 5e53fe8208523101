"""Turning pose frames into what a page draws."""

from dataclasses import replace

import numpy as np

from spotter.movement.values.body.equipment import EquipmentKind
from spotter.movement.values.body.skeleton import Joint
from spotter.notifier.views.pose_view import pose_view
from spotter.wire.poses.people import PoseFrame, SoughtEquipment, TrackedPerson


def frame() -> PoseFrame:
    keypoints = np.full((25, 3), (np.nan, np.nan, 0), dtype=np.float32)
    keypoints[Joint.NOSE] = (320, 120, 0.9)
    keypoints[Joint.NECK] = (400, 240, 0.9)
    return PoseFrame("rack-1", 5, 640, 480, "0" * 32, (TrackedPerson(2, keypoints),))


def test_the_whole_picture_is_measured_in_thousandths_of_its_height() -> None:
    view = pose_view(frame())

    assert view.width == 1333
    assert view.people[0].xy[:4] == [667, 250, 833, 500]


def test_a_missing_joint_is_null() -> None:
    xy = pose_view(frame()).people[0].xy

    assert len(xy) == 50
    assert xy[4:] == [None] * 46
    assert "null" in pose_view(frame()).model_dump_json()


def test_the_ends_of_equipment_are_beside_the_joints_and_hidden_ones_are_null() -> None:
    [person] = frame().people
    ends = np.array([(160, 48, 0.9), (np.nan, np.nan, 0)], dtype=np.float32)
    with_bar = replace(frame(), people=(replace(person, equipment=ends),))

    assert pose_view(with_bar).people[0].equipment == [333, 100, None, None]
    assert pose_view(frame()).people[0].equipment == []


def test_what_the_equipment_is_goes_to_the_page() -> None:
    bells = SoughtEquipment("d" * 64, EquipmentKind.DUMBBELLS)
    assert (
        '"equipment_kind":"dumbbells"'
        in pose_view(replace(frame(), sought=bells)).model_dump_json()
    )
    assert pose_view(frame()).equipment_kind is None
