"""Members, as the catalog and its clients know them."""

from dataclasses import dataclass

from spotter.api.catalog.v1 import member_service_pb2 as messages
from spotter.wire.catalog.checks import MOST_KEPT_DAYS, checked_id, checked_name
from spotter.wire.errors import WireError

LEAST_HEIGHT_M, MOST_HEIGHT_M = 0.8, 2.5


@dataclass(frozen=True, slots=True)
class Consent:
    """What a member agreed to have kept, and when (microseconds since the Unix epoch).

    Raises :class:`WireError` for poses without reps.
    """

    keeps_reps: bool = False
    keeps_poses: bool = False
    consented_us: int = 0

    def __post_init__(self) -> None:
        if self.keeps_poses and not self.keeps_reps:
            raise WireError("poses are kept only together with reps; found poses alone")


@dataclass(frozen=True, slots=True)
class Retention:
    """For how many days a member's data are kept; None: as the gym's settings say.

    Raises :class:`WireError` for less than a day and more than a century.
    """

    poses_kept_days: int | None = None
    verdicts_kept_days: int | None = None

    def __post_init__(self) -> None:
        for days in (self.poses_kept_days, self.verdicts_kept_days):
            if days is not None and not 1 <= days <= MOST_KEPT_DAYS:
                raise WireError(f"data are kept for 1 to {MOST_KEPT_DAYS} days; found {days}")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who trains; times are microseconds since the Unix epoch.

    ``height_m`` is how tall they are; None where nobody said so. Raises :class:`WireError` for an
    empty name, an id that is none, and a height that nobody has.
    """

    member_id: str
    name: str
    consent: Consent
    retention: Retention
    joined_us: int
    left_us: int | None = None
    height_m: float | None = None

    def __post_init__(self) -> None:
        checked_id(self.member_id, "a member")
        checked_name(self.name)
        checked_height_m(self.height_m)


def checked_height_m(height_m: float | None) -> float | None:
    """The height of a member, if it is known. Raises :class:`WireError` for one that nobody has.

    >>> checked_height_m(1.78)
    1.78
    """
    if height_m is not None and not LEAST_HEIGHT_M <= height_m <= MOST_HEIGHT_M:  # refuses NaN, too
        raise WireError(
            f"a member is {LEAST_HEIGHT_M:g} to {MOST_HEIGHT_M:g} m tall; found {height_m:g}"
        )
    return height_m


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was removed of a member, by kind, and what was made again without them.

    ``still_to_do`` is what people have to do themselves, in words.
    """

    removed: tuple[tuple[str, int], ...]
    remade_exercises: tuple[str, ...] = ()
    still_to_do: tuple[str, ...] = ()


def consent_message(consent: Consent) -> messages.Consent:
    """The message of a consent."""
    return messages.Consent(
        keeps_reps=consent.keeps_reps,
        keeps_poses=consent.keeps_poses,
        consented_us=consent.consented_us,
    )


def consent_of(message: messages.Consent) -> Consent:
    """The consent in its message. Raises :class:`WireError`."""
    return Consent(message.keeps_reps, message.keeps_poses, message.consented_us)


def retention_message(retention: Retention) -> messages.Retention:
    """The message of times to keep data."""
    return messages.Retention(
        poses_kept_days=retention.poses_kept_days,
        verdicts_kept_days=retention.verdicts_kept_days,
    )


def retention_of(message: messages.Retention) -> Retention:
    """The times to keep data in their message. Raises :class:`WireError`."""
    return Retention(
        message.poses_kept_days if message.HasField("poses_kept_days") else None,
        message.verdicts_kept_days if message.HasField("verdicts_kept_days") else None,
    )


def member_message(member: Member) -> messages.Member:
    """The message of a member."""
    return messages.Member(
        member_id=member.member_id,
        name=member.name,
        consent=consent_message(member.consent),
        retention=retention_message(member.retention),
        joined_us=member.joined_us,
        left_us=member.left_us,
        height_m=member.height_m,
    )


def member_of(message: messages.Member) -> Member:
    """The member in their message. Raises :class:`WireError`."""
    return Member(
        message.member_id,
        message.name,
        consent_of(message.consent),
        retention_of(message.retention),
        message.joined_us,
        message.left_us if message.HasField("left_us") else None,
        message.height_m if message.HasField("height_m") else None,
    )


def erasure_message(erasure: Erasure) -> messages.EraseMemberResponse:
    """The message of an erasure."""
    return messages.EraseMemberResponse(
        removed=[messages.Removed(kind=kind, count=count) for kind, count in erasure.removed],
        remade_exercises=erasure.remade_exercises,
        still_to_do=erasure.still_to_do,
    )


def erasure_of(message: messages.EraseMemberResponse) -> Erasure:
    """The erasure in its message."""
    return Erasure(
        tuple((one.kind, one.count) for one in message.removed),
        tuple(message.remade_exercises),
        tuple(message.still_to_do),
    )
