"""What somebody may be told of what happens now. Pure."""

from spotter.notifier.live.pages.viewer import Subject, Viewer
from spotter.notifier.live.training.attendance import Attendance
from spotter.notifier.web.access.asking.whoever import Whoever
from spotter.notifier.web.access.rights.rights import Right

_SUBJECTS = {Right.SESSIONS_READ: Subject.WHO_TRAINS, Right.ALERTS_READ: Subject.ALERTS}
"""What a right lets a page be told of, besides the stations."""


def viewer_of(whoever: Whoever, attendance: Attendance) -> Viewer:
    """Those who see somebody see the station where they train, as long as they do."""
    scope, told = whoever.scope, {one for right, one in _SUBJECTS.items() if whoever.may(right)}
    return Viewer(
        scope.covers,
        frozenset({Subject.STATIONS, *told}),
        attendance.whose_now,
        is_fixed=not (scope.member_ids or scope.class_ids),
    )


def screen_viewer_of(whoever: Whoever, station_id: str) -> Viewer:
    """A station's own screen is told of its station alone, and who trains there by first name."""
    is_theirs = whoever.may(Right.STATION_ACT) and whoever.scope.sees(station_id=station_id)
    subjects = {Subject.STATIONS, Subject.SCREEN} if is_theirs else set[Subject]()
    return Viewer(lambda one: is_theirs and one.station_id == station_id, frozenset(subjects))
