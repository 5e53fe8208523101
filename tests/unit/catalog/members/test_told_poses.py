"""What a member's export says of the poses of a rep."""

from dataclasses import replace

import numpy as np

from spotter.catalog.members.export.told import told_poses
from spotter.movement.values import Hands, Rep
from support.movements.stick_squats import squats

POSES = squats(20, 20)
REP = Rep("rack-1", 3, "squat", "d" * 64, 2, 5, 1, "0af7651916cd43dd8448eb211c80319c", POSES)


def test_a_rep_with_equipment_says_where_its_ends_were() -> None:
    ends = np.full((len(POSES), 2, 3), (320.5, 200, 0.5), dtype=np.float32)
    ends[3, 1] = (np.nan, np.nan, 0)

    told = told_poses(replace(REP, poses=replace(POSES, equipment=ends)))

    assert told["equipment_ends"] == ["left", "right"]
    assert told["equipment_x_y_confidence"][3] == [[320.5, 200.0, 0.5], None]


def test_a_rep_without_equipment_does_not_speak_of_it() -> None:
    assert not [key for key in told_poses(REP) if key.startswith(("equipment", "hands"))]


def test_a_rep_says_what_was_known_of_the_hands() -> None:
    hands = np.full(len(POSES), Hands.HELD, np.uint8)
    hands[:2] = Hands.UNKNOWN, Hands.EMPTY

    told = told_poses(replace(REP, poses=replace(POSES, hands=hands)))

    assert told["hands"][:3] == ["not known", "empty hands", "held"]
