"""Made-up verdicts."""

from spotter.notifier.views.models import VerdictView


def verdict(station_id: str = "rack-1", **changes: object) -> VerdictView:
    values: dict[str, object] = {
        "station_id": station_id,
        "track_id": 1,
        "exercise": "squat",
        "set_number": 1,
        "rep_number": 1,
        "started_ms": 1000,
        "ended_ms": 3000,
        "said_ms": 3200,
        "outcome": "good",
        "score": 0.5,
        "threshold": 2.0,
        "reason": "",
        "sentences": (),
        "hints": (),
        "faults": (),
        "trace_id": "0" * 32,
    } | changes
    place = f"{values['track_id']}_{values['set_number']}{values['rep_number']}"
    return VerdictView.model_validate({"rep_id": f"{station_id}_{place}"} | values)
