"""What is said of one rep by itself. Live judging and replays share it."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import structlog

from spotter.movement.execution.metres import in_metres, scale_of_height
from spotter.movement.scoring import Scorer
from spotter.movement.values import Baseline, MovementError, Reason, ReasonCode, Rep, Verdict


def compared(
    rep: Rep,
    baseline: Baseline | None,
    scorer: Callable[[], Scorer],
    timing: AbstractContextManager[object] | None = None,
) -> Verdict:
    """The verdict on ``rep`` by a ``baseline`` of the person, if there is one.

    ``scorer`` gives the scorer of the exercise when it is needed; ``timing`` surrounds the
    comparison. It has metres where the member's height is known. What the earlier reps of the set
    say is still to be added.
    """
    if rep.end_unseen:
        return Verdict.unscorable(Reason(ReasonCode.END_UNSEEN))
    prepared = scorer()
    try:
        with timing or nullcontext():
            verdict = prepared.score(rep.poses, baseline)
    except MovementError as error:
        structlog.get_logger().warning("rep not comparable", rep_id=rep.rep_id, reason=str(error))
        return Verdict.unscorable(Reason(ReasonCode.NOT_COMPARABLE))
    scale = None if rep.height_m is None else scale_of_height(rep.height_m, rep.poses)
    return in_metres(verdict, scale)
