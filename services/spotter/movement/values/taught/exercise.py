"""An exercise as a trainer keeps it: references of several people and views, and faulty reps."""

from dataclasses import dataclass, replace

import numpy as np

from spotter.movement.values.body.equipment import Equipment
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.quantised_poses import quantised
from spotter.movement.values.errors import MovementError
from spotter.movement.values.taught.cue import Cue
from spotter.movement.values.taught.fault_pattern import FaultPattern
from spotter.movement.values.taught.reference import Reference

FALSE_ALARM_RATIO = 0.05
_LEAST_RATIO = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Exercise:
    """Everything that reps of one exercise are judged by.

    ``references`` are recordings of one or several people, from one or several views, and reps that
    a trainer has confirmed, one each;
    ``faulty_reps`` are examples of how not to do it; ``cues`` are the trainer's words for faults;
    ``patterns`` are the typical ways in which it goes wrong, by which faulty reps are named.
    At most ``false_alarm_ratio`` of good reps, 1e-6 to 0.5, should be called faulty. ``equipment``
    is what it is done with; None where none was taught.

    Raises :class:`MovementError` without a recording, for references of different exercises, and
    for a ratio out of range.

    >>> import numpy as np
    >>> from spotter.simulation.filming.camera import Camera
    >>> from spotter.simulation.motion.performance import Plan, perform
    >>> poses = perform(Plan("squat", reps=3), np.random.default_rng(1)).poses(Camera())
    >>> from spotter.movement.segmentation.reference_recording import make_reference
    >>> exercise = Exercise((make_reference("squat", poses),))
    >>> exercise.name, exercise.rep_count
    ('squat', 3)
    """

    references: tuple[Reference, ...]
    faulty_reps: tuple[PoseSeries, ...] = ()
    false_alarm_ratio: float = FALSE_ALARM_RATIO
    cues: tuple[Cue, ...] = ()
    patterns: tuple[FaultPattern, ...] = ()
    equipment: Equipment | None = None

    def __post_init__(self) -> None:
        names = sorted({reference.exercise for reference in self.references})
        if len(names) != 1:
            raise MovementError(
                f"an exercise needs 1 or more references, all of the same name; found {names}"
            )
        if not self.recorded:
            raise MovementError(f"{names[0]!r} needs a recording; found only confirmed reps")
        if not _LEAST_RATIO <= self.false_alarm_ratio < 0.5:  # also refuses NaN
            raise MovementError(
                f"a false-alarm ratio is at least {_LEAST_RATIO:g} and below 0.5 (50 %); "
                f"found {self.false_alarm_ratio}"
            )

    @property
    def name(self) -> str:
        """The exercise's name."""
        return self.references[0].exercise

    @property
    def recorded(self) -> tuple[Reference, ...]:
        """The recordings."""
        return tuple(one for one in self.references if not one.is_confirmed)

    @property
    def confirmed(self) -> tuple[Reference, ...]:
        """The reps that a trainer has called fine, in a reference each."""
        return tuple(one for one in self.references if one.is_confirmed)

    @property
    def rep_count(self) -> int:
        """The number of good reps in all references."""
        return sum(len(reference.reps) for reference in self.references)

    def as_judged(self) -> "Exercise":
        """The exercise without ends of equipment in its reps, if it is not done with any."""
        if self.equipment is not None or not any(map(_has_ends, self.references)):
            return self
        bare = (
            replace(one, reps=tuple(replace(rep, equipment=None) for rep in one.reps))
            for one in self.references
        )
        return replace(self, references=tuple(bare))

    def renamed(self, name: str) -> "Exercise":
        """The same exercise under another name."""
        renamed = (replace(reference, exercise=name) for reference in self.references)
        return replace(self, references=tuple(renamed))

    def knows(self, rep: PoseSeries) -> bool:
        """Whether ``rep`` is one of the good or faulty reps, even if cut a little differently.

        A rep that counted twice would seem to confirm itself.
        """
        good = (one for reference in self.references for one in reference.reps)
        return any(_is_same(one, rep) for one in (*good, *self.faulty_reps))

    def with_reference(self, reference: Reference) -> "Exercise":
        """The exercise with one more recording; confirmed reps that are in it stand no more alone.

        Raises :class:`MovementError` for another exercise's, and if a rep of it is already known.
        """
        kept = tuple(one for one in self.references if not _is_confirmed_in(one, reference))
        known = sum(replace(self, references=kept).knows(rep) for rep in reference.reps)
        if known:
            raise MovementError(
                f"a new recording of {self.name!r} must have only new reps; "
                f"found {known} of {len(reference.reps)} already known"
            )
        return replace(self, references=(*kept, reference))

    def with_confirmed_rep(self, rep: PoseSeries, person: str) -> "Exercise":
        """The exercise after a trainer has confirmed ``rep``, done by ``person``, as good.

        It is no longer a faulty example.
        """
        if any(_is_same(rep, one) for reference in self.references for one in reference.reps):
            return self
        carried_by = self.recorded[0].carried_by
        confirmed = Reference(self.name, (rep,), person, carried_by, is_confirmed=True)
        faulty = tuple(one for one in self.faulty_reps if not _is_same(one, rep))
        return replace(self, references=(*self.references, confirmed), faulty_reps=faulty)

    def with_faulty_rep(self, rep: PoseSeries) -> "Exercise":
        """The exercise after a trainer has called ``rep`` wrong; it is no longer a good rep.

        Raises :class:`MovementError` if no recorded rep would remain.
        """
        if any(_is_same(one, rep) for one in self.faulty_reps):
            return self
        references = []
        for reference in self.references:
            kept = tuple(one for one in reference.reps if not _is_same(one, rep))
            references += [replace(reference, reps=kept)] if kept else []
        if all(one.is_confirmed for one in references):
            raise MovementError(f"{self.name!r} needs at least one good rep; this is its only one")
        return replace(self, references=tuple(references), faulty_reps=(*self.faulty_reps, rep))


def _has_ends(reference: Reference) -> bool:
    return any(rep.equipment is not None for rep in reference.reps)


def _is_confirmed_in(one: Reference, recording: Reference) -> bool:
    return one.is_confirmed and any(_is_same(one.reps[0], rep) for rep in recording.reps)


def _is_same(one: PoseSeries, other: PoseSeries) -> bool:
    """Whether most poses of the shorter one are in the other, at the same times.

    A gym's rep is quantised, a recording of the same set is not.
    """
    times, at, other_at = np.intersect1d(
        one.captured_us, other.captured_us, assume_unique=True, return_indices=True
    )
    most = 2 * len(times) > min(len(one), len(other))
    if not most:
        return False
    first, second = quantised(one).keypoints[at], quantised(other).keypoints[other_at]
    return np.array_equal(first, second, equal_nan=True)
