"""The four ways to see the same movement: facing left or right, done with either side."""

from enum import Enum


class Facing(Enum):
    """How to orient an attempt like the reference: (flip x, swap sides).

    Flipped and swapped is the person in a mirror: seen from the front, the other leg or arm. Seen
    from the side, a person who faces the other way is flipped, and the other leg or arm is swapped.
    """

    SAME = (False, False)
    MIRRORED = (True, True)
    FLIPPED = (True, False)
    SWAPPED = (False, True)

    @property
    def flips_x(self) -> bool:
        """Whether left and right of the picture are exchanged."""
        return self.value[0]

    @property
    def swaps_sides(self) -> bool:
        """Whether left and right joints are exchanged."""
        return self.value[1]
