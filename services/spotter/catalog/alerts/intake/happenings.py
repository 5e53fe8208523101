"""What entries of Redis' streams mean for alerts. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from math import inf, isfinite

from spotter.alerting.events import CameraChanged, RepJudged, StationPaused
from spotter.alerting.values import Whose
from spotter.catalog.alerts.deciding.turns import Happened
from spotter.catalog.ledger.intake.entries import entry_of
from spotter.catalog.stream_reading import Entries
from spotter.movement.values import Outcome, Verdict
from spotter.runtime.redis.stream_ids import entry_ms
from spotter.wire.errors import WireError
from spotter.wire.names import STATE_FIELD
from spotter.wire.stations import StationState, Status, station_from_bytes, station_state_from_bytes
from spotter.wire.verdicts import RepVerdict

OLD_US = 300_000_000
"""What happened longer ago calls for nobody any more; it counts for what comes after it."""
_MS_US = 1000
_IS_OFFLINE: Mapping[Status, bool] = {
    Status.LIVE: False,
    Status.ENDED: False,
    Status.OFFLINE: True,
    Status.PAUSED: False,
}
"""A camera that has not given a frame yet is neither."""


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """A verdict; when it was said and when its rep ended, microseconds since the Unix epoch."""

    judged: RepVerdict
    said_us: int
    ended_us: int

    def happened(self, whose: Whose, now_us: int) -> Happened:
        """As an event, that of an old rep at its own time."""
        judged, at_us = self.judged, min(self.ended_us, self.said_us)
        is_old = at_us < now_us - OLD_US
        event = RepJudged.of(
            judged.rep_id, whose, judged.exercise, judged.set_number, judged.verdict
        )
        return Happened(event, at_us if is_old else min(self.said_us, now_us), is_old)


def judgements(
    entries: Entries, without_clock: Collection[str] = ()
) -> tuple[list[Judgement], int]:
    """What was judged in these entries, and how many of them cannot be read.

    The times of stations ``without_clock`` say nothing: their reps ended when they were judged.
    """
    found = []
    for entry_id, fields in entries:
        try:
            judged = entry_of(entry_id, fields).judged
        except WireError:  # the ledger sets it aside
            continue
        if not _is_complete(judged.verdict):
            continue
        said_us = entry_ms(entry_id) * _MS_US
        ended_us = said_us if judged.station_id in without_clock else judged.ended_us
        found.append(Judgement(judged, said_us, ended_us))
    return found, len(entries) - len(found)


def _is_complete(verdict: Verdict) -> bool:
    """Whether there is a ratio to a threshold, unless it could not be scored."""
    is_unscorable = verdict.outcome is Outcome.UNSCORABLE
    return is_unscorable or (isfinite(verdict.score) and 0 < verdict.threshold < inf)


def states_in(entries: Entries) -> list[StationState]:
    """The states of cameras in these entries, as far as they can be read."""
    return states_of(fields.get(STATE_FIELD, b"") for _, fields in entries)


def states_of(stored: Iterable[bytes]) -> list[StationState]:
    """Stored states of cameras, as far as they can be read."""
    found = []
    for data in stored:
        with suppress(WireError):
            found.append(station_state_from_bytes(data))
    return found


def without_clock(stored: Iterable[bytes]) -> frozenset[str]:
    """The stations whose capture times leave the clock, of those that are stored."""
    found = set()
    for data in stored:
        with suppress(WireError):
            station = station_from_bytes(data)
            found |= {station.station_id} if station.leaves_clock else set()
    return frozenset(found)


def gives_pictures(state: StationState, silent: Collection[str]) -> bool:
    """Whether that is said of the camera, and its station is none of the ``silent`` ones."""
    return state.status is Status.LIVE and state.station_id not in silent


def pauses_begun(
    states: Iterable[StationState], known: set[str], now_us: int
) -> Iterator[Happened]:
    """Which stations film nothing since they were last ``known`` to; notes it there."""
    for state in states:
        is_paused = state.status is Status.PAUSED
        if is_paused and state.station_id not in known:
            at_us = min(state.since_us, now_us)
            yield Happened(StationPaused(state.station_id), at_us, at_us < now_us - OLD_US)
        (known.add if is_paused else known.discard)(state.station_id)


def camera_changes(
    states: Iterable[StationState],
    known: dict[str, bool],
    now_us: int,
    silent: Collection[str] = (),
) -> Iterator[Happened]:
    """Which cameras are offline, or are back, since they were ``known`` to be; notes it there.

    Those of ``silent`` stations give nothing, whatever was last said of them.
    """
    for state in states:
        is_offline = _IS_OFFLINE.get(state.status)
        is_silent = state.status is Status.LIVE and state.station_id in silent
        if is_offline is not None and known.get(state.station_id) is not (is_offline or is_silent):
            known[state.station_id] = is_offline or is_silent
            event = CameraChanged(state.station_id, known[state.station_id])
            at_us = now_us if is_silent else min(state.since_us, now_us)
            yield Happened(event, at_us, at_us < now_us - OLD_US)
