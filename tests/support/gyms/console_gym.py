"""A gym with a trainer's console: a real catalog and notifier, its cameras and reps staged."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import grpc
import redis
from playwright.sync_api import Locator, Page

from spotter.api.catalog.v1 import alert_service_pb2 as pb2
from spotter.api.catalog.v1.alert_service_pb2_grpc import AlertServiceStub
from spotter.movement.values import Joint, LiftingSpeed
from spotter.movement.values.judged.reason import ReasonCode
from spotter.movement.values.judged.verdict import Outcome
from spotter.wire.stations import Status
from support.gyms.staged_gym import StagedGym
from support.records.remembering_gym import RememberingGym, remembering_gym
from support.servers.redis_server import redis_server

OTHER = str(uuid.UUID(int=2))
"""Another trainer's account."""


@dataclass
class ConsoleGym:
    """``staged`` plays the other services, ``alerts`` asks the catalog as other trainers do."""

    staged: StagedGym
    running: RememberingGym
    alerts: AlertServiceStub
    _reps: dict[str, int] = field(default_factory=dict)
    _sessions: dict[str, str] = field(default_factory=dict)
    _first_tl_s: dict[str, float] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The page's."""
        return self.running.address

    def check_in(self, station_id: str, name: str) -> None:
        """A new member trains at the station."""
        self.check_in_known(station_id, self.running.add_member(name))

    def check_in_known(self, station_id: str, member_id: str) -> None:
        """A member trains at the station."""
        session, _ = self.running.sessions.begin(station_id, member_id)
        self._sessions[station_id] = session.session_id

    def leave(self, station_id: str) -> None:
        """Whoever trains at the station leaves."""
        self.running.sessions.end(self._sessions.pop(station_id))

    def reps(self, station_id: str, *outcomes: Outcome) -> list[str]:
        """Say the next reps at the station; returns their ids."""
        return [self._rep(station_id, outcome) for outcome in outcomes]

    def lifted(self, station_id: str, *speeds_tl_s: float) -> None:
        """Say good reps with these mean speeds, beside the first that was ever told there."""
        for speed_tl_s in speeds_tl_s:
            part = speed_tl_s / self._first_tl_s.setdefault(station_id, speed_tl_s)
            speed = LiftingSpeed(Joint.MID_HIP, 0.8, speed_tl_s, 2 * speed_tl_s, part)
            self._rep(station_id, Outcome.GOOD, lifting=speed)

    def two_people(self, station_id: str, reps: int) -> None:
        """Say reps that cannot be judged as somebody else is in the picture."""
        for _ in range(reps):
            self._rep(station_id, Outcome.UNSCORABLE, ReasonCode.TWO_PEOPLE)

    def call(self, station_id: str) -> str:
        """Somebody calls a trainer; returns the alert's id."""
        request = pb2.CallTrainerRequest(station_id=station_id)
        return self.alerts.CallTrainer(request).alert.alert_id

    def take(self, alert_id: str, author: str = OTHER) -> None:
        """Another trainer takes the alert."""
        self.alerts.TakeAlerts(pb2.TakeAlertsRequest(alert_ids=[alert_id], author=author))

    def look(self, station_id: str) -> None:
        """Another trainer looks at the station."""
        self.alerts.NoteLook(pb2.NoteLookRequest(station_id=station_id, author=OTHER))

    def _rep(
        self,
        station_id: str,
        outcome: Outcome,
        unscorable: ReasonCode = ReasonCode.END_UNSEEN,
        lifting: LiftingSpeed | None = None,
    ) -> str:
        number = self._reps[station_id] = self._reps.get(station_id, 0) + 1
        session_id = self._sessions.get(station_id, "")
        return self.staged.say(
            station_id,
            outcome,
            rep_number=number,
            session_id=session_id,
            unscorable=unscorable,
            lifting=lifting,
        )


@contextmanager
def console_gym(
    stations: dict[str, str], folder: Path, **notifier_settings: object
) -> Iterator[ConsoleGym]:
    """Run it, with these stations live, until the end of the block."""
    with redis_server() as url, redis.Redis.from_url(url) as client, TemporaryDirectory() as kept:
        staged = StagedGym(client, Path(kept))
        for station_id, name in stations.items():
            staged.add_station(station_id, name, status=Status.LIVE)
        database = f"sqlite:///{folder}/catalog.sqlite3"
        settings = {"silent_after_s": 3600, "cache_dir": kept, **notifier_settings}
        with (
            remembering_gym(url, database, **settings) as running,
            grpc.insecure_channel(running.catalog_address) as channel,
        ):
            yield ConsoleGym(staged, running, AlertServiceStub(channel))


def row(page: Page, words: str) -> Locator:
    """The alert in the list with these words."""
    return page.locator("li.alert").filter(has_text=words)


def spot(page: Page, station_id: str) -> Locator:
    """A station's place on the wall."""
    return page.locator(f'.place[data-station-id="{station_id}"] .spot')
