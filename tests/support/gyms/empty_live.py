"""A live view that knows nothing yet."""

from collections.abc import Callable

from spotter.notifier.live.alert_board import AlertBoard
from spotter.notifier.live.history import History
from spotter.notifier.live.keeping_up.shortfall_board import ShortfallBoard
from spotter.notifier.live.live import Boards, Live
from spotter.notifier.live.station_status import StationStatusBoard
from spotter.notifier.live.training.attendance import Attendance


def empty_live(clock: Callable[[], float]) -> Live:
    """``clock`` gives the seconds of everything."""
    return Live("here", empty_boards(clock), clock)


def empty_boards(clock: Callable[[], float], *, kept: int = 100) -> Boards:
    """What it is made of; ``kept`` verdicts at most are remembered."""
    attendance = Attendance()
    return Boards(
        StationStatusBoard(silent_after_s=10),
        History(kept=kept),
        ShortfallBoard(clock),
        AlertBoard(clock, attendance, has_records=True),
        attendance,
    )
