"""Movement's enums in the contracts: the same members, under the same names."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Generic, TypeVar

from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper

from spotter.api.poses.v1 import skeleton_pb2
from spotter.api.verdicts.v1 import verdict_pb2
from spotter.movement.values import (
    Angle,
    Direction,
    FaultCode,
    Joint,
    Moment,
    Outcome,
    ReasonCode,
)
from spotter.wire.errors import WireError

Member = TypeVar("Member", bound=Enum)


@dataclass(frozen=True)
class WireEnum(Generic[Member]):
    """Maps the members of ``kind`` to the contracts' enum ``wire_kind``, by name.

    The contracts' names carry the enum's name as a prefix: ``JOINT_NOSE`` is ``Joint.NOSE``.
    """

    kind: type[Member]
    wire_kind: EnumTypeWrapper

    def label(self, member: Member) -> str:
        """The contracts' name of ``member``, which a message's constructor accepts as its value."""
        return self._prefix + member.name

    def number(self, member: Member) -> int:
        """The number that stands for ``member``."""
        return self.wire_kind.Value(self.label(member))

    def member(self, number: int) -> Member:
        """The member that ``number`` stands for.

        Raises :class:`WireError` for a number without a member, such as that of UNSPECIFIED.
        """
        found = self._names.get(number, str(number))
        if found not in self.kind.__members__:
            expected = ", ".join(self.kind.__members__)
            raise WireError(f"{self.kind.__name__} is one of {expected}; found {found}")
        return self.kind[found]

    @cached_property
    def _names(self) -> dict[int, str]:
        return {value: label.removeprefix(self._prefix) for label, value in self.wire_kind.items()}

    @cached_property
    def _prefix(self) -> str:
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", self.wire_kind.DESCRIPTOR.name)
        return f"{words.upper()}_"


JOINTS = WireEnum(Joint, skeleton_pb2.Joint)
ANGLES = WireEnum(Angle, skeleton_pb2.Angle)
DIRECTIONS = WireEnum(Direction, verdict_pb2.Direction)
OUTCOMES = WireEnum(Outcome, verdict_pb2.Outcome)
FAULT_CODES = WireEnum(FaultCode, verdict_pb2.FaultCode)
MOMENTS = WireEnum(Moment, verdict_pb2.Moment)
REASON_CODES = WireEnum(ReasonCode, verdict_pb2.ReasonCode)
