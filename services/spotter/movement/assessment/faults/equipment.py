"""What is wrong with equipment: off its way, tilted, or not as far up or down as it should be."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.assessment.deviations import Deviations
from spotter.movement.assessment.equipment import EquipmentDeviations
from spotter.movement.assessment.faults.compared import lasting
from spotter.movement.assessment.faults.shown import ACROSS, UP, Horizontal, Shown
from spotter.movement.fitting import ReferenceModel
from spotter.movement.fitting.equipment_model import TILT
from spotter.movement.geometry import PHASES
from spotter.movement.geometry.trajectories.moments import moment_of
from spotter.movement.values import (
    Direction,
    EquipmentEnd,
    EquipmentKind,
    Fault,
    FaultCode,
    Joint,
)

_TILT_WEIGHT = 2.5
"""Of a bar that tilts, one end or both are too high or too low as well."""
_OTHER_END_RATIO = 0.6
_SHORT_RATIO = 0.9
_TURN_PHASES = round(0.15 * PHASES)
_AT_HEIGHT_TL = 0.15
_LANDMARKS = (Joint.NECK, Joint.MID_HIP, Joint.LEFT_KNEE)
_PAIRS = frozenset({EquipmentKind.DUMBBELLS, EquipmentKind.KETTLEBELLS})


@dataclass(frozen=True, slots=True)
class _Finding:
    """A signal that is off, by the reference's own sides."""

    code: FaultCode
    end: EquipmentEnd
    direction: Direction
    at: int
    off_tl: float
    both_ends: bool = False


def equipment_fault(
    found: EquipmentDeviations,
    deviations: Deviations,
    expected: ReferenceModel,
    kind: EquipmentKind,
) -> Fault | None:
    """The fault that the equipment shows most; None if the picture shows no direction of it."""
    sizes = np.fmax.reduce(lasting(np.abs(found.ratio)), axis=0)
    sizes = np.where(np.isfinite(sizes), sizes, 0.0)
    sizes[TILT] *= 0.0 if kind in _PAIRS else _TILT_WEIGHT
    shown = Shown.of(deviations.trajectory[deviations.phases], expected)
    for signal in np.argsort(-sizes, kind="stable"):
        one = _finding(found, int(signal), sizes, shown) if sizes[signal] > 0 else None
        if one is not None:
            return _fault(one, found, deviations, expected, kind)
    return None


def _finding(
    found: EquipmentDeviations, signal: int, sizes: NDArray[np.float64], shown: Shown
) -> _Finding | None:
    lasts = lasting(np.abs(found.ratio[:, signal]))
    at = int(np.where(np.isnan(lasts), -np.inf, lasts).argmax())
    off_tl = float(found.off_tl[at, signal])
    if signal == TILT:
        end = EquipmentEnd.LEFT if off_tl > 0 else EquipmentEnd.RIGHT
        return _Finding(FaultCode.EQUIPMENT_TILTS, end, Direction.LOWER, at, off_tl)
    end, axis = list(EquipmentEnd)[signal // 2], signal % 2
    both = _is_at_both_ends(found, signal, at, sizes)
    if axis == UP:
        direction = Direction.HIGHER if off_tl > 0 else Direction.LOWER
        code = _code_of_height(found, end, at, off_tl)
        return _Finding(code, end, direction, at, off_tl, both)
    sideways = _sideways(off_tl, shown)
    if sideways is None:
        return None
    return _Finding(FaultCode.EQUIPMENT_DRIFTS, end, sideways, at, off_tl, both)


def _is_at_both_ends(
    found: EquipmentDeviations, signal: int, at: int, sizes: NDArray[np.float64]
) -> bool:
    """Whether the other end is off likewise."""
    other = (signal + 2) % TILT
    is_alike = found.off_tl[at, signal] * found.off_tl[at, other] > 0
    return bool(is_alike and sizes[other] >= _OTHER_END_RATIO * sizes[signal])


def _code_of_height(
    found: EquipmentDeviations, end: EquipmentEnd, at: int, off_tl: float
) -> FaultCode:
    """That it stops short, if it does at the turn; else that it is elsewhere."""
    usual, own = (ways[:, end.index, UP] for ways in (found.usual.ends, found.ends))
    way_tl = usual - usual[np.isfinite(usual)][0]
    turn = int(np.nanargmax(np.abs(way_tl)))
    ratio = float((np.nanmax(own) - np.nanmin(own)) / (np.nanmax(usual) - np.nanmin(usual)))
    is_short = ratio < _SHORT_RATIO and way_tl[turn] * off_tl < 0
    if is_short and abs(at - turn) <= _TURN_PHASES:
        return FaultCode.EQUIPMENT_STOPS_SHORT
    return FaultCode.OUT_OF_PLACE


def _sideways(off_tl: float, shown: Shown) -> Direction | None:
    """Forward and back from the side, the person's left and right from the front."""
    if shown.horizontal is Horizontal.MIXED:
        return None
    seen_from = shown.expected.seen_from
    if shown.horizontal is Horizontal.AHEAD:
        is_ahead = (off_tl > 0) == seen_from.faces_right
        return Direction.FORWARD if is_ahead else Direction.BACKWARD
    return Direction.LEFT if (off_tl > 0) == (seen_from.width_tl > 0) else Direction.RIGHT


def _fault(
    one: _Finding,
    found: EquipmentDeviations,
    deviations: Deviations,
    expected: ReferenceModel,
    kind: EquipmentKind,
) -> Fault:
    """The fault, with the person's own sides."""
    swaps, phase = deviations.facing.swaps_sides, one.at / (PHASES - 1)
    direction = one.direction.mirrored if swaps else one.direction
    tilts = one.code is FaultCode.EQUIPMENT_TILTS
    return Fault(
        joint=one.end.other if swaps else one.end,
        phase=phase,
        direction=direction,
        size_tl=abs(one.off_tl),
        frame_index=int(deviations.frames[one.at]),
        both_sides=one.both_ends,
        code=one.code,
        moment=moment_of(phase, expected.trajectory),
        equipment=kind,
        tilt_deg=_tilted_deg(found, one.at) if tilts else None,
        short_of=_landmark(one, found, expected),
    )


def _tilted_deg(found: EquipmentDeviations, at: int) -> float:
    """How much farther than in the reference the line through both ends is tilted."""
    own, usual = (ways[at, 1] - ways[at, 0] for ways in (found.ends, found.usual.ends))
    apart_tl = abs(own[ACROSS])
    turned = np.arctan2(own[UP], apart_tl) - np.arctan2(usual[UP], apart_tl)
    return abs(float(np.degrees(turned)))


def _landmark(one: _Finding, found: EquipmentDeviations, expected: ReferenceModel) -> Joint | None:
    """The joint at whose height the reference turns."""
    if one.code is not FaultCode.EQUIPMENT_STOPS_SHORT:
        return None
    away_tl = {
        joint: abs(float(expected.trajectory[one.at, joint, UP] - height))
        for height in (found.usual.ends[one.at, one.end.index, UP],)
        for joint in _LANDMARKS
    }
    nearest = min(away_tl, key=lambda joint: np.nan_to_num(away_tl[joint], nan=np.inf))
    return nearest if away_tl[nearest] <= _AT_HEIGHT_TL else None
