"""A gym whose members train, are judged live, and are in the ledger of a real catalog."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import redis

from spotter.catalog.database.opening import Database
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.exercises.library import ExerciseLibrary
from spotter.catalog_client.records.ledger import LedgerClient
from spotter.movement.values import Exercise, Rep
from spotter.replaying.following import followed
from spotter.replaying.run import ReplayRun
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire.catalog.records.ledger import RepFilter
from spotter.wire.references import exercise_bytes
from spotter.wire.replays import Replay, ReplayedReps
from support.gyms.scored_gym import GOOD_PX, SHALLOW_PX, ScoredGym, make_rep
from support.movements.stick_squats import squat_reference
from support.processes.service_process import warm_service
from support.records.ledger_in_test import add_session
from support.waiting import until

DEEPER_PX = 1.25 * GOOD_PX

HALF_PX = 48
"""Good by the usual threshold, faulty by a stricter one."""
USUAL_VISIT = (GOOD_PX, HALF_PX, SHALLOW_PX, DEEPER_PX, HALF_PX, GOOD_PX, GOOD_PX, SHALLOW_PX)
_REPS_PER_SET = 4


@dataclass(frozen=True, slots=True)
class ReplayedGym:
    """The catalog at ``address``, its ``ledger``, and what the scorers share with it in Redis."""

    client: redis.Redis
    address: str
    database: Database
    ledger: LedgerClient
    library: ExerciseLibrary
    judged: ScoredGym

    def visit(
        self, number: int, *depths_px: float, session_id: str = "", digest: str = ""
    ) -> list[Rep]:
        """Somebody's reps in sets of four, an hour after the visit before."""
        reps = [
            make_rep(
                digest or self.judged.digest,
                track_id=number,
                set_number=number * 60 + 1 + place // _REPS_PER_SET,
                rep_number=1 + place % _REPS_PER_SET,
                depth_px=depth_px,
            )
            for place, depth_px in enumerate(depths_px)
        ]
        return [replace(rep, session_id=session_id) for rep in reps]

    def session(self, station_id: str = "rack-1", *, keeps_poses: bool = True) -> str:
        """The session of a new member at a station where nobody is."""
        return add_session(self.database, keeps_poses=keeps_poses, station_id=station_id)[1]

    def live(self, reps: Sequence[Rep]) -> None:
        """Cut reps, and wait until the ledger has their verdicts."""
        known = self.count()
        self.judged.store(*reps)
        until(lambda: self.count() == known + len(reps), what="all verdicts in the ledger")

    def count(self) -> int:
        """How many reps the ledger has."""
        return sum(one.reps for one in self.ledger.visits(RepFilter()))

    def replay(self, replay: Replay, run_id: str = "one") -> ReplayedReps:
        """What comes of a replay."""
        run = ReplayRun(self.client, run_id)
        run.begin(replay)
        return total(followed(run, self.ledger.visits(replay.wanted)))


def total(found: Iterable[ReplayedReps | None]) -> ReplayedReps:
    """All that came of some visits."""
    return sum(filter(None, found), ReplayedReps())


@contextmanager
def replayed_gym(client: redis.Redis, redis_url: str, folder: Path) -> Iterator[ReplayedGym]:
    """A gym with a catalog and a scorer, both processes, until the end of the block."""
    database_url = f"sqlite:///{folder}/catalog.sqlite3"
    settings = {"redis_url": redis_url, "database_url": database_url, "keep_unnamed_poses": True}
    with warm_service("catalog", **settings) as catalog:
        address = f"127.0.0.1:{catalog.line('ready')['port']}"
        with CatalogChannel(address, GrpcSecurity()) as channel:
            library = ExerciseLibrary(channel)
            library.store(exercise_bytes(Exercise((squat_reference(),))), "the first")
            database = Database(database_url)
            with warm_service(
                "scorer", redis_url=redis_url, catalog_address=address, status_port=0
            ) as scorer:
                scorer.line("ready")
                yield ReplayedGym(
                    client, address, database, LedgerClient(channel), library, ScoredGym(client)
                )
            database.close()
