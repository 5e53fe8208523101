"""Reads how an exercise is done well."""

import asyncio
from contextlib import suppress

import structlog

from spotter.catalog_client.errors import CatalogAwayError, RefusedError
from spotter.catalog_client.exercises.exercises import KnownExercises
from spotter.movement.values.errors import MovementError
from spotter.notifier.views.ghost_view import GhostView, ghost_view
from spotter.wire.errors import WireError
from spotter.wire.references import exercise_from_bytes

_MOST_GHOSTS = 6
_MOST_KEPT = 50


class GhostReader:
    """Makes the ghosts of exercises' live versions, and keeps those that were asked for lately."""

    def __init__(self, exercises: KnownExercises) -> None:
        self._exercises = exercises
        self._kept: dict[str, list[GhostView]] = {}

    async def of(self, exercise: str) -> list[GhostView]:
        """One ghost for each recording, six at most; none if nothing is known of the exercise."""
        return await asyncio.to_thread(self._of, exercise)

    def _of(self, exercise: str) -> list[GhostView]:
        try:
            digest = self._digest(exercise)
            if digest and digest not in self._kept:
                self._keep(digest, _ghosts(self._exercises.data(digest)))
            return self._kept.get(digest, [])
        except (CatalogAwayError, RefusedError, WireError, MovementError) as error:
            structlog.get_logger().info(
                "shown without a ghost", exercise=exercise, reason=str(error)
            )
            return []

    def _digest(self, exercise: str) -> str:
        with suppress(CatalogAwayError):  # what was known goes on
            self._exercises.refresh()
        return self._exercises.live.get(exercise, "")

    def _keep(self, digest: str, ghosts: list[GhostView]) -> None:
        self._kept[digest] = ghosts
        while len(self._kept) > _MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))


def _ghosts(data: bytes) -> list[GhostView]:
    return [ghost_view(one) for one in exercise_from_bytes(data).recorded[:_MOST_GHOSTS]]
