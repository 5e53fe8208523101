"""Publishes the references of a gym's exercises to the services."""

from collections.abc import Mapping
from pathlib import Path

import redis

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
