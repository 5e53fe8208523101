"""The slow, obvious twin of the decoding of maps, with the published defaults."""

import math
from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates

from spotter.estimators.openpose.body_model import BodyModel, Limb

Maps = NDArray[np.float32]
Peak = tuple[float, float, float]
"""x, y, height."""
Pair = tuple[int, int, float]
"""Indices of the start's and the end's peak, and score."""


class _Person:
    def __init__(self) -> None:
        self.peaks: dict[int, int] = {}
        self.total = 0.0


def decode(
    heat: Maps, affinity: Maps, model: BodyModel, max_peaks: int = 24
) -> NDArray[np.float32]:
    """(P, K, 3) as :func:`decode` gives them."""
    peaks = [summits(heat[joint])[:max_peaks] for joint in range(model.joint_count)]
    people: list[_Person] = []
    for limb, is_redundant in zip(model.limbs, model.redundant_limbs, strict=True):
        for first, second, score in _pairs(affinity, limb, peaks):
            ends = {limb.start: first, limb.end: second}
            _join(people, ends, score, is_redundant=is_redundant, peaks=peaks)
    kept = sorted(filter(_is_someone, people), key=lambda person: -person.total)
    found = np.full((len(kept), model.joint_count, 3), (np.nan, np.nan, 0), dtype=np.float32)
    for place, person in enumerate(kept):
        for joint, peak in person.peaks.items():
            found[place, joint] = peaks[joint][peak]
    return found


def summits(cells: Maps) -> list[Peak]:
    """The tops of the Gaussians of one map, highest cell first."""
    found = []
    for y, x in np.ndindex(cells.shape):
        window = cells[max(y - 1, 0) : y + 2, max(x - 1, 0) : x + 2]
        if cells[y, x] > 0.05 and np.isfinite(cells[y, x]) and cells[y, x] == np.nanmax(window):
            found.append((-float(cells[y, x]), y, x))
    return [_top(cells, x, y) for _, y, x in sorted(found)]


def _top(cells: Maps, x: int, y: int) -> Peak:
    height, place = float(cells[y, x]), []
    for at, line in ((x, cells[y]), (y, cells[:, x])):
        aside = 0.0
        if 0 < at < len(line) - 1:
            shares = np.maximum(np.nan_to_num(line[at - 1 : at + 2] / line[at]), 0.1)
            bend, slope, _ = np.polyfit((-1, 0, 1), np.log(shares.astype(float)), 2)
            aside = -slope / (2 * bend)
            height *= math.exp(bend * aside**2 + slope * aside)
        place.append(at + aside)
    return place[0], place[1], min(height, 1.0)


def _pairs(affinity: Maps, limb: Limb, peaks: Sequence[list[Peak]]) -> list[Pair]:
    maps = affinity[[limb.x_map, limb.y_map]]
    starts, ends = peaks[limb.start], peaks[limb.end]
    scored = [
        (limb_score(maps, starts[one], ends[other]), one, other)
        for one, other in product(range(len(starts)), range(len(ends)))
    ]
    pairs: list[Pair] = []
    for score, one, other in sorted(scored, key=lambda pair: -pair[0]):
        if score > 0 and all(one != pair[0] and other != pair[1] for pair in pairs):
            pairs.append((one, other, score))
    return pairs


def limb_score(maps: Maps, start: Peak, end: Peak) -> float:
    """How well a limb's two maps (2, h, w) support a limb from ``start`` to ``end``; 0: not."""
    way = np.array(end[:2]) - np.array(start[:2])
    length = math.dist(start[:2], end[:2])
    if length < 1e-6:
        return 0.0
    points = np.linspace(start[:2], end[:2], min(max(int(2 * length), 5), 25))
    there = np.array(
        [
            map_coordinates(one.astype(float), points.T[::-1], order=1, mode="nearest")
            for one in maps
        ]
    )
    along = way @ there / length
    above = along[(along > 0.05) & np.isfinite(along)]
    if len(above) <= 0.95 * len(points):
        return 0.0
    price = max(1 - maps.shape[1] / 2 / length, 0.0)
    return max(float(np.mean(above) - price), 0.0)


def _join(
    people: list[_Person],
    ends: dict[int, int],
    score: float,
    *,
    is_redundant: bool,
    peaks: Sequence[list[Peak]],
) -> None:
    owners = [person for person in people if person.peaks.items() & ends.items()]
    if not owners and is_redundant:
        return
    if not owners:
        owners = [_Person()]
        people.append(owners[0])
    person, *others = owners
    if any(person.peaks.get(joint, peak) != peak for joint, peak in ends.items()):
        return
    if ends.items() <= person.peaks.items() or any(
        other.peaks.keys() & person.peaks.keys() for other in others
    ):
        return
    for other in others:
        person.peaks |= other.peaks
        person.total += other.total
        people.remove(other)
    new = ends.items() - person.peaks.items()
    person.peaks |= ends
    person.total += score + sum(peaks[joint][peak][2] for joint, peak in new)


def _is_someone(person: _Person) -> bool:
    joints = [joint for joint in person.peaks if joint < 19]
    return len(joints) >= 3 and person.total / len(joints) >= 0.4
