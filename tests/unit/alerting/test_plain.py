"""What is kept of alerts comes back as it was."""

import pytest

from spotter.alerting.errors import AlertingError
from spotter.alerting.plain import from_json, to_json
from spotter.movement.values import Direction, EquipmentEnd, EquipmentKind, Fault, FaultCode, Joint

KNEE = Fault(Joint.LEFT_KNEE, 0.5, Direction.RIGHT, 0.2, 30)
BAR = Fault(
    EquipmentEnd.RIGHT,
    0.5,
    Direction.LOWER,
    0.2,
    30,
    code=FaultCode.EQUIPMENT_TILTS,
    equipment=EquipmentKind.BARBELL,
    tilt_deg=9.0,
)


@pytest.mark.parametrize("fault", [KNEE, BAR])
def test_a_fault_is_of_the_same_joint_or_end_again(fault: Fault) -> None:
    found = from_json(Fault, to_json(fault))

    assert found == fault
    assert isinstance(found.joint, type(fault.joint))


def test_a_fault_of_what_is_neither_joint_nor_end_is_refused() -> None:
    data = to_json(KNEE).replace(f'"joint":{int(Joint.LEFT_KNEE)}', '"joint":27')

    with pytest.raises(AlertingError, match="expected a Fault as JSON"):
        from_json(Fault, data)
