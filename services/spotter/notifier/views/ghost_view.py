"""How an exercise is done well, as a station's screen draws it under whoever trains."""

from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from pydantic import Field

from spotter.movement.geometry import normalise
from spotter.movement.values import Reference
from spotter.notifier.views.models import Point, View
from spotter.notifier.views.rep_view import frames_view

if TYPE_CHECKING:
    from spotter.movement.fitting import ReferenceModel


class GhostView(View):
    """A reference's representative rep at the phases of its movement."""

    times_s: Annotated[list[float], Field(description="seconds since its first frame")]
    frames: Annotated[
        list[list[Point]],
        Field(description="torso lengths from where the hips start: x to the right, y up"),
    ]
    carries: Annotated[
        list[int], Field(description="the joints of BODY_25 that carry the exercise")
    ]
    view: Annotated[
        Literal["front", "side", "behind", "unclear"], Field(description="from where it is seen")
    ]


def ghost_view(reference: Reference) -> GhostView:
    """The ghost of a reference. Raises :class:`MovementError` when its reps show no movement."""
    from spotter.movement.fitting import learn_model  # noqa: PLC0415 - 40 MB, for ghosts alone

    model = learn_model(reference)
    rep, at = reference.reps[model.representative_index], model.representative_frames
    return GhostView(
        times_s=[round(one, 3) for one in rep.times_s[at].tolist()],
        frames=frames_view(normalise(rep)[at]),
        carries=model.carries.nonzero()[0].tolist(),
        view=_view_of(model),
    )


def _view_of(model: "ReferenceModel") -> Literal["front", "side", "behind", "unclear"]:
    seen_from = model.seen_from
    if not np.isfinite(seen_from.width_tl):
        return "unclear"
    if seen_from.from_the_side:
        return "side"
    return "front" if seen_from.width_tl > 0 else "behind"
