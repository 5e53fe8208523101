"""What is due to go, by how long which kind of data is kept. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

_DAY_US = 24 * 3600 * 1_000_000


class Kind(Enum):
    """A kind of data that is kept for some time; the sums of days are kept for good."""

    POSES = "poses"
    VERDICTS = "verdicts"


@dataclass(frozen=True, slots=True)
class KeptDays:
    """For how many days poses and verdicts are kept; poses never for longer than their verdict."""

    poses: int
    verdicts: int

    def __post_init__(self) -> None:
        for days in (self.poses, self.verdicts):
            if days < 1:
                raise ValueError(f"expected to keep data for a day or more; found {days} days")

    def but(self, poses: int | None, verdicts: int | None) -> "KeptDays":
        """The same with what somebody chose instead, where they chose something."""
        return KeptDays(poses or self.poses, verdicts or self.verdicts)

    def of(self, kind: Kind) -> int:
        """The days for which that kind is kept."""
        return self.verdicts if kind is Kind.VERDICTS else min(self.poses, self.verdicts)


@dataclass(frozen=True, slots=True)
class Due:
    """Data of reps that started before ``before_us``, microseconds since the Unix epoch.

    They are those of one member by the number of their row, or, without one, everybody's (and
    nobody's) but those of the members ``apart``.
    """

    kind: Kind
    before_us: int
    member_no: int | None = None
    apart: frozenset[int] = frozenset()


def all_due(now_us: int, gym: KeptDays, members: Mapping[int, KeptDays]) -> tuple[Due, ...]:
    """What is due at ``now_us``; ``members`` are those who are not kept as the ``gym`` keeps."""
    return tuple(one for kind in Kind for one in _of_kind(kind, now_us, gym, members))


def _of_kind(
    kind: Kind, now_us: int, gym: KeptDays, members: Mapping[int, KeptDays]
) -> Iterator[Due]:
    apart = {no: kept.of(kind) for no, kept in members.items() if kept.of(kind) != gym.of(kind)}
    yield Due(kind, now_us - gym.of(kind) * _DAY_US, apart=frozenset(apart))
    for no, days in sorted(apart.items()):
        yield Due(kind, now_us - days * _DAY_US, member_no=no)
