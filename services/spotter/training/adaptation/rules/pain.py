"""Pain stops every increase."""

from spotter.training.adaptation.condition import Condition
from spotter.training.adaptation.values import Change, Finding, Rule


def pain(condition: Condition) -> Finding | None:
    """No increase after something hurt; the trainer is to look.

    Ours, by caution: no source says by how much one may go on.
    """
    if not condition.hurts:
        return None
    return Finding(Rule.PAIN, Change.KEEP, "something hurt, so nothing rises; talk to the trainer")
