"""The catalog's services for proposals in the test's own process: real database and gRPC."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import grpc.aio
import redis

from spotter.api.catalog.v1.exercise_service_pb2_grpc import ExerciseServiceStub
from spotter.api.catalog.v1.proposal_service_pb2_grpc import add_ProposalServiceServicer_to_server
from spotter.catalog.database.opening import Database
from spotter.catalog.proposals.keeper import ProposalKeeper
from spotter.catalog.rpc.training.proposals import Adapting, ProposalDesk, ProposalService
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.people.members import Members
from spotter.catalog_client.people.sessions import Sessions
from spotter.catalog_client.training.proposals import Proposals
from spotter.catalog_client.training.workouts import Workouts
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.training.adaptation import Gym
from spotter.training.workout import Item, Workout
from spotter.wire.catalog.training.proposals import StoredProposal
from spotter.wire.catalog.training.workouts import Placement
from support.records.made_database import made_database
from support.records.people_catalog import TestClock
from support.records.workout_catalog import GYM_ZONE, workout_services
from support.servers.grpc_server import grpc_server


@dataclass(frozen=True, slots=True)
class ProposalCatalog:
    """A catalog that answers; ``called`` are the stations to which a trainer was called."""

    address: str
    database: Database
    clock: TestClock
    keeper: ProposalKeeper
    proposals: Proposals
    workouts: Workouts
    members: Members
    sessions: Sessions
    exercises: ExerciseServiceStub
    called: list[str]

    def does(
        self, member_id: str, plan: Workout, exercise: str, reps: Sequence[int]
    ) -> StoredProposal:
        """A member does an exercise as planned today; what is proposed then."""
        placement = Placement(member_id, self.today)
        self.workouts.store(plan, placement)
        load_kg = next(item.load_kg for item in plan.items if item.exercise == exercise)
        sets = tuple(Item(exercise, 1, reps=one, load_kg=load_kg) for one in reps)
        self.workouts.store(Workout(plan.title, sets), replace(placement, is_performed=True))
        self.keeper.step()
        return next(self.proposals.listed(member_id))

    @property
    def today(self) -> date:
        """The gym's day."""
        return datetime.fromtimestamp(self.clock.now_us / 1e6, UTC).astimezone(GYM_ZONE).date()


@contextmanager
def proposal_catalog(database_url: str, client: redis.Redis) -> Iterator[ProposalCatalog]:
    """A catalog on the database until the end of the block."""
    clock, gym, called = TestClock(), Gym(), list[str]()
    with closing(made_database(database_url)) as database:
        add_others = workout_services(database, client, GYM_ZONE, clock)
        desk = ProposalDesk(database, Adapting(gym), GYM_ZONE, called.append, clock)

        def add(server: grpc.aio.Server) -> None:
            add_others(server)
            add_ProposalServiceServicer_to_server(ProposalService(desk), server)

        with grpc_server(add) as address, CatalogChannel(address, GrpcSecurity()) as channel:
            yield ProposalCatalog(
                address,
                database,
                clock,
                ProposalKeeper(database, gym, GYM_ZONE, clock),
                Proposals(channel, "ida"),
                Workouts(channel, "ida"),
                Members(channel, "ida"),
                Sessions(channel, "ida"),
                ExerciseServiceStub(channel.grpc),
                called,
            )
