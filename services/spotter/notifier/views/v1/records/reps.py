"""Reps in the ledger."""

from typing import Annotated

from pydantic import Field

from spotter.notifier.views.models import VerdictView, View
from spotter.notifier.views.v1.fields import OptionalId, milliseconds
from spotter.notifier.views.verdict_view import verdict_view
from spotter.wire.catalog.records.ledger import LedgerEntry


class LedgerRepView(View):
    """A rep in the ledger."""

    verdict: VerdictView
    member_id: Annotated[OptionalId, Field(description="null: the rep is nobody's in particular")]
    session_id: Annotated[OptionalId, Field(description="null: there was none")]
    method_version: Annotated[str, Field(description="of the method that judged it")]
    has_poses: Annotated[bool, Field(description="whether its poses are kept")]


def ledger_rep_view(entry: LedgerEntry) -> LedgerRepView:
    """The view of a rep; its verdict counts as said when the rep ended."""
    judged = entry.judged
    return LedgerRepView(
        verdict=verdict_view(judged, milliseconds(judged.ended_us)),
        member_id=entry.member_id or None,
        session_id=judged.session_id or None,
        method_version=judged.method_version,
        has_poses=entry.has_poses,
    )
