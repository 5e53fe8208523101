"""The earlier reps of a set, and how long a later one waits for their verdicts. Pure."""

from dataclasses import dataclass

from spotter.movement.values.verdict import Verdict

PAUSE_S = 0.2
"""Between the tries of a waiting rep, so that an idle worker does not spin."""
_MOST_TRIES = 50
"""At least ten seconds: long enough for another worker to pick up a killed worker's job."""


@dataclass(frozen=True, slots=True, eq=False)
class EarlierReps:
    """The reps of a set before one of them.

    ``verdicts`` are in the order of the reps; ``awaited`` are the ids of the reps whose verdict is
    still to come.
    """

    verdicts: tuple[Verdict, ...] = ()
    awaited: tuple[str, ...] = ()

    def should_wait(self, tries: int) -> bool:
        """Whether the later rep should keep waiting after ``tries`` tries.

        It waits longer than the waiting reps before it, and so sees their verdicts.
        """
        return bool(self.awaited) and tries < _MOST_TRIES + len(self.awaited)
