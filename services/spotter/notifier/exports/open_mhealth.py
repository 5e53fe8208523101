"""A session as data points of Open mHealth: a physical activity for each exercise."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from spotter.notifier.exports.trained_sets import TrainedSet

Plain = dict[str, object]


def physical_activities(
    session_id: str, member_id: str, sets: Sequence[TrainedSet], created_us: int
) -> list[Plain]:
    """The data points, by the first set of each exercise.

    Source: Open mHealth's schemas ``omh:physical-activity:1.2`` and ``omh:header:1.2``. Made
    again they have the same ids.
    """
    exercises = dict.fromkeys(one.exercise for one in sets)
    return [
        {
            "header": _header(session_id, member_id, exercise, created_us),
            "body": _body(exercise, [one for one in sets if one.exercise == exercise]),
        }
        for exercise in exercises
    ]


def _header(session_id: str, member_id: str, exercise: str, created_us: int) -> Plain:
    return {
        "id": str(uuid.uuid5(uuid.UUID(session_id), exercise)),
        "creation_date_time": _time(created_us),
        "schema_id": {"namespace": "omh", "name": "physical-activity", "version": "1.2"},
        "user_id": member_id,
        "acquisition_provenance": {"source_name": "Spotter", "modality": "sensed"},
    }


def _body(exercise: str, sets: Sequence[TrainedSet]) -> Plain:
    interval = {
        "start_date_time": _time(sets[0].begun_us),
        "end_date_time": _time(max(one.ended_us for one in sets)),
    }
    return {"activity_name": exercise, "effective_time_frame": {"time_interval": interval}}


def _time(at_us: int) -> str:
    at = datetime.fromtimestamp(at_us // 1_000_000, UTC).replace(microsecond=at_us % 1_000_000)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
