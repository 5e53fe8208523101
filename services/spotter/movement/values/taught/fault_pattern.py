"""A typical way in which an exercise goes wrong in a gym, which a trainer may have named."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.body.skeleton import JOINT_COUNT, Joint
from spotter.movement.values.errors import MovementError
from spotter.movement.values.text import is_line

PATTERN_PHASES = 20
"""The phases of a rep at which a pattern is kept: each is three of a reference's sixty."""
FEWEST_FAULTY_REPS = 30
"""Fewer show no patterns. Chosen, not measured: five reps for each of six patterns."""
_SHAPE = (PATTERN_PHASES, JOINT_COUNT, 2)
_LONGEST_NAME = 60
_LONGEST_CUE = 200


@dataclass(frozen=True, slots=True, eq=False)
class FaultPattern:
    """What faulty reps of one kind have in common, and how far from it a rep may be.

    ``centre`` is (20, 25, 2) float32: how far each joint is to the right and above its place in the
    reference at each phase, in multiples of what is allowed there; NaN for joints that are not
    compared. A rep within ``limit``, in the same unit, belongs to the pattern. ``name`` and ``cue``
    are the trainer's words for it, and what to say then; both may be empty, and several patterns
    may have one name.

    Raises :class:`MovementError` for a centre of another shape, without a joint, or with one that
    is missing at some phases; for a limit that is not positive; and for a name longer than one line
    of 60 characters or a cue longer than one of 200.
    """

    centre: NDArray[np.float32]
    limit: float
    name: str = ""
    cue: str = ""

    def __post_init__(self) -> None:
        self._check_centre()
        if not 0 < self.limit < np.inf:
            raise MovementError(f"a pattern's limit is a positive number; found {self.limit}")
        for what, words, longest in (
            ("name", self.name, _LONGEST_NAME),
            ("cue", self.cue, _LONGEST_CUE),
        ):
            if words and not is_line(words, longest):
                raise MovementError(
                    f"a pattern's {what} is one line of up to {longest} characters; "
                    f"found {words[: longest + 1]!r}"
                )

    def _check_centre(self) -> None:
        if self.centre.shape != _SHAPE:
            raise MovementError(f"a pattern's centre is {_SHAPE}; found {self.centre.shape}")
        known = np.isfinite(self.centre)
        if not known.any() or (known.any(axis=(0, 2)) & ~known.all(axis=(0, 2))).any():
            raise MovementError(
                "a pattern's centre has one or more joints, each at every phase; found "
                f"{int(known.any(axis=(0, 2)).sum())}, of which "
                f"{int(known.all(axis=(0, 2)).sum())} are whole"
            )

    @property
    def stands_out(self) -> tuple[Joint, float]:
        """The joint at which it is largest, and the phase, 0 (the start) to 1 (the end)."""
        size = np.linalg.norm(np.nan_to_num(self.centre), axis=-1)
        phase, joint = np.unravel_index(int(size.argmax()), size.shape)
        return Joint(int(joint)), float((phase + 0.5) / len(size))

    @property
    def joints(self) -> NDArray[np.bool_]:
        """(25,) the joints that are compared."""
        known: NDArray[np.bool_] = np.isfinite(self.centre[0, :, 0])
        return known


@dataclass(frozen=True, slots=True)
class LostPattern:
    """A trainer's words for a pattern that had to be removed, and the places of reps it named."""

    name: str
    cue: str
    shown_by: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class PatternFilm:
    """A pattern as a movement: what is done, and what is expected.

    Both are (60, 25, 2) torso lengths, x right and y up. It lasts ``duration_s`` seconds.
    """

    done: NDArray[np.float64]
    expected: NDArray[np.float64]
    duration_s: float
