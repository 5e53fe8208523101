"""The four ways in which the same movement can be seen: facing left or right, by either side."""

from enum import Enum


class Facing(Enum):
    """How an attempt's picture is turned into the reference's: (x is flipped, sides are swapped).

    Flipped and swapped is the person in a mirror: from the front, the other leg or arm. From the
    side, someone who faces the other way is flipped; the other leg or arm is swapped.
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
