"""The visits of the ledger, with all that judging their reps once more takes."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from spotter.api.catalog.v1 import ledger_service_pb2 as pb
from spotter.movement.values import Baseline, Rep
from spotter.wire.baselines import baseline_from_bytes
from spotter.wire.catalog.checks import checked_id, checked_station_id
from spotter.wire.catalog.records.ledger import LedgerEntry, RepFilter, entry_of
from spotter.wire.errors import WireError
from spotter.wire.reps import rep_of

_TRACK = re.compile(r"[0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class VisitReps:
    """How many reps of those that were asked for a visit has, and of how many the poses.

    The first and the last of them started at ``first_us`` and ``last_us``, microseconds since the
    Unix epoch.
    """

    visit_id: str
    reps: int
    reps_with_poses: int
    first_us: int
    last_us: int


@dataclass(frozen=True, slots=True, eq=False)
class StoredRep:
    """A rep of a visit, and whether it was asked for; then with its poses, if they are kept."""

    entry: LedgerEntry
    is_asked_for: bool
    rep: Rep | None


@dataclass(frozen=True, slots=True, eq=False)
class StoredVisit:
    """A visit's reps by their start, and the baselines that their verdicts name, by id."""

    reps: tuple[StoredRep, ...]
    baselines: dict[str, Baseline] = field(default_factory=dict)


def session_or_track(visit_id: str) -> str | tuple[str, int]:
    """The session that a visit is, or its station and track.

    Raises :class:`WireError` for what is no visit's id.
    """
    station_id, of_track, track = visit_id.rpartition("_")
    if not of_track:
        return checked_id(visit_id, "a visit")
    if not _TRACK.fullmatch(track):
        raise WireError(f"expected a visit's id; found {visit_id[:99]!r}")
    return checked_station_id(station_id), int(track)


def visits_request(wanted: RepFilter) -> pb.ListVisitsRequest:
    """Asks for the visits of the reps that are ``wanted``, whatever their outcome."""
    return pb.ListVisitsRequest(
        member_id=wanted.member_id,
        station_id=wanted.station_id,
        exercise_id=wanted.exercise_id,
        since_us=wanted.since_us,
        until_us=wanted.until_us,
    )


def visits_filter_of(message: pb.ListVisitsRequest) -> RepFilter:
    """The reps that are meant; raises :class:`WireError` for an id that is none."""
    return RepFilter(
        member_id=message.member_id,
        station_id=message.station_id,
        exercise_id=message.exercise_id,
        since_us=message.since_us,
        until_us=message.until_us,
    )


def visit_reps_message(visit: VisitReps) -> pb.ListVisitsResponse:
    """The visit as a message."""
    return pb.ListVisitsResponse(**asdict(visit))


def visit_reps_of(message: pb.ListVisitsResponse) -> VisitReps:
    """The visit in a message."""
    return VisitReps(
        message.visit_id, message.reps, message.reps_with_poses, message.first_us, message.last_us
    )


def visit_of_parts(parts: Iterable[pb.ReadVisitResponse]) -> StoredVisit:
    """The visit that arrives in parts.

    Raises :class:`WireError` or MovementError when one is damaged.
    """
    reps, baselines = [], {}
    for part in parts:
        if part.HasField("baseline"):
            baseline, _ = baseline_from_bytes(part.baseline)
            baselines[baseline.baseline_id] = baseline
        else:
            reps.append(_stored_rep(part.rep))
    return StoredVisit(tuple(reps), baselines)


def _stored_rep(message: pb.VisitRep) -> StoredRep:
    rep = rep_of(message.rep) if message.HasField("rep") else None
    return StoredRep(entry_of(message.entry), message.is_asked_for, rep)
