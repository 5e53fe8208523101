"""What entries of Redis' streams mean for workouts that are followed. Pure."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from spotter.catalog.ledger.intake.entries import entry_of
from spotter.catalog.stream_reading import Entries
from spotter.movement.execution.set_speed import telling_speed
from spotter.movement.values import Verdict
from spotter.runtime.redis.stream_ids import entry_ms
from spotter.training.following.events import HoldSeen, RepDone
from spotter.wire.errors import WireError
from spotter.wire.holds import hold_from_bytes
from spotter.wire.names import HOLD_FIELD

_MS_US = 1000


@dataclass(frozen=True, slots=True)
class Happened:
    """What a member did, and the session in which they did it."""

    session_id: str
    event: RepDone | HoldSeen


def happenings(
    verdicts: Entries, holds: Entries, without_clock: Collection[str] = ()
) -> list[Happened]:
    """The reps and holds of sessions in these entries; those that cannot be read are left out.

    Of verdicts the ledger sets them aside. The times of stations ``without_clock`` say nothing:
    what they saw ended when it was said.
    """
    return [*_reps(verdicts, without_clock), *_holds(holds, without_clock)]


def _reps(entries: Entries, without_clock: Collection[str]) -> Iterator[Happened]:
    for entry_id, fields in entries:
        with suppress(WireError):
            judged = entry_of(entry_id, fields).judged
            outcome = judged.verdict.outcome
            rep = RepDone(
                judged.exercise, outcome, judged.started_us, judged.ended_us, _speed(judged.verdict)
            )
            if judged.session_id:
                is_timed = judged.station_id not in without_clock
                yield Happened(judged.session_id, rep if is_timed else _ended_at(entry_id, rep))


def _speed(verdict: Verdict) -> float | None:
    speed = telling_speed(verdict)
    return None if speed is None else speed.mean_tl_s


def _holds(entries: Entries, without_clock: Collection[str]) -> Iterator[Happened]:
    for entry_id, fields in entries:
        with suppress(WireError):
            one = hold_from_bytes(fields.get(HOLD_FIELD, b""))
            hold = HoldSeen(one.exercise, one.started_us, one.ended_us, one.broke)
            is_timed = one.station_id not in without_clock
            yield Happened(one.session_id, hold if is_timed else _ended_at(entry_id, hold))


def _ended_at(entry_id: bytes, event: RepDone | HoldSeen) -> RepDone | HoldSeen:
    later_us = entry_ms(entry_id) * _MS_US - event.ended_us
    return replace(
        event, started_us=event.started_us + later_us, ended_us=event.ended_us + later_us
    )
