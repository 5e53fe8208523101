"""Processes know the exercises while the catalog answers, and while it is away."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import redis
from structlog.testing import capture_logs

from spotter.api.catalog.v1 import exercise_service_pb2 as pb2
from spotter.catalog.change_stream import ChangeStream
from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.errors import CatalogAwayError, UnknownError
from spotter.catalog_client.exercises.cache import ExerciseCache
from spotter.catalog_client.exercises.exercises import KnownExercises
from spotter.catalog_client.following import ChangeFollower, following
from spotter.movement.values.taught.exercise import Exercise
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.wire.names import EXERCISE_CHANGES
from spotter.wire.references import exercise_bytes, reference_digest
from support.hand_clock import HandClock
from support.movements.stick_squats import squat_reference
from support.records.running_catalog import RunningCatalog, running_catalog
from support.waiting import until

SQUAT = Exercise((squat_reference(),))
STRICT = replace(SQUAT, false_alarm_ratio=0.01)
NOBODY = "127.0.0.1:1"


def digest_of(exercise: Exercise) -> str:
    return reference_digest(exercise_bytes(exercise))


@pytest.fixture
def catalog(tmp_path: Path, redis_client: redis.Redis) -> Iterator[RunningCatalog]:
    changes = ChangeStream(redis_client)
    with running_catalog(
        f"sqlite:///{tmp_path}/catalog.sqlite3",
        tell=lambda changed: changes.announce(EXERCISE_CHANGES, changed),
    ) as running:
        yield running


@pytest.fixture
def cache(tmp_path: Path) -> ExerciseCache:
    return ExerciseCache(tmp_path / "cache")


def store(catalog: RunningCatalog, exercise: Exercise, expected: str = "") -> None:
    catalog.exercises.StoreExercise(
        pb2.StoreExerciseRequest(
            data=exercise_bytes(exercise), expected_digest=expected, author="anna"
        )
    )


def asking(address: str, cache: ExerciseCache) -> KnownExercises:
    return KnownExercises(CatalogChannel(address, GrpcSecurity()), cache)


def test_what_was_known_is_known_after_a_restart_without_the_catalog(
    catalog: RunningCatalog, cache: ExerciseCache
) -> None:
    store(catalog, SQUAT)
    before = asking(catalog.address, cache)
    assert not before.are_known
    before.refresh()
    after = asking(NOBODY, cache)
    assert after.are_known
    assert after.live == before.live == {"squat": digest_of(SQUAT)}
    assert after.data(digest_of(SQUAT)) == exercise_bytes(SQUAT)
    with pytest.raises(CatalogAwayError):
        after.data(digest_of(STRICT))
    with pytest.raises(CatalogAwayError):
        after.refresh()
    assert after.live == {"squat": digest_of(SQUAT)}


def test_a_version_that_nobody_has_is_unknown(
    catalog: RunningCatalog, cache: ExerciseCache
) -> None:
    with pytest.raises(UnknownError, match="no version abababababab"):
        asking(catalog.address, cache).data("ab" * 32)


@pytest.mark.parametrize("damage", [b"", b"nonsense"])
def test_a_damaged_file_is_fetched_again(
    catalog: RunningCatalog, cache: ExerciseCache, tmp_path: Path, damage: bytes
) -> None:
    store(catalog, SQUAT)
    known = asking(catalog.address, cache)
    known.refresh()
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(damage)
    assert cache.live() is None
    assert known.data(digest_of(SQUAT)) == exercise_bytes(SQUAT)
    assert cache.data(digest_of(SQUAT)) == exercise_bytes(SQUAT)


def test_a_folder_that_cannot_be_written_to_is_said_once_and_does_no_harm(
    catalog: RunningCatalog, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file")
    store(catalog, SQUAT)
    known = asking(catalog.address, ExerciseCache(tmp_path / "taken"))
    with capture_logs() as said:
        known.refresh()
        assert known.data(digest_of(SQUAT)) == exercise_bytes(SQUAT)
    assert [line["event"] for line in said] == [
        "exercises cannot be kept for when the catalog is away"
    ]


def test_the_cache_drops_what_was_not_live_for_longest(tmp_path: Path) -> None:
    clock = HandClock()
    data = [bytes([number]) * 100 for number in range(4)]
    digests = [reference_digest(one) for one in data]
    cache = ExerciseCache(tmp_path, most_bytes=300, clock=clock)
    for number in range(3):
        cache.keep(digests[number], data[number])
        clock.now_s += 1
    cache.drop_former({digests[0]})
    clock.now_s += 1
    cache.keep(digests[3], data[3])
    assert [cache.data(one) is not None for one in digests] == [True, False, True, True]


def test_what_cannot_be_dropped_does_no_harm(tmp_path: Path) -> None:
    stuck = reference_digest(b"stuck")
    (tmp_path / f"{stuck}.reference").mkdir()
    cache = ExerciseCache(tmp_path, most_bytes=10)
    for data in (b"one", b"another"):
        assert cache.keep(reference_digest(data), data)
    assert cache.data(stuck) is None
    assert cache.data(reference_digest(b"another")) == b"another"


def test_what_a_killed_process_left_goes_as_former_versions_do(tmp_path: Path) -> None:
    clock = HandClock()
    cache = ExerciseCache(tmp_path, clock=clock)
    cache.keep(reference_digest(b"one"), b"one")
    for name, age_s in (("old", 90_000), ("new", 80_000)):
        left = tmp_path / f"tmp-{name}.unfinished"
        left.write_bytes(b"half an exercise")
        os.utime(left, (clock.now_s - age_s,) * 2)
    cache.drop_former({reference_digest(b"one")})
    assert [path.name for path in tmp_path.glob("*.unfinished")] == ["tmp-new.unfinished"]


def test_a_version_goes_a_day_after_it_was_live_though_it_is_read(
    catalog: RunningCatalog, tmp_path: Path
) -> None:
    clock = HandClock()
    cache = ExerciseCache(tmp_path / "cache", clock=clock)
    known = asking(catalog.address, cache)
    store(catalog, SQUAT)
    known.refresh()
    clock.now_s += 90_000
    known.refresh()
    store(catalog, STRICT, digest_of(SQUAT))
    for passed_s, is_kept in ((80_000, True), (10_000, False)):
        clock.now_s += passed_s
        known.refresh()
        assert (cache.data(digest_of(SQUAT)) is not None) is is_kept
    assert cache.data(digest_of(STRICT)) is not None
    assert known.data(digest_of(SQUAT)) == exercise_bytes(SQUAT)


def test_what_was_live_is_kept_for_as_long_as_the_catalog_is_away(
    catalog: RunningCatalog, tmp_path: Path
) -> None:
    clock = HandClock()
    cache = ExerciseCache(tmp_path / "cache", clock=clock)
    store(catalog, SQUAT)
    asking(catalog.address, cache).refresh()
    clock.now_s += 1e7
    with pytest.raises(CatalogAwayError):
        asking(NOBODY, cache).refresh()
    asking(catalog.address, cache).refresh()
    assert cache.data(digest_of(SQUAT)) == exercise_bytes(SQUAT)


def test_a_new_version_is_learnt_of_by_the_stream_of_changes(
    catalog: RunningCatalog, cache: ExerciseCache, redis_url: str
) -> None:
    store(catalog, SQUAT)
    known = asking(catalog.address, cache)
    with following(known, redis_url, lambda: None):
        until(lambda: known.live == {"squat": digest_of(SQUAT)}, what="the exercise")
        store(catalog, STRICT, digest_of(SQUAT))
        until(lambda: known.live == {"squat": digest_of(STRICT)}, what="the new version")
        store(catalog, SQUAT.renamed("lunge"))
        until(lambda: set(known.live) == {"lunge", "squat"}, what="the new exercise")


def test_a_change_that_nobody_told_of_is_noticed_later(
    catalog: RunningCatalog, cache: ExerciseCache, redis_client: redis.Redis
) -> None:
    clock, known = HandClock(), asking(catalog.address, cache)
    follower = ChangeFollower(known, redis_client, clock=clock)
    follower.step()
    store(catalog, SQUAT)
    redis_client.flushdb()
    follower.step()
    assert known.live == {}
    clock.now_s += 31
    follower.step()
    assert set(known.live) == {"squat"}


def test_the_catalogs_absence_is_said_once_and_so_is_its_end(
    cache: ExerciseCache, redis_client: redis.Redis, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/catalog.sqlite3"
    with running_catalog(url) as catalog:
        store(catalog, SQUAT)
        port = int(catalog.address.rpartition(":")[2])
    clock, known = HandClock(), asking(catalog.address, cache)
    follower = ChangeFollower(known, redis_client, clock=clock)
    with capture_logs() as said:
        for _ in range(3):
            clock.now_s += 2
            follower.step()
        with running_catalog(url, port=port):

            def answers() -> bool:
                clock.now_s += 2
                follower.step()
                return known.are_known

            until(answers, what="the catalog's answer")
    assert [line["event"] for line in said] == [
        "judging by the exercises kept here",
        "the catalog answers again",
    ]
