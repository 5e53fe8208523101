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
    load_kg: Annotated[
        float | None,
        Field(description="kilograms, as the member did the set; null: nobody knows"),
    ] = None
    mean_w: Annotated[
        float | None,
        Field(description="mean power that lifted the load, watts; null without metres or load"),
    ] = None


def ledger_rep_view(entry: LedgerEntry) -> LedgerRepView:
    """The view of a rep; its verdict counts as said when the rep ended."""
    judged, lifting = entry.judged, entry.judged.verdict.measures.lifting
    return LedgerRepView(
        verdict=verdict_view(judged, milliseconds(judged.ended_us)),
        member_id=entry.member_id or None,
        session_id=judged.session_id or None,
        method_version=judged.method_version,
        has_poses=entry.has_poses,
        load_kg=entry.load_kg,
        mean_w=None if lifting is None else lifting.mean_w(entry.load_kg),
    )
