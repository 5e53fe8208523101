"""Made-up sessions."""

from spotter.notifier.views.v1.people.sessions import SessionView


def session(**changes: object) -> SessionView:
    """Anna's at rack 1."""
    values: dict[str, object] = {
        "session_id": "s1",
        "member_id": "m1",
        "member_name": "Anna",
        "station_id": "rack-1",
        "class_id": None,
        "begun_ms": 1,
        "begun_by": "local",
        "ended_ms": None,
        "ended_by": "",
        "how": "trainer",
        "consented_ms": 1,
    }
    return SessionView.model_validate(values | changes)
