"""Exercises without what they learned of a member: recordings, reps, and patterns made of these."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from spotter.catalog.members.names import folded
from spotter.movement.values import Exercise, FaultPattern, PoseSeries, Reference
from spotter.wire.patterns.fault_patterns import pattern_digest


@dataclass(frozen=True, slots=True)
class Traces:
    """By what a member is found in an exercise.

    ``people`` are the names, folded, under which recordings of them are kept; ``moments_us`` the
    times at which their reps began or ended, microseconds since the Unix epoch; ``pattern_ids``
    the digests of patterns that were made of their reps.
    """

    people: frozenset[str]
    moments_us: Collection[int]
    pattern_ids: Collection[str] = ()

    @classmethod
    def of(
        cls,
        member_id: str,
        name: str,
        moments_us: Collection[int],
        pattern_ids: Collection[str] = (),
    ) -> "Traces":
        """Those of a member: recordings are kept under their name or their id."""
        return cls(frozenset({folded(name), folded(member_id)}), moments_us, pattern_ids)

    def without(self, exercise: Exercise) -> Exercise | None:
        """The exercise without them, the same if they are not in it, None if nothing is left."""
        references = tuple(
            kept for one in exercise.references if (kept := self._kept(one)) is not None
        )
        faulty = self._of_others(exercise.faulty_reps)
        patterns = tuple(one for one in exercise.patterns if not self._is_made_of_theirs(one))
        if (references, len(faulty), len(patterns)) == (
            exercise.references,
            len(exercise.faulty_reps),
            len(exercise.patterns),
        ):
            return exercise
        if all(one.is_confirmed for one in references):
            return None
        return replace(exercise, references=references, faulty_reps=faulty, patterns=patterns)

    def patterns_of(self, exercise: Exercise) -> tuple[FaultPattern, ...]:
        """The patterns that were made of their reps."""
        return tuple(one for one in exercise.patterns if self._is_made_of_theirs(one))

    def _is_made_of_theirs(self, pattern: FaultPattern) -> bool:
        return bool(self.pattern_ids) and pattern_digest(pattern) in self.pattern_ids

    def _kept(self, reference: Reference) -> Reference | None:
        if reference.person and folded(reference.person) in self.people:
            return None
        reps = self._of_others(reference.reps)
        if len(reps) == len(reference.reps):
            return reference
        return replace(reference, reps=reps) if reps else None

    def _of_others(self, reps: tuple[PoseSeries, ...]) -> tuple[PoseSeries, ...]:
        return tuple(rep for rep in reps if not self._is_theirs(rep))

    def _is_theirs(self, rep: PoseSeries) -> bool:
        """Cameras tell microseconds, so nobody else's rep begins or ends in the same one."""
        return any(moment_us in self.moments_us for moment_us in rep.captured_us[[0, -1]].tolist())
