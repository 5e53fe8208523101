"""What faces are compared by."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from spotter.faces.errors import FacesError

LENGTH = 128


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """What is kept of a member's face: (N, 128) float32, one row for each look at enrolment.

    Raises :class:`FacesError` for anything else.
    """

    member_id: str
    looks: NDArray[np.float32] = field(repr=False)

    def __post_init__(self) -> None:
        shape, dtype = self.looks.shape, self.looks.dtype
        if len(shape) != 2 or shape[0] == 0 or shape[1] != LENGTH or dtype != np.float32:
            raise FacesError(f"expected looks of (N, {LENGTH}) float32; found {shape} {dtype}")
        if not np.isfinite(self.looks).all():
            raise FacesError("expected finite numbers in looks; found others")


@dataclass(frozen=True, slots=True)
class Rules:
    """When a face is a member's.

    Its mean distance to that member's looks is at most ``most_distance``, and it is at least
    ``least_margin`` nearer than the next member's. A face under ``least_face_px`` is not compared.
    ``agreeing`` pictures in a row, within ``within_us`` of capture time, must say the same.
    """

    most_distance: float = 0.5
    least_margin: float = 0.08
    least_face_px: float = 45.0
    agreeing: int = 3
    within_us: int = 5_000_000
    give_up_after: int = 15
    """Pictures with a face that do not agree: then the member is asked to come in otherwise."""
