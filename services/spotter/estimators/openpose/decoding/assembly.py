"""Assembles people from pairs of joints, compiled.

Limbs come in the order of the body model, a tree that starts at the neck: each limb has a joint
that no earlier limb has, so it starts a person or extends one. The redundant limbs from shoulder to
ear close cycles. They start no person, as a false one would add a person, but they join a head and
an arm when the neck is hidden.
"""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.compiled import compiled

_NOBODY = -1
_NO_PEAK = -1


@compiled
def assemble(
    limbs: NDArray[np.int64],
    peaks: NDArray[np.float64],
    pairs: NDArray[np.int64],
    scores: NDArray[np.float64],
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Assign each paired peak to one person.

    ``limbs`` is (L, 3): start, end and whether it is redundant; ``peaks`` is (J, M, 3); ``pairs``
    is (N, 3): limb and indices of its two peaks, with ``scores`` (N,). Returns (P, J) the index of
    each person's peaks, -1 for none, and (P,) sums of their joints' and limbs' scores. A person
    who was merged into another remains as a person without peaks.
    """
    owners = np.full(peaks.shape[:2], _NOBODY)
    people = np.full((len(pairs), len(peaks)), _NO_PEAK)
    totals = np.zeros(len(pairs))
    count = 0
    for at in range(len(pairs)):
        limb, first, second = pairs[at]
        start, end, is_redundant = limbs[limb]
        one, other = owners[start, first], owners[end, second]
        if one == _NOBODY and other == _NOBODY:
            if is_redundant:
                continue
            one, count = count, count + 1
            _assign(people[one], owners, start, first, one)
            totals[one] += peaks[start, first, 2]
        if one == _NOBODY and people[other, start] == _NO_PEAK:
            _assign(people[other], owners, start, first, other)
            totals[other] += peaks[start, first, 2] + scores[at]
        elif other == _NOBODY and people[one, end] == _NO_PEAK:
            _assign(people[one], owners, end, second, one)
            totals[one] += peaks[end, second, 2] + scores[at]
        elif _can_merge(people, one, other):
            for joint in range(len(peaks)):
                if people[other, joint] != _NO_PEAK:
                    _assign(people[one], owners, joint, people[other, joint], one)
            people[other] = _NO_PEAK
            totals[one] += totals[other] + scores[at]
    return people[:count], totals[:count]


@compiled
def _assign(
    person: NDArray[np.int64], owners: NDArray[np.int64], joint: int, peak: int, owner: int
) -> None:
    person[joint] = peak
    owners[joint, peak] = owner


@compiled
def _can_merge(people: NDArray[np.int64], one: int, other: int) -> bool:
    """Whether two are separate people in the making who have no joint in common."""
    if one == other or min(one, other) == _NOBODY:
        return False
    for joint in range(people.shape[1]):
        if people[one, joint] != _NO_PEAK and people[other, joint] != _NO_PEAK:
            return False
    return True


@compiled
def keypoints(
    peaks: NDArray[np.float64],
    people: NDArray[np.int64],
    totals: NDArray[np.float64],
    body_joints: int,
    minimums: tuple[int, float],
) -> NDArray[np.float32]:
    """Keypoints (P, J, 3) of the people with enough joints and score, highest total first.

    ``minimums`` is the minimum number of joints and the minimum score per joint. Only the first
    ``body_joints`` joints count. Equal totals keep the order of ``people``.
    """
    min_joints, min_score = minimums
    ranks = np.empty(len(people), dtype=np.int64)
    kept = 0
    for person in range(len(people)):
        count = (people[person, :body_joints] != _NO_PEAK).sum()
        if count < min_joints or totals[person] < min_score * count:
            continue
        place = kept
        while place > 0 and totals[ranks[place - 1]] < totals[person]:
            ranks[place] = ranks[place - 1]
            place -= 1
        ranks[place] = person
        kept += 1
    found = np.full((kept, len(peaks), 3), np.nan, dtype=np.float32)
    for place in range(kept):
        for joint in range(len(peaks)):
            peak = people[ranks[place], joint]
            if peak == _NO_PEAK:
                found[place, joint, 2] = 0.0
            else:
                found[place, joint] = peaks[joint, peak]
    return found
