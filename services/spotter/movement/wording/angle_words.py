"""Describes the joint angle that is farthest from the reference's."""

from dataclasses import replace

from spotter.movement.fitting.reference_model import ReferenceModel
from spotter.movement.geometry import Coordinates, largest_deviation, viewpoint
from spotter.movement.geometry.moments import moment_of
from spotter.movement.values import Angle, AngleDeviation, Facing
from spotter.movement.wording.languages.english import ENGLISH

_SHOULDERS = (Angle.LEFT_SHOULDER, Angle.RIGHT_SHOULDER)


def worst_angle(
    trajectory: Coordinates, expected: ReferenceModel, facing: Facing
) -> AngleDeviation | None:
    """The angle with the largest deviation, and its sentence; None if all are within 10 degrees.

    ``trajectory`` is (60, 25, 2) on the model's phases, oriented as ``facing`` says. The angle's
    side is the person's own.
    """
    found = largest_deviation(trajectory, expected.trajectory)
    if found is None:
        return None
    how = _how(found, expected, facing)
    own = replace(found, angle=found.angle.other_side) if facing.swaps_sides else found
    size = f"{abs(own.deviation_deg):.0f} degrees"
    words = {
        Angle.TRUNK: f"trunk leans {size} {how}",
        **{
            shoulder: f"{shoulder.label.partition(' ')[0]} arm {size} {how}"
            for shoulder in _SHOULDERS
        },
    }.get(own.angle, f"{own.angle.label} {size} {how}")
    at = ENGLISH.moments[moment_of(own.phase, expected.trajectory)]
    return replace(own, sentence=f"{words[0].upper()}{words[1:]} than the reference {at}.")


def _how(found: AngleDeviation, expected: ReferenceModel, facing: Facing) -> str:
    positive = found.deviation_deg > 0
    if found.angle in _SHOULDERS:
        return "farther from the body" if positive else "closer to the body"
    if found.angle is not Angle.TRUNK:
        return "straighter" if positive else "more bent"
    seen_from = viewpoint(expected.trajectory)
    if seen_from.from_the_side:
        return "further forward" if positive == seen_from.faces_right else "further back"
    to_the_left = positive == (seen_from.width_tl > 0)
    return "further left" if to_the_left != facing.swaps_sides else "further right"
