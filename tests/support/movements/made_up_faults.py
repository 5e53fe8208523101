"""Made-up faults."""

from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.verdict import Direction, Fault, FaultCode, Moment

SITS_TOO_HIGH = Fault(
    Joint.MID_HIP,
    0.5,
    Direction.HIGHER,
    0.3,
    20,
    code=FaultCode.SITS_TOO_HIGH,
    moment=Moment.BOTTOM,
)
