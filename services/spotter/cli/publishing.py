"""Publishes the references of a gym's exercises to the services."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import redis

from spotter.cli.errors import StartError
from spotter.exercise_store.references import read_exercise
from spotter.wire.names import REFERENCES, reference_key
from spotter.wire.references import exercise_bytes, reference_digest


def publish(client: redis.Redis, files: Mapping[str, Path]) -> None:
    """Put the references in ``files`` into Redis, where the services look for them.

    Raises ExerciseStoreError for a file that holds none.
    """
    for exercise, path in files.items():
        data = exercise_bytes(read_exercise(path))
        digest = reference_digest(data)
        client.set(reference_key(digest), data)
        client.hset(REFERENCES, exercise, digest)


@contextmanager
def going_live(exercise: str) -> Iterator[None]:
    """Raise :class:`StartError`, with how to try again, if what is stored cannot be published."""
    try:
        yield
    except (redis.RedisError, StartError) as error:
        is_redis = isinstance(error, redis.RedisError)
        why = f"Redis does not answer: {error}" if is_redis else f"{error}"
        raise StartError(
            f"stored, but the running gym still judges as before: {why}. "
            f"To try again: spotter calibrate {exercise} --apply"
        ) from error
