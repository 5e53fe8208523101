"""A trainer's own words for a fault, such as "knees out"."""

from collections.abc import Iterable
from dataclasses import dataclass

from spotter.movement.values.body.skeleton import MIRROR, Joint
from spotter.movement.values.errors import MovementError
from spotter.movement.values.judged.verdict import Direction, Fault
from spotter.movement.values.text import is_line

_LONGEST_WORDS = 200
_HIPS = frozenset({Joint.MID_HIP, Joint.RIGHT_HIP, Joint.LEFT_HIP})


@dataclass(frozen=True, slots=True)
class Cue:
    """What the trainer says when ``joint``, or the same joint on the other side, deviates.

    It applies when the joint is too far in ``direction``, from ``first_phase`` to ``last_phase`` of
    the rep (0 is its start, 1 its end). The hips and the mid-hip count as one joint.

    Raises :class:`MovementError` unless the words are one line of 1 to 200 characters, and for
    invalid phases.
    """

    words: str
    joint: Joint
    direction: Direction
    first_phase: float = 0.0
    last_phase: float = 1.0

    def __post_init__(self) -> None:
        if not is_line(self.words, _LONGEST_WORDS):
            raise MovementError(
                f"a cue is one line of 1 to {_LONGEST_WORDS} characters; "
                f"found {self.words[: _LONGEST_WORDS + 1]!r}"
            )
        if not 0 <= self.first_phase <= self.last_phase <= 1:
            raise MovementError(
                "a cue's phases must be 0 to 1, the first not after the last; "
                f"found {self.first_phase} to {self.last_phase}"
            )

    def answers(self, fault: Fault) -> bool:
        """Whether this is the cue for ``fault``."""
        meant = _HIPS if self.joint in _HIPS else {self.joint, Joint(int(MIRROR[self.joint]))}
        return (
            fault.joint in meant
            and fault.direction is self.direction
            and self.first_phase <= fault.phase <= self.last_phase
        )


def cue_for(fault: Fault, cues: Iterable[Cue]) -> Cue | None:
    """The first cue that answers ``fault``, if any."""
    return next((cue for cue in cues if cue.answers(fault)), None)
