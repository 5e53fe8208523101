"""A catalog that keeps films, in the test's own process: real gRPC, Redis and a database."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import grpc
import grpc.aio
import redis
from prometheus_client import CollectorRegistry

from spotter.api.catalog.v1 import film_service_pb2 as pb
from spotter.api.catalog.v1.exercise_service_pb2_grpc import (
    ExerciseServiceStub,
    add_ExerciseServiceServicer_to_server,
)
from spotter.api.catalog.v1.film_service_pb2_grpc import (
    FilmServiceStub,
    add_FilmServiceServicer_to_server,
)
from spotter.api.catalog.v1.teaching_service_pb2_grpc import (
    TeachingServiceStub,
    add_TeachingServiceServicer_to_server,
)
from spotter.catalog.database.opening import Database
from spotter.catalog.database.schema import upgrade
from spotter.catalog.films.assembling import FilmRoom
from spotter.catalog.films.metrics import FilmMetrics
from spotter.catalog.films.rules import FilmRules
from spotter.catalog.rpc.exercises.exercises import ExerciseService
from spotter.catalog.rpc.exercises.films import FilmService
from spotter.catalog.rpc.exercises.teaching import TeachingService
from spotter.runtime.clock import wall_clock_us
from spotter.wire.catalog.exercises.films import FilmInfo, FilmState, film_of
from spotter.wire.lessons.equipment_tracks import DrawnBox, box_message
from support.servers.grpc_server import grpc_server
from support.waiting import until

TRAINER = "ida"


@dataclass(frozen=True, slots=True)
class RunningFilmRoom:
    """What trainers ask, and the two servers: ``queue`` has poses, ``frames`` has pictures."""

    films: FilmServiceStub
    teaching: TeachingServiceStub
    exercises: ExerciseServiceStub
    queue: redis.Redis
    frames: redis.Redis
    database: Database
    registry: CollectorRegistry

    def begin(
        self, station_id: str = "rack-1", *, agreed: bool = True, author: str = TRAINER
    ) -> FilmInfo:
        """A film that begins now."""
        request = pb.BeginFilmRequest(
            station_id=station_id, equipment="barbell", agreed=agreed, author=author
        )
        return film_of(self.films.BeginFilm(request).film)

    def film(self, film_id: str, author: str = TRAINER) -> FilmInfo:
        """The film as it is."""
        return film_of(self.films.GetFilm(pb.GetFilmRequest(film_id=film_id, author=author)).film)

    def end(self, film_id: str) -> FilmInfo:
        """The film that has ended."""
        request = pb.EndFilmRequest(film_id=film_id, author=TRAINER)
        return film_of(self.films.EndFilm(request).film)

    def picture(self, film_id: str, index: int, author: str = TRAINER) -> bytes:
        """One of its pictures."""
        request = pb.GetPictureRequest(film_id=film_id, index=index, author=author)
        return self.films.GetPicture(request).jpeg

    def propose(self, film_id: str) -> FilmInfo:
        """The film after a box was looked for."""
        request = pb.ProposeBoxesRequest(film_id=film_id, author=TRAINER)
        begun = film_of(self.films.ProposeBoxes(request).film)
        assert begun.state is FilmState.PROPOSING
        return self.done(film_id)

    def follow(self, film_id: str, *boxes: DrawnBox) -> FilmInfo:
        """The film after the boxes were followed."""
        request = pb.FollowBoxesRequest(
            film_id=film_id, boxes=map(box_message, boxes), author=TRAINER
        )
        begun = film_of(self.films.FollowBoxes(request).film)
        assert begun.state is FilmState.FOLLOWING
        return self.done(film_id)

    def delete(self, film_id: str, author: str = TRAINER) -> None:
        """Delete the film."""
        self.films.DeleteFilm(pb.DeleteFilmRequest(film_id=film_id, author=author))

    def done(self, film_id: str) -> FilmInfo:
        """The film when nothing is under way any more."""
        under_way = {FilmState.RECORDING, FilmState.PROPOSING, FilmState.FOLLOWING}
        until(
            lambda: self.film(film_id).state not in under_way, what="the end of what is under way"
        )
        return self.film(film_id)

    def measured(self, name: str, **labels: str) -> float:
        """The value of a metric."""
        return self.registry.get_sample_value(name, labels) or 0.0


@contextmanager
def running_film_room(
    redis_url: str,
    database_url: str,
    rules: FilmRules,
    now_us: Callable[[], int] = wall_clock_us,
) -> Iterator[RunningFilmRoom]:
    """Run one until the end of the block; frames are in another database of the same server."""
    registry, frames_url = CollectorRegistry(), redis_url.removesuffix("/0") + "/1"
    with (
        closing(Database(database_url)) as database,
        redis.Redis.from_url(redis_url) as queue,
        redis.Redis.from_url(frames_url) as frames,
    ):
        upgrade(database)
        room = FilmRoom(database, queue, frames, FilmMetrics(registry), now_us=now_us, rules=rules)

        def add(server: grpc.aio.Server) -> None:
            teaching = TeachingService(
                database, lambda _rep_id: None, room.desk, lambda _changed: None, now_us
            )
            exercises = ExerciseService(database, lambda _changed: None, now_us)
            add_FilmServiceServicer_to_server(FilmService(room.desk), server)
            add_TeachingServiceServicer_to_server(teaching, server)
            add_ExerciseServiceServicer_to_server(exercises, server)

        with grpc_server(add) as address, grpc.insecure_channel(address) as channel:
            failures: list[None] = []
            loops = [*room.loops(lambda: failures.append(None))]
            try:
                yield RunningFilmRoom(
                    FilmServiceStub(channel),
                    TeachingServiceStub(channel),
                    ExerciseServiceStub(channel),
                    queue,
                    frames,
                    database,
                    registry,
                )
            finally:
                room.stop()
                for loop in loops:
                    loop.stop(10.0)
        assert not failures, "a loop of films failed"
