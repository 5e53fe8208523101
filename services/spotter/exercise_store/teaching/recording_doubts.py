"""What a trainer should know of a recording before others are judged by it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from spotter.exercise_store.teaching.taught_reps import Meant
from spotter.movement.recognition.rep_recognition import Candidate, recognise_rep
from spotter.movement.scoring import scorer_of_oneself
from spotter.movement.segmentation.reference_recording import other_movement
from spotter.movement.values import Exercise, Joint, Outcome, PoseSeries, Reference
from spotter.movement.values.text import counted
from spotter.movement.wording.verdict_words import in_a_line
from spotter.recordings.recording import Recording

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


def doubts_of(found: Reference, recording: Recording, meant: Meant) -> tuple[str, ...]:
    """Doubts about the reps ``found`` in a recording, in words; none if all is well.

    ``recording`` is of the person who teaches, and only the part that is meant.
    """
    return (
        *_another_count(found, meant),
        *_another_movement(found, recording, meant),
        *_cut_off(found, recording.size_px),
        *_unlike(found, meant),
    )


def unlike_others(known: Exercise, found: Reference) -> tuple[str, ...]:
    """A doubt whether the reps ``found`` are those of the exercise that is ``known``, in words."""
    others = [Candidate.of(known)]
    alike = sum(recognise_rep(rep, others).exercise is not None for rep in found.reps)
    if 2 * alike > len(found.reps):
        return ()
    reps = counted(len(found.reps), "rep")
    return (
        f"This does not look like your other recordings of {known.name}: {alike} of {reps} do.",
    )


def _another_count(found: Reference, meant: Meant) -> Iterator[str]:
    if meant.rep_count not in {None, len(found.reps)}:
        yield f"Found {counted(len(found.reps), 'rep')}, not {meant.rep_count}."


def _another_movement(found: Reference, recording: Recording, meant: Meant) -> Iterator[str]:
    other = other_movement(found, recording.poses)
    if other and meant.rep_count is None:
        yield (
            f"Found {counted(len(found.reps), 'rep')} where {other.rep_count} of another movement "
            f"are, from {other.started_us / 1e6:.1f} to {other.ended_us / 1e6:.1f} s: "
            f"--count {other.rep_count} takes those."
        )


def _cut_off(found: Reference, size_px: tuple[int, int] | None) -> Iterator[str]:
    if size_px is None:
        return
    for joint, (name, before) in _LIMBS.items():
        share = float(np.mean([_leaves(rep, joint, before, size_px) for rep in found.reps]))
        if share > _CUT_OFF_SHARE:
            yield (
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


def _unlike(found: Reference, meant: Meant) -> Iterator[str]:
    kept = {at: rep for at, rep in enumerate(found.reps, start=1) if at not in meant.dropped}
    if len(kept) < _FEWEST_TO_COMPARE:
        return
    for number, rep in kept.items():
        others = [one for at, one in kept.items() if at != number]
        verdict = scorer_of_oneself(Exercise((replace(found, reps=_some(others)),))).score(rep)
        if verdict.outcome is not Outcome.GOOD:
            why = in_a_line(verdict).rstrip(".")
            yield f"Rep {number} looks unlike the others: {why}. --drop {number} leaves it out."


def _some(reps: Sequence[PoseSeries]) -> tuple[PoseSeries, ...]:
    """At most nine of the reps, spread evenly: a long recording teaches no more by all of them."""
    chosen = np.linspace(0, len(reps) - 1, min(len(reps), _MOST_TO_COMPARE)).round().astype(int)
    return tuple(reps[at] for at in chosen)
