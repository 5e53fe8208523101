"""What each member did in a class. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from spotter.alerting.tallies import answered_us
from spotter.alerting.values import Alert
from spotter.catalog.alerts.intake.attendance import Attended
from spotter.catalog.classes.review.occurrence import Occurrence
from spotter.movement.values import Fault, FaultCode, Outcome, Point, Verdict
from spotter.wire.catalog.people.class_reviews import MemberReview
from spotter.wire.catalog.records.history import FaultReps
from spotter.wire.verdicts import RepVerdict

_MOST_FAULTS = 3
_IN_TIME_US = 300_000_000

_Kind = tuple[FaultCode, Point]


def members_reviewed(
    occurrence: Occurrence,
    names: Mapping[str, str],
    sessions: Sequence[Attended],
    reps: Iterable[RepVerdict],
    alerts: Iterable[Alert],
) -> tuple[MemberReview, ...]:
    """Those who were there, in the order in which they came, then those who were not, by name.

    ``names`` are those of all of them, by their ids; ``sessions`` and ``reps`` are the class's.
    """
    whose = {one.session_id: one.member_id for one in sessions}
    done: dict[str, list[Verdict]] = {member_id: [] for member_id in names}
    for rep in reps:
        done[whose[rep.session_id]].append(rep.verdict)
    told = list(alerts)
    found = [
        _member(
            occurrence,
            (member_id, name),
            [one for one in sessions if one.member_id == member_id],
            done[member_id],
            [one for one in told if one.whose.member_id == member_id],
        )
        for member_id, name in names.items()
    ]
    return tuple(sorted(found, key=lambda one: (not one.came_us, one.came_us, one.name)))


def _member(
    occurrence: Occurrence,
    who: tuple[str, str],
    sessions: Sequence[Attended],
    verdicts: Sequence[Verdict],
    alerts: Sequence[Alert],
) -> MemberReview:
    came_us = min((one.begun_us for one in sessions), default=0)
    outcomes = Counter(verdict.outcome for verdict in verdicts)
    return MemberReview(
        *who,
        came_us=came_us,
        left_us=_left_us(sessions),
        late_us=_late_us(occurrence, came_us),
        good=outcomes[Outcome.GOOD],
        faulty=outcomes[Outcome.FAULTY],
        unscorable=outcomes[Outcome.UNSCORABLE],
        faults=_faults(verdicts),
        best_fix=_best_fix(verdicts),
        alerts=len(alerts),
        answered_alerts=sum(answered_us(one) is not None for one in alerts),
    )


def _left_us(sessions: Sequence[Attended]) -> int:
    ends = [one.ended_us for one in sessions]
    return 0 if None in ends else max((end for end in ends if end), default=0)


def _late_us(occurrence: Occurrence, came_us: int) -> int:
    """0 within the first minutes, and for a class that is not planned then."""
    late_us = came_us - occurrence.begun_us
    return late_us if occurrence.begun_us and late_us > _IN_TIME_US else 0


def _faults(verdicts: Iterable[Verdict]) -> tuple[FaultReps, ...]:
    counted = Counter(_kinds_of(verdicts))
    first = sorted(counted.items(), key=lambda item: (-item[1], item[0][0].name, item[0][1].name))
    return tuple(FaultReps(*kind, reps) for kind, reps in first[:_MOST_FAULTS])


def _kinds_of(verdicts: Iterable[Verdict]) -> list[_Kind]:
    """Of each rep each of its faults once."""
    return [kind for one in verdicts for kind in dict.fromkeys(map(_kind, one.faults))]


def _best_fix(verdicts: Sequence[Verdict]) -> Fault | None:
    """Of the faults that were fixed, the one that came in the most reps, as it was last."""
    counted = Counter(_kinds_of(verdicts))
    fixed = {_kind(fault): fault for one in verdicts for fault in one.fixed}
    best = max(fixed, key=lambda kind: counted[kind], default=None)
    return None if best is None else fixed[best]


def _kind(fault: Fault) -> _Kind:
    return fault.code, fault.joint
