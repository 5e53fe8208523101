"""Reads what the planning of deliveries looks at."""

import uuid
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from spotter.alerting.values import Alert
from spotter.catalog.accounts import statements as accounts
from spotter.catalog.alerts.kept.reading import kept_alerts
from spotter.catalog.database.tables import ChannelRow, PresenceRow
from spotter.catalog.deliveries.channels import plan_in
from spotter.catalog.deliveries.planning import Receiver, Situation
from spotter.wire.catalog.checks import LOCAL_AUTHOR
from spotter.wire.catalog.people.accounts import EVERYBODY, Role, Scope

_COACHES = frozenset({Role.OWNER, Role.MANAGER, Role.TRAINER})
"""Who may see alerts."""
_WHOLE_GYM = ""


def situation(session: Session, now_us: int, zone: ZoneInfo) -> Situation:
    """The gym's time of day, in its ``zone``, and who is at the console."""
    local = datetime.fromtimestamp(now_us / 1e6, UTC).astimezone(zone)
    return Situation(local.time(), present(session, now_us))


def present(session: Session, now_us: int) -> frozenset[str]:
    """Who is at the console."""
    asked = select(PresenceRow.author).where(PresenceRow.until_us > now_us)
    return frozenset(session.scalars(asked))


def receivers(session: Session) -> Iterator[Receiver]:
    """The channels that are in use, of those who may see alerts."""
    scopes = scopes_of_coaches(session)
    rows = session.scalars(
        select(ChannelRow).where(
            ChannelRow.gone_us.is_(None), ChannelRow.account_id.in_(scopes.keys())
        )
    )
    for row in rows.all():
        scope = scopes[row.account_id]
        yield Receiver(row.no, row.account_id, plan_in(session, row), row.is_routed, scope)


def alerts(session: Session, alert_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Alert]:
    """Alerts by id, as they are now; those that are no longer kept are left out."""
    return {uuid.UUID(one.alert_id): one for one in kept_alerts(session, alert_ids)}


def scopes_of_coaches(session: Session) -> dict[str, Scope]:
    """Whom those see who may see alerts, by what channels are of."""
    found = {_WHOLE_GYM: EVERYBODY, LOCAL_AUTHOR: EVERYBODY}
    for row in accounts.listed(session):
        if not row.is_disabled and Role(row.role) in _COACHES:
            found[str(row.id)] = accounts.scope(session, row)
    return found
