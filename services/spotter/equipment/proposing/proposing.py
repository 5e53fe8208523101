"""Proposes a box round equipment: what moves with a wrist and is no part of the body."""

from dataclasses import dataclass
from math import cos, sin

import numpy as np
from numpy.typing import NDArray

from spotter.equipment.place import Place
from spotter.equipment.proposing.blobs import Blob, best_blob
from spotter.equipment.proposing.moving_along import ELBOWS, PER_TL, SIDE, Moving, moving_along
from spotter.equipment.teaching.carried import extent_of
from spotter.equipment.teaching.film import Film
from spotter.equipment.teaching.learning import WRISTS
from spotter.movement.values import EquipmentEnd

_LOOKED_AT = 24
"""So many pictures, spread evenly."""
_FEWEST = 6
_LEAST_SCORE = 0.5
_MOVES_TL = 0.3
_OVERLAP_RADII = 1.0
_IN_HAND_TL = 0.7


@dataclass(frozen=True, slots=True)
class Proposal:
    """A box for one end, as a place on a picture, and how well it stands out, 0 to 1."""

    end: EquipmentEnd
    index: int
    place: Place
    score: float


def proposals(film: Film) -> list[Proposal]:
    """At most one for each hand, the better first; one of two that are round the same thing.

    Empty where the hands hardly move or nothing that is no hand moves with them.
    """
    torso_px = film.torso_px
    if not np.isfinite(torso_px):
        return []
    found = [one for end in EquipmentEnd if (one := _proposal(film, end, torso_px)) is not None]
    found.sort(key=lambda one: -one.score)
    return found[:1] if len(found) > 1 and _is_same(film, *found) else found


def _proposal(film: Film, end: EquipmentEnd, torso_px: float) -> Proposal | None:
    wrist, forearm = WRISTS[end], [WRISTS[end], ELBOWS[end]]
    seen = [at for at, body in film.bodies.items() if np.isfinite(body[forearm, :2]).all()]
    ways = np.array([film.bodies[at][wrist, :2] for at in seen], np.float64).reshape(-1, 2)
    if len(seen) < _FEWEST or extent_of(ways) < _MOVES_TL * torso_px:
        return None
    indices = [seen[at] for at in _spread(len(seen))]
    blob, moving = max(
        (_found(film, indices, end, torso_px, turns=turns) for turns in (False, True)),
        key=lambda found: found[0].score,
    )
    if blob.score < _LEAST_SCORE:
        return None
    clearest = int((moving.differs * blob.disc).sum(axis=(1, 2)).argmax())
    index, angle = indices[clearest], float(moving.turned[clearest])
    right_tl = cos(angle) * blob.right_tl - sin(angle) * blob.down_tl
    down_tl = sin(angle) * blob.right_tl + cos(angle) * blob.down_tl
    x_px, y_px = film.bodies[index][wrist, :2].tolist()
    place = Place(x_px + right_tl * torso_px, y_px + down_tl * torso_px, blob.radius_tl * torso_px)
    return (
        Proposal(end, index, place, blob.score) if place.is_within(film.pictures[index]) else None
    )


def _found(
    film: Film, indices: list[int], end: EquipmentEnd, torso_px: float, *, turns: bool
) -> tuple[Blob, Moving]:
    moving = moving_along(film, indices, end, torso_px, turns=turns)
    near = _in_hand() if turns else np.float32(1)
    filled, known = (near * one.mean(axis=0) for one in (moving.differs, moving.is_free))
    return best_blob(filled, known, PER_TL), moving


def _in_hand() -> NDArray[np.float32]:
    """(S, S) 1 near the wrist: what is farther away does not turn with the forearm."""
    down, across = np.ogrid[:SIDE, :SIDE]
    away_tl = np.hypot(down - SIDE / 2, across - SIDE / 2) / PER_TL
    return np.asarray(away_tl <= _IN_HAND_TL, dtype=np.float32)


def _spread(count: int) -> list[int]:
    kept = np.linspace(0, count - 1, min(_LOOKED_AT, count)).round().astype(int)
    return [int(at) for at in kept]


def _is_same(film: Film, one: Proposal, other: Proposal) -> bool:
    """Whether the other, moved with its wrist to the picture of the first, is at the same place."""
    body, there = film.bodies[one.index], film.bodies[other.index]
    wrist, radius_px = WRISTS[other.end], other.place.radius_px
    moves = (body[wrist, :2] - there[wrist, :2]) / radius_px
    if not np.isfinite(moves).all():
        return False
    moved = other.place.moved(float(moves[0]), float(moves[1]))
    return one.place.apart_radii(moved) < _OVERLAP_RADII
