import pytest

from spotter.movement.values import (
    Direction,
    EquipmentEnd,
    EquipmentKind,
    Fault,
    FaultCode,
    Joint,
    Moment,
    Point,
)
from spotter.wire.errors import WireError
from spotter.wire.poses.points import numbered_point, point_number
from spotter.wire.verdicts import fault_message, fault_of

TILTS = Fault(
    EquipmentEnd.RIGHT,
    phase=0.5,
    direction=Direction.LOWER,
    size_tl=0.25,
    frame_index=12,
    code=FaultCode.EQUIPMENT_TILTS,
    moment=Moment.TOP,
    equipment=EquipmentKind.BARBELL,
    tilt_deg=9.5,
)
STOPS_SHORT = Fault(
    EquipmentEnd.LEFT,
    phase=0.5,
    direction=Direction.LOWER,
    size_tl=0.25,
    frame_index=12,
    both_sides=True,
    code=FaultCode.EQUIPMENT_STOPS_SHORT,
    equipment=EquipmentKind.DUMBBELLS,
    short_of=Joint.NECK,
)


@pytest.mark.parametrize("fault", [TILTS, STOPS_SHORT])
def test_a_fault_of_equipment_comes_back_from_its_message(fault: Fault) -> None:
    assert fault_of(fault_message(fault)) == fault


def test_a_fault_with_unknown_equipment_is_refused() -> None:
    message = fault_message(TILTS)
    message.equipment = "sledge"

    with pytest.raises(WireError, match="found 'sledge'"):
        fault_of(message)


@pytest.mark.parametrize("point", [*Joint, *EquipmentEnd])
def test_each_point_has_a_number_of_its_own(point: Point) -> None:
    assert numbered_point(point_number(point)) is point
