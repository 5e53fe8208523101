"""The reps of a member's day as the ledger has them, by exercise."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from math import isfinite
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.catalog.database.tables import FollowingRow, RepRow, SessionRow
from spotter.catalog.ledger.reading import oldest
from spotter.movement.values import Outcome
from spotter.movement.wording.hints import action
from spotter.training.adaptation.attempting import SeenRep
from spotter.training.following.values import Following
from spotter.wire.catalog.training.followed_workouts import following_from_bytes
from spotter.wire.errors import WireError
from spotter.wire.verdicts import RepVerdict

_UNNAMED = "Differs from the reference"
_MOST_RATIO = 10.0
Span = tuple[int, int]


def seen_on(session: Session, member_no: int, span: Span) -> Mapping[str, Sequence[SeenRep]]:
    """The member's reps that began in ``span``, in time, by the exercise's name."""
    own = select(SessionRow.no).where(SessionRow.member_no == member_no)
    begun = RepRow.started_us.between(span[0], span[1] - 1)
    found = defaultdict[str, list[SeenRep]](list)
    for one in oldest(session, (RepRow.session_no.in_(own), begun)):
        found[one.entry.judged.exercise].append(_seen(one.entry.judged))
    return found


def followed_as(session: Session, plan_id: uuid.UUID, performed_id: uuid.UUID) -> Following | None:
    """The plan as it was followed, of which that was stored as performed.

    None if nobody followed it: it was noted by hand, or what was followed cannot be read.
    """
    asked = select(FollowingRow.data).where(
        FollowingRow.workout_id == plan_id, FollowingRow.performed_id == performed_id
    )
    data = session.scalar(asked.order_by(FollowingRow.no.desc()).limit(1))
    try:
        return None if data is None else following_from_bytes(data)
    except WireError:
        return None


def span_of(day: date, zone: ZoneInfo) -> Span:
    """From when until before when a day of the gym lasts, microseconds since the Unix epoch."""
    return _midnight_us(day, zone), _midnight_us(day + timedelta(days=1), zone)


def _seen(judged: RepVerdict) -> SeenRep:
    verdict = judged.verdict
    moved, lifting = verdict.measures.motion_range, verdict.measures.lifting
    faults: tuple[str, ...] = ()
    if verdict.outcome is Outcome.FAULTY:
        # Without the sizes: half as wrong is the same fault.
        faults = tuple(map(action, verdict.faults)) or (_UNNAMED,)
    ratio = min(max(moved.ratio, 0.0), _MOST_RATIO) if moved and isfinite(moved.ratio) else None
    return SeenRep(faults, ratio, None if lifting is None else lifting.mean_tl_s)


def _midnight_us(day: date, zone: ZoneInfo) -> int:
    return round(datetime.combine(day, time(), zone).timestamp() * 1e6)
