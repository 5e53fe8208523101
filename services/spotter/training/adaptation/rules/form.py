"""Form first: nothing rises over a fault that repeats, or a movement that gets shorter."""

from collections.abc import Sequence

from spotter.training.adaptation.counting import counted
from spotter.training.adaptation.values import Attempt, Change, Finding, Rule

_MOST_FAULTY_RATIO = 0.20
_LEAST_RANGE_RATIO = 0.90
_SLACK = 1e-9


def form(attempts: Sequence[Attempt]) -> Finding | None:
    """No increase when more than 20 % of the reps had one fault, or the range fell by a tenth.

    The range is compared with that of the session before at which it is known. Ours.
    """
    return _same_fault(attempts[-1]) or _shorter(attempts)


def _same_fault(last: Attempt) -> Finding | None:
    reps = sum(one.reps for one in counted(last))
    worst = max(last.faults, key=lambda one: one.reps, default=None)
    if worst is None or worst.reps <= _MOST_FAULTY_RATIO * reps + _SLACK:
        return None
    because = f"form first: {worst.reps} of {reps} reps had the same fault ({worst.fault})"
    return Finding(Rule.FORM, Change.KEEP, because)


def _shorter(attempts: Sequence[Attempt]) -> Finding | None:
    known = [one.range_ratio for one in attempts if one.range_ratio is not None]
    if attempts[-1].range_ratio is None or len(known) == 1:
        return None
    before, now = known[-2:]
    if not before or now > before * _LEAST_RANGE_RATIO + _SLACK:
        return None
    because = f"form first: the movement was {1 - now / before:.0%} shorter than the time before"
    return Finding(Rule.FORM, Change.KEEP, because)
