"""Verdicts and camera states as lines of output."""

import json
import math
from typing import Any

from spotter.movement.values import point_name
from spotter.movement.values.text import uncapitalised
from spotter.movement.wording.languages.english import ENGLISH
from spotter.movement.wording.verdict_words import hints, in_a_line, why_unscorable
from spotter.wire.stations import StationState, Status
from spotter.wire.verdicts import RepVerdict


def verdict_line(said: RepVerdict, station_name: str) -> str:
    """A verdict in a trainer's words."""
    words = uncapitalised(in_a_line(said.verdict)).rstrip(".")
    line = f"Rep {said.rep_number} at {station_name}: {words}."
    if not said.verdict.differs_throughout:
        return line
    question = uncapitalised(ENGLISH.rep.differs_throughout)
    return f"{line}\nSet {said.set_number} at {station_name}: {question}"


def verdict_json(said: RepVerdict, station_name: str) -> str:
    """A verdict as one line of JSON."""
    verdict = said.verdict
    fields: dict[str, Any] = {
        "rep_id": said.rep_id,
        "station": said.station_id,
        "station_name": station_name,
        "track": said.track_id,
        "exercise": said.exercise,
        "set": said.set_number,
        "rep": said.rep_number,
        "started_us": said.started_us,
        "ended_us": said.ended_us,
        "verdict": verdict.outcome.value,
        "score": _number(verdict.score),
        "threshold": _number(verdict.threshold),
        "reason": why_unscorable(verdict),
        "reason_code": verdict.reason.code.value if verdict.reason else None,
        "faults": [
            {
                "code": fault.code.value,
                "joint": point_name(fault.joint),
                "both_sides": fault.both_sides,
                "phase": fault.phase,
                "moment": fault.moment.value if fault.moment else None,
                "direction": fault.direction.value,
                "size_tl": fault.size_tl,
            }
            for fault in verdict.faults
        ],
        "hints": hints(verdict),
        "baseline": verdict.baseline_id or None,
        "differs_throughout": verdict.differs_throughout,
    }
    return json.dumps(fields)


def state_line(state: StationState, station_name: str) -> str | None:
    """A line about a camera's state; None for a state that needs no mention."""
    because = f": {state.reason}" if state.reason else ""
    match state.status:
        case Status.LIVE:
            return f"{station_name} is live{because}."
        case Status.OFFLINE:
            return f"{station_name} is offline{because}."
        case Status.ENDED:
            return f"{station_name}: the video has ended{because}."
        case Status.PAUSED:
            return f"{station_name} films nothing{because}."
        case Status.CONNECTING:
            return f"{station_name} is connecting{because}." if because else None


def _number(value: float) -> float | None:
    """JSON has no NaN."""
    return None if math.isnan(value) else value
