"""What is known of somebody's hands, apart from where equipment was seen."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Hands(IntEnum):
    """Whether hands hold equipment, whichever: a second opinion beside what was taught."""

    HELD = 1
    EMPTY = 2
    UNKNOWN = 0

    @property
    def words(self) -> str:
        """For people who measure: "held", "empty hands" or "not known"."""
        return {Hands.HELD: "held", Hands.EMPTY: "empty hands"}.get(self, "not known")


HandsEach = NDArray[np.uint8]
"""(T,) the number of what is known of the hands at each time."""
