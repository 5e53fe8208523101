"""Finds the joint angle that is farthest from the reference's."""

from dataclasses import replace

from spotter.movement.fitting import ReferenceModel
from spotter.movement.geometry import Coordinates, largest_deviation, viewpoint
from spotter.movement.geometry.trajectories.moments import moment_of
from spotter.movement.values import Angle, AngleDeviation, Direction, Facing


def worst_angle(
    trajectory: Coordinates, expected: ReferenceModel, facing: Facing
) -> AngleDeviation | None:
    """The angle with the largest deviation; None if all are within 10 degrees.

    ``trajectory`` is (60, 25, 2) on the model's phases, oriented as ``facing`` says. The angle's
    side is the person's own.
    """
    found = largest_deviation(trajectory, expected.trajectory)
    if found is None:
        return None
    return replace(
        found,
        angle=found.angle.other_side if facing.swaps_sides else found.angle,
        moment=moment_of(found.phase, expected.trajectory),
        leans=_lean(found, expected, facing) if found.angle is Angle.TRUNK else None,
    )


def _lean(found: AngleDeviation, expected: ReferenceModel, facing: Facing) -> Direction:
    to_the_right = found.deviation_deg > 0
    seen_from = viewpoint(expected.trajectory)
    if seen_from.from_the_side:
        is_ahead = to_the_right == seen_from.faces_right
        return Direction.FORWARD if is_ahead else Direction.BACKWARD
    to_the_left = to_the_right == (seen_from.width_tl > 0)
    return Direction.LEFT if to_the_left != facing.swaps_sides else Direction.RIGHT
