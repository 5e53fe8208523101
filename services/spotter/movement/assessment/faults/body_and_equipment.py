"""Which of the body's and the equipment's faults are named, and which first."""

from spotter.movement.assessment.faults.body_parts import ARMS
from spotter.movement.assessment.faults.equipment import equipment_fault
from spotter.movement.assessment.faults.selection import find_faults
from spotter.movement.assessment.judgement import Judgement
from spotter.movement.values import EquipmentKind, Fault, FaultCode, Measures

_RANGE = frozenset({FaultCode.STOPS_SHORT, FaultCode.SITS_TOO_HIGH, FaultCode.GOES_TOO_FAR})


def faults_of(
    judgement: Judgement,
    measures: Measures,
    threshold: float,
    kind: EquipmentKind | None,
    *,
    is_short: bool = False,
) -> tuple[Fault, ...]:
    """The faults of a faulty rep, worst first, at most two.

    Whichever of body and equipment is above the threshold is named, and first the one that is
    farther above; but legs that do not go as far as they should explain equipment that does not.
    ``is_short`` says that the body goes too little of its way whatever the score is.
    """
    found, by = judgement.equipment, judgement.by.expected
    if found is None or kind is None:
        return find_faults(judgement.deviations, by, measures)
    body_leads = is_short or judgement.body_score >= found.score
    body: tuple[Fault, ...] = ()
    if body_leads or judgement.body_score > threshold:
        body = find_faults(judgement.deviations, by, measures)
    of_equipment = None
    if not body_leads or found.score > threshold:
        of_equipment = equipment_fault(found, judgement.deviations, by, kind)
    return _together(body, of_equipment, body_leads=body_leads)


def _together(
    body: tuple[Fault, ...], of_equipment: Fault | None, *, body_leads: bool
) -> tuple[Fault, ...]:
    if of_equipment is None or not body:
        return body if of_equipment is None else (of_equipment,)
    first = body[0]
    if first.direction in (of_equipment.direction, of_equipment.direction.opposite):
        is_of_legs = first.code in _RANGE and first.joint not in ARMS
        return body if body_leads or is_of_legs else (of_equipment,)
    return (first, of_equipment) if body_leads else (of_equipment, first)
