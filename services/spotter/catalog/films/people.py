"""Who is seen in a film, by the station's pose log, and who of them exercises."""

from collections.abc import Iterator
from typing import cast

import numpy as np
import redis

from spotter.catalog.errors import CatalogError
from spotter.catalog.films.film import Film
from spotter.movement.segmentation.exerciser import taught_by
from spotter.movement.values import Keypoints, MovementError, PoseSeries
from spotter.wire.names import POSE_FIELD, pose_log
from spotter.wire.poses.people import PoseFrame, pose_frame_from_bytes
from spotter.wire.poses.recorded import recorded_in

_NAME = "exercise"
"""What is recorded has no name yet."""

Entries = list[tuple[bytes, dict[bytes, bytes]]]


def people_in(client: redis.Redis, film: Film) -> tuple[PoseSeries, ...]:
    """Everybody who was seen while the film was made, who was seen most first.

    Raises :class:`redis.RedisError`, and WireError or MovementError for damaged poses.
    """
    if not film.captured_us:
        return ()
    first_us, last_us = film.captured_us[0], film.captured_us[-1]
    found = client.xrange(pose_log(film.station_id), str(first_us), str(last_us))
    return recorded_in(_frames(cast("Entries", found))).people


def bodies_in(film: Film) -> dict[int, Keypoints]:
    """The (25, 3) keypoints of who exercises, by the index of the picture.

    Raises :class:`CatalogError` if nobody is seen to.
    """
    if not film.people:
        raise CatalogError("nobody is seen in the film: film it again with all of the body in view")
    try:
        place, _ = taught_by(_NAME, film.people)
    except MovementError as error:
        raise CatalogError(f"nobody is seen to exercise in the film: {error}") from error
    poses = film.people[place]
    captured_us = np.array(film.captured_us, dtype=np.int64)
    _, at, pose_at = np.intersect1d(
        captured_us, poses.captured_us, assume_unique=True, return_indices=True
    )
    return {
        int(index): poses.keypoints[pose_index]
        for index, pose_index in zip(at, pose_at, strict=True)
    }


def _frames(entries: Entries) -> Iterator[PoseFrame]:
    for _, fields in entries:
        yield pose_frame_from_bytes(fields.get(POSE_FIELD, b""))
