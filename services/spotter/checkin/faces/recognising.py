"""Recognises who stands at a station: several pictures that agree, or nobody."""

from collections.abc import Callable, Sequence

from spotter.checkin.faces.reports import FaceReports
from spotter.faces.chain import DescribedFace
from spotter.faces.deciding.agreement import Agreement, NotSure, Seen
from spotter.faces.deciding.comparing import Sight, is_sure, likeness
from spotter.faces.deciding.values import Rules, Template


class Recognising:
    """Compares faces at stations with ``templates``, which it asks for anew each time."""

    def __init__(
        self, rules: Rules, templates: Callable[[], Sequence[Template]], reports: FaceReports
    ) -> None:
        self._rules = rules
        self._templates = templates
        self._reports = reports
        self._agreements: dict[str, Agreement] = {}

    def see(self, station_id: str, seen: DescribedFace | Sight, captured_us: int) -> None:
        """Take one picture into account."""
        agreement = self._agreements.setdefault(station_id, Agreement(self._rules))
        whose = self._whose(seen)
        decided = agreement.add(whose, captured_us)
        if isinstance(decided, str):
            self._reports.recognised(station_id, decided)
        elif isinstance(decided, NotSure):
            self._reports.sight(station_id, decided.last, is_final=True)
        elif isinstance(whose, Sight):
            self._reports.sight(station_id, whose)

    def forget(self, station_id: str) -> None:
        """Nobody there asks any more."""
        self._agreements.pop(station_id, None)

    def _whose(self, seen: DescribedFace | Sight) -> Seen:
        if isinstance(seen, Sight):
            return seen
        like = likeness(seen.numbers, self._templates())
        return like.member_id if like and is_sure(like, self._rules) else Sight.UNKNOWN
