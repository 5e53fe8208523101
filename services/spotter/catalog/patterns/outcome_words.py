"""What looking for patterns came to, in words."""

from collections.abc import Sequence

from spotter.movement.values import FaultPattern
from spotter.movement.values.taught.fault_pattern import FEWEST_FAULTY_REPS
from spotter.movement.values.text import counted
from spotter.wire.patterns.fault_patterns import pattern_digest
from spotter.wire.patterns.pattern_search import FoundPatterns


def found_words(known: Sequence[FaultPattern], found: FoundPatterns) -> str:
    """How many patterns there are, which are new, and which named ones are gone.

    >>> found_words((), FoundPatterns((), (), 40))
    'no pattern comes back in 40 faulty reps'
    """
    gone = "".join(f"; “{one}” is gone" for one in found.gone)
    if not found.patterns:
        return f"no pattern comes back in {counted(found.compared_reps, 'faulty rep')}{gone}"
    before = {pattern_digest(one) for one in known}
    new = sum(pattern_digest(one.pattern) not in before for one in found.patterns)
    reps = counted(found.compared_reps, "faulty rep")
    return f"{counted(len(found.patterns), 'pattern')} in {reps}, {new or 'none'} of them new{gone}"


def too_few_words(reps: int) -> str:
    """That there are too few reps, and how many it takes.

    >>> too_few_words(12)
    'it takes 30 faulty reps with poses; there are 12'
    """
    return f"it takes {FEWEST_FAULTY_REPS} faulty reps with poses; there are {reps}"
