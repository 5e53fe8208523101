"""Tells pose workers, which alone have pictures, what equipment is followed at a station."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Self

import redis

from spotter.catalog_client.errors import CatalogAwayError, UnknownError
from spotter.catalog_client.exercises.exercises import KnownExercises
from spotter.movement.values import Equipment
from spotter.rep_segmenter.stations.equipment import followed_exercise
from spotter.rep_segmenter.stations.exercises import Exercises
from spotter.wire.names import station_equipment_key, taught_equipment_key
from spotter.wire.references import equipment_bytes, equipment_digest, exercise_from_bytes

_TOLD_FOR_S = 30
"""Longer than a station is without a segmenter when one dies."""
_KEPT_FOR_S = 3600
"""Since a station last had it."""


@dataclass(frozen=True, slots=True)
class _Told:
    """Equipment's bytes, and the SHA-256 that names them."""

    digest: str
    data: bytes

    @classmethod
    def of(cls, equipment: Equipment) -> Self:
        data = equipment_bytes(equipment)
        return cls(equipment_digest(data), data)


class TaughtEquipment:
    """Keeps in Redis the digest of each station's equipment, and what was taught of it once.

    Both expire unless this process goes on telling them. ``recognised`` is the exercise last
    recognised at a station.
    """

    def __init__(
        self,
        client: redis.Redis,
        known: KnownExercises,
        exercises: Exercises,
        recognised: Callable[[str], str | None],
    ) -> None:
        self._client = client
        self._known = known
        self._exercises = exercises
        self._recognised = recognised
        self._of_version: dict[str, _Told | None] = {}
        self._told: frozenset[str] = frozenset()

    def tell(self, station_ids: Collection[str]) -> None:
        """Tell what is followed at these stations now; nothing is at one that is paused.

        Raises :class:`redis.RedisError`.
        """
        live = set(self._known.live.values())
        self._of_version = {one: told for one, told in self._of_version.items() if one in live}
        at_work = set(station_ids) - self._exercises.paused(station_ids)
        found = {name: told for name in at_work if (told := self._of_station(name))}
        self._keep({told.digest: told.data for told in found.values()})
        pipe = self._client.pipeline(transaction=False)
        for name, told in found.items():
            pipe.set(station_equipment_key(name), told.digest, ex=_TOLD_FOR_S)
        for name in (self._told & {*station_ids}) - found.keys():
            pipe.delete(station_equipment_key(name))
        pipe.execute()
        self._told = frozenset(found)

    def _keep(self, taught: Mapping[str, bytes]) -> None:
        """Renew what is stored, and store what is not."""
        pipe = self._client.pipeline(transaction=False)
        for digest in taught:
            pipe.expire(taught_equipment_key(digest), _KEPT_FOR_S)
        for (digest, data), is_there in zip(taught.items(), pipe.execute(), strict=True):
            if not is_there:
                self._client.set(taught_equipment_key(digest), data, ex=_KEPT_FOR_S)

    def _of_station(self, station_id: str) -> _Told | None:
        assigned = self._exercises.of(station_id)
        versions = dict(assigned.key) if assigned else {}
        equipped = {
            name: told for name, digest in versions.items() if (told := self._of_exercise(digest))
        }
        name = followed_exercise(
            versions,
            equipped,
            due=self._exercises.expected(station_id),
            recognised=self._recognised(station_id),
        )
        return equipped.get(name) if name else None

    def _of_exercise(self, digest: str) -> _Told | None:
        """The equipment of an exercise's version; versions never change, so each is read once."""
        if digest not in self._of_version:
            try:
                equipment = exercise_from_bytes(self._known.data(digest)).equipment
            except (CatalogAwayError, UnknownError):
                return None
            self._of_version[digest] = _Told.of(equipment) if equipment else None
        return self._of_version[digest]
