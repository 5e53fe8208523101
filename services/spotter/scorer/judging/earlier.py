"""A person's earlier reps, and how long a later one waits for their verdicts. Pure."""

from dataclasses import dataclass
from itertools import islice

from spotter.movement.assessment.baseline_choice import passes
from spotter.movement.values.judged.rep import Rep
from spotter.movement.values.judged.verdict import Verdict
from spotter.movement.values.taught.baseline import BASELINE_REPS, Baseline
from spotter.wire.verdicts import RepVerdict

PAUSE_S = 0.2
"""Between the tries of a waiting rep, so that an idle worker does not spin."""
_MOST_TRIES = 50
"""At least ten seconds: long enough for another worker to pick up a killed worker's job."""


@dataclass(frozen=True, slots=True, eq=False)
class EarlierReps:
    """One person's reps before one of them.

    ``judged`` are in the order of the reps; ``awaited`` are the ids of the reps whose verdict is
    still to come. ``baseline`` is the person's stored baseline, if it consists of earlier reps;
    then only reps of the same set are here.
    """

    judged: tuple[RepVerdict, ...] = ()
    awaited: tuple[str, ...] = ()
    baseline: Baseline | None = None

    def of_set(self, rep: Rep) -> tuple[Verdict, ...]:
        """The verdicts of the earlier reps of the set of ``rep``."""
        return tuple(one.verdict for one in self.judged if one.started_us >= rep.set_started_us)

    def passed(self, rep: Rep) -> tuple[str, ...]:
        """The first reps that passed the reference of ``rep``, as many as a baseline has."""
        return tuple(
            islice(
                (
                    one.rep_id
                    for one in self.judged
                    if one.reference_digest == rep.reference_digest and passes(one.verdict)
                ),
                BASELINE_REPS,
            )
        )

    def should_wait(self, tries: int) -> bool:
        """Whether the later rep should keep waiting after ``tries`` tries.

        It waits longer than the waiting reps before it, and so sees their verdicts.
        """
        return bool(self.awaited) and tries < _MOST_TRIES + len(self.awaited)
