"""Enrols a member who has just agreed: several looks become what is kept of their face."""

import secrets
from collections.abc import Callable
from dataclasses import asdict

from spotter.checkin.faces.reports import FaceReports
from spotter.faces.chain import DescribedFace
from spotter.faces.deciding.comparing import Sight
from spotter.faces.deciding.enrolment import LEAST_FACE_PX, Enrolment
from spotter.faces.deciding.values import Rules, Template
from spotter.faces.templates.keys import Keys
from spotter.faces.templates.sealing import sealed
from spotter.wire.catalog.people.faces import SealedFace


class Enrolling:
    """Collects looks at stations, and has them kept, sealed by the current key."""

    def __init__(
        self, rules: Rules, read_keys: Callable[[], Keys], network: str, reports: FaceReports
    ) -> None:
        self._rules = rules
        self._read_keys = read_keys
        self._network = network
        self._reports = reports
        self._enrolments: dict[str, tuple[str, Enrolment]] = {}

    def see(
        self, station_id: str, member_id: str, seen: DescribedFace | Sight, captured_us: int
    ) -> None:
        """Take one picture into account. Raises :class:`KeyFileError`."""
        whose, enrolment = self._enrolments.get(station_id, ("", Enrolment(self._rules)))
        if whose != member_id:
            enrolment = Enrolment(self._rules)
        self._enrolments[station_id] = (member_id, enrolment)
        if isinstance(seen, DescribedFace) and seen.side_px < LEAST_FACE_PX:
            seen = Sight.TOO_SMALL
        if isinstance(seen, Sight):
            if seen is Sight.SEVERAL:
                enrolment.begin_anew()
            self._reports.sight(station_id, seen)
            return
        looks = enrolment.add(seen.numbers, captured_us)
        if looks is not None:
            self.forget(station_id)
            self._keep(station_id, Template(member_id, looks))

    def forget(self, station_id: str) -> None:
        """Drop the looks of a station."""
        self._enrolments.pop(station_id, None)

    def _keep(self, station_id: str, template: Template) -> None:
        made = sealed(template, self._network, self._read_keys(), secrets.token_bytes)
        self._reports.enrolled(station_id, SealedFace(**asdict(made)))
