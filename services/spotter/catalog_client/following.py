"""Learns of changed exercises within a second."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

import redis
import structlog

from spotter.catalog_client.errors import CatalogAwayError, RefusedError
from spotter.catalog_client.exercises.exercises import KnownExercises
from spotter.runtime.loops import Loop
from spotter.runtime.redis.connection import connect
from spotter.wire.names import CATALOG_CHANGES, CHANGE_KIND, EXERCISE_CHANGES

_WAIT_MS = 500
_AGAIN_S = 1.0
_ANYWAY_S = 30.0
"""A change whose message was lost is noticed after so long."""
_STOP_S = 2.0

_Entries = list[tuple[bytes, dict[bytes, bytes]]]


class ChangeFollower:
    """Refreshes the exercises when the catalog says that one changed, and from time to time.

    :meth:`step` waits for a change, half a second at most. ``clock`` returns monotonic seconds.
    """

    def __init__(
        self,
        exercises: KnownExercises,
        client: redis.Redis,
        *,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._exercises = exercises
        self._client = client
        self._clock = clock
        self._pause = pause
        self._last = b""
        self._due_s = clock()
        self._problem: str | None = None
        self._log = structlog.get_logger()

    def step(self) -> None:
        """Look for changes once, and refresh if there are any, or if it is time to."""
        if self._has_changed() or self._clock() >= self._due_s:
            self._refresh()

    def _has_changed(self) -> bool:
        try:
            if not self._last:
                self._last = self._newest()  # from before the first look at the catalog
                return True
            answer = self._client.xread({CATALOG_CHANGES: self._last}, block=_WAIT_MS)
        except redis.RedisError:
            self._pause(_WAIT_MS / 1000)
            return False
        entries = [
            entry
            for _, found in cast("list[tuple[bytes, _Entries]]", answer or [])
            for entry in found
        ]
        if entries:
            self._last = entries[-1][0]
        return any(fields.get(CHANGE_KIND) == EXERCISE_CHANGES.encode() for _, fields in entries)

    def _newest(self) -> bytes:
        found = cast("_Entries", self._client.xrevrange(CATALOG_CHANGES, count=1))
        return found[0][0] if found else b"0-0"

    def _refresh(self) -> None:
        try:
            self._exercises.refresh()
        except (CatalogAwayError, RefusedError) as error:
            self._due_s = self._clock() + _AGAIN_S
            self._note(str(error))
        else:
            self._due_s = self._clock() + _ANYWAY_S
            self._note(None)

    def _note(self, problem: str | None) -> None:
        if problem and self._problem is None:
            self._log.warning("judging by the exercises kept here", reason=problem)
        elif problem is None and self._problem:
            self._log.info("the catalog answers again")
        self._problem = problem


@contextmanager
def following(
    exercises: KnownExercises, redis_url: str, on_failure: Callable[[], None]
) -> Iterator[None]:
    """Bring the exercises up to date, and keep them so in a thread until the end of the block.

    If the thread fails it calls ``on_failure``, and raises the error at the end.
    """
    client = connect(redis_url, retries=0)
    follower = ChangeFollower(exercises, client)
    follower.step()
    loop = Loop("exercises", follower.step, on_failure)
    try:
        yield
    finally:
        loop.stop(_STOP_S)
        client.close()
    if loop.error:
        raise loop.error
