"""Reads the versions of exercises that stations use."""

from collections.abc import Callable, Collection
from typing import TypeVar

from spotter.catalog_client.errors import CatalogAwayError, UnknownError
from spotter.catalog_client.exercises.exercises import KnownExercises
from spotter.movement.values import Exercise, MovementError
from spotter.rep_segmenter.errors import SegmenterError
from spotter.wire.errors import WireError
from spotter.wire.references import (
    equipment_bytes,
    equipment_digest,
    equipment_in_exercise,
    exercise_from_bytes,
)

Learned = TypeVar("Learned")


class Versions:
    """What is learned from the versions of the gym's exercises.

    Raises :class:`SegmenterError` with the reason for a version that cannot be used.
    """

    def __init__(self, known: KnownExercises) -> None:
        self._known = known
        self._equipment_digests: dict[str, str] = {}

    def learn(self, exercise: str, digest: str, learn: Callable[[Exercise], Learned]) -> Learned:
        """What is learned from the exercise as it is in that version."""
        return self._read(exercise, digest, lambda data: learn(exercise_from_bytes(data)))

    def equipment_digest(self, exercise: str, digest: str) -> str:
        """The digest of what the exercise is done with in that version; empty: nothing."""
        if digest not in self._equipment_digests:
            found = self._read(exercise, digest, equipment_in_exercise)
            self._equipment_digests[digest] = (
                equipment_digest(equipment_bytes(found)) if found else ""
            )
        return self._equipment_digests[digest]

    def forget_all_but(self, digests: Collection[str]) -> None:
        """Remember of these versions alone what they are done with."""
        kept = {one: self._equipment_digests[one] for one in digests}
        self._equipment_digests = kept

    def _read(self, exercise: str, digest: str, read: Callable[[bytes], Learned]) -> Learned:
        try:
            return read(self._known.data(digest))
        except UnknownError:
            raise SegmenterError(
                f"the reference {digest[:12]} of {exercise!r} is not stored"
            ) from None
        except CatalogAwayError as error:
            raise SegmenterError(
                f"the reference {digest[:12]} of {exercise!r} is not kept here; {error}"
            ) from error
        except (WireError, MovementError) as error:
            raise SegmenterError(
                f"the reference of {exercise!r} cannot be used: {error}"
            ) from error
