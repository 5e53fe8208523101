"""What a trainer should know of a recording before others are judged by it."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from spotter.movement.recognition.rep_recognition import Candidate, recognise_rep
from spotter.movement.scoring import scorer_of_oneself
from spotter.movement.segmentation.reference_recording import other_movement
from spotter.movement.values import Exercise, Joint, Outcome, PoseSeries, Reference
from spotter.movement.values.text import counted
from spotter.movement.wording.verdict_words import in_a_line

_LIMBS = {
    Joint.LEFT_WRIST: ("left hand", Joint.LEFT_ELBOW),
    Joint.RIGHT_WRIST: ("right hand", Joint.RIGHT_ELBOW),
    Joint.LEFT_ANKLE: ("left foot", Joint.LEFT_KNEE),
    Joint.RIGHT_ANKLE: ("right foot", Joint.RIGHT_KNEE),
    Joint.NOSE: ("head", Joint.NECK),
}
"""The ends of the body, as people call them, and the joint before each."""
_BORDER_RATIO = 0.01
_NEAR_BORDER_RATIO = 0.12
"""A limb that is lost this near to the border has left the picture."""
_CUT_OFF_SHARE = 0.1
_FEWEST_TO_COMPARE = 3
_MOST_TO_COMPARE = 9


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt in words; it may be about one rep, counted from 1, or about how many were meant.

    ``rep_count`` is another number of reps, of a movement that the recording shows as well.
    """

    words: str
    rep_number: int | None = None
    rep_count: int | None = None


def doubts_of(
    found: Reference,
    poses: PoseSeries,
    size_px: tuple[int, int] | None,
    *,
    rep_count: int | None = None,
    dropped: AbstractSet[int] = frozenset(),
) -> tuple[Doubt, ...]:
    """Doubts about the reps ``found`` in the ``poses`` of who teaches; none if all is well.

    ``size_px`` is the pictures' width and height, None if it is unknown; ``rep_count`` how many
    reps there should be, if that is known; ``dropped`` are the numbers of reps that are left out.
    """
    return (
        *_another_count(found, rep_count),
        *_another_movement(found, poses, rep_count),
        *_cut_off(found, size_px),
        *_unlike(found, dropped),
    )


def unlike_others(known: Exercise, found: Reference) -> tuple[Doubt, ...]:
    """A doubt whether the reps ``found`` are those of the exercise that is ``known``."""
    others = [Candidate.of(known)]
    alike = sum(recognise_rep(rep, others).exercise is not None for rep in found.reps)
    if 2 * alike > len(found.reps):
        return ()
    reps = counted(len(found.reps), "rep")
    words = f"This does not look like your other recordings of {known.name}: {alike} of {reps} do."
    return (Doubt(words),)


def _another_count(found: Reference, rep_count: int | None) -> Iterator[Doubt]:
    if rep_count not in {None, len(found.reps)}:
        yield Doubt(f"Found {counted(len(found.reps), 'rep')}, not {rep_count}.")


def _another_movement(
    found: Reference, poses: PoseSeries, rep_count: int | None
) -> Iterator[Doubt]:
    other = other_movement(found, poses)
    if other and rep_count is None:
        yield Doubt(
            f"Found {counted(len(found.reps), 'rep')} where {other.rep_count} of another movement "
            f"are, from {other.started_us / 1e6:.1f} to {other.ended_us / 1e6:.1f} s.",
            rep_count=other.rep_count,
        )


def _cut_off(found: Reference, size_px: tuple[int, int] | None) -> Iterator[Doubt]:
    if size_px is None:
        return
    for joint, (name, before) in _LIMBS.items():
        share = float(np.mean([_leaves(rep, joint, before, size_px) for rep in found.reps]))
        if share > _CUT_OFF_SHARE:
            yield Doubt(
                f"The {name} is cut off by the picture in {share:.0%} of the frames: "
                "stand where the whole body is seen."
            )


def _leaves(rep: PoseSeries, joint: Joint, before: Joint, size_px: tuple[int, int]) -> float:
    """The share of poses in which a joint is out of the picture, or lost near its border."""
    at, near = (rep.keypoints[:, one, :2] / np.asarray(size_px) for one in (joint, before))
    lost = ~np.isfinite(at).all(axis=1)
    left = lost & _is_within(near, _NEAR_BORDER_RATIO) | ~lost & _is_within(at, _BORDER_RATIO)
    return float(left.mean())


def _is_within(place: NDArray[np.float64], ratio: float) -> NDArray[np.bool_]:
    """(T,) whether places (T, 2), 0 to 1 in the picture, are beyond or so near to its border."""
    return np.asarray(((place < ratio) | (place > 1 - ratio)).any(axis=1))


def _unlike(found: Reference, dropped: AbstractSet[int]) -> Iterator[Doubt]:
    kept = {at: rep for at, rep in enumerate(found.reps, start=1) if at not in dropped}
    if len(kept) < _FEWEST_TO_COMPARE:
        return
    for number, rep in kept.items():
        others = [one for at, one in kept.items() if at != number]
        verdict = scorer_of_oneself(Exercise((replace(found, reps=_some(others)),))).score(rep)
        if verdict.outcome is not Outcome.GOOD:
            why = in_a_line(verdict).rstrip(".")
            words = f"Rep {number} looks unlike the others: {why}."
            yield Doubt(words, rep_number=number)


def _some(reps: Sequence[PoseSeries]) -> tuple[PoseSeries, ...]:
    """At most nine of the reps, spread evenly: a long recording teaches no more by all of them."""
    chosen = np.linspace(0, len(reps) - 1, min(len(reps), _MOST_TO_COMPARE)).round().astype(int)
    return tuple(reps[at] for at in chosen)
