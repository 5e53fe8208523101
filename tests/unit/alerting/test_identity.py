"""Which faults are the same in other reps."""

import pytest

from spotter.alerting.identity import name_of
from spotter.movement.values import Direction, EquipmentEnd, Fault, Joint, Point


def too_high(point: Point, *, both_sides: bool) -> str:
    fault = Fault(point, 0.5, Direction.HIGHER, size_tl=0.2, frame_index=9, both_sides=both_sides)
    return name_of(fault)


@pytest.mark.parametrize(
    ("left", "right"),
    [(Joint.LEFT_WRIST, Joint.RIGHT_WRIST), (EquipmentEnd.LEFT, EquipmentEnd.RIGHT)],
)
def test_what_is_off_at_both_sides_is_one_fault_whichever_is_farther_off(
    left: Point, right: Point
) -> None:
    assert too_high(left, both_sides=True) == too_high(right, both_sides=True)
    assert too_high(left, both_sides=False) != too_high(right, both_sides=False)
