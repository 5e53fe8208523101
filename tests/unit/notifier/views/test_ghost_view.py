"""What is drawn under whoever trains."""

from spotter.movement.values import Joint
from spotter.notifier.views.ghost_view import ghost_view
from support.movements.filmed import filmed_reference


def test_a_ghost_goes_down_and_up_as_the_reference_does_and_names_what_carries_it() -> None:
    ghost = ghost_view(filmed_reference("squat"))

    hips = [frame[Joint.MID_HIP] for frame in ghost.frames]
    heights = [point[1] for point in hips if point]
    assert len(ghost.frames) == len(ghost.times_s) == len(heights)
    assert min(heights) < -0.4
    assert abs(heights[0]) < 0.1 > abs(heights[-1])
    assert ghost.times_s[0] == 0 < ghost.times_s[-1]
    assert {Joint.LEFT_KNEE, Joint.MID_HIP} <= set(ghost.carries)
