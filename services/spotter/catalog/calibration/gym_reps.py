"""The scores of the gym's latest reps of an exercise, as its recordings judge them."""

from dataclasses import replace
from math import isfinite

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.calibration.known_reps import threshold_of
from spotter.catalog.database.tables import ExerciseVersion, RepRow
from spotter.catalog.exercises.content import Content
from spotter.movement.values import Exercise, Outcome
from spotter.movement.values.taught.exercise import FALSE_ALARM_RATIO
from spotter.wire.catalog.exercises.calibration import GymScore
from spotter.wire.encoding.enums import OUTCOMES
from spotter.wire.references import exercise_bytes

_MOST = 5000
_JUDGED = (OUTCOMES.number(Outcome.GOOD), OUTCOMES.number(Outcome.FAULTY))


def gym_scores(
    session: Session, exercise_no: int, live: Exercise, since_us: int
) -> tuple[tuple[GymScore, ...], int]:
    """The reps since then that recordings as ``live`` has them judged, newest first.

    Also returns how many were judged by others. Whatever decided, each verdict says how large the
    score by the recordings was, in thresholds of its version. Raises :class:`CatalogError`.
    """
    rows = session.execute(
        select(RepRow.version_no, RepRow.reference_ratio, RepRow.outcome)
        .join(ExerciseVersion, ExerciseVersion.no == RepRow.version_no)
        .where(
            ExerciseVersion.exercise_no == exercise_no,
            RepRow.started_us >= since_us,
            RepRow.outcome.in_(_JUDGED),
            RepRow.reference_ratio.is_not(None),
        )
        .order_by(RepRow.started_us.desc())
        .limit(_MOST)
    ).all()
    thresholds = _thresholds(session, {row.version_no for row in rows}, live)
    found = [
        GymScore(row.reference_ratio * thresholds[row.version_no], row.outcome == _JUDGED[1])
        for row in rows
        if row.version_no in thresholds and isfinite(row.reference_ratio)
    ]
    return tuple(found), sum(row.version_no not in thresholds for row in rows)


def _thresholds(session: Session, version_nos: set[int], live: Exercise) -> dict[int, float]:
    """The thresholds of those versions that have the recordings of ``live``."""
    wanted = _recordings(live)
    versions = session.scalars(select(ExerciseVersion).where(ExerciseVersion.no.in_(version_nos)))
    contents = {one.no: Content.of(one.data).exercise for one in versions if one.data}
    return {no: threshold_of(one) for no, one in contents.items() if _recordings(one) == wanted}


def _recordings(exercise: Exercise) -> bytes:
    plain = replace(
        exercise.renamed("same"),
        references=exercise.renamed("same").recorded,
        faulty_reps=(),
        false_alarm_ratio=FALSE_ALARM_RATIO,
        cues=(),
        patterns=(),
    )
    return exercise_bytes(plain)
