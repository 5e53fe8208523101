"""One round of retention: all that is due, in small transactions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from spotter.catalog.checkin import kept_tries
from spotter.catalog.database.kinds.giving_back import cut_log, give_back
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import MemberRow, RepRow
from spotter.catalog.deliveries.log import forgetting
from spotter.catalog.retention.alerts import remove_alerts
from spotter.catalog.retention.due import Due, KeptDays, Kind, all_due
from spotter.catalog.retention.months import by_months, drop_months
from spotter.catalog.retention.rows import remove_baselines, remove_reps
from spotter.catalog.retention.versions import empty_versions


@dataclass(frozen=True, slots=True)
class Removed:
    """``count`` of a kind went in one step; ``month`` is the partition that was dropped, if any."""

    kind: str
    count: int
    month: str = ""


def newest_rep_us(database: Database, now_us: int) -> int | None:
    """The start of the newest rep that began until now; None without one. DatabaseError."""
    with database.reading() as session:
        asked = select(func.max(RepRow.started_us)).where(RepRow.started_us <= now_us)
        return session.scalar(asked)


def removing(
    database: Database, now_us: int, gym: KeptDays, chunk: Callable[[], int]
) -> Iterator[Removed]:
    """Remove what is due at ``now_us``, at most ``chunk()`` rows in a transaction.

    Each step is one transaction. Raises :class:`DatabaseError`: a new round goes on from there.
    """
    dues = all_due(now_us, gym, _members(database, gym))
    if not database.is_sqlite:
        dues = tuple(map(by_months, dues))
        for due in dues:
            if due.member_no is None:
                for month, count in drop_months(database, due):
                    yield Removed(due.kind.value, count, month)
    withdrawn = (Due(Kind.POSES, now_us, member_no=no) for no in _without_poses(database))
    for due in (*dues, *withdrawn):
        yield from _rows(database, due, chunk)
    (before_us,) = (
        one.before_us for one in dues if one.member_no is None and one.kind is Kind.VERDICTS
    )
    yield from (Removed("versions", one) for one in empty_versions(database, before_us))
    yield from (Removed("deliveries", one) for one in forgetting(database, now_us))
    yield from (Removed("failed tries", one) for one in kept_tries.forgetting(database, now_us))
    yield from (Removed("bytes", one) for one in give_back(database))
    if database.is_sqlite:
        cut_log(database.engine)


def _rows(database: Database, due: Due, chunk: Callable[[], int]) -> Iterator[Removed]:
    for count in remove_reps(database, due, chunk):
        yield Removed(due.kind.value, count)
    if due.kind is Kind.POSES:
        for count in remove_baselines(database, due, chunk):
            yield Removed("baselines", count)
    else:
        for kind, count in remove_alerts(database, due, chunk):
            yield Removed(kind, count)


def _members(database: Database, gym: KeptDays) -> dict[int, KeptDays]:
    """The members who chose for how long their data are kept."""
    own = (MemberRow.poses_kept_days, MemberRow.verdicts_kept_days)
    asked = select(MemberRow.no, *own).where(or_(*(one.is_not(None) for one in own)))
    with database.reading() as session:
        return {no: gym.but(poses, verdicts) for no, poses, verdicts in session.execute(asked)}


def _without_poses(database: Database) -> list[int]:
    """The members who do not agree that poses are kept: removing them may have been interrupted."""
    asked = select(MemberRow.no).where(MemberRow.keeps_poses.is_(False))
    with database.reading() as session:
        return list(session.scalars(asked))
