"""What is kept of members' faces, sealed, and what pictures show of them."""

from dataclasses import dataclass, field
from enum import Enum

from spotter.api.catalog.v1 import face_service_pb2 as messages
from spotter.wire.catalog.checks import checked_id
from spotter.wire.encoding.enums import WireEnum
from spotter.wire.errors import WireError

MOST_SEALED_BYTES = 64 * 1024
"""A hundred looks and more."""
LONGEST_TEXT = 64


class FaceSight(Enum):
    """What pictures show when they show no member."""

    NOBODY = "nobody"
    TOO_SMALL = "too_small"
    SEVERAL = "several"
    UNKNOWN = "unknown"


SIGHTS = WireEnum(FaceSight, messages.FaceSight)


@dataclass(frozen=True, slots=True)
class SealedFace:
    """What is kept of a member's face; only the key ``key_id`` opens ``sealed``.

    ``network`` names the network that made its numbers. Raises :class:`WireError` for a member's id
    that is none, and for what is empty or too long.
    """

    member_id: str
    key_id: str
    network: str
    sealed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        checked_id(self.member_id, "a member")
        for text in (self.key_id, self.network):
            if not 0 < len(text) <= LONGEST_TEXT:
                raise WireError(f"expected 1 to {LONGEST_TEXT} characters; found {len(text)}")
        if not 0 < len(self.sealed) <= MOST_SEALED_BYTES:
            raise WireError(
                f"a sealed face has 1 to {MOST_SEALED_BYTES} bytes; found {len(self.sealed)}"
            )


@dataclass(frozen=True, slots=True)
class MemberFace:
    """Whether a member's face is kept: since when, and under which agreement.

    ``made_us`` is in microseconds since the Unix epoch, None where nothing is kept.
    """

    made_us: int | None
    agreement: int
    is_switched_on: bool


def face_message(face: SealedFace) -> messages.SealedFace:
    """The message of a sealed face."""
    return messages.SealedFace(
        member_id=face.member_id, key_id=face.key_id, network=face.network, sealed=face.sealed
    )


def face_of(message: messages.SealedFace) -> SealedFace:
    """The sealed face in a message. Raises :class:`WireError`."""
    return SealedFace(message.member_id, message.key_id, message.network, message.sealed)
