"""Follows whether somebody has the equipment of an exercise in their hands.

What is not seen is nowhere in particular: only equipment that is seen while the hands move away
from it, or come to it, is put down or picked up. How it lies in the picture does not matter, so the
camera may stand anywhere.
"""

from dataclasses import replace

import numpy as np

from spotter.movement.segmentation.handling.grip import Grip, apart_px, hands_seen, shows_hands
from spotter.movement.segmentation.handling.sights import EndSeen, after_sight, settled, sight_of
from spotter.movement.segmentation.handling.state import HandlingState, Whereabouts
from spotter.movement.values import Pose

_EMPTY_US = 800_000
"""Hands that were seen empty for so long did not have it: a follower finds what rests in a hand
after eight pictures."""
_LATER_RATIO = 0.3
"""Who comes to it later than this in a movement has not begun the movement with it."""
_END_US = 500_000
_EARLIER_RATIO = 0.85
"""Who lets go of it later in a movement than this has done the movement with it."""


class Handling:
    """What one person does with the equipment that references show held as ``grip``.

    ``state`` is the current state. The same poses always lead to the same state.
    """

    def __init__(self, grip: Grip | None, state: HandlingState) -> None:
        self._grip = grip
        self.state = state

    def update(self, pose: Pose, size_px: float) -> None:
        """Take the next pose of somebody whose torso is ``size_px`` long in the picture."""
        grip = self._grip
        if grip is None or pose.equipment is None or not (size_px > 0 and shows_hands(pose)):
            return
        with_hand = hands_seen(pose)
        now_us, apart_tl = pose.captured_us, apart_px(pose.keypoints, pose.equipment) / size_px
        seen = {
            end: EndSeen((float(x_px), float(y_px)), float(apart_tl[end]), bool(with_hand[end]))
            for end, (x_px, y_px, _) in enumerate(pose.equipment)
            if np.isfinite(apart_tl[end])
        }
        state = self.state
        if seen:
            state = after_sight(state, sight_of(state, grip, seen, now_us, size_px), now_us)
        elif state.empty_us is None:
            state = replace(state, empty_us=now_us)
        self.state = settled(state, now_us)

    def is_handling(self, started_us: int, ended_us: int) -> bool:
        """Whether a movement picked the equipment up, put it down or racked it."""
        state, length_us = self.state, ended_us - started_us
        late_us = started_us + _EARLIER_RATIO * length_us
        if state.left_us is None or not started_us < state.left_us < late_us:
            return self._came_in(started_us, ended_us)
        has_again = state.came_us is not None and state.came_us > state.left_us
        # Where it is at the end: carried again since, a follower had only stuck to something.
        return state.where in {Whereabouts.LEFT, Whereabouts.DOWN} and not has_again

    @property
    def ends_set(self) -> bool:
        """Whether the equipment was put down, and no set has ended since: see :meth:`end_set`."""
        return self.state.is_over

    def is_apart(self, started_us: int, now_us: int) -> bool:
        """Whether the hands have let go of it before a movement that has begun, or in it."""
        left_us = self.state.left_us
        return left_us is not None and (
            left_us <= started_us or self.is_handling(started_us, now_us)
        )

    def end_set(self) -> None:
        """A set has ended."""
        if self.state.is_over:
            self.state = replace(self.state, is_over=False)

    def _came_in(self, started_us: int, ended_us: int) -> bool:
        state = self.state
        if state.came_us is None or not started_us < state.came_us <= ended_us:
            return False
        if state.came_from_us is None:
            return True
        is_late = state.came_us > started_us + _LATER_RATIO * (ended_us - started_us)
        was_empty = state.came_from_us <= started_us - _EMPTY_US
        has_it = state.near_us is not None and state.near_us >= ended_us - _END_US
        return is_late and was_empty and has_it
